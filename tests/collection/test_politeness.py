"""How hosts are treated, end to end: gaps, Retry-After, walls, and the record of it."""

import json
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from crawls import Collection, Ran, quick_config, run, start
from wire_server import RIGHTS_PATH, Script, Scripts, WireServer

from crawler.collection.hosts import MAX_HOSTS, OTHERS, HostBook
from crawler.collection.job.robots import MAX_CRAWL_DELAY, RobotsBook
from crawler.errors import DiskError
from crawler.frontier.robots import REDIRECTS
from crawler.frontier.throttle import BLOCKS, FIRST_PENALTY, HostState, Throttle
from crawler.warc.capture import Capture
from crawler.warc.captures import read_captures

TEXT = "<p>" + "The council met on Tuesday evening and heard the plans for the old harbour. " * 10 + "</p>"


def answer(body: str, *headers: str, status: str = "200 OK", media_type: str = "text/html") -> Script:
    lines = (f"HTTP/1.1 {status}", f"Content-Type: {media_type}", f"Content-Length: {len(body)}", *headers)
    return ["\r\n".join(lines).encode() + b"\r\n\r\n" + body.encode()]


def page(*links: str) -> Script:
    return answer(f"<html><h1>A page</h1>{TEXT}" + "".join(f"<a href='{link}'>{link}</a>" for link in links))


def crawl(folder: Path, server: WireServer, *arguments: object, **config: object) -> tuple[Ran, Collection]:
    ran = run(
        "crawl",
        server.url("/"),
        "--allow-private",
        "--no-requisites",
        "--archives",
        folder,
        "--collection",
        "c",
        "--config",
        quick_config(folder, **config),
        *arguments,
    )
    return ran, Collection(folder / "c")


def starts(collection: Collection) -> list[datetime]:
    """When each exchange began, in order."""
    captures = (capture for path in collection.warcs for capture in read_captures(path))
    return sorted(capture.captured_at for capture in captures if isinstance(capture, Capture))


def hosts(collection: Collection) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (collection.folder / "logs" / "hosts.jsonl").read_text().splitlines()]


def test_the_gap_is_kept_and_what_was_done_is_written_down(tmp_path: Path) -> None:
    robots = answer("User-agent: *\nDisallow: /private/\n", media_type="text/plain")
    scripts = {"/robots.txt": robots, "/": page("/a", "/b", "/private/x", "/private/y"), "/a": page(), "/b": page()}
    scripts[RIGHTS_PATH] = answer("", status="404 No")
    with WireServer(scripts) as server:
        ran, collection = crawl(tmp_path, server, "--delay", "0.3")
        assert ran.code == 0, ran.err
        (record,) = hosts(collection)
        assert record["host"] == f"127.0.0.1:{server.port}"
    assert record["requests"] == len(server.turns) == 5
    assert record["refused"] == 2 and record["backOffs"] == 0
    assert record["smallestGap"] >= 0.3
    assert record["bytes"] == sum(len(turn.sent) for turn in server.turns)
    assert min(after - before for before, after in pairwise(starts(collection))) > timedelta(seconds=0.1)
    assert "5 requests" in ran.err and "2 refused by robots.txt" in ran.err


class Busy:
    """An answer that asks us to come back at a date three to four seconds after it is sent."""

    def __iter__(self) -> Iterator[bytes]:
        self.date = datetime.now(UTC).replace(microsecond=0) + timedelta(seconds=4)
        header = f"Retry-After: {format_datetime(self.date, usegmt=True)}"
        yield from answer("", header, status="503 Service Unavailable")  # type: ignore[misc]


def test_retry_after_in_seconds_is_obeyed(tmp_path: Path) -> None:
    busy = answer("", "Retry-After: 3", status="429 Too Many Requests")
    scripts = {"/robots.txt": answer("", status="404 No"), "/": Scripts([busy, page()])}
    with WireServer(scripts) as server:
        ran, collection = crawl(tmp_path, server, "--delay", "0", retries=1)
        assert ran.code == 0, ran.err
    *_, busy_at, again_at = starts(collection)
    assert again_at - busy_at >= timedelta(seconds=3)
    (record,) = hosts(collection)
    assert record["backOffs"] == 1 and record["longestWait"] > FIRST_PENALTY
    assert "1 back-offs" in ran.err


def test_retry_after_as_a_date_is_obeyed(tmp_path: Path) -> None:
    busy = Busy()
    scripts = {"/robots.txt": answer("", status="404 No"), "/": Scripts([busy, page()])}  # type: ignore[list-item]
    with WireServer(scripts) as server:
        ran, collection = crawl(tmp_path, server, "--delay", "0", retries=1)
        assert ran.code == 0, ran.err
    assert starts(collection)[-1] >= busy.date - timedelta(milliseconds=100)


def test_walls_in_a_row_slow_the_host_down_like_a_429(tmp_path: Path) -> None:
    wall = answer("<html><title>Just a moment...</title><h1>Verify you are human</h1></html>")
    names = [f"/story-{number}" for number in range(BLOCKS)]
    scripts = {"/robots.txt": answer("", status="404 No"), "/": page(*names), **dict.fromkeys(names, wall)}
    with WireServer(scripts) as server:
        ran, collection = crawl(tmp_path, server, "--delay", "0", host_concurrency=1)
    (record,) = hosts(collection)
    assert record["blocks"] == BLOCKS and record["backOffs"] == 1
    assert record["longestWait"] >= FIRST_PENALTY * 0.9
    assert f"{BLOCKS} pages look like a wall" in ran.err


def test_missing_pages_in_a_row_are_no_block(tmp_path: Path) -> None:
    gone = answer("<html><title>Page not found</title><h1>404</h1></html>", status="404 Not Found")
    names = [f"/story-{number}" for number in range(BLOCKS + 2)]
    scripts = {"/robots.txt": answer("", status="404 No"), "/": page(*names), **dict.fromkeys(names, gone)}
    with WireServer(scripts) as server:
        _, collection = crawl(tmp_path, server, "--delay", "0")
    (record,) = hosts(collection)
    assert record["blocks"] == 0 and record["backOffs"] == 0


def test_each_further_wall_doubles_the_wait_and_a_good_page_ends_it() -> None:
    throttle, host, waits = Throttle(delay=0.0), HostState(), []
    for _ in range(BLOCKS + 2):
        throttle.started(host, 0.0)
        throttle.ended(host, 0.0, status=200, took=0.0)
        if throttle.looked(host, 0.0, blocked=True):
            waits.append(throttle.gap(host))
    assert waits == [FIRST_PENALTY, FIRST_PENALTY * 2, FIRST_PENALTY * 4]
    assert not throttle.looked(host, 0.0, blocked=False) and host.blocks == 0


def test_the_record_stays_small_and_loses_no_count() -> None:
    book = HostBook()
    for number in range(MAX_HOSTS * 2):
        book.started(f"host-{number}", float(number))
    book.started("busy", 0.0)
    book.started("busy", 0.5)
    records = book.busiest()
    assert len(records) <= MAX_HOSTS + 1
    assert sum(record.requests for record in records) == MAX_HOSTS * 2 + 2
    assert {record.host: record.smallestGap for record in records}["busy"] == 0.5
    assert OTHERS in {record.host for record in records}


def test_logins_in_place_of_pages_are_blocks(tmp_path: Path) -> None:
    names = [f"/story-{number}" for number in range(BLOCKS)]
    moved = {name: answer("", f"Location: /login?return={name}", status="302 Found") for name in names}
    logins = {f"/login?return={name}": answer("<title>Log in</title><form></form>") for name in names}
    scripts = {"/robots.txt": answer("", status="404 No"), "/": page(*names), **moved, **logins}
    with WireServer(scripts) as server:
        ran, collection = crawl(tmp_path, server, "--delay", "0", host_concurrency=1)
    (record,) = hosts(collection)
    assert record["blocks"] == BLOCKS and record["backOffs"] == 1
    assert f"{BLOCKS} pages look like a wall" in ran.err


def test_refusals_without_a_word_are_blocks(tmp_path: Path) -> None:
    names = [f"/story-{number}" for number in range(BLOCKS)]
    scripts = {"/robots.txt": answer("", status="404 No"), "/": page(*names)}
    scripts |= {name: answer("", status="403 Forbidden", media_type="text/plain") for name in names}
    with WireServer(scripts) as server:
        _, collection = crawl(tmp_path, server, "--delay", "0", host_concurrency=1)
    (record,) = hosts(collection)
    assert record["blocks"] == BLOCKS and record["backOffs"] == 1


def test_a_robots_txt_that_redirects_for_ever_is_none(tmp_path: Path) -> None:
    scripts = {"/robots.txt": answer("", "Location: /robots.txt", status="302 Found"), "/": page("/a"), "/a": page()}
    with WireServer(scripts) as server:
        ran, collection = crawl(tmp_path, server, "--delay", "0")
        asked = [turn.request.split(b" ")[1] for turn in server.turns]
    assert ran.code == 0 and asked.count(b"/robots.txt") == REDIRECTS + 1
    assert len(collection.rows("articles")) == 2


def test_a_redirect_in_raw_utf8_leads_where_browsers_go(tmp_path: Path) -> None:
    moved = [b"HTTP/1.1 302 Found\r\nLocation: /stra\xc3\x9fe?x=\xc3\xa4\r\nContent-Length: 0\r\n\r\n"]
    scripts = {"/robots.txt": answer("", status="404 No"), "/": moved, "/stra%C3%9Fe?x=%C3%A4": page()}
    with WireServer(scripts) as server:
        ran, collection = crawl(tmp_path, server, "--delay", "0")
    assert ran.code == 0, ran.err
    assert len(collection.rows("articles")) == 1


def test_the_longest_delay_that_a_host_asks_for_counts_and_a_year_is_a_day() -> None:
    book = RobotsBook()
    book.learn("http://a.example", 200, b"User-agent: *\nCrawl-delay: 7\n", now=0.0)
    book.learn("https://a.example", 404, b"", now=0.0)
    book.learn("http://a.example:8080", 200, b"User-agent: *\nCrawl-delay: 1e300\n", now=0.0)
    assert book.crawl_delay("a.example") == 7.0
    assert book.crawl_delay("a.example:8080") == MAX_CRAWL_DELAY
    assert book.crawl_delay("b.example") == 0.0


def test_a_long_delay_is_told_to_the_operator(tmp_path: Path) -> None:
    robots = answer("User-agent: *\nCrawl-delay: 60\n", media_type="text/plain")
    with WireServer({"/robots.txt": robots, "/": page()}) as server:
        place = ("--archives", tmp_path, "--collection", "c", "--config", quick_config(tmp_path))
        process = start("crawl", server.url("/"), "--allow-private", *place)
        assert process.stderr is not None
        try:
            assert any("asks for 60 s between two requests" in line for line in process.stderr)
        finally:
            process.kill()
            process.communicate()


def fill(folder: Path) -> None:
    """Leave no byte free."""
    with (folder / "filler").open("wb", buffering=0) as file, suppress(OSError):
        while True:
            file.write(bytes(4096))


def test_on_a_full_disk_the_record_of_the_last_run_stays(small: Path) -> None:
    book = HostBook()
    book.started("a.example", 0.0)
    book.write(small / "hosts.jsonl")
    before = (small / "hosts.jsonl").read_bytes()
    for number in range(500):
        book.started(f"host-{number}.example", 1.0)
    fill(small)
    with pytest.raises(DiskError, match=r"hosts\.jsonl.*No space left"):
        book.write(small / "hosts.jsonl")
    assert (small / "hosts.jsonl").read_bytes() == before
    assert {path.name for path in small.iterdir()} == {"hosts.jsonl", "filler"}


def test_a_record_that_cannot_be_written_is_exit_5_and_nothing_captured_is_lost(tmp_path: Path) -> None:
    (tmp_path / "c" / "logs" / "hosts.jsonl").mkdir(parents=True)
    with WireServer({"/robots.txt": answer("", status="404 No"), "/": page()}) as server:
        ran, collection = crawl(tmp_path, server)
    assert ran.code == 5 and "hosts.jsonl" in ran.err and "Traceback" not in ran.err, ran.err
    assert len(collection.rows("articles")) == 1 and len(collection.warcs) == 1
