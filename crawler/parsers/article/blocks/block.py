"""The page as a row of text blocks, each with the boxes around it, as ``layout`` finds them.

A block is the text between two block-level tags (or two line breaks); a box is a block-level element. What a block is
(paragraph, teaser, caption …) is decided elsewhere. A page has hundreds of both, which is why they are structs: these
are made three times as fast as dataclasses.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Final

import msgspec
from lxml.html import HtmlElement

LANDMARKS: Final = {
    name: 1 << place
    for place, name in enumerate(
        "article main aside nav footer header form figure ul table blockquote section details ol figcaption a".split()
    )
}
"""Bit of each element whose being around a block says something of it."""

Piece = tuple[str, HtmlElement, bool]


class Box(msgspec.Struct, eq=False):
    """A block-level element with what lies in it: characters, those in links and in paragraphs, blocks.

    ``speech``: how the names of the box and of those around it speak for text, as ``surroundings`` finds it.
    """

    element: HtmlElement
    tag: str
    words: str
    parent: "Box | None"
    depth: int
    hidden: bool = False
    around: int = 0
    article: HtmlElement | None = None
    chars: int = 0
    link_chars: int = 0
    blocks: int = 0
    paragraph_chars: int = 0
    weight: float = 0.0
    speech: tuple[float, ...] = ()


def outwards(box: Box | None) -> Iterator[Box]:
    """A box and all around it."""
    while box is not None:
        yield box
        box = box.parent


class Block(msgspec.Struct, eq=False):
    """A run of text in one box. Counts are of characters.

    ``pieces`` are its text nodes: the raw text, the element it stands next to, and whether it follows that element
    (lxml's tail) or is inside it.
    """

    text: str
    box: Box
    link_chars: int = 0
    pieces: tuple[Piece, ...] = ()
    keep: float = 0.0


def chars_of(blocks: Iterable[Block]) -> int:
    """Characters of some blocks together."""
    return sum([len(block.text) for block in blocks])


@dataclass(slots=True)
class Layout:
    """All blocks of a page in reading order, and all boxes that hold any."""

    blocks: list[Block] = field(default_factory=list)
    boxes: list[Box] = field(default_factory=list)
    is_cut: bool = False
