"""Second look: a block among blocks that were judged once. What its neighbours and its boxes are says what it is.

As with ``features``, the order of the numbers is part of the shipped weights.
"""

from collections.abc import Hashable, Iterator, Sequence
from itertools import accumulate
from math import log
from operator import itemgetter
from typing import Final

from crawler.parsers.article.blocks import Block, Box
from crawler.parsers.article.features import HEADINGS, group

KEPT: Final = (
    *(0, 1, 2, 4, 5, 9, 13, 17, 18, 20, 21, 22, 23, 24, 25, 26, 28, 30, 35, 40, 42, 45, 50, 51, 52, 53, 57, 58, 59),
    *(61, 62, 63, 64, 65, 66, 67, 71, 75, 76, 77, 78, 79, 98, 99, 100, 101, 102, 103),
)
"""Numbers of the first look that are given to the second as well."""

WINDOW: Final = 6
_NEAR: Final = (-3, -2, -1, 1, 2, 3)
_STRONG: Final = 0.7
_STRONG_CHARS: Final = 60
_FAR: Final = 50


def contexts(blocks: Sequence[Block], rows: Sequence[list[float] | None]) -> Iterator[list[float] | None]:
    """One row for each block that has one in ``rows``; ``block.keep`` holds what the first look gave."""
    around, kept = _Around(blocks), itemgetter(*KEPT)
    for i, row in enumerate(rows):
        yield [*around.numbers(i), *kept(row)] if row is not None else None


class _Around:
    """Sums over the page that every block's numbers are taken from."""

    def __init__(self, blocks: Sequence[Block]) -> None:
        self.chances = [block.keep for block in blocks]
        self.sizes = [float(len(block.text)) for block in blocks]
        self.masses = [chance * size for chance, size in zip(self.chances, self.sizes, strict=True)]
        self.mass_to = [0.0, *accumulate(self.masses)]
        self.size_to = [0.0, *accumulate(self.sizes)]
        self.total = self.mass_to[-1] + 1.0
        self.since = list(self._distances(range(len(blocks))))
        self.until = list(self._distances(range(len(blocks) - 1, -1, -1)))[::-1]
        self.labels = list(self._labels(blocks))
        self.keys = [_keys(block.box) for block in blocks]
        self.groups: tuple[dict[Hashable, list[float]], ...] = tuple(map(self._sums, range(5)))
        self.best = [max(sums.values())[0] + 1.0 if sums else 1.0 for sums in self.groups]
        self.page = (log(self.total), self.total / (self.size_to[-1] + 1.0))

    def numbers(self, i: int) -> list[float]:
        chance, count = self.chances[i], len(self.chances)
        found = [log((chance + 1e-3) / (1 - chance + 1e-3))]
        found += [self.chances[i + k] if 0 <= i + k < count else 0.0 for k in _NEAR]
        found += (self.mass_to[i] / self.total, (self.total - self.mass_to[i + 1]) / self.total)
        found += (self._mean(max(0, i - WINDOW), i), self._mean(i + 1, min(count, i + 1 + WINDOW)))
        found += (self.since[i], self.until[i], self.labels[i])
        mass, size = self.masses[i], self.sizes[i]
        for sums, key, best in zip(self.groups, self.keys[i], self.best, strict=True):
            held, chars = sums[key]
            found += ((held - mass + 5) / (chars - size + 10), held / self.total, held / best)
        found += self.page
        return found

    def _mean(self, start: int, end: int) -> float:
        mass, size = self.mass_to[end] - self.mass_to[start], self.size_to[end] - self.size_to[start]
        return mass / (size + 1.0)

    def _distances(self, order: range) -> Iterator[float]:
        """Blocks since the last one that surely is text."""
        distance = _FAR
        for i in order:
            yield float(distance)
            strong = self.chances[i] > _STRONG and self.sizes[i] > _STRONG_CHARS
            distance = 0 if strong else min(distance + 1, _FAR)

    def _labels(self, blocks: Sequence[Block]) -> Iterator[float]:
        """The chance of the heading that a block stands under."""
        label = 0.5
        for block in blocks:
            yield label
            if block.box.tag in HEADINGS:
                label = block.keep

    def _sums(self, kind: int) -> dict[Hashable, list[float]]:
        """Mass and characters per group of one kind."""
        sums: dict[Hashable, list[float]] = {}
        for keys, mass, size in zip(self.keys, self.masses, self.sizes, strict=True):
            held = sums.setdefault(keys[kind], [0.0, 0.0])
            held[0] += mass
            held[1] += size
        return sums


def _keys(box: Box) -> tuple[Hashable, ...]:
    """The groups a block of this box belongs to: box, parent, nearest shared boxes, and boxes named alike."""
    near, parent = group(box), box.parent
    outer = group(near.parent) if near.parent else near
    alike = (box.tag, box.words, parent.words if parent else "")
    return id(box), id(parent), id(near), id(outer), alike
