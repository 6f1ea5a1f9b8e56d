"""What is said of a block: rows that are as long as their names, places in the tree, neighbours."""

from datetime import UTC, datetime

from crawler.parsers.article.blocks import features
from crawler.parsers.article.blocks.block import Layout
from crawler.parsers.article.blocks.cells import Tables
from crawler.parsers.article.blocks.layout import layout
from crawler.parsers.article.body import context
from crawler.parsers.article.lexicon import Lexicon, Witness
from crawler.parsers.page import Page

NOW = datetime(2026, 3, 1, tzinfo=UTC)
PAGE = """
<body><nav class="menu"><ul><li><a href="/">Home</a></li></ul></nav>
<div class="links"><a href="/a">Harbour</a> <a href="/b">Weather</a></div>
<table><tr><td><a href="/c">Tides today</a><br><a href="/d">Winds today</a><br>
<a href="/e">Waves today</a></td></tr></table>
<main><h1>Ferry waits for the tide</h1><div class="text">
<p>The ferry to the island left two hours late, since the tide had not come in as far as it was expected to.</p>
<p>Nobody was <a href="/tides">surprised</a>.</p></div></main>
<footer><p><a href="/imprint">Imprint</a></p></footer></body>
"""
LEXICON = Lexicon(names={"links": -2.0, "text": 2.0}, words={"nobody": 0.5, "waits": 1.0})


def page() -> Layout:
    return layout(Page("https://quay.example/a", PAGE.encode(), NOW))


def rows() -> dict[str, dict[str, float]]:
    """Named numbers of each described block, by its text's first word."""
    found = page()
    described = zip(
        found.blocks, features.vectors(found, Tables(found.blocks), LEXICON, Witness(is_news=True)), strict=True
    )
    return {
        block.text.split()[0]: dict(zip(features.NAMES, row, strict=True))
        for block, row in described
        if row is not None
    }


def test_plain_navigation_is_not_described() -> None:
    assert set(rows()) == {"Ferry", "The", "Nobody"}


def test_words_and_names_speak() -> None:
    last = rows()["Nobody"]
    assert (last["words"], last["worst"]) == (3, 0.0)
    assert (last["own"], last["parent"], last["highest"], last["sum"]) == (0.0, 2 * 2.0, 4.0, 4.0)
    assert (last["isNews"], last["isArticle"], last["inMain"], last["inTable"]) == (1, 0, 1, 0)


def test_neighbours_and_headings_are_seen() -> None:
    found = rows()
    assert found["Nobody"]["links"] == len("surprised") / len("Nobody was surprised.")
    assert [found[word]["links+1"] for word in ("Ferry", "The")] == [0, found["Nobody"]["links"]]
    assert found["Nobody"]["links-1"] == found["The"]["links"] == 0
    assert [found[word]["afterTitle"] for word in ("Ferry", "The", "Nobody")] == [0, 1, 2]
    assert [found[word]["label"] for word in ("Ferry", "The", "Nobody")] == [0, 1 / 5, 1 / 5]


def test_a_second_look_has_a_row_where_the_first_had_one() -> None:
    found = page()
    first = features.vectors(found, Tables(found.blocks), LEXICON, Witness())
    for block in found.blocks:
        block.keep = 0.25
    second = list(context.contexts(found.blocks, first))
    assert [row is None for row in first] == [row is None for row in second]
    lengths = {len(row) for row in second if row is not None}
    assert lengths == {len(context.NAMES)}


def test_names_nobody_knows_say_what_their_known_part_says() -> None:
    lexicon = Lexicon(names={"related": -3.0, "relatedposts": -4.0, "content": 2.0})
    names = ("relatedpoststitle", "relatedNews", "maincontent", "lated", "content", "zzzz")
    assert [lexicon.speech(name) / 2 for name in names] == [-4.0, -1.5, 2.0, 0.0, 2.0, 0.0]
