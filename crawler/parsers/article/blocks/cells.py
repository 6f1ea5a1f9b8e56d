"""Short cells of tables, judged together: by itself a number is neither text nor not.

A quarter of all blocks are such cells. In a large table some are judged and stand for the others, which cost nothing.
"""

from collections.abc import Sequence
from itertools import chain
from typing import Final

from crawler.parsers.article.blocks.block import Block
from crawler.parsers.article.blocks.surroundings import group

MAX_CHARS: Final = 60
"""Longer cells speak for themselves."""

_FEWEST: Final = 4
_ENDS: Final = 12
"""So many cells at each end of a table are judged."""

_OWN: Final = 0.3
"""How much of a cell's chance is its own, the rest being its table's."""


class Tables:
    """The short cells of a page by the table they are in; ``spare`` are those that need not be judged."""

    def __init__(self, blocks: Sequence[Block]) -> None:
        self.cells = _by_table(blocks)
        between = (cells[_ENDS:-_ENDS] for cells in self.cells if len(cells) > 2 * _ENDS)
        self.spare = frozenset(chain.from_iterable(between))

    def share(self) -> None:
        """Give spare cells the mean chance of those that were judged."""
        for cells in self.cells if self.spare else ():
            judged = [*cells[:_ENDS], *cells[-_ENDS:]]
            mean = sum(cell.keep for cell in judged) / len(judged)
            for cell in cells[_ENDS:-_ENDS]:
                cell.keep = mean

    def level(self) -> None:
        """Draw the cells of each table together."""
        for cells in self.cells:
            if len(cells) >= _FEWEST:
                mean = sum(cell.keep for cell in cells) / len(cells)
                for cell in cells:
                    cell.keep = _OWN * cell.keep + (1 - _OWN) * mean


def _by_table(blocks: Sequence[Block]) -> list[list[Block]]:
    tables: dict[int, list[Block]] = {}
    for block in blocks:
        if block.box.tag in ("td", "th") and len(block.text) <= MAX_CHARS:
            row = group(block.box)
            tables.setdefault(id(group(row.parent) if row.parent else row), []).append(block)
    return list(tables.values())
