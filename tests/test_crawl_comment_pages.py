"""Crawl stories whose comments go on elsewhere: on a pager's pages, newest first, and in fragments by a button."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from urllib.parse import parse_qs, urlsplit

import pytest
from crawls import QUICK, Collection, quick_config, run

LAST = 7
PER_PAGE = 3


def _box(number: int) -> str:
    return (
        f"<div class=talk-comment id=comment-{number}><b class=author>Reader {number}</b>"
        f"<time datetime=2026-02-03T09:{number:02}:00Z></time><p>Reader {number} waited on the pier.</p></div>"
    )


def _story(comments: str, around: str) -> str:
    return (
        "<html lang=en><head><title>No ferry</title></head><body><article><h1>No ferry</h1>"
        "<p>The ferry did not come this morning, and nobody on the pier knew why it had not.</p></article>"
        f"<section><h2>{LAST} comments</h2><div>{comments}</div>{around}</section></body></html>"
    )


def _paged(page: int) -> str:
    """Newest first: page 1 has 7, 6, 5."""
    newest = range(LAST, 0, -1)[(page - 1) * PER_PAGE : page * PER_PAGE]
    pages = "".join(f"<li><a href='/paged?page={number}'>{number}</a></li>" for number in (1, 2, 3) if number != page)
    return _story("".join(map(_box, newest)), f"<ul class=pager>{pages}</ul>")


def _loaded(after: int) -> str:
    """A fragment of two comments, with a button for the next two; the last overlaps the one before."""
    boxes = "".join(map(_box, range(after, min(after + 2, LAST) + 1)))
    button = f"<button class=load-more data-url='/more?after={after + 2}'>Load more comments</button>"
    return f"<div>{boxes}</div>{button if after + 2 < LAST else ''}"


@dataclass
class Site:
    """A site on a free port, and the paths that it was asked for."""

    asked: list[str] = field(default_factory=list)
    broken: set[str] = field(default_factory=set)

    def body(self, path: str) -> str | None:
        address = urlsplit(path)
        query = {name: int(values[0]) for name, values in parse_qs(address.query).items()}
        if path in self.broken:
            return None
        if address.path == "/paged":
            return _paged(query.get("page", 1))
        if address.path == "/loaded":
            return _story(
                "<div>" + "".join(map(_box, (1, 2))) + "</div>",
                "<button class=load-more data-url='/more?after=2'>Load more comments</button>",
            )
        return _loaded(query["after"]) if address.path == "/more" else None


@pytest.fixture
def site() -> Iterator[tuple[Site, str]]:
    told = Site()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            told.asked.append(self.path)
            body = told.body(self.path)
            self.send_response(200 if body else 404)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            payload = (body or "gone").encode()
            self.send_header("Content-Length", str(len(payload)))
            self.end_headers()
            self.wfile.write(payload)

        def log_message(self, *_: object) -> None:
            """Nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    Thread(target=server.serve_forever, daemon=True).start()
    yield told, f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def _crawled(base: str, path: str, folder: Path) -> Collection:
    place = ("--archives", folder, "--collection", "story", "--config", quick_config(folder))
    ran = run("crawl", f"{base}{path}", *place, "--scope", "page", *QUICK)
    assert ran.code == 0, ran.err
    return Collection(folder / "story")


@pytest.mark.parametrize("path", ["/paged", "/loaded"])
def test_comments_on_further_pages_make_one_complete_thread(site: tuple[Site, str], path: str, tmp_path: Path) -> None:
    told, base = site
    collection = _crawled(base, path, tmp_path)
    (thread,) = collection.rows("threads")
    comments = [row["commentId"] for row in collection.rows("comments")]
    assert sorted(comments) == [str(number) for number in range(1, LAST + 1)]
    assert (thread["extractedCount"], thread["isComplete"], thread["missing"]) == (LAST, True, [])
    assert len(told.asked) == len(set(told.asked))


def test_a_page_that_does_not_come_leaves_its_reason(site: tuple[Site, str], tmp_path: Path) -> None:
    told, base = site
    told.broken.add("/paged?page=3")
    (thread,) = _crawled(base, "/paged", tmp_path).rows("threads")
    assert (thread["extractedCount"], thread["isComplete"]) == (6, False)
    assert thread["missing"]
