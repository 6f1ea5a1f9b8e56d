"""What sites say never commands the operator's terminal, and never breaks a line of a log or a data file."""

import json
import os
import pty
import subprocess
from pathlib import Path

import pytest
from crawls import COMMAND, QUICK, Ran, clean_environment, quick_config, run
from wire_server import CLOSE, Script, WireServer

EVIL = "\x1b]0;owned\x07\x1b[2J\x9b31m\r\n\x00\u202eevil\u2028"
RAW = b"\x1b]0;owned\x07\x1b[2J\x9b31m"
TEXT = "<p>" + "The council met on Tuesday evening and heard the plans for the old harbour. " * 10 + "</p>"


def answer(body: bytes, status: bytes = b"200 OK", *headers: bytes) -> Script:
    lines = (
        b"HTTP/1.1 " + status,
        b"Content-Type: text/html; charset=utf-8",
        b"Content-Length: %d" % len(body),
        *headers,
    )
    return [b"\r\n".join(lines) + b"\r\n\r\n" + body]


def site() -> dict[str, Script]:
    hosts = "".join(
        f'<a href="http://{name}/">x</a>' for name in ("a\x1b]0;owned\x07b", "x\x9by.example", "\u202e.example")
    )
    links = "".join(f'<a href="{path}">x</a>' for path in ("/hop", "/cut", "/forbidden/x", f"/odd{EVIL}", f"/q?{EVIL}"))
    title = f"<title>{EVIL}</title><meta name=author content='{EVIL}'><h1>{EVIL}</h1>"
    robots = b"User-agent: *\nDisallow: /forbidden/" + RAW + b"\nDisallow: /forbidden/\n"

    class Site(dict[str, Script]):
        def __missing__(self, path: str) -> Script:
            return answer(b"<p>odd", b"500 Odd" + RAW)

    return Site(
        {
            "/robots.txt": answer(robots),
            "/": answer((title + TEXT + links + hosts).encode(), b"200 " + RAW, b"Server: " + RAW, b"X" + RAW + b": y"),
            "/hop": answer(b"", b"302 F", b"Location: http://" + RAW + b"/" + RAW),
            "/cut": [b"HTTP/1.1 200 OK" + RAW + b"\r\nContent-Le" + RAW, CLOSE],
        }
    )


def arguments(server: WireServer, folder: Path, path: str = "/") -> list[str]:
    config = quick_config(folder)
    options = ("--archives", folder, "--collection", "c", "--config", config, "--no-requisites", *QUICK)
    return ["crawl", server.url(path), *map(str, options)]


@pytest.fixture(scope="module")
def crawled(tmp_path_factory: pytest.TempPathFactory) -> tuple[Ran, Path]:
    folder = tmp_path_factory.mktemp("words")
    with WireServer(site()) as server:
        return run(*arguments(server, folder)), folder / "c"


def is_plain(text: str) -> bool:
    return all(character == "\n" or character.isprintable() for character in text)


def test_in_a_pipe_every_character_is_printable(crawled: tuple[Ran, Path]) -> None:
    ran, _ = crawled
    assert ran.code == 0 and ran.out == ""
    assert is_plain(ran.err), repr(ran.err)


def test_an_error_that_quotes_a_site_is_one_plain_line(tmp_path: Path) -> None:
    with WireServer(site()) as server:
        ran = run(*arguments(server, tmp_path, "/hop"))
    assert ran.code == 3 and "redirect to" in ran.err
    assert is_plain(ran.err), repr(ran.err)


def test_on_a_terminal_no_sequence_of_the_site_gets_through(tmp_path: Path) -> None:
    ours, theirs = pty.openpty()
    with WireServer(site()) as server:
        command = [*COMMAND, *arguments(server, tmp_path)]
        process = subprocess.Popen(command, stdout=theirs, stderr=theirs, env=clean_environment(TERM="xterm"))
        os.close(theirs)
        shown = b""
        while True:
            try:
                piece = os.read(ours, 65536)
            except OSError:  # how a terminal says that nobody is left
                break
            shown += piece
        assert process.wait(60) == 0
    os.close(ours)
    assert b"finished" in shown
    assert b"\x1b]" not in shown and b"owned" not in shown and b"\xc2\x9b" not in shown


def test_files_are_whole_lines_of_json(crawled: tuple[Ran, Path]) -> None:
    _, folder = crawled
    files = [*folder.glob("data/*.jsonl"), *folder.glob("logs/*.jsonl")]
    assert {"crawl.jsonl", "hosts.jsonl", "skipped.jsonl"} <= {path.name for path in files}
    for path in files:
        text = path.read_bytes()
        assert not any(byte < 0x20 and byte != 0x0A for byte in text), path
        for line in text.split(b"\n")[:-1]:
            json.loads(line)
    assert (folder / "logs" / "crawl.jsonl").read_bytes().isascii()


def test_file_names_are_ours(crawled: tuple[Ran, Path]) -> None:
    _, folder = crawled
    assert all(path.name.isascii() and path.name.isprintable() for path in folder.rglob("*"))
