"""Blocks that are judged together: late paragraphs of long pages, late posts of live blogs."""

from datetime import UTC, datetime

import pytest

from crawler.parsers.article.alike import level_paragraphs, level_posts
from crawler.parsers.article.blocks import Block
from crawler.parsers.article.layout import layout
from crawler.parsers.page import Page


def judged(body: str, *, first: float, sure: int, late: float) -> list[Block]:
    """The blocks of a page, the first ``sure`` of them with one chance and the others with another."""
    page = Page("https://news.example/a", f"<body>{body}</body>".encode(), datetime(2026, 3, 1, tzinfo=UTC))
    blocks = layout(page).blocks
    for at, block in enumerate(blocks):
        block.keep = first if at < sure else late
    return blocks


def paragraphs(count: int) -> str:
    return "".join(f"<p>The council met on day {n} and heard the plans.</p>" for n in range(count))


@pytest.mark.parametrize(
    ("count", "first", "is_lifted"), [(400, 0.9, True), (400, 0.3, False), (151, 0.9, True), (150, 0.9, False)]
)
def test_late_paragraphs_of_a_long_page_are_what_the_first_are(count: int, first: float, is_lifted: bool) -> None:
    blocks = judged(paragraphs(count), first=first, sure=60, late=0.1)
    level_paragraphs(blocks)
    assert (blocks[-1].keep >= 0.5) is is_lifted


def test_links_and_what_lies_elsewhere_stay_as_they_are() -> None:
    others = "<p><a href=/more>More of this</a></p>"
    blocks = judged(f"<div>{paragraphs(200)}{others}</div><ul><li>Imprint</li></ul>", first=0.9, sure=60, late=0.1)
    level_paragraphs(blocks)
    assert [round(block.keep, 1) for block in blocks[-3:]] == [0.5, 0.1, 0.1]


@pytest.mark.parametrize(("posts", "is_lifted"), [(5, True), (4, False)])
def test_posts_of_one_list_are_judged_together(posts: int, is_lifted: bool) -> None:
    shown = "".join(f"<article><p>At {n} the council met and heard the plans.</p></article>" for n in range(posts))
    blocks = judged(f"<section>{shown}</section>", first=0.9, sure=posts - 1, late=0.1)
    level_posts(blocks)
    assert (blocks[-1].keep >= 0.5) is is_lifted
