"""Blocks that are judged together: late paragraphs of long pages, late posts of live blogs, lists and headings."""

from collections.abc import Iterable
from datetime import UTC, datetime

import pytest

from crawler.parsers.article.blocks.block import Block
from crawler.parsers.article.blocks.layout import layout
from crawler.parsers.article.body.alike import (
    level_headings,
    level_lists_and_quotes,
    level_paragraphs,
    level_posts,
    level_questions,
)
from crawler.parsers.page import Page


def judged(body: str, *, first: float, sure: int, late: float) -> list[Block]:
    """The blocks of a page, the first ``sure`` of them with one chance and the others with another."""
    page = Page("https://news.example/a", f"<body>{body}</body>".encode(), datetime(2026, 3, 1, tzinfo=UTC))
    blocks = layout(page).blocks
    for at, block in enumerate(blocks):
        block.keep = first if at < sure else late
    return blocks


def each_judged(body: str, chances: Iterable[float]) -> list[Block]:
    """The blocks of a page, each with a chance of its own."""
    blocks = judged(body, first=0, sure=0, late=0)
    for block, chance in zip(blocks, chances, strict=True):
        block.keep = chance
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


ITEMS = "<ul><li>masks</li><li><p>gloves</p></li></ul>"
SAID = "<ul><li>The council votes on lamps again in May.</li><li>The ferry will wait until all have voted.</li></ul>"


ANSWER = (
    "<p>The ferry is old, and the pier is older. " + "We shall mend both before the summer, if the money comes. " * 2
)


@pytest.mark.parametrize(
    ("quote", "below", "is_lifted"),
    [
        (f"<blockquote>{ANSWER}{ANSWER}</blockquote>", 0.9, True),
        (f"<blockquote>{ANSWER}{ANSWER}</blockquote>", 0.1, False),
        (f"<blockquote>{ANSWER}</blockquote>", 0.9, False),  # a sentence set off
        (f"<blockquote class='twitter-tweet'>{ANSWER}{ANSWER}</blockquote>", 0.9, False),
        (f"<blockquote>{ANSWER}{ANSWER}<p><a href=/a>More of it</a></blockquote>", 0.9, False),
    ],
)
def test_a_long_quote_between_paragraphs_of_the_text_is_part_of_it(quote: str, below: float, is_lifted: bool) -> None:
    first, last = "<p>The mayor wrote to the council.</p>", "<p>The council has not answered.</p>"
    blocks = each_judged(f"<div>{first}{quote}{last}</div>", [0.9, *[0.2] * quote.count("<p>"), below])
    level_lists_and_quotes(blocks)
    assert (blocks[1].keep >= 0.5) is is_lifted


def test_an_answer_in_quotes_follows_its_question_to_the_end_of_the_text() -> None:
    asked = f"<p>When will the ferry sail?</p><blockquote>{ANSWER}{ANSWER}</blockquote>"
    blocks = each_judged(f"<div>{asked}</div><p>Imprint</p>", [0.9, 0.2, 0.2, 0.1])
    level_lists_and_quotes(blocks)
    assert [block.keep >= 0.5 for block in blocks] == [True, True, True, False]


@pytest.mark.parametrize(
    ("body", "chances", "is_lifted"),
    [
        (f"<p>Wanted are:</p>{ITEMS}<p>Call us.</p>", (0.9, 0.2, 0.1, 0.6), True),
        (f"<p>Wanted are:</p>{ITEMS}<p>Call us.</p>", (0.9, 0.2, 0.1, 0.4), False),
        (f"<p>Wanted are:</p>{ITEMS}<p>Call us.</p>", (0.4, 0.2, 0.1, 0.9), False),
        (f"<p>Wanted are:</p>{ITEMS}", (0.9, 0.2, 0.1), False),
        (f"<p>Wanted are:</p><div>{ITEMS}</div><p>Call us.</p>", (0.9, 0.2, 0.1, 0.6), False),
        (
            f"<p>Wanted are:</p><ul><li><a href=/a>A</a></li>{ITEMS[4:]}<p>Call us.</p>",
            (0.9, 0.2, 0.2, 0.1, 0.6),
            False,
        ),
        (f"<p>So it said:</p>{SAID}", (0.9, 0.2, 0.1), True),
        (f"<p>So it said:</p>{SAID}", (0.4, 0.2, 0.1), False),
    ],
    ids="between below above end elsewhere linked sentences unlikely".split(),
)
def test_a_list_between_paragraphs_of_the_text_is_part_of_it(
    body: str, chances: tuple[float, ...], is_lifted: bool
) -> None:
    blocks = each_judged(body, chances)
    level_lists_and_quotes(blocks)
    assert [block.keep >= 0.5 for block in blocks[1:3]] == [is_lifted] * 2


@pytest.mark.parametrize(
    ("body", "chances", "is_lifted"),
    [
        ("<p>So he said.</p><h1>The vote</h1><p>It was late.</p>", (0.9, 0.1, 0.6), True),
        ("<p>So he said.</p><h3>The vote</h3><p>It was late.</p>", (0.9, 0.1, 0.4), False),
        ("<p>So he said.</p><h3><a href=/b>The vote</a></h3><p>It was late.</p>", (0.9, 0.1, 0.6), False),
        ("<p>So he said.</p><div><h3>The vote</h3></div><p>It was late.</p>", (0.9, 0.1, 0.6), False),
    ],
    ids="between below linked elsewhere".split(),
)
def test_a_heading_between_paragraphs_of_the_text_is_part_of_it(
    body: str, chances: tuple[float, ...], is_lifted: bool
) -> None:
    blocks = each_judged(body, chances)
    level_headings(blocks)
    assert (blocks[1].keep >= 0.5) is is_lifted


@pytest.mark.parametrize(
    ("body", "chances", "is_lifted"),
    [
        ("<div><h3>Who votes?</h3></div><p>All who live here.</p>", (0.1, 0.6), True),
        ("<div><h3>誰が投票する？</h3></div><p>All who live here.</p>", (0.1, 0.6), True),
        ("<div><h3>Who votes</h3></div><p>All who live here.</p>", (0.1, 0.6), False),
        ("<div><h3>Who votes?</h3></div><p>All who live here.</p>", (0.1, 0.4), False),
        ("<div><h3>Who votes?</h3></div><h4>In May</h4>", (0.1, 0.6), False),
        ("<div><h3><a href=/b>Who votes?</a></h3></div><p>All who live here.</p>", (0.1, 0.6), False),
        ("<h1>Who votes?</h1><p>All who live here.</p>", (0.1, 0.6), False),
        ("<dl><dt>Voters<dd>All who live here.</dl>", (0.1, 0.6), True),
    ],
    ids="asks japanese tells unlikely headings linked headline term".split(),
)
def test_a_question_is_as_likely_as_its_answer(body: str, chances: tuple[float, ...], is_lifted: bool) -> None:
    blocks = each_judged(body, chances)
    level_questions(blocks)
    assert (blocks[0].keep >= 0.5) is is_lifted
