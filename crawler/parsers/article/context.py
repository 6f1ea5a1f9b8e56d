"""Second look: a block among blocks that were judged once. What its neighbours and its boxes are says what it is.

As with ``features``, the order of the numbers is part of the shipped weights.
"""

from collections.abc import Hashable, Iterator, Sequence
from itertools import accumulate, compress
from math import log
from operator import itemgetter
from typing import Final

from crawler.parsers.article.blocks import Block, Box
from crawler.parsers.article.features import HEADINGS, shifted
from crawler.parsers.article.features import NAMES as FIRST_NAMES
from crawler.parsers.article.surroundings import Row, group

KEPT: Final = (
    *"words worst chars links ends times kind heading afterTitle charsAfterTitle titles label".split(),
    *"sum toBest sameArticle inFooter inForm inTable inMain groupLinks groupProse groupWeight groupShare".split(),
    *"pageChars pageBlocks pageWeight isNews isArticle".split(),
)
"""Numbers of the first look that are given to the second as well."""

WINDOW: Final = 6
_NEAR: Final = (-3, -2, -1, 1, 2, 3)
_GROUPS: Final = ("parent", "near", "outer", "alike")

NAMES: Final = (
    *"odds near-3 near-2 near-1 near+1 near+2 near+3 label".split(),
    *"massBefore massAfter windowBefore windowAfter massToBest".split(),
    *(f"{group}{number}" for group in _GROUPS for number in ("Chance", "Share", "ToBest")),
    *"mass share".split(),
    *(f"first:{name}" for name in KEPT),
)
"""What the numbers of a row are, in order."""

Columns = Iterator[Sequence[float]]
Sums = dict[Hashable, list[float]]


def contexts(blocks: Sequence[Block], rows: Sequence[Row | None]) -> Iterator[Row | None]:
    """One row for each block that has one in ``rows``; ``block.keep`` holds what the first look gave."""
    kept = itemgetter(*map(FIRST_NAMES.index, KEPT))
    asked = [row is not None for row in rows]
    sizes = [len(block.text) for block in blocks]
    masses = [block.keep * size for block, size in zip(blocks, sizes, strict=True)]
    total = sum(masses) + 1.0
    page = (log(total), total / (sum(sizes) + 1.0))
    near = compress(zip(*_chances(blocks), *_masses(masses, sizes, total), strict=True), asked)
    groups = zip(*_groups(blocks, masses, sizes, asked=asked), strict=True)
    numbers = zip(near, groups, strict=True)
    for row in rows:
        if row is None:
            yield None
        else:
            own, shared = next(numbers)
            yield (*own, *shared, *page, *kept(row))


def _chances(blocks: Sequence[Block]) -> Columns:
    """Columns of what the first look gave: to the block, its neighbours, and the heading it stands under."""
    chances = [block.keep for block in blocks]
    yield [log((chance + 1e-3) / (1 - chance + 1e-3)) for chance in chances]
    yield from (shifted(chances, by) for by in _NEAR)
    yield list(_labels(blocks))


def _labels(blocks: Sequence[Block]) -> Iterator[float]:
    label = 0.5
    for block in blocks:
        yield label
        if block.box.tag in HEADINGS:
            label = block.keep


def _masses(masses: Sequence[float], sizes: Sequence[int], total: float) -> Columns:
    """Columns of how much text there is likely to be before and after the block, and right around it."""
    count = len(masses)
    mass_to, size_to = [0.0, *accumulate(masses)], [0, *accumulate(sizes)]
    yield [mass / total for mass in mass_to[:-1]]
    yield [(total - mass) / total for mass in mass_to[1:]]
    mass_to += [mass_to[-1]] * WINDOW
    size_to += [size_to[-1]] * WINDOW
    lows = [max(0, i - WINDOW) for i in range(count)]
    yield [(mass_to[i] - mass_to[low]) / (size_to[i] - size_to[low] + 1.0) for i, low in enumerate(lows)]
    highs = range(1, count + 1)
    yield [(mass_to[i + WINDOW] - mass_to[i]) / (size_to[i + WINDOW] - size_to[i] + 1.0) for i in highs]


def _groups(
    blocks: Sequence[Block], masses: Sequence[float], sizes: Sequence[int], *, asked: Sequence[bool]
) -> Columns:
    """Columns of what the groups a block belongs to hold besides it: chance, share of the page, share of the best.

    All blocks count; those ``asked`` have numbers.
    """
    most, total = max(masses) + 1.0, sum(masses) + 1.0
    own_masses, own_sizes = list(compress(masses, asked)), list(compress(sizes, asked))
    yield [mass / most for mass in own_masses]
    nearest: dict[Box, tuple[int, int]] = {}
    for keys in zip(*[_keys(block.box, nearest) for block in blocks], strict=True):
        sums = _sums(keys, masses, sizes)
        held = [sums[key] for key in compress(keys, asked)]
        best = max(sums.values())[0] + 1.0
        own = zip(held, own_masses, own_sizes, strict=True)
        yield [(group[0] - mass + 5) / (group[1] - size + 10) for group, mass, size in own]
        yield [group[0] / total for group in held]
        yield [group[0] / best for group in held]


def _keys(box: Box, nearest: dict[Box, tuple[int, int]]) -> tuple[Hashable, ...]:
    """The groups a block of this box belongs to: parent, nearest shared boxes, and boxes named alike.

    ``nearest`` remembers the second of these, which most blocks of one parent have in common.
    """
    parent = box.parent
    if parent is None:
        return id(None), id(box), id(box), (box.tag, box.words, "")
    start = box if box.blocks > 1 else parent
    shared = nearest.get(start)
    if shared is None:
        near = group(start)
        shared = nearest[start] = id(near), id(group(near.parent) if near.parent is not None else near)
    return id(parent), *shared, (box.tag, box.words, parent.words)


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
