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


TITLE = "Harbour council votes to rebuild the quay"


def page(shell: str, title: str = TITLE) -> Page:
    source = f"<html lang=en><head><title>{title}</title></head><body><div id=app></div>{shell}</body></html>"
    return Page("https://news.example/2024/05/03/quay", source.encode(), datetime(2024, 5, 4, tzinfo=UTC))


def text_of(shell: str, title: str = TITLE) -> str | None:
    found = parse(page(shell, title)).article
    return found.articleBody if found else None


def data(value: object) -> str:
    source = json.dumps(value).replace("</", "<\\/")
    return f"<script type='application/json'>{source}</script>"


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
    "a component": f'<quay-story :story="{escape(json.dumps({"body": MARKED}))}"></quay-story>',
    "a cache with references": data(
        {
            "Q:1": {"story": {"__ref": "S:1"}},
            "S:1": {"title": TITLE, "parts": [{"__ref": f"P:{i}"} for i in range(len(PARAGRAPHS))]},
            **{f"P:{i}": {"html": f"<p>{text}</p>"} for i, text in enumerate(PARAGRAPHS)},
        }
    ),
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


CHINESE = "港务委员会周一投票决定重建旧码头，此前经过了9个小时的演讲和2024年以来的3次延期。"


@pytest.mark.parametrize(
    "text", [CHINESE, "市議会は2024年5月3日、9時間にわたる演説の後、古い岸壁を再建することを決めた。工事は春に始まる。"]
)
def test_paragraphs_with_numbers_and_no_spaces_are_no_ids(text):
    texts = [f"{text}（{number}）" for number in range(12)]

    assert text_of(data({"body": [{"text": one} for one in texts]}), title=text[:20]) == "\n\n".join(texts)


def test_a_script_that_escapes_every_letter_is_searched():
    texts = [f"Портовый совет решил восстановить причал номер {number}, работы начнутся весной." for number in range(8)]

    assert text_of(data({"body": texts}), title="Совет решил восстановить причал") == "\n\n".join(texts)


@pytest.mark.parametrize(
    "inserted",
    [
        "<script>var quay = {depth: 3}; function fill() { return quay.depth; }</script>",
        "<style>.quay { color: red; }</style>",
        "<!-- block {'name': 'paragraph'} -->",
        "<p>&nbsp;</p>",
    ],
)
@pytest.mark.parametrize("place", [0, 3, len(PARAGRAPHS)])
def test_code_and_space_between_paragraphs_do_no_harm(inserted, place):
    marked = [f"<p>{text}</p>" for text in PARAGRAPHS]

    assert text_of(data({"body": "".join([*marked[:place], inserted, *marked[place:]])})) == TEXT


@pytest.mark.parametrize(
    "text",
    [
        "The old crane will keep its function as a landmark.",
        "#SaveOurQuay was painted on the wall of the harbour office.",
        "The whole report is at https://harbour.example/report",
        "“We have waited long enough.&rdquo;",
    ],
)
@pytest.mark.parametrize("place", [0, len(PARAGRAPHS)])
def test_one_paragraph_that_looks_like_code_does_not_cost_the_text(text, place):
    texts = [*PLAIN[:place], text, *PLAIN[place:]]
    found = text_of(data({"body": "".join(f"<p>{one}</p>" for one in texts)}))

    assert found == "\n\n".join(texts).replace("&rdquo;", "”")


def test_source_code_is_no_text():
    lines = [
        f"if (quays[{number}] === old) {{ rebuild(quays[{number}], harbour, council, votes); }}" for number in range(40)
    ]
    comments = ["// The harbour council votes to rebuild the quay. Nobody was asked."] * 5

    assert text_of(data({"module": "\n".join([*lines, *comments])})) is None


OTHER = [
    f"Nobody in the village knows why bell number {number} rings at noon. The priest says that he does not ring it."
    for number in range(12)
]


def test_a_text_beside_the_pages_headline_is_its_own_whatever_words_it_has():
    state = {"story": {"title": "Quay, at last, and a brass band", "body": OTHER}}

    assert text_of(data(state), title="Quay, at last, and a brass band | The Harbour Gazette") == "\n\n".join(OTHER)
    assert text_of(data(state)) is None


def test_the_pages_own_text_is_preferred_to_a_longer_one_of_another_story():
    others = [f"{text} The council votes to rebuild the quay." for text in OTHER]
    state = {"more": {"title": "Bells at noon", "body": others}, "story": {"title": TITLE, "body": PLAIN}}

    assert text_of(data(state)) == TEXT


def test_a_short_text_counts_beside_the_headline_and_with_more_than_a_paragraph():
    short = [PLAIN[0], PLAIN[3]]

    assert text_of(data({"title": TITLE, "body": short})) == "\n\n".join(short)
    assert text_of(data({"body": short})) is None
    assert text_of(data({"title": TITLE, "caption": " ".join(short)})) is None


def test_sections_of_several_paragraphs_are_one_text_beside_the_headline_and_else_stories():
    sections = [{"id": n, "html": "".join(f"<p>{text}</p>" for text in PARAGRAPHS[n : n + 2])} for n in (0, 2, 4)]

    assert text_of(data({"title": TITLE, "sections": sections})) == TEXT
    assert text_of(data({"goods": sections})) is None


def test_fields_of_an_object_are_no_paragraphs_of_one_text():
    facts = {"title": TITLE, "id": "quay-17", "section": "Harbour", "description": PLAIN[0], "summary": PLAIN[3]}

    assert text_of(data(facts)) is None
    assert text_of(data({**facts, "body": PLAIN})) == TEXT


def test_comments_and_authors_are_no_text():
    state = {"title": TITLE, "comments": [{"text": text} for text in OTHER], "author": {"bio": "\n".join(PLAIN)}}

    assert text_of(data(state)) is None


def test_a_shown_text_is_kept_where_state_has_hardly_more():
    shown = f"<article><h1>{TITLE}</h1><p>{PLAIN[0]} {PLAIN[3]}</p></article>"

    assert text_of(shown + data({"title": TITLE, "body": PLAIN[3:]})) == f"{PLAIN[0]} {PLAIN[3]}"


MARKDOWN = (
    "The **harbour council** voted on *Monday* to rebuild\nthe [old quay](/quay), after nine hours of speeches.\n\n"
    "## What comes next\n\n- Work is to begin in spring.\n- The ferries will leave from the northern pier.\n\n---\n\n"
    "> The mayor told reporters that she would not wait for 2 * 3 more years, or for another vote.\n\n"
    "![The quay](/quay.jpg)\n\n1. Fishermen fear that the fish market will close.\n2. Nobody asked them about it.\n\n"
    "```\ndepth = 3\n# of the quay\n```\n\nThe council will meet again in autumn to vote on the northern pier as well."
)


def test_markdown_loses_its_marks():
    article = parse(page(data({"title": TITLE, "body": MARKDOWN}))).article

    assert article.articleBody.split("\n\n") == [
        "The harbour council voted on Monday to rebuild the old quay, after nine hours of speeches.",
        "What comes next",
        "Work is to begin in spring.",
        "The ferries will leave from the northern pier.",
        "The mayor told reporters that she would not wait for 2 * 3 more years, or for another vote.",
        "1. Fishermen fear that the fish market will close.",
        "2. Nobody asked them about it.",
        "depth = 3\n# of the quay",
        "The council will meet again in autumn to vote on the northern pier as well.",
    ]
    assert "<h2>What comes next</h2>" in article.articleBodyHtml


def test_dashes_alone_are_no_markdown():
    texts = [f"- {text}" for text in PLAIN]

    assert text_of(data({"body": "\n".join(texts)})) == "\n\n".join(texts)


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


@pytest.mark.parametrize("opened", ["<script ", "<!-- ", "</style ", "**[", "&lt;p ", "[a]("])
def test_marks_that_are_opened_and_never_closed_give_nothing(opened):
    text = f"<p>It ended here. Nobody knew.</p><p>{opened * 20_000}"

    assert parse(page(data({"title": TITLE, "body": text}))).kind is not PageKind.ARTICLE


@pytest.mark.parametrize("tag", [{}, [], None, 7])
def test_a_list_that_only_begins_as_an_element_does_no_harm(tag):
    assert text_of(data([["$", tag, None, {"children": "Quay"}], *PLAIN])).endswith(TEXT)


@pytest.mark.parametrize(
    "shell",
    [
        f"<script type='text/template'><div>{MARKED}</div></script>",
        f"<script type='text/x-template' id=story><article>{MARKED}</article></script>",
        f"<script type='text/html'>{MARKED}</script>",
        f"<noscript>{MARKED}</noscript>",
        f"<template><div>{MARKED}</div></template>",
    ],
    ids="template xTemplate html noscript element".split(),
)
def test_markup_kept_for_scripts_or_for_browsers_without_them_is_read(shell: str) -> None:
    assert text_of(shell) == TEXT
    assert text_of(shell, "Parliament opens debate over school meals") is None


def test_what_stands_in_for_scripts_is_no_text_where_there_is_one() -> None:
    shown = "".join(f"<p>{text}</p>" for text in PLAIN)
    assert text_of(f"<main>{shown}</main><noscript>{MARKED.replace('harbour', 'airport')}</noscript>") == TEXT
