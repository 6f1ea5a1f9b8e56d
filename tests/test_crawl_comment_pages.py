"""Crawl stories whose comments go on elsewhere: on a pager's pages, newest first, and in fragments by a button."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from crawls import QUICK, Collection, quick_config, run
from pages_server import serve_pages

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


def _paged(path: str, page: int) -> str:
    """Newest first: page 1 has 7, 6, 5."""
    newest = range(LAST, 0, -1)[(page - 1) * PER_PAGE : page * PER_PAGE]
    pages = "".join(f"<li><a href='{path}?page={number}'>{number}</a></li>" for number in (1, 2, 3) if number != page)
    return _story("".join(map(_box, newest)), f"<ul class=pager>{pages}</ul>")


def _loaded(after: int) -> str:
    """A fragment of two comments, with a button for the next two; the last overlaps the one before."""
    boxes = "".join(map(_box, range(after, min(after + 2, LAST) + 1)))
    button = f"<button class=load-more data-url='/more?after={after + 2}'>Load more comments</button>"
    return f"<div>{boxes}</div>{button if after + 2 < LAST else ''}"


def _body(path: str) -> str | None:
    """What the site serves: ``/torn`` is ``/paged`` without its last page."""
    address = urlsplit(path)
    query = {name: int(values[0]) for name, values in parse_qs(address.query).items()}
    if address.path in ("/paged", "/torn") and path != "/torn?page=3":
        return _paged(address.path, query.get("page", 1))
    if address.path == "/loaded":
        button = "<button class=load-more data-url='/more?after=2'>Load more comments</button>"
        return _story(f"<div>{_box(1)}{_box(2)}</div>", button)
    return _loaded(query["after"]) if address.path == "/more" else None


@dataclass(frozen=True)
class Crawled:
    """What one crawl of three stories left, and the paths that it asked for."""

    collection: Collection
    asked: tuple[str, ...]

    def thread(self, path: str) -> dict[str, Any]:
        (found,) = [row for row in self.collection.rows("threads") if row["articleUrl"].endswith(path)]
        return found

    def comments(self, path: str) -> list[str]:
        rows = self.collection.rows("comments")
        return sorted(row["commentId"] for row in rows if row["articleUrl"].endswith(path))


@pytest.fixture(scope="module")
def crawled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Crawled]:
    folder = tmp_path_factory.mktemp("pages")
    place = ("--archives", folder, "--collection", "stories", "--config", quick_config(folder))
    with serve_pages(_body) as (base, asked):
        seeds = [f"{base}/{story}" for story in ("paged", "loaded", "torn")]
        ran = run("crawl", *seeds, *place, "--scope", "page", *QUICK)
    assert ran.code == 0, ran.err
    yield Crawled(Collection(folder / "stories"), tuple(asked))


@pytest.mark.parametrize("path", ["/paged", "/loaded"])
def test_comments_on_further_pages_make_one_complete_thread(crawled: Crawled, path: str) -> None:
    thread = crawled.thread(path)
    assert crawled.comments(path) == [str(number) for number in range(1, LAST + 1)]
    assert (thread["extractedCount"], thread["isComplete"], thread["missing"]) == (LAST, True, [])


def test_nothing_is_asked_for_twice(crawled: Crawled) -> None:
    assert len(crawled.asked) == len(set(crawled.asked))


def test_a_page_that_does_not_come_leaves_its_reason(crawled: Crawled) -> None:
    thread = crawled.thread("/torn")
    assert crawled.comments("/torn") == ["2", "3", "4", "5", "6", "7"]
    assert (thread["extractedCount"], thread["isComplete"]) == (6, False)
    assert any(reason.startswith(("page 3", "notShown")) for reason in thread["missing"])
