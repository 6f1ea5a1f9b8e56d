"""Where bylines and dates are shown: the blocks around the headline and at both ends of the text."""

from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from typing import Final

from lxml.html import HtmlElement

from crawler.parsers.article.blocks.block import LANDMARKS, Block
from crawler.parsers.article.blocks.features import HEADINGS
from crawler.parsers.article.lexicon import fold

_NEAR_BLOCKS: Final = 8
_SHORT_CHARS: Final = 160
_LONGEST_HEADLINE: Final = 400
_MOST_HEADINGS: Final = 5
_FRAME: Final = LANDMARKS["footer"] | LANDMARKS["nav"] | LANDMARKS["aside"]


@dataclass(frozen=True)
class Scene:
    """Short blocks by place.

    ``heading`` are those from the headline to the text's second block in order, ``above`` and ``below`` those before
    the headline and after the text, nearest first; ``first`` and ``last`` are the text's own ends, ``all`` is the page.
    """

    heading: tuple[Block, ...] = ()
    above: tuple[Block, ...] = ()
    below: tuple[Block, ...] = ()
    first: tuple[Block, ...] = ()
    last: tuple[Block, ...] = ()
    all: Sequence[Block] = ()

    @property
    def end(self) -> HtmlElement | None:
        """The element at which the text ends; None where there is no text."""
        return element_at(self.last[0], -1) if self.last else None

    @cached_property
    def ours(self) -> Set[HtmlElement]:
        """Boxes that hold the headline or an end of the text: their names say nothing against what is in them."""
        marks = [block.box.element for block in self.all if block.box.tag == "h1"][:_MOST_HEADINGS]
        marks += [element_at(block, 0) for block in self.heading[:1]]
        marks += [block.box.element for block in (*self.first[:1], *self.last[:1])]
        return set(chain.from_iterable(mark.iterancestors() for mark in marks))

    def outwards(self) -> Iterator[Block]:
        """Blocks where a byline may stand, likeliest first."""
        yield from self.heading
        yield from self.above
        yield from self.below


def scene(blocks: Sequence[Block], kept: Sequence[Block], headline: str | None) -> Scene:
    """The places on a page whose text is ``kept``."""
    if not kept:
        return Scene(heading=tuple(filter(_is_short, blocks[: 4 * _NEAR_BLOCKS])), all=blocks)
    shown = fold(headline or "")
    opening = next((block for block in kept if block.box.tag not in HEADINGS and not _shows(block, shown)), kept[0])
    start = next((i for i, block in enumerate(blocks) if block is opening), len(blocks))
    end = next((i for i in range(len(blocks) - 1, -1, -1) if blocks[i] is kept[-1]), len(blocks))
    title = _headline_at(blocks, start, shown)
    heading = blocks[start if title is None else title : _heading_end(blocks, start, kept) + 1]
    before = blocks[max(0, (start if title is None else title) - _NEAR_BLOCKS) : start if title is None else title]
    return Scene(
        heading=tuple(filter(_is_short, heading)),
        above=tuple(filter(_is_short, reversed(before))),
        below=tuple(filter(_is_short, blocks[end + 1 : end + 1 + _NEAR_BLOCKS])),
        first=tuple(kept[:5]),
        last=tuple(kept[:-3:-1]),
        all=blocks,
    )


def _heading_end(blocks: Sequence[Block], start: int, kept: Sequence[Block]) -> int:
    """Index of the text's second block, if that is near its first: one may be a lead, with the byline below it."""
    text = {id(block) for block in kept}
    near = range(start + 1, min(start + 1 + _NEAR_BLOCKS, len(blocks)))
    return next((i for i in near if id(blocks[i]) in text), start)


def element_at(block: Block, piece: int) -> HtmlElement:
    """The element beside the first or last piece of a block; its box where that is no element."""
    beside = block.pieces[piece][1] if block.pieces else block.box.element
    return beside if isinstance(beside.tag, str) else block.box.element


def _headline_at(blocks: Sequence[Block], start: int, folded: str) -> int | None:
    """Index of the last block up to the text that shows the headline, else of the last h1."""
    near = range(min(start, len(blocks) - 1), -1, -1)
    same = (i for i in near if _shows(blocks[i], folded))
    found = next(same, None)
    return found if found is not None else next((i for i in near if blocks[i].box.tag == "h1"), None)


def _shows(block: Block, folded: str) -> bool:
    """Whether a block is the headline itself, which may be part of the text."""
    size = len(block.text)
    if not folded or size >= _LONGEST_HEADLINE or len(folded) > 2 * size:  # a capital may have two small letters
        return False
    return fold(block.text) == folded


def _is_short(block: Block) -> bool:
    return len(block.text) <= _SHORT_CHARS and not block.box.around & _FRAME
