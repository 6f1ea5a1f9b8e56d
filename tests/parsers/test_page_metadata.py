"""JSON-LD and meta as pages write them, with their mistakes."""

from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crawler.parsers import jsonld
from crawler.parsers.page import Page
from crawler.parsers.parse import parse

NOW = datetime(2026, 3, 1, tzinfo=UTC)


def page(html: str) -> Page:
    return Page("https://news.example/a", html.encode(), NOW)


def block(text: str) -> str:
    return f'<script type="application/ld+json">{text}</script>'


def test_graphs_and_lists_are_unfolded_in_page_order() -> None:
    html = block('{"@graph":[{"@type":"A"},{"@type":"B"}]}') + block('[{"@type":"C"},[{"@type":"D"}]]')
    assert [node["@type"] for node in page(html).json_ld] == ["A", "B", "C", "D"]


@pytest.mark.parametrize(
    "text",
    [
        '<!-- {"a": 1} -->',
        '//<![CDATA[\n{"a": 1}\n//]]>',
        '{"a": 1,}',
        '{"a": 1};',
        "{&quot;a&quot;: 1}",
        '{"a": 1, "b": "line\nbreak"}',
        '{"a": 1} {"a": 2}',
        '{"a": 1},\n{"a": 2}',
        '{"a": 1}}',
        '\ufeff{"a": 1}',
        '/* <![CDATA[ */\n{"a": 1}\n/* ]]> */',
        '//<![CDATA[ {"a": 1} //]]>',
        '{/* one * two */ "a": 1, // and more\n"b": 2}',
        '{"b": 2,, "a":\u00a01}',
        '{"b": 2 "a": 1}',
        '{"b": , "a": 1}',
        "{'a': 1, 'b': 'two'}",
        'data = {"a": 1}',
    ],
)
def test_common_mistakes_are_forgiven(text: str) -> None:
    assert jsonld.nodes(text)[0]["a"] == 1


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (r'"It\'s \d \u12 \u00e9 \" \\ said",', "It's d u12 é \" \\ said"),
        (r"""'It\'s "said"',""", 'It\'s "said"'),
        ('"https://quay.example/*a*/ , ] <!-- é",,', "https://quay.example/*a*/ , ] <!-- é"),
    ],
)
def test_mending_leaves_the_text_of_strings(text: str, wanted: str) -> None:
    assert jsonld.nodes('{"a":' + text + "}") == [{"a": wanted}]


def test_every_value_of_a_block_is_read() -> None:
    assert jsonld.nodes('{"a": 1} {"a": 2},\n[{"a": 3}] {"a"') == [{"a": 1}, {"a": 2}, {"a": 3}]


@pytest.mark.parametrize("text", ["", "[", '{"a"', "null", "3", "[" * 30_000, '{"a":' * 30_000])
def test_what_cannot_be_read_gives_nothing(text: str) -> None:
    assert jsonld.nodes(text) == []


def test_one_broken_block_does_not_hide_the_next() -> None:
    assert page(block("{broken") + block('{"@type":"A"}')).json_ld == [{"@type": "A"}]


def test_case_of_a_media_type_does_not_matter() -> None:
    assert page('<script type="application/LD+JSON">{"a": 1}</script>').json_ld == [{"a": 1}]


def test_meta_is_kept_by_lower_case_name_in_order() -> None:
    html = '<meta property="og:Image" content=1><meta name=AUTHOR content=x><meta property="og:image" content=2>'
    assert page(html).meta == {"og:image": ["1", "2"], "author": ["x"]}


JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-5, 5) | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["name", "@id", "url", "x"]), inner, max_size=3)
    ),
    max_leaves=6,
)
KEYS = st.sampled_from(
    "headline author datePublished image publisher keywords articleSection isAccessibleForFree articleBody @id @type "
    "mainEntityOfPage breadcrumb interactionStatistic commentCount inLanguage".split()
)


@given(st.dictionaries(KEYS, JSON, max_size=6))
@settings(max_examples=80, deadline=None)
def test_values_of_any_type_are_read_without_raising(node: dict[str, object]) -> None:
    import json

    text = json.dumps({"@type": "NewsArticle", **node}).replace("<", "\\u003c")
    parse(
        page(f"<html><h1>Title of it</h1>{block(text)}<p>Some text that is long enough to be read as a paragraph.</p>")
    )
