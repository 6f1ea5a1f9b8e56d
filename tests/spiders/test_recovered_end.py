"""A visit that had ended when the process died, with a comment page that it had given up still in the queue."""

from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from crawls import Collection, run
from wire_server import WireServer

from crawler.collection.changes import Capture, Discovered, NewRow
from crawler.collection.ended import Ended
from crawler.collection.facts import Facts, Purpose
from crawler.collection.paths import paths
from crawler.collection.session import session, take_up_job
from crawler.config import Config
from crawler.parsers.need import Need
from crawler.store import ends
from crawler.store.journal import open_journal
from crawler.store.rows import Row, need_key
from crawler.urls import host_of
from crawler.wire.exchange import Exchange, Outcome
from crawler.wire.spool import Spool


def test_it_gets_its_line_once_and_the_crawl_ends(tmp_path: Path) -> None:
    ok = [b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n[]"]
    with WireServer({"/robots.txt": [b"HTTP/1.1 404 No\r\nContent-Length: 0\r\n\r\n"], "/api": ok}) as server:
        config = Config(seeds=(server.url(),))
        with session(
            config, paths(tmp_path, "end"), doing="test", written=lambda capture: None, failed=lambda error: None
        ) as work:
            job, _ = take_up_job(work, config)
            need = Need(server.url("/api"), platform="p", thread="t")
            key = need_key(job.job_id, "v", need.key)
            row = Row(key, job.job_id, need.url, host_of(need.url), need=need, visit_id="v")
            now = datetime.now(UTC)
            response = Spool(b"HTTP/1.1 200 OK\r\nContent-Length: 7\r\n\r\n<p>news")
            exchange = Exchange(
                server.url(), "GET", now, now, Outcome.COMPLETE, request=b"GET / HTTP/1.1\r\n\r\n", response=response
            )
            page = Capture(exchange, Facts(Purpose.PAGE, job=job.job_id, visit="v"))
            work.committer.submit(Discovered((NewRow(row),)))
            work.committer.submit(page)
            number = work.collection_id
        end = Ended("v", server.url(), page.ids.response, ((need.key, "failed"),))
        with closing(open_journal(tmp_path / "journal.sqlite")) as journal:
            ends.add(journal, number, [("v", end.fields())])
        place = ("--archives", tmp_path, "--collection", "end", "--allow-private", "--delay", "0", "--quiet")
        done = run("crawl", server.url(), *place, timeout=60)
    assert done.code == 0 and "Traceback" not in done.err, done
    assert [row["url"] for row in Collection(tmp_path / "end").rows("visits")] == [server.url()]
