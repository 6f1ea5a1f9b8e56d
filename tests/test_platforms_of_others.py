"""A comment platform that an installed package brings is asked by every command; one that is broken is named."""

import json
import re
from pathlib import Path

import pytest
from crawls import QUICK, Collection, Ran, installed_platform, quick_config, run
from wire_server import WireServer

from crawler.parsing import LARGE_BYTES

DOC = Path(__file__).parents[1] / "docs" / "comment-platforms.md"
COMMENTS = "".join(
    f"<div class=et><b>{name}</b> <time datetime=2024-05-0{day}>May {day}</time><div class=et-say>{text}</div></div>"
    for day, (name, text) in enumerate((("Ada", "The harbour is deep."), ("Wilf", "It is not.")), 1)
)
STORY = "<p>The council met on Tuesday evening and heard the plans for the old harbour, as it does every year.</p>"


def html(paragraphs: int = 5) -> bytes:
    head = "<!doctype html><html><head><title>Harbour</title></head><body>"
    return f"{head}<article><h1>Harbour</h1>{STORY * paragraphs}</article>{COMMENTS}".encode()


@pytest.fixture
def documented(tmp_path: Path) -> dict[str, str]:
    """The example of the documentation, installed as it stands there."""
    (code,) = re.findall(r"```python\n(.*?)```", DOC.read_text(), re.S)
    return installed_platform(tmp_path / "packages", code)


def test_the_documented_example_reads_small_and_large_pages(documented: dict[str, str], tmp_path: Path) -> None:
    pages = [tmp_path / "small.html", tmp_path / "large.html"]
    for path, body in zip(pages, (html(), html(LARGE_BYTES // len(STORY) + 1)), strict=True):
        path.write_bytes(body)
    assert pages[1].stat().st_size > LARGE_BYTES
    ran = run("extract", *pages, "--url", "https://news.example/harbour", **documented)
    assert ran.code == 0, ran.err
    for row in map(json.loads, ran.out.splitlines()):
        (thread,) = row["threads"]
        assert thread["platform"] == "exampletalk"
        said = [(comment["author"]["name"], comment["text"]) for comment in thread["comments"]]
        assert said == [("Ada", "The harbour is deep."), ("Wilf", "It is not.")]


def test_a_crawl_and_its_reparse_ask_it_alike(documented: dict[str, str], tmp_path: Path) -> None:
    body = html()
    head = f"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: {len(body)}\r\n\r\n".encode()
    with WireServer({"/robots.txt": [b"HTTP/1.1 404 No\r\nContent-Length: 0\r\n\r\n"], "/a": [head + body]}) as site:
        place = ("--archives", tmp_path, "--collection", "c", "--config", quick_config(tmp_path), *QUICK)
        ran = run("crawl", site.url("/a"), "--scope", "page", *place, **documented)
    assert ran.code == 0, ran.err
    collection = Collection(tmp_path / "c")
    assert [row["platform"] for row in collection.rows("threads")] == ["exampletalk"]
    before = collection.sorted_data()
    assert run("reparse", collection.folder, **documented).code == 0
    assert collection.sorted_data() == before


BROKEN = {
    "is a str and no Platform": ("PLATFORM = 'talk'", "example_talk:PLATFORM"),
    "cannot be loaded (ModuleNotFoundError": ("", "example_talks:PLATFORM"),
    "cannot be loaded (AttributeError": ("", "example_talk:PLATFORM"),
    "cannot be loaded (ZeroDivisionError": ("1 / 0", "example_talk:PLATFORM"),
    "cannot be loaded (SyntaxError": ("PLATFORM =", "example_talk:PLATFORM"),
}


def refused(ran: Ran, why: str) -> None:
    assert ran.code == 2 and ran.out == "" and "Traceback" not in ran.err, ran
    (line,) = ran.err.splitlines()
    assert line.startswith("crawler: ") and "package example-talk: exampletalk = " in line and why in line
    assert "\x1b" not in line


@pytest.mark.parametrize("why", BROKEN)
def test_a_package_that_cannot_be_loaded_is_named(why: str, tmp_path: Path) -> None:
    broken = installed_platform(tmp_path / "packages", *BROKEN[why])
    (tmp_path / "large.html").write_bytes(b" " * (LARGE_BYTES + 1))
    refused(run("extract", tmp_path / "large.html", **broken), why)


def test_no_crawl_begins_without_a_platform_that_is_installed_platform(tmp_path: Path) -> None:
    broken = installed_platform(tmp_path / "packages", "raise OSError('\\x1b[2J')")
    ran = run("crawl", "http://127.0.0.1:1/", "--archives", tmp_path / "archives", *QUICK, **broken)
    refused(ran, "cannot be loaded (OSError")
    assert not (tmp_path / "archives").exists()
