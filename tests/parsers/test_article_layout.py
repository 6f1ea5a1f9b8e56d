"""What the walk sees of a page: no menus or footers, but lists that say something; how inline markup becomes HTML."""

from datetime import UTC, datetime

import pytest

from crawler.parsers.article import layout as walk
from crawler.parsers.article.layout import layout
from crawler.parsers.article.render import render
from crawler.parsers.page import Page

NOW = datetime(2026, 3, 1, tzinfo=UTC)
LINKS = "".join(f'<li><a href="/{word}">{word}</a></li>' for word in ("Harbour", "Weather", "Tides"))
SAID = "<p>The ferry to the island left two hours late.</p>"


def texts(body: str) -> list[str]:
    return [block.text for block in layout(page(body)).blocks]


def page(body: str) -> Page:
    return Page("https://news.example/ferry", f"<html><body>{body}</body></html>".encode(), NOW)


@pytest.mark.parametrize("menu", [f"<ul>{LINKS}</ul>", f"<ol>{LINKS}<li>·</li></ol>", f"<ul><li><ul>{LINKS}</ul></ul>"])
def test_a_list_of_links_alone_is_passed_over(menu):
    assert texts(f"before {menu} behind {SAID}") == ["before", "behind", "The ferry to the island left two hours late."]


@pytest.mark.parametrize(
    "kept",
    [
        '<ul><li><a href="/a">Harbour</a></li><li><a href="/b">Weather</a></li></ul>',
        f"<ul>{LINKS}<li>High water at seven, low water at noon</li></ul>",
        f"<ul>{LINKS}<li><p><a href='/more'>More</a></p></li></ul>",
        f"<div>{LINKS}</div>",
    ],
)
def test_a_list_that_is_short_or_says_something_is_seen(kept):
    assert "Harbour" in texts(SAID + kept)


def test_no_more_than_so_much_is_read_to_find_menus(monkeypatch):
    monkeypatch.setattr(walk, "_MOST_TESTED", 20)
    shown = texts(f"<ul>{LINKS}</ul><ul>{LINKS}</ul>{SAID}")
    assert shown == ["Harbour", "Weather", "Tides", "The ferry to the island left two hours late."]


def test_the_footer_of_a_page_is_passed_over():
    foot = f"<footer>{'<p>All rights reserved.</p>' * 20}</footer>"
    assert texts(SAID + foot) == texts(SAID)


@pytest.mark.parametrize(
    "kept", ["<article><footer>28.01.22</footer></article>", "<footer>28.01.22<h1>Ferry waits</h1>"]
)
def test_the_footer_of_an_article_and_one_that_was_not_closed_are_seen(kept):
    assert "28.01.22" in texts(kept + SAID)


def test_a_picture_stands_in_its_line():
    assert texts("<p>Two <picture><source srcset=a.webp><img src=a.jpg></picture> hours late</p>") == ["Two hours late"]


def html(body: str) -> str:
    return render(layout(page(body)).blocks, "https://news.example/ferry")


def test_of_links_in_each_other_the_innermost_is_kept():
    found = page("<p>See <b>the <i>tide</i> table</b></p>")
    outer = found.tree.find(".//b")
    inner = found.tree.find(".//i")
    assert outer is not None and inner is not None
    outer.tag, inner.tag = "a", "a"
    outer.set("href", "/outer")
    inner.set("href", "/inner")
    shown = render(layout(found).blocks, "https://news.example/ferry")
    assert shown == (
        '<p>See <a href="https://news.example/outer">the </a><a href="https://news.example/inner">tide</a>'
        '<a href="https://news.example/outer"> table</a></p>'
    )


def test_emphasis_nested_without_end_is_cut():
    assert html("<p>" + "<b>" * 500 + "Late" + "</b>" * 500 + "</p>").count("<strong>") == 16


def test_a_text_far_below_its_box_is_shown_with_its_link():
    deep = "<div>" * 400 + '<a href="tides#noon">Tides</a> at noon' + "</div>" * 400
    assert html(deep) == '<p><a href="https://news.example/tides#noon">Tides</a> at noon</p>'


@pytest.mark.parametrize(
    ("href", "shown"),
    [
        ("https://news.example", "https://news.example/"),
        ("/Fähre plan.pdf", "https://news.example/F%C3%A4hre%20plan.pdf"),
        ("#top", "https://news.example/ferry#top"),
        ("javascript:alert(1)", None),
        ("http://[::1", None),
    ],
)
def test_links_lead_where_a_browser_would_go(href, shown):
    expected = f'<a href="{shown}">x</a>' if shown else "<a>x</a>"
    assert html(f'<p>a <a href="{href}">x</a></p>') == f"<p>a {expected}</p>"
