"""``scrapy crawl news`` from the project's folder does what ``crawler crawl`` does."""

import subprocess
import sys
from pathlib import Path

from crawls import Collection, clean_environment
from wire_server import WireServer

ROOT = Path(__file__).parents[2]


def test_scrapy_crawl_news_fills_a_collection(tmp_path: Path) -> None:
    body = b'<html><body><a href="/b">b</a></body></html>'
    ok = [b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: %d\r\n\r\n" % len(body) + body]
    with WireServer({"/robots.txt": [b"HTTP/1.1 404 No\r\nContent-Length: 0\r\n\r\n"], "/": ok, "/b": ok}) as server:
        values = {"ALLOW_PRIVATE": 1, "ARCHIVES": tmp_path, "DELAY": 0, "COLLECTION": "news"}
        flags = [part for name, value in values.items() for part in ("-s", f"COLOPHON_{name}={value}")]
        done = subprocess.run(
            [sys.executable, "-m", "scrapy", "crawl", "news", "-a", f"seeds={server.url()}", *flags],
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=False,
            timeout=60,
            env=clean_environment(),
        )
        assert done.returncode == 0 and "Traceback" not in done.stderr, done.stderr
        collection = Collection(tmp_path / "news")
        assert sorted(row["url"] for row in collection.rows("visits")) == [server.url(), server.url("/b")]
    assert len(collection.warcs) == 1
