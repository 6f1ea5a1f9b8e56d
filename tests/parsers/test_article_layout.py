"""What the walk sees of a page: no menus or footers, but lists that say something; how inline markup becomes HTML."""

from datetime import UTC, datetime

import pytest

from crawler.parsers.article.blocks import layout as walk
from crawler.parsers.article.blocks.layout import layout
from crawler.parsers.article.body.render import render
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


@pytest.mark.parametrize("drawing", ["<svg><path d='M0 0'>", "<svg viewBox='0 0 1 1'><g><path/>", "<math><mi>"])
def test_what_follows_a_drawing_without_an_end_is_seen(drawing):
    assert texts(f"<div>{drawing}{SAID}</div>") == [SAID[3:-4]]


@pytest.mark.parametrize("holder", ["desc", "foreignObject"])
def test_what_stands_in_a_drawing_is_passed_over(holder):
    assert texts(f"<svg><g><{holder}><p>Drink water</p></{holder}></g></svg>{SAID}") == [SAID[3:-4]]


def test_what_a_template_shows_at_once_is_seen():
    shown, hidden = f"<template shadowrootmode=open>{SAID}</template>", "<template><p>Model</p></template>"
    assert texts(f"<news-page>{shown}{hidden}</news-page>") == [SAID[3:-4]]


def test_what_follows_an_element_without_an_end_is_not_taken_for_its_content():
    for element in ("<embed src=/a.swf>", "<source src=/a.mp4>", "<wbr>"):
        assert texts(f"<p>before {element} behind</p>{element}{SAID}") == ["before behind", SAID[3:-4]]


def test_a_picture_stands_in_its_line():
    assert texts("<p>Two <picture><source srcset=a.webp><img src=a.jpg></picture> hours late</p>") == ["Two hours late"]


def html(body: str) -> str:
    return render(layout(page(body)).blocks, "https://news.example/ferry")


def test_a_link_without_an_end_links_nothing_behind_the_next():
    seen = layout(page(f"<a name=top><div><a href=/b>Harbour</a> news {SAID}</div>")).blocks
    assert [(block.text, block.link_chars) for block in seen] == [("Harbour news", len("Harbour")), (SAID[3:-4], 0)]


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


@pytest.mark.parametrize(
    ("body", "seen"),
    [
        (
            "<p>Her <hp-tip>hull</hp-tip> was <app-link href=x>lost</app-link>, they say.</p>",
            ["Her hull was lost, they say."],
        ),
        ("<h2><my-title>Late again</my-title></h2>", ["Late again"]),
        ("<x-text>One.</x-text><x-text>Two.</x-text>", ["One.", "Two."]),
        ("<p>Her <button>hull</button> was lost.</p>", ["Her hull was lost."]),
        ("<h3><button><span>Who pays?</span></button></h3>", ["Who pays?"]),
        ("<dl><dt><button>Who pays?</button></dt><dd>We do.</dd></dl>", ["Who pays?", "We do."]),
        ("<h3>Ferries <button>Share</button></h3>", ["Ferries"]),
        ("<p>By Ada <button>Follow</button></p><div><button>Print</button></div>", ["By Ada"]),
        ("<p><ruby>港<rp>(</rp><rt>みなと</rt><rp>)</rp></ruby>で</p>", ["港で"]),
        ("<h2 id=trusted-sources>Sources</h2><section id=trustees>They met.</section>", ["Sources", "They met."]),
        ("<h2 id=cookie-bars>Cookie bars</h2><div id=cookie-bar>We use cookies</div>", ["Cookie bars"]),
        (
            "<blockquote>Never!<footer>Ada Lindqvist</footer></blockquote><footer>Imprint</footer>",
            ["Never!", "Ada Lindqvist"],
        ),
        ("<pre>One  line\nand another\r\n\n\n\nthe  last </pre>", ["One  line\nand another\n\nthe  last"]),
    ],
)
def test_what_is_amid_sentences_is_read_with_them(body, seen):
    assert texts(body) == seen


def test_lines_of_preformatted_text_stay_in_markup():
    assert html("<pre>10 sail\n20 goto 10</pre>") == "<pre>10 sail\n20 goto 10</pre>"


@pytest.mark.parametrize(
    ("body", "shown"),
    [
        ("<ul><li>A<ul><li>B</li></ul></li><li>C</li></ul>", "<ul><li>A<ul><li>B</li></ul></li><li>C</li></ul>"),
        ("<ol><li><p>A</p><p>B</p></li><li>C</li></ol>", "<ol><li><p>A</p><p>B</p></li><li>C</li></ol>"),
        ("<dl><dt>A</dt><dd>B</dd></dl>", "<dl><dt>A</dt><dd>B</dd></dl>"),
        (
            "<table><thead><tr><th>A</th><th>B</th></tr></thead><tr><td>1</td><td>2</td></tr></table>",
            "<table><tr><th>A</th><th>B</th></tr><tr><td>1</td><td>2</td></tr></table>",
        ),
        (
            "<blockquote><p>A</p><ul><li>B</li></ul></blockquote><blockquote>C</blockquote>",
            "<blockquote><p>A</p><ul><li>B</li></ul></blockquote><blockquote><p>C</p></blockquote>",
        ),
        ("<div><li>A</li><li>B</li></div>", "<ul><li>A</li><li>B</li></ul>"),
        ("<ul><li><pre>A\nB</pre></li></ul>", "<ul><li><pre>A\nB</pre></li></ul>"),
    ],
)
def test_lists_tables_and_quotes_are_written_as_they_lie_in_each_other(body, shown):
    assert html(SAID * 20 + body) == SAID * 20 + shown


@pytest.mark.parametrize("heading", ["", "<h2>Harbour</h2>"])
def test_cells_and_items_that_are_there_for_looks_are_not_written(heading):
    text = heading + SAID * 9

    assert html(f"<table><tr><td>Menu</td><td>{text}</td></tr></table>").endswith(text)
    assert html(f"<ul><li>{text}</li></ul>") == text
