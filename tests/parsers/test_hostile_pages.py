"""Pages made to stop the parsers: each is short, and would take minutes, or raise, by the way that first comes to mind.

No test looks at a clock: one that does not end fails by itself.
"""

from datetime import UTC, datetime

import pytest

from crawler.parsers.comments.ids import bare
from crawler.parsers.comments.json_answer import number
from crawler.parsers.comments.platforms import comment_feed
from crawler.parsers.comments.platforms.isso import PLATFORM as ISSO
from crawler.parsers.comments.render import render_html
from crawler.parsers.comments.scan import _id_words
from crawler.parsers.comments.view import View
from crawler.parsers.extraction import Extraction, PageKind
from crawler.parsers.feeds import feed
from crawler.parsers.page import Page
from crawler.parsers.parse import parse
from crawler.parsers.requisites import candidates
from crawler.parsers.styles import decode_style

NOW = datetime(2026, 3, 1, tzinfo=UTC)
SAID = "<p>The council met on Tuesday evening and heard the plans for the old harbour, which many people liked.</p>"


def page(body: str, url: str = "https://news.example/a", content_type: str = "text/html; charset=utf-8") -> Page:
    return Page(url, body.encode(), NOW, headers=(("Content-Type", content_type),))


def read(body: str) -> Extraction:
    return parse(page(f"<!doctype html><html><head><title>T</title></head><body><article>{SAID * 5}</article>{body}"))


def comment(number: int, text: str = "I say so.", *, id_: str = "comment-{}", more: str = "") -> str:
    return (
        f"<div class=comment id='{id_.format(number)}' {more}><b class=author>Ada {number}</b>"
        f"<time>3 May 2024</time><p>{text}</p></div>"
    )


def section(inner: str) -> str:
    return f"<div id=comments><h3>Comments</h3>{inner}</div>"


def said(found: Extraction) -> list[str]:
    return [each.text for thread in found.threads for each in thread.comments]


@pytest.mark.parametrize("text", ["<h:ml><p>x</p></h:ml>", "<fb:root><p>x</p>", "<a:b:c/>"])
def test_a_root_of_a_name_that_xml_does_not_allow_is_no_feed(text: str) -> None:
    assert feed(page(text)) is None
    assert parse(page(text)).kind is not PageKind.FEED


def test_addresses_may_hold_half_a_character() -> None:
    url = "https://news.example/\ud800"
    assert feed(page("<rss><channel><item><link>/a</link></item></channel></rss>", url)) is not None
    reading = ISSO.read(View(page("<script data-isso='/c/'></script><p id=isso-thread>", url)))
    assert reading is not None and [need.url for need in reading.needs] == ["https://news.example/c/?uri=%2F%3F"]


@pytest.mark.parametrize("level", ["²", "١" * 400, "9" * 400])
def test_levels_that_are_no_numbers_tell_nothing(level: str) -> None:
    made = read(section("".join(comment(each, more=f"data-depth='{level}'") for each in range(3))))
    assert [each.parentId for each in made.threads[0].comments] == [None] * 3


@pytest.mark.parametrize(
    ("value", "known"),
    [("12", 12), (" -3 ", -3), ("²", None), ("--3", None), ("9" * 5000, None), ("", None), (-3, -3), (10**18, None)],
)
def test_counts_are_digits_and_not_too_many(value: object, known: int | None) -> None:
    assert number(value) == known


@pytest.mark.parametrize("lead", ["li" * 39, "commentmsg" * 7, "c-" * 39, "comment-" * 9])
def test_ids_of_many_prefixes_are_read_once(lead: str) -> None:
    assert len(said(read(section("".join(comment(each, f"No. {each}", id_=lead + "!{}") for each in range(3)))))) == 3


@pytest.mark.parametrize(
    ("written", "known"),
    [
        ("comment-post-a1b2c3", "a1b2c3"),
        ("comment-article", "article"),
        ("commentaire-a1b2c3d4", "a1b2c3d4"),
        ("fyre-msg-12", "12"),
        ("li-" * 20 + "12_0", "12"),
        ("nothing!", "nothing!"),
    ],
)
def test_an_id_is_what_follows_its_prefixes(written: str, known: str) -> None:
    assert bare(written) == known


@pytest.mark.parametrize("tail", ["1-" * 30 + "g", "12345678_" * 7 + "g", "-" * 50 + "1x"])
def test_numbers_of_many_parts_are_read_in_one_way(tail: str) -> None:
    assert _id_words("comment-" + tail) == ("", True)
    assert _id_words("comment-12-3_4-deadbeef")[0] == "comment"


def test_a_class_of_thousands_of_parts_is_no_name() -> None:
    boxes = "".join(f'<div class="{"caption-text-" * 5_000}{number}!">{SAID}</div>' for number in range(30))
    found = parse(page(f"<article><h1>A</h1>{boxes}</article>"))
    assert found.article is not None and found.article.articleBody


def test_boxes_of_authors_in_one_another_are_not_all_written_out() -> None:
    nested = "<span class=author>" * 1500 + "<br>" * 20_000 + "</span>" * 1500
    assert said(read(section(comment(1, f"Hello {nested}") + comment(2, "So do I.")))) == ["Hello", "So do I."]


def test_words_that_close_a_thread_may_stand_a_thousand_times_in_one_box() -> None:
    made = read(f"<div id=comments><a href='/x'>Comments are closed</a><p>{'<i>closed</i> ' * 20_000}</p></div>")
    assert not any(thread.is_closed for thread in made.threads)


def test_lines_of_marks_between_words_stay_and_those_at_the_end_go() -> None:
    lines = "-<br>" * 20_000
    head = "<b class=author>Ada</b><time>3 May 2024</time><br>"
    first = f"<div class=comment id=comment-1>{head}one{'<br>-' * 20_000}<br>x</div>"
    last = f"<div class=comment id=comment-2>{head}two<br>{lines}</div>"
    found = said(read(section(first + last)))
    assert found[0].endswith("-\nx") and found[1] == "two"


def test_a_page_may_have_ten_thousand_names_after_comments() -> None:
    names = "".join(f"<div class='post-{'x' * (each % 40)}y{each:b}z'>x</div>" * 2 for each in range(5_000))
    strange = names.translate(str.maketrans("01", "lo"))
    shown = section("".join(map(comment, range(3))))
    assert len(said(read(f"{'<div>' * 500}{strange}{'</div>' * 500}{shown}"))) == 3


def test_texts_side_by_side_have_their_boxes_found_together() -> None:
    text = "<div class=comment-text>I say so.</div>"
    assert said(read(f"<div class=x>{text * 10_000}</div>")) == []
    each = "<div class=q><b>Ada {}</b> <i>3 May 2024</i><div class=comment-text>No. {}</div></div>"
    rows = "".join(each.format(row, row) for row in range(3))
    assert said(read(section(rows))) == ["No. 0", "No. 1", "No. 2"]


@pytest.mark.parametrize("before", ["<br>" * 10_000, f"<div class=x>{'<b></b>' * 10_000}</div>"])
def test_what_stands_before_a_list_of_replies_is_looked_at_once(before: str) -> None:
    shown = "".join(map(comment, range(300)))
    made = read(section(f"{before}<div class=children>{shown}</div>"))
    assert {each.parentId for each in made.threads[0].comments} == {None}


@pytest.mark.parametrize(
    ("deep", "text"),
    [
        ("w<!---->" * 20_000, "w" * 20_000),
        ("<i>x" * 20_000, "x" * 20_000),
        ("<i></i>x" * 20_000, "x" * 20_000),
        ("<![foo[x]]>y", "y"),
        ("<a " * 20_000, ""),
        ("&#1;&#xD800;<p a='&#2;'>y", "\ufffd\ufffdy"),
    ],
)
def test_pages_nested_too_deep_cost_no_more_than_their_length(deep: str, text: str) -> None:
    made = page("<div>" * 2_100 + deep)
    assert "".join(made.tree.itertext()) == text
    cut = ("cutAttributes",) if deep.startswith("<a ") else ()
    assert made.notes == (*cut, "fallbackParser")


def test_end_tags_that_close_nothing_on_a_deep_page_cut_it() -> None:
    made = page("<i>" * 60_000 + "</b>x" * 60_000)
    assert made.notes == ("fallbackParser", "fallbackCut")


def test_a_deep_page_keeps_its_language_and_what_stands_behind_its_end() -> None:
    made = page(f"<html lang=de><body class=b>{'<i>' * 2_100}</i><p>one</p></body></html><p>two<html><p>three")
    assert (made.tree.get("lang"), made.tree.find("body").get("class")) == ("de", "b")
    assert [each.text for each in made.tree.find("body").iter("p")] == ["one", "two", "three"]


@pytest.mark.parametrize("before", [" " * 100_100, f"<!--{'x' * 100_100}-->", "<!-- <p> -->" * 9_000])
def test_markup_may_begin_late(before: str) -> None:
    assert parse(page(before + SAID * 5)).kind is not PageKind.OTHER


def test_plain_text_with_markup_at_its_end_is_no_page() -> None:
    assert parse(page("word " * 25_000 + SAID, content_type="text/plain")).kind is PageKind.OTHER


@pytest.mark.parametrize(
    "box", ["<h1>", "<h1><div>", "<div class=author>", "<div itemprop=author>", "<div class=date>"]
)
def test_boxes_around_each_other_and_one_huge_text_do_not_read_it_once_each(box: str) -> None:
    text = "The council met on Tuesday evening and heard the plans for the old harbour. " * 40_000
    assert "cutBlocks" in parse(page(f"<!doctype html><title>T</title><body>{box * 140}{text}")).notes


def test_a_box_of_many_comments_and_more_is_not_counted_for_each() -> None:
    rows = "".join(
        f"<dt class=comment id=comment-{n}>Ada {n} says 3 May 2024</dt><dd>No. {n}</dd>" for n in range(3000)
    )
    assert len(said(read(f"<dl id=comments>{rows}{'<br>' * 300_000}</dl>"))) == 3000


@pytest.mark.parametrize("words", ["logg", "σχόλι"])
def test_sentences_that_almost_invite_or_close_are_read_once(words: str) -> None:
    near = f"<p>Logg in to comment: closed{'<i></i>' * 9}</p>"
    lines = f"<p>{words * (250 // len(words))}. logg. closed. comment, off</p>" * 1000
    assert read(section(near + lines)).threads == ()


@pytest.mark.parametrize(
    "page_", ["<body><p>x</p></body>\x01y", "<head><main>x</main></head><body>\x01y", "<p>a\x01b</p>"]
)
def test_characters_that_xml_does_not_allow_may_stand_anywhere(page_: str) -> None:
    assert "\x01" not in "".join(page(page_).tree.itertext()) or "a\x01b" in page_
    assert parse(page(page_)).kind is not PageKind.ANSWER


def test_sets_of_nothing_but_commas_are_passed_over_once() -> None:
    assert candidates("," * 400_000 + " a.jpg 1x,, b,c.jpg,") == ["a.jpg", "b,c.jpg"]


def test_a_header_of_blanks_names_no_charset() -> None:
    assert decode_style(b"a{}", "text/css; charset=" + " " * 400_000) == "a{}"


@pytest.mark.parametrize("half", ["&#xd800;", "&#XDFFF;", "&#x00dbff;", "&#55296;", "&#057343;"])
def test_feeds_may_name_half_a_character_by_its_number(half: str) -> None:
    source = f"<rss><channel><item><link>/a?{half}</link></item><item><link>/b</link></item></channel></rss>"
    listed = feed(page(source))
    assert listed is not None and [link.url for link in listed][-1] == "https://news.example/b"
    entry = f"<entry><id>{{}}#comment-{{}}</id><content>{half} &amp; x</content></entry>"
    said_in = comment_feed.comments(
        page(f"<feed xmlns='http://www.w3.org/2005/Atom'>{entry.format('/a', 1)}{entry.format('/a', 2)}</feed>")
    )
    assert [each.commentId for each in said_in] == ["2", "1"]


@pytest.mark.parametrize("attribute", ["a{}", "a{}=b", "a{}='b c'"])
def test_a_tag_of_thousands_of_attributes_is_cut(attribute: str) -> None:
    tag = f"<div id=x {' '.join(map(attribute.format, range(300_000)))}>"
    made = page(f"<p>one{tag}two</div>{tag.replace('div', 'p')}three{tag}")
    assert "".join(made.tree.itertext()) == "onetwothree"
    assert made.notes == ("cutAttributes",) and len(made.having("id")) == 3
    assert render_html(f"{tag}<a href='https://a.example/'>x</a>", base="")[0] == "x"


@pytest.mark.parametrize("levels", [300, 3000])
def test_a_comment_in_an_answer_may_be_nested_as_deep_as_a_page(levels: int) -> None:
    text, html = render_html("<div>x" * levels, base="")
    assert text.count("x") == html.count("x") == levels
