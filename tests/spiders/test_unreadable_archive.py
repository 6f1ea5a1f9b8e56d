"""A crawl that must read its archive and cannot says where, and does not wait for ever."""

from datetime import UTC, datetime
from pathlib import Path

from crawls import run
from wire_server import closed_port

from crawler.collection.changes import Capture
from crawler.collection.facts import Facts, Purpose
from crawler.collection.paths import paths
from crawler.collection.session import session, take_up_job
from crawler.config import Config
from crawler.wire.exchange import Exchange, Outcome
from crawler.wire.spool import Spool


def test_damage_in_a_page_that_was_captured_but_not_read_is_exit_7(tmp_path: Path) -> None:
    seed = f"http://127.0.0.1:{closed_port()}/"
    config = Config(seeds=(seed,))
    with session(
        config, paths(tmp_path, "rot"), doing="test", written=lambda capture: None, failed=lambda error: None
    ) as work:
        job, _ = take_up_job(work, config)
        now = datetime.now(UTC)
        response = Spool(b"HTTP/1.1 200 OK\r\nContent-Length: 7\r\n\r\n<p>news")
        exchange = Exchange(
            seed, "GET", now, now, Outcome.COMPLETE, request=b"GET / HTTP/1.1\r\n\r\n", response=response
        )
        work.committer.submit(Capture(exchange, Facts(Purpose.PAGE, job=job.job_id, visit="v")))
    (warc,) = (tmp_path / "rot" / "archive").iterdir()
    data = bytearray(warc.read_bytes())
    data[len(data) // 3 :] = bytes(len(data) - len(data) // 3)
    warc.write_bytes(data)
    done = run("crawl", seed, "--archives", tmp_path, "--collection", "rot", "--allow-private", "--quiet", timeout=60)
    assert done.code == 7, done
    assert warc.name in done.err and "Traceback" not in done.err
