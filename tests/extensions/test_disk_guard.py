"""A real small file system that fills up: the crawl pauses, goes on when there is room, or ends and loses nothing."""

import random
import subprocess
from collections.abc import Iterator
from pathlib import Path
from threading import Event

from crawls import Collection, quick_config, run, start
from wire_server import Script, WireServer

MEGABYTE = 1_000_000
TEXT = "<p>" + "The council met on Tuesday evening and heard the plans for the old harbour. " * 10 + "</p>"
PAGES = 6


def answer(body: bytes, status: bytes = b"200 OK", media_type: bytes = b"text/html") -> Script:
    head = b"HTTP/1.1 %s\r\nContent-Type: %s\r\nContent-Length: %d\r\n\r\n" % (status, media_type, len(body))
    return [head + body]


class Gate:
    """An answer after which the test does something before the next page is asked for."""

    def __init__(self, script: Script) -> None:
        self.script, self.asked, self.go = script, Event(), Event()

    def __iter__(self) -> Iterator[object]:
        self.asked.set()
        assert self.go.wait(60)
        yield from self.script


def site() -> tuple[Gate, dict[str, Script]]:
    links = "".join(f"<a href=/story-{number}>story</a>" for number in range(PAGES))
    front = Gate(answer(f"<html><h1>Front</h1>{TEXT}{links}".encode()))
    stories = {f"/story-{n}": answer(f"<html><h1>Story {n}</h1>{TEXT}{n}".encode()) for n in range(PAGES)}
    return front, {"/robots.txt": answer(b"", b"404 No"), "/": front, **stories}  # type: ignore[dict-item]


def arguments(server: WireServer, folder: Path, config: Path) -> tuple[object, ...]:
    flags = ("--allow-private", "--no-requisites", "--delay", "0.01")
    return ("crawl", server.url("/"), *flags, "--archives", folder, "--collection", "c", "--config", config)


def paths(server: WireServer) -> list[str]:
    return [turn.request.split(b" ")[1].decode() for turn in server.turns]


def test_the_crawl_pauses_and_goes_on_when_there_is_room(small: Path, tmp_path: Path) -> None:
    front, scripts = site()
    filler = small / "filler"
    config = quick_config(tmp_path, disk_floor_bytes=8 * MEGABYTE)
    with WireServer(scripts) as server:
        process = start(*arguments(server, small, config))
        assert process.stderr is not None
        assert front.asked.wait(60)
        filler.write_bytes(b"x" * 6 * MEGABYTE)
        said = next(line for line in process.stderr if "paused" in line)
        assert str(small / "c") in said
        front.go.set()
        filler.unlink()
        assert any("going on" in line for line in process.stderr)
        process.stderr.read()
        assert process.wait(60) == 0
        assert len(paths(server)) == PAGES + 2
    assert len(Collection(small / "c").rows("articles")) == PAGES + 1


def test_without_room_it_ends_with_5_and_the_next_run_takes_the_rest(small: Path, tmp_path: Path) -> None:
    front, scripts = site()
    filler = small / "filler"
    config = quick_config(tmp_path, disk_floor_bytes=8 * MEGABYTE, disk_wait_seconds=1.5)
    with WireServer(scripts) as server:
        process = start(*arguments(server, small, config))
        assert front.asked.wait(60)
        filler.write_bytes(b"x" * 6 * MEGABYTE)
        assert process.stderr is not None
        assert any("paused" in line for line in process.stderr)
        front.go.set()
        rest = process.stderr.read()
        assert process.wait(60) == 5, rest
        assert "free some space" in rest and "Traceback" not in rest
        assert "/story-0" not in paths(server)
        filler.unlink()
        ran = run(*arguments(server, small, config))
        assert ran.code == 0, ran.err
        assert sorted(set(paths(server))) == sorted(scripts)
        assert paths(server).count("/") == 1
    assert len(Collection(small / "c").rows("articles")) == PAGES + 1


def test_a_disk_that_is_full_in_the_middle_of_a_write_ends_with_5_and_recovers(small: Path, tmp_path: Path) -> None:
    front, scripts = site()
    front.go.set()
    noise = random.Random(5).randbytes(6 * MEGABYTE)
    scripts["/story-3"] = answer(noise, media_type=b"video/mp4")
    scripts["/story-4"] = answer(noise[::-1], media_type=b"video/mp4")
    filler = small / "filler"
    filler.write_bytes(b"x" * 4 * MEGABYTE)
    config = quick_config(tmp_path, disk_floor_bytes=0)
    with WireServer(scripts) as server:
        ran = run(*arguments(server, small, config))
        assert ran.code == 5, ran.err
        assert "Traceback" not in ran.err and "No space left" in ran.err
        subprocess.run(["mount", "-o", "remount,size=40m", small], check=True)
        ran = run(*arguments(server, small, config))
        assert ran.code == 0, ran.err
    collection = Collection(small / "c")
    assert len(collection.rows("articles")) == PAGES + 1 - 2
    assert run("check", collection.folder).code == 0
