"""Crawl forum threads of three pages: one thread each, all comments once; and the same from the archive alone."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from crawls import OF_ORIGIN, QUICK, Collection, quick_config, run
from paged_threads import PAGES, SYSTEMS
from pages_server import serve_pages

POSTS = {1: (1, 2, 3), 2: (4, 5, 6), 3: (7,)}
FORUMS = {"xenforo": range(2, 8), "phpbb": range(2, 8)}
"""The comments of each thread; its first post is what they are about."""


@dataclass(frozen=True)
class Crawled:
    """What one crawl of two threads left, the paths that it asked for, and the first page of each thread."""

    collection: Collection
    asked: tuple[str, ...]
    first: dict[str, str]

    def thread(self, system: str) -> dict[str, Any]:
        (found,) = [row for row in self.collection.rows("threads") if row["platform"] == system]
        return found


def _site() -> tuple[dict[str, str], dict[str, str]]:
    """The markup by path, and the path of each thread's first page."""
    made = {(system, page): SYSTEMS[system](page, POSTS[page]) for system in FORUMS for page in range(1, PAGES + 1)}
    return dict(made.values()), {system: made[system, 1][0] for system in FORUMS}


@pytest.fixture(scope="module")
def crawled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Crawled]:
    site, first = _site()

    def page(path: str) -> str | None:
        body = site.get(path)
        return f"<html lang=en><head><title>No ferry</title></head><body>{body}</body></html>" if body else None

    folder = tmp_path_factory.mktemp("forums")
    place = ("--archives", folder, "--collection", "threads", "--config", quick_config(folder))
    with serve_pages(page) as (base, asked):
        ran = run("crawl", *(base + path for path in first.values()), *place, "--scope", "page", *QUICK)
    assert ran.code == 0, ran.err
    yield Crawled(Collection(folder / "threads"), tuple(asked), first)


@pytest.mark.parametrize("system", FORUMS)
def test_a_thread_of_three_pages_is_one_and_complete(crawled: Crawled, system: str) -> None:
    thread = crawled.thread(system)
    rows = [row for row in crawled.collection.rows("comments") if row["threadId"] == thread["threadId"]]
    rows.sort(key=lambda row: row["position"])
    assert [row["commentId"] for row in rows] == [str(number) for number in FORUMS[system]]
    assert (thread["extractedCount"], thread["isComplete"], thread["missing"]) == (len(rows), True, [])
    assert thread["threadId"].endswith(crawled.first[system])


def test_every_page_is_asked_for_once_and_nothing_else(crawled: Crawled) -> None:
    assert sorted(set(crawled.asked) - OF_ORIGIN) == sorted(_site()[0])
    assert len(crawled.asked) == len(set(crawled.asked))


def test_the_archive_alone_gives_the_same_bytes(crawled: Crawled) -> None:
    before = crawled.collection.sorted_data()
    assert run("reparse", crawled.collection.folder).code == 0
    assert crawled.collection.sorted_data() == before
