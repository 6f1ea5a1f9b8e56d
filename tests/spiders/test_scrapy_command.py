"""``scrapy crawl news`` from the project's folder does what ``crawler crawl`` does."""

import subprocess
import sys
from pathlib import Path

import pytest
from crawls import Collection, clean_environment
from wire_server import WireServer

from crawler.collection.lock import locked

ROOT = Path(__file__).parents[2]


def scrapy(folder: Path, *seeds: str, **values: object) -> subprocess.CompletedProcess[str]:
    """``scrapy crawl news`` with these seeds and settings, into ``folder``."""
    named = {"ARCHIVES": folder, "COLLECTION": "news", "DELAY": 0, "RETRIES": 0} | values
    flags = [part for name, value in named.items() for part in ("-s", f"COLOPHON_{name}={value}")]
    return subprocess.run(
        [
            sys.executable,
            "-m",
            "scrapy",
            "crawl",
            "news",
            *(("-a", f"seeds={','.join(seeds)}") if seeds else ()),
            *flags,
        ],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
        env=clean_environment(),
    )


def test_scrapy_crawl_news_fills_a_collection(tmp_path: Path) -> None:
    body = b'<html><body><a href="/b">b</a></body></html>'
    ok = [b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: %d\r\n\r\n" % len(body) + body]
    with WireServer({"/robots.txt": [b"HTTP/1.1 404 No\r\nContent-Length: 0\r\n\r\n"], "/": ok, "/b": ok}) as server:
        done = scrapy(tmp_path, server.url(), ALLOW_PRIVATE=1)
        assert done.returncode == 0 and "Traceback" not in done.stderr, done.stderr
        collection = Collection(tmp_path / "news")
        assert sorted(row["url"] for row in collection.rows("visits")) == [server.url(), server.url("/b")]
    assert len(collection.warcs) == 1


@pytest.mark.parametrize(
    ("seeds", "values", "code", "words"),
    [
        ((), {}, 2, "no seed"),
        (("ftp://news.example/",), {}, 2, "ftp://news.example/"),
        (("http://127.0.0.1:1/",), {"DELAY": "fast"}, 2, "delay"),
        (("http://127.0.0.1:1/",), {"ALLOW_PRIVATE": 1}, 3, "nothing was captured"),
        (("http://127.0.0.1:1/",), {"ALLOW_PRIVATE": 1, "ARCHIVES": "/proc/none"}, 5, "/proc/none"),
        (("http://10.1.2.3/",), {}, 8, "private"),
        (("https://news.example/",), {}, 8, "contact"),
    ],
)
def test_a_refusal_is_one_line_and_its_exit_code(
    tmp_path: Path, seeds: tuple[str, ...], values: dict[str, object], code: int, words: str
) -> None:
    refused(scrapy(tmp_path, *seeds, **values), code, words)


def test_a_collection_in_use_is_exit_6(tmp_path: Path) -> None:
    (tmp_path / "news").mkdir()
    with locked(tmp_path / "news" / "lock", doing="a test"):
        refused(scrapy(tmp_path, "http://127.0.0.1:1/", ALLOW_PRIVATE=1), 6, "a test")


def refused(done: "subprocess.CompletedProcess[str]", code: int, words: str) -> None:
    assert done.returncode == code and "Traceback" not in done.stderr, done.stderr
    (line,) = (line for line in done.stderr.splitlines() if line.startswith("scrapy: "))
    assert words in line
