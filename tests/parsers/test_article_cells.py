"""Short cells of tables: those at both ends stand for the others, and all of a table are drawn together."""

from datetime import UTC, datetime

import pytest

from crawler.parsers.article.blocks.cells import MAX_CHARS, Tables
from crawler.parsers.article.blocks.layout import layout
from crawler.parsers.page import Page
from crawler.parsers.parse import parse

NOW = datetime(2026, 3, 1, tzinfo=UTC)
STORY = "<p>The harbour office counted every boat that came in over the winter, and hung the list by the door.</p>"
BOATS = [f"Boat {number}" for number in range(60)]


def page(*tables: list[str]) -> Page:
    rows = ("".join(f"<tr><td>{cell}<td>{len(cell)}</tr>" for cell in cells) for cells in tables)
    shown = "".join(f"<table>{row}</table>" for row in rows)
    return Page("https://news.example/boats", f"<main><h1>Boats</h1>{STORY * 3}{shown}</main>".encode(), NOW)


@pytest.mark.parametrize(("rows", "spare"), [(2, 0), (12, 0), (13, 2), (60, 96)])
def test_in_a_large_table_those_between_its_ends_are_spare(rows, spare):
    blocks = layout(page(BOATS[:rows])).blocks
    assert len(Tables(blocks).spare) == spare


def test_spare_cells_get_the_mean_of_their_own_table():
    blocks = layout(page(BOATS[:30], BOATS[30:])).blocks
    tables = Tables(blocks)
    first, second = tables.cells
    for cell in first:
        cell.keep = 1.0
    for cell in second[:12]:
        cell.keep = 0.5
    tables.share()
    assert {cell.keep for cell in first} == {1.0}
    assert {cell.keep for cell in second[12:-12]} == {0.25}
    assert {cell.keep for cell in second[-12:]} == {0.0}


def test_a_few_cells_are_left_as_they_are_and_more_are_drawn_together():
    blocks = layout(page(BOATS[:1], BOATS[:10])).blocks
    tables = Tables(blocks)
    few, many = tables.cells
    few[0].keep = many[0].keep = 1.0
    tables.level()
    assert [cell.keep for cell in few] == [1.0, 0.0]
    assert many[0].keep == pytest.approx(0.3 + 0.7 / 20)
    assert many[1].keep == pytest.approx(0.7 / 20)


def test_a_long_cell_speaks_for_itself():
    blocks = layout(page([*BOATS[:3], "A" * (MAX_CHARS + 1)])).blocks
    assert "A" * (MAX_CHARS + 1) not in [cell.text for cells in Tables(blocks).cells for cell in cells]


def test_a_table_in_a_story_is_kept_or_left_out_whole():
    article = parse(page(BOATS)).article
    assert article is not None
    text = article.articleBody or ""
    assert sum(boat in text.split("\n\n") for boat in BOATS) in (0, len(BOATS))
