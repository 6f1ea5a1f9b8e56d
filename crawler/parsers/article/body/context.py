"""Second look: a block among blocks that were judged once. What its neighbours and its boxes are says what it is.

As with ``features``, the order of the numbers is part of the shipped weights.
"""

from collections.abc import Hashable, Iterator, Sequence
from itertools import accumulate
from math import log
from operator import itemgetter
from typing import Final

from crawler.parsers.article.blocks.block import Block, Box
from crawler.parsers.article.blocks.features import HEADINGS
from crawler.parsers.article.blocks.features import NAMES as FIRST_NAMES
from crawler.parsers.article.blocks.surroundings import Row, group

KEPT: Final = (
    *"words chars links ends times kind heading afterTitle charsAfterTitle label".split(),
    *"sum toBest sameArticle inFooter inTable inMain groupLinks groupProse groupWeight groupShare".split(),
    *"pageChars pageBlocks pageWeight isNews isArticle".split(),
)
"""Numbers of the first look that are given to the second as well."""

WINDOW: Final = 6
REACH: Final = 3
Sums = dict[Hashable, list[float]]
_GROUPS: Final = ("parent", "outer", "alike")

NAMES: Final = (
    *"odds near-3 near-2 near-1 near+1 near+2 near+3 label".split(),
    *"massBefore massAfter windowBefore windowAfter massToBest".split(),
    *(f"{group}{number}" for group in _GROUPS for number in ("Chance", "Share", "ToBest")),
    *"mass share".split(),
    *(f"first:{name}" for name in KEPT),
)
"""What the numbers of a row are, in order."""


def contexts(blocks: Sequence[Block], rows: Sequence[Row | None]) -> Iterator[Row | None]:
    """One row for each block that has one in ``rows``; ``block.keep`` holds what the first look gave."""
    if not any(rows):
        yield from rows
        return
    kept = itemgetter(*map(FIRST_NAMES.index, KEPT))
    first = _First(blocks)
    for i, row in enumerate(rows):
        yield None if row is None else (*first.near(i), *first.around(i), *first.groups(i), *first.page, *kept(row))


class _First:
    """What the first look gave. A block's mass is its characters by its chance, which is what it adds to the text."""

    def __init__(self, blocks: Sequence[Block]) -> None:
        self.chances = [block.keep for block in blocks]
        self.padded = [*[0.0] * REACH, *self.chances, *[0.0] * REACH]
        self.labels = list(_labels(blocks))
        self.sizes = [len(block.text) for block in blocks]
        self.masses = [block.keep * size for block, size in zip(blocks, self.sizes, strict=True)]
        self.mass_to, self.size_to = [0.0, *accumulate(self.masses)], [0, *accumulate(self.sizes)]
        self.total, self.most = self.mass_to[-1] + 1.0, max(self.masses) + 1.0
        self.page = (log(self.total), self.total / (self.size_to[-1] + 1.0))
        outer: dict[Box, int] = {}
        self.keys = [_keys(block.box, outer) for block in blocks]
        self.sums = [_sums(keys, self.masses, self.sizes) for keys in zip(*self.keys, strict=True)]
        self.best = [max(sums.values())[0] + 1.0 for sums in self.sums]

    def near(self, i: int) -> Row:
        """What the first look gave to a block, its neighbours, and the heading it stands under."""
        chance, padded, here = self.chances[i], self.padded, i + REACH
        odds = log((chance + 1e-3) / (1 - chance + 1e-3))
        return odds, *padded[i:here], *padded[here + 1 : here + 1 + REACH], self.labels[i]

    def around(self, i: int) -> Row:
        """How much text there is likely to be before and after it, and right around it; its own beside the largest."""
        mass_to, size_to, total = self.mass_to, self.size_to, self.total
        low, after, high = max(0, i - WINDOW), i + 1, min(i + 1 + WINDOW, len(self.masses))
        return (
            mass_to[i] / total,
            (total - mass_to[after]) / total,
            (mass_to[i] - mass_to[low]) / (size_to[i] - size_to[low] + 1.0),
            (mass_to[high] - mass_to[after]) / (size_to[high] - size_to[after] + 1.0),
            self.masses[i] / self.most,
        )

    def groups(self, i: int) -> Sequence[float]:
        """What the groups it belongs to hold besides it: chance, share of the page, share of the best group."""
        mass, size = self.masses[i], self.sizes[i]
        found: list[float] = []
        for key, sums, best in zip(self.keys[i], self.sums, self.best, strict=True):
            held, chars = sums[key]
            found += ((held - mass + 5) / (chars - size + 10), held / self.total, held / best)
        return found


def _labels(blocks: Sequence[Block]) -> Iterator[float]:
    label = 0.5
    for block in blocks:
        yield label
        if block.box.tag in HEADINGS:
            label = block.keep


def _keys(box: Box, outer: dict[Box, int]) -> tuple[Hashable, ...]:
    """The groups a block of this box belongs to: parent, what is around the nearest shared box, boxes named alike.

    ``outer`` remembers the second of these, which most blocks of one parent have in common.
    """
    parent = box.parent
    if parent is None:
        return id(None), id(box), (box.tag, box.words, "")
    start = box if box.blocks > 1 else parent
    shared = outer.get(start)
    if shared is None:
        near = group(start)
        shared = outer[start] = id(group(near.parent) if near.parent is not None else near)
    return id(parent), shared, (box.tag, box.words, parent.words)


def _sums(keys: Sequence[Hashable], masses: Sequence[float], sizes: Sequence[int]) -> Sums:
    """Mass and characters by group."""
    sums: Sums = {}
    for key, mass, size in zip(keys, masses, sizes, strict=True):
        held = sums.get(key)
        if held is None:
            sums[key] = [mass, size]
        else:
            held[0] += mass
            held[1] += size
    return sums
