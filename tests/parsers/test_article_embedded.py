"""Articles that are not in the markup: JSON-LD's articleBody, and what scripts of frameworks carry."""

import json
from datetime import UTC, datetime
from html import escape
from urllib.parse import quote

import pytest

from crawler.parsers.extraction import PageKind
from crawler.parsers.page import Page
from crawler.parsers.parse import parse

PARAGRAPHS = [
    "The harbour council voted on Monday to rebuild the old quay, after nine hours of speeches and one walkout.",
    "Opponents said that the plan had <a href='/budget'>never been costed</a>, and that the money was not there.",
    "Nobody was hurt.",
    "Work on the harbour is to begin in spring, and the ferries will leave from the northern pier until autumn.",
    "The mayor told reporters that she had waited twelve years for this vote, and would not wait for another one.",
    "Fishermen fear that the fish market will have closed for good by the time that the new quay has been built.",
]
PLAIN = [text.replace("<a href='/budget'>", "").replace("</a>", "") for text in PARAGRAPHS]
TEXT = "\n\n".join(PLAIN)
MARKED = "".join(f"<p>{text}</p>" for text in PARAGRAPHS)
TEASERS = [
    {
        "title": f"Story {number}",
        "url": f"/story-{number}",
        "excerpt": f"Something else happened in town {number}. " * 3,
    }
    for number in range(20)
]


def page(shell: str, title: str = "Harbour council votes to rebuild the quay") -> Page:
    source = f"<html lang=en><head><title>{title}</title></head><body><div id=app></div>{shell}</body></html>"
    return Page("https://news.example/2024/05/03/quay", source.encode(), datetime(2024, 5, 4, tzinfo=UTC))


def text_of(shell: str) -> str | None:
    found = parse(page(shell)).article
    return found.articleBody if found else None


def data(value: object) -> str:
    return f"<script type='application/json'>{json.dumps(value)}</script>"


def spans(text: str) -> list[dict[str, str]]:
    """A paragraph in pieces, as editors of rich text store it."""
    first, space, rest = text.partition(" ")
    return [{"_type": "span", "text": first + space}, {"_type": "span", "marks": ["strong"], "text": rest}]


def stream(*rows: str) -> str:
    pushed = (json.dumps([1, row]) for row in rows)
    return "".join(f"<script>self.__next_f.push({row})</script>" for row in pushed)


SHAPES = {
    "HTML in a string": data({"props": {"article": {"body": MARKED}, "more": TEASERS}}),
    "HTML of div": data({"body": MARKED.replace("<p>", "<div>").replace("</p>", "</div>")}),
    "HTML of br": data({"body": "<br><br>".join(PARAGRAPHS)}),
    "HTML escaped": data({"body": escape(MARKED)}),
    "lines": data({"body": "\n\n".join(PLAIN), "more": TEASERS}),
    "list of strings": data({"article": {"paragraphs": PLAIN}, "more": TEASERS}),
    "list of objects": data({"content_elements": [{"type": "text", "content": text} for text in PARAGRAPHS]}),
    "objects with HTML": data({"blocks": [{"html": f"<p>{text}</p>"} for text in PARAGRAPHS], "more": TEASERS}),
    "rich text": data({"body": [{"_type": "block", "children": spans(text)} for text in PLAIN]}),
    "a caption amid": data(
        {"body": [*({"type": "paragraph", "text": text} for text in PLAIN), {"type": "image", "text": "The quay."}]}
    ),
    "a normalised cache": f"<script>window.__STATE__={json.dumps({f'P:{i}': {'html': p} for i, p in enumerate(PLAIN)})}"
    "</script>",
    "JSON in JSON": data({"state": json.dumps({"body": MARKED})}),
    "a script's call": f"<script>start({json.dumps({'body': MARKED})}, 1);</script>",
    "a script's object": f"<script>window.page={{title:'Quay',body:{json.dumps(MARKED)}}}</script>",
    "single quotes": "<script>let page={body:'" + MARKED.replace("'", "\\'") + "'}</script>",
    "JSON.parse": f"<script>s=JSON.parse({json.dumps(json.dumps({'body': MARKED}))})</script>",
    "an encoded address": f'<script>s=decodeURIComponent("{quote(json.dumps({"body": MARKED}))}")</script>',
    "an attribute": f'<div data-page="{escape(json.dumps({"props": {"body": MARKED}}))}"></div>',
    "a stream of elements": stream(
        *(f"{i:x}:{json.dumps(['$', 'p', None, {'children': text}])}\n" for i, text in enumerate(PLAIN))
    ),
    "elements in an element": stream(
        "1:" + json.dumps(["$", "div", None, {"children": [["$", "p", None, {"children": [t]}] for t in PLAIN]}])
    ),
    "a stream of text": stream(f"2:T{len(MARKED.encode()):x},", f"{MARKED}3:[]\n"),
}


@pytest.mark.parametrize("shape", SHAPES)
def test_a_text_in_scripts_is_found_whole_and_alone(shape):
    assert text_of(SHAPES[shape]) == TEXT


def test_headings_are_headings():
    blocks = [{"type": "heading", "text": "What comes next"}, *({"type": "paragraph", "text": text} for text in PLAIN)]
    found = parse(page(data({"blocks": blocks}))).article

    assert found.articleBodyHtml.startswith("<h2>What comes next</h2><p>The harbour")


def test_items_of_a_list_among_paragraphs_are_kept():
    blocks = [{"text": text} for text in PLAIN]
    blocks.insert(3, {"type": "list", "items": ["A new quay", "A wider road"]})

    assert text_of(data({"blocks": blocks})) == TEXT.replace("hurt.", "hurt.\n\nA new quay\n\nA wider road")


@pytest.mark.parametrize(
    "text",
    [
        "市议会周一投票决定重建旧码头，此前经过了九个小时的演讲，一名议员中途退场，会议直到凌晨才结束。",
        "市議会は月曜日、九時間にわたる演説と一人の退席の後、古い岸壁を再建することを決めた。港の工事は春に始まる。",
        "नगर परिषद ने सोमवार को नौ घंटे के भाषणों के बाद पुराने घाट को फिर से बनाने के लिए मतदान किया।",
        "สภาเมืองลงมติเมื่อวันจันทร์ให้สร้างท่าเรือเก่าขึ้นใหม่หลังจากการอภิปรายนานเก้าชั่วโมง และจะเริ่มงานในฤดูใบไม้ผลิ",
    ],
)
def test_scripts_with_other_marks_and_no_spaces_are_prose_too(text):
    texts = [f"{text}{number}号" for number in range(12)]
    found = parse(page(data({"body": texts}), title=text[:20])).article

    assert found.articleBody == "\n\n".join(texts)


def test_messages_of_an_interface_are_no_article():
    messages = [
        f"Are you sure that you want to delete the file number {number}? It cannot be undone." for number in range(30)
    ]

    assert text_of(data({"messages": messages})) is None


@pytest.mark.parametrize(
    "markup",
    [MARKED, escape(MARKED), "<br /><br />".join(PARAGRAPHS), "\n".join(PLAIN), MARKED.replace("p>", "div>")],
)
def test_the_body_in_json_ld_is_read_however_it_is_marked(markup):
    node = {"@type": "NewsArticle", "headline": "Quay", "articleBody": markup}

    assert text_of(f"<script type='application/ld+json'>{json.dumps(node)}</script>") == TEXT


def test_json_ld_that_has_much_more_than_the_page_shows_is_preferred():
    node = {"@type": "NewsArticle", "headline": "Quay", "articleBody": "\n\n".join(PLAIN * 6)}
    shown = f"<article><h1>Quay</h1><p>{PLAIN[0]}</p><p>{PLAIN[3]}</p><p>{PLAIN[4]}</p><p>{PLAIN[5]}</p></article>"
    shell = f"<script type='application/ld+json'>{json.dumps(node)}</script>{shown}"

    assert text_of(shell).startswith(TEXT)
    assert text_of(shown) == "\n\n".join([PLAIN[0], *PLAIN[3:]])


@pytest.mark.parametrize(
    "source",
    ["x='" + '\\"' * 50_000, "={" * 50_000, "=" + "[" * 50_000, 'self.__next_f.push([1,"1:Tfffffff,' + "a" * 500],
)
def test_scripts_that_do_not_end_give_nothing(source):
    assert parse(page(f"<script>{source}</script>")).kind is not PageKind.ARTICLE


@pytest.mark.parametrize("tag", [{}, [], None, 7])
def test_a_list_that_only_begins_as_an_element_does_no_harm(tag):
    assert text_of(data([["$", tag, None, {"children": "Quay"}], *PLAIN])).endswith(TEXT)
