"""Comment sections of many systems and themes, written as those write them, with words of our own."""

# ruff: noqa: E501 (markup)

import re
import zlib
from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from families_of_communities import COMMUNITIES
from families_of_papers import PAPERS
from families_of_systems import SYSTEMS
from family_markup import CLOCK, SAID, TREE, nested

from crawler.parsers.comments import threads
from crawler.parsers.page import Page

FAMILIES = SYSTEMS | COMMUNITIES | PAPERS


def read(body):
    payload = f"<html lang=en><head><title>Ferry</title></head><body><article><h1>Ferry</h1><p>The ferry did not come, and nobody on the pier knew why it had not.</p></article>{body}</body></html>"
    page = Page(url="https://news.example/a", payload=payload.encode(), captured_at=datetime(2026, 3, 1, tzinfo=UTC))
    found, _ = threads(page)
    return [each for fragment in found for each in fragment.comments]


@pytest.mark.parametrize("family", FAMILIES)
def test_comments_of_a_family_are_read_as_a_tree(family):
    expected, body = FAMILIES[family]
    comments = read(body)
    names = {each.commentId: each.author.name if each.author else None for each in comments}
    assert [(names[each.commentId], names.get(each.parentId)) for each in comments] == expected
    assert [each.text for each in comments] == list(SAID.values())


@pytest.mark.parametrize("family", FAMILIES)
def test_comments_of_a_family_are_dated_to_the_minute(family):
    assert [each.datePublished[:16] for each in read(FAMILIES[family][1])] == [
        f"2026-02-03T{clock}" for clock in CLOCK.values()
    ]


def test_answers_of_another_name_are_found_where_the_page_counts_more_than_is_named():
    said = "<span class=wer>WHO</span><span class=wann>03.02.2026 CLOCK</span><div class=worte>SAID</div>"
    body = (
        "<section><h3>3 Kommentare</h3>"
        + nested(f"<div class='kommentar'>{said}INNER</div>", "<div class=dazu>INNER</div>").replace(
            "<div class=dazu><div class='kommentar'>", "<div class=dazu><div class='entgegnung'>"
        )
        + "</section>"
    )
    comments = read(body)
    names = {each.commentId: each.author.name for each in comments}
    assert [(names[each.commentId], names.get(each.parentId)) for each in comments] == TREE


def test_many_boxes_without_names_are_all_read():
    boxes = "".join(
        f"<div class=x><b>Reader {n}</b> <i>{n % 28 + 1}.2.2026, 10:{n % 60:02}</i><div class=y>Words {n}.</div></div>"
        for n in range(500)
    )
    comments = read(f"<section><h3>500 Kommentare</h3><div>{boxes}</div></section>")
    assert len(comments) == 500
    assert (comments[41].author.name, comments[41].text) == ("Reader 41", "Words 41.")


def _in_tags(pattern: str, new) -> Callable[[str], str]:
    """A change of what stands in tags only."""
    return lambda body: re.sub(r"<[^>]+>", lambda tag: re.sub(pattern, new, tag[0]), body)


def _hash(classes: re.Match[str]) -> str:
    tokens = (re.sub(r"\d+$", "", token) for token in classes[1].split())
    hashed = " ".join(f"x{zlib.crc32(token.encode()):x}" for token in tokens)
    return f"class='{hashed}'"


BY_NAMES = (
    "drupal 8",
    "plone",
    "invision",
    "cackle",
    "giscus shown",
    "reddit",
    "serendipity",
    "livejournal",
    "wpdiscuz 3",
    "wsj blogs",
    "standard",
    "bbc dna",
)
"""What needs names: nothing else tells numbers from texts there, or that it is a discussion at all."""

STRANGE = {
    "named in another language": (_in_tags("comment", "kommentar"), ()),
    "without ids": (_in_tags(r"\sid=(?:'[^']*'|[^\s>]+)", ""), ("jcomments",)),
    "with classes that say nothing": (_in_tags(r"class='([^']*)'", _hash), BY_NAMES),
}


@pytest.mark.parametrize(
    ("way", "family"), [(way, family) for way, (_, but) in STRANGE.items() for family in FAMILIES if family not in but]
)
def test_comments_of_a_family_are_read_where_its_markup_is(way, family):
    expected, body = FAMILIES[family]
    comments = read(STRANGE[way][0](body))
    names = {each.commentId: each.author.name if each.author else None for each in comments}
    assert [(names[each.commentId], names.get(each.parentId)) for each in comments] == expected
    assert [each.text for each in comments] == list(SAID.values())
