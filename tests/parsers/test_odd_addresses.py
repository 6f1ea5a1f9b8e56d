"""``parse`` never raises for the address of a page, whatever stands in its place."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from crawler.parsers.extraction import PageKind
from crawler.parsers.need import Need
from crawler.parsers.page import Page
from crawler.parsers.parse import parse
from crawler.parsers.requisites import requisites
from crawler.parsers.sites.site import Site
from crawler.parsers.visit import Evidence, Visit, assemble
from crawler.urls import parts

FIXTURES = sorted((Path(__file__).parents[1] / "fixtures").glob("*/*.html"))
ANSWERS = sorted((Path(__file__).parents[1] / "fixtures" / "comments").glob("*.json"))
OPEN_BRACKET = "http://[::1/a"
PIECES = (
    "http:",
    "https:",
    "file:",
    "//",
    "[",
    "]",
    "::1",
    "/",
    ":",
    "@",
    "?",
    "#",
    "%",
    "a.example",
    "\u2100",
    "\x00",
)
ADDRESSES = st.one_of(st.lists(st.sampled_from(PIECES), max_size=8).map("".join), st.text(max_size=12))

STORY = b"""<!doctype html><html><head><title>Harbour - a.example</title><link rel=canonical href="//b.example/[">
<script type="application/ld+json">{"@type": "NewsArticle", "headline": "Harbour", "url": "http://[",
"author": {"@type": "Person", "name": "Ada Lindqvist", "url": "/ada"}, "publisher": {"name": "B", "url": "/"}}</script>
</head><body><article><h1>Harbour</h1><p class=byline>By <a href="/ada" rel=author>Ada Lindqvist</a></p>
<p>The council met on Tuesday evening and heard the plans for the old harbour. <a href="http://b.example/x">More</a></p>
<img src="/a.jpg"></article><section id=comments><h2>2 comments</h2>
<div class=comment id=c1><b>Bo Ferreira</b>, <time>3 Feb 2026, 9:30</time><div class=text>It is deep, I say.</div></div>
<div class=comment id=c2><b>Chi Okafor</b>, <time>3 Feb 2026, 9:40</time><div class=text>It is not so deep.</div></div>
<a rel=next href="http://b.example/a?cpage=2#comments">Next</a><a rel=next href="http:///a?cpage=3#comments">3</a>
<a href="?cpage=2#comments">2</a></section></body></html>"""


def page(url: str, payload: bytes = STORY) -> Page:
    return Page(url, payload, datetime(2026, 3, 1, tzinfo=UTC), headers=(("Content-Type", "text/html"),))


def read(looked: Page) -> PageKind:
    """Everything that is read in a page; its items too."""
    extraction = parse(looked)
    assemble(Visit("v", looked.url, Evidence("", ""), extraction))
    requisites(looked)
    return extraction.kind


@pytest.mark.parametrize("fixture", FIXTURES, ids=lambda path: path.stem)
@pytest.mark.parametrize("url", [OPEN_BRACKET, "http://a\u2100b/", ""])
def test_every_kind_of_page_is_read_at_an_address_that_is_none(fixture: Path, url: str) -> None:
    assert read(page(url, fixture.read_bytes())) in PageKind


@pytest.mark.parametrize("fixture", ANSWERS, ids=lambda path: path.stem)
def test_every_answer_is_read_at_an_address_that_is_none(fixture: Path) -> None:
    asked = Need(OPEN_BRACKET, fixture.stem, OPEN_BRACKET)
    assert parse(page(OPEN_BRACKET, fixture.read_bytes()), asked).threads


def test_no_site_has_an_address_that_is_none() -> None:
    assert not Site(hosts=("a.example",), correct=lambda page, article: None).fits(page(OPEN_BRACKET))


@given(ADDRESSES)
@example(OPEN_BRACKET)
def test_a_story_is_one_at_any_address(url: str) -> None:
    extraction = parse(page(url))
    assert read(page(url)) is extraction.kind
    assert [len(thread.comments) for thread in extraction.threads] == [2]


@given(st.one_of(ADDRESSES, st.text(max_size=200)))
def test_parts_are_pieces_of_the_address(url: str) -> None:
    plain = url.translate(dict.fromkeys(b"\t\r\n"))
    found = parts(url)
    assert all(piece in plain for piece in (found.netloc, found.path, found.query, found.fragment))
    assert (found.hostname or "") in found.netloc.lower()


def test_parts_of_addresses() -> None:
    assert parts(OPEN_BRACKET) == ("", "", "", "", "") and parts(OPEN_BRACKET).hostname is None
    assert (parts("HTTP://A.example:80/b?c#d").hostname, parts("http://a/b?c#d").path) == ("a.example", "/b")
