"""A crawl that is interrupted stops cleanly, and the same command goes on with it."""

import os
import resource
import signal
import time
import zlib
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

from crawls import OF_ORIGIN, QUICK, Collection, quick_config, run, start
from wire_server import HOLD, Scripts, WireServer

from crawler.demo import serve

NO_ROBOTS = {"/robots.txt": [b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n"]}


class Bell(list[Any]):
    """A log that calls somebody at its n-th entry."""

    def __init__(self, at: int, ring: Callable[[], None]) -> None:
        super().__init__()
        self._at, self._ring = at, ring

    def append(self, entry: Any) -> None:
        super().append(entry)
        if len(self) == self._at:
            self._ring()


def page(body: str) -> list[bytes]:
    data = f"<html><body>{body}</body></html>".encode()
    return [b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: %d\r\n\r\n" % len(data) + data]


def is_captured(folder: Path, body: bytes) -> bool:
    """Whether the open WARC files below a folder hold all records of a capture: its metadata is the last."""
    text = b""
    for path in folder.rglob("*.open"):
        data = path.read_bytes()
        while data:
            unpack = zlib.decompressobj(31)
            member = unpack.decompress(data)
            text += member if unpack.eof else b""
            data = unpack.unused_data
    return b"WARC-Type: metadata" in text.partition(body)[2]


def test_an_interrupted_crawl_ends_with_exit_4_and_is_finished_by_the_same_command(tmp_path: Path) -> None:
    command = ["--archives", tmp_path, "--collection", "demo", "--config", quick_config(tmp_path), *QUICK]
    with serve() as site:
        groups: list[int] = []
        site.log = Bell(40, lambda: os.killpg(groups[0], signal.SIGINT))
        process = start("crawl", f"{site.base}/", *command)
        groups.append(process.pid)
        _, words = process.communicate(timeout=120)
        assert process.returncode == 4, words
        assert "stopped" in words and "Traceback" not in words
        collection = Collection(tmp_path / "demo")
        assert not list(collection.folder.rglob("*.open"))
        captured = len(site.log)
        again = run("crawl", f"{site.base}/", *command)
        assert again.code == 0 and "Job 1 of demo goes on" in again.err, again.err
        asked = Counter(path for _, path, _ in site.log)
    assert 40 <= captured < 60
    assert {path for path, times in asked.items() if times > 1} <= OF_ORIGIN
    looks = Counter(row["url"] for row in collection.rows("visits"))
    assert len(looks) > 100 and set(looks.values()) == {1}
    before = collection.sorted_data()
    assert run("reparse", collection.folder).code == 0
    assert collection.sorted_data() == before


def test_other_seeds_begin_another_job(tmp_path: Path) -> None:
    pages = {"/a": page("one"), "/b": page("two")}
    with WireServer(NO_ROBOTS | pages) as server:
        place = ("--archives", tmp_path, "--collection", "two", *QUICK)
        first = run("crawl", server.url("/a"), "--scope", "page", *place)
        second = run("crawl", server.url("/b"), "--scope", "page", *place)
    assert "Job 1 of two begins" in first.err and "Job 2 of two begins" in second.err


def test_a_page_captured_but_not_read_is_not_asked_for_again(tmp_path: Path) -> None:
    """The process dies while another page is on its way; what was captured before stands."""
    pages = {"/": page('<a href="/slow">slow</a>'), "/slow": Scripts([[HOLD], page("at last")])}

    def kill_when_captured() -> None:
        """The first page is written while the second is asked for, not before."""
        ends = time.monotonic() + 60
        while not is_captured(tmp_path, b'<a href="/slow">') and time.monotonic() < ends:
            time.sleep(0.02)
        os.killpg(process.pid, signal.SIGKILL)

    with WireServer(NO_ROBOTS | pages) as server:
        server.turns = Bell(3, kill_when_captured)
        command = ("crawl", server.url(), "--archives", tmp_path, "--collection", "one", *QUICK)
        process = start(*command)
        process.communicate(timeout=120)
        assert process.returncode == -signal.SIGKILL
        done = run(*command)
        assert done.code == 0 and "Job 1 of one goes on" in done.err, done.err
        asked = Counter(turn.request.split(b" ")[1] for turn in server.turns)
    assert asked == {b"/robots.txt": 2, b"/": 1, b"/slow": 2}
    assert sorted(row["url"] for row in Collection(tmp_path / "one").rows("visits")) == [
        server.url(),
        server.url("/slow"),
    ]


def test_a_redirected_seed_keeps_its_scope_after_a_death(tmp_path: Path) -> None:
    """The host the seed was redirected to belongs to the scope, even when the death came before a commit."""
    with WireServer(
        NO_ROBOTS | {"/": page('<a href="/slow">slow</a>'), "/slow": Scripts([[HOLD], page("there")])}
    ) as to:
        there = to.url("/", host="localhost")
        hop = [f"HTTP/1.1 301 Moved\r\nLocation: {there}\r\nContent-Length: 0\r\n\r\n".encode()]
        with WireServer(NO_ROBOTS | {"/": hop}) as server:
            to.turns = Bell(3, lambda: os.killpg(process.pid, signal.SIGKILL))
            command = ("crawl", server.url(), "--archives", tmp_path, "--collection", "moved", *QUICK)
            command = (*command, "--contact", "you@example.org")
            process = start(*command)
            process.communicate(timeout=120)
            assert process.returncode == -signal.SIGKILL
            done = run(*command)
    assert done.code == 0, done.err
    looks = [row["url"] for row in Collection(tmp_path / "moved").rows("visits")]
    assert sorted(looks) == [there, f"{there}slow"]


def test_a_page_limit_that_frees_up_is_used_by_another_host(tmp_path: Path) -> None:
    """The only page allowed fails: the crawl goes on with the next seed, and ends."""
    broken = [b"HTTP/1.1 500 Oops\r\nContent-Length: 0\r\n\r\n"]
    with WireServer(NO_ROBOTS | {"/": broken}) as first, WireServer(NO_ROBOTS | {"/": page("fine")}) as second:
        seeds = (first.url(), second.url(host="localhost"))
        place = ("--archives", tmp_path, "--collection", "limit", "--config", quick_config(tmp_path))
        done = run("crawl", *seeds, "--max-pages", "1", *place, *QUICK, "--contact", "you@example.org", timeout=60)
    assert done.code == 0, done.err
    assert [row["url"] for row in Collection(tmp_path / "limit").rows("visits")] == [seeds[1]]


def test_archives_of_many_small_files_survive_a_death(tmp_path: Path) -> None:
    """Several files are closed between two commits; recovery knows them all."""
    noise = os.urandom(300_000).hex()
    pages = {f"/{number}": page(f"<p>{number}{noise[number:]}</p>") for number in range(12)}
    pages["/"] = page("".join(f'<a href="{path}">next</a>' for path in pages) + '<a href="/z">slow</a>')
    pages |= {"/z": Scripts([[HOLD], page("end")])}
    with WireServer(NO_ROBOTS | pages) as server:
        server.turns = Bell(15, lambda: os.killpg(process.pid, signal.SIGKILL))
        config = quick_config(tmp_path, warc_max_bytes=1 << 20)
        command = ("crawl", server.url(), "--archives", tmp_path, "--collection", "small", "--config", config, *QUICK)
        process = start(*command)
        process.communicate(timeout=120)
        done = run(*command)
        assert done.code == 0, done.err
    collection = Collection(tmp_path / "small")
    looks = Counter(row["url"] for row in collection.rows("visits"))
    assert len(looks) == 14 and set(looks.values()) == {1}
    assert len(collection.warcs) > 3
    before = collection.sorted_data()
    assert run("reparse", collection.folder).code == 0
    assert collection.sorted_data() == before


def test_an_unchanged_comment_page_is_read_from_the_file_that_is_being_written(tmp_path: Path) -> None:
    """A comment page that was a page of its own before is asked for with its validators, in the same run."""
    with serve() as site:
        article = f"{site.base}/2026/01/whose-bench-is-it/"
        place = ("--archives", tmp_path, "--collection", "bench", "--scope", "page", "--allow-private")
        done = run("crawl", f"{article}comment-page-1/", article, *place, "--delay", "1.2", "--concurrency", "1")
        assert done.code == 0, done.err
        assert 304 in [status for _, path, status in site.log if path.endswith("comment-page-1/")]
    collection = Collection(tmp_path / "bench")
    comments = {row["commentId"] for row in collection.rows("comments") if row["articleUrl"] == article}
    assert len(comments) == 15
    before = collection.sorted_data()
    assert run("reparse", collection.folder).code == 0
    assert collection.sorted_data() == before


def test_a_full_disk_is_exit_5_and_the_crawl_goes_on_once_there_is_room(tmp_path: Path) -> None:
    """The largest file allowed stands for the disk: the archive reaches it first."""
    noise = os.urandom(100_000).hex()
    pages = {f"/{number}": page(f"<p>{number}{noise[number:]}</p>") for number in range(30)}
    pages["/"] = page("".join(f'<a href="{path}">next</a>' for path in pages))
    with WireServer(NO_ROBOTS | pages) as server:
        place = ("--archives", tmp_path, "--collection", "full", "--config", quick_config(tmp_path), "--quiet", *QUICK)
        soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
        resource.setrlimit(resource.RLIMIT_FSIZE, (1_500_000, hard))
        try:
            stopped = run("crawl", server.url(), *place, timeout=60)
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
        assert stopped.code == 5 and "Traceback" not in stopped.err, stopped
        assert str(tmp_path / "full") in stopped.err
        done = run("crawl", server.url(), *place, timeout=60)
        assert done.code == 0, done.err
    collection = Collection(tmp_path / "full")
    looks = Counter(row["url"] for row in collection.rows("visits"))
    assert len(looks) == 31 and set(looks.values()) == {1}
    before = collection.sorted_data()
    assert run("reparse", collection.folder).code == 0
    assert collection.sorted_data() == before
