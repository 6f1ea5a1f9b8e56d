"""Numbers that describe where a block stands: its box, the boxes around it, what their author called them.

Most are the same for all paragraphs of a text, so they are computed once for boxes that stand alike.
The order of the numbers is part of the shipped weights: whoever changes it fits again.
"""

from collections.abc import Hashable, Sequence
from math import inf, log
from typing import Final

from lxml.html import HtmlElement

from crawler.parsers.article.blocks.block import LANDMARKS, Box, Layout, chars_of, outwards
from crawler.parsers.article.lexicon import Lexicon

Row = tuple[float, ...]

_TELLING: Final = tuple(LANDMARKS[name] for name in "footer figcaption table main ul article".split())
"""Landmarks whose being around a block was found to say something of it."""

NAMES: Final = (
    *"own lowest highest sum toBest parent sameArticle".split(),
    *"inFooter inFigcaption inTable inMain inUl inArticle".split(),
    *"group outer groupChars groupLinks groupProse groupBlocks groupWeight".split(),
    *"outerChars outerLinks outerProse isBest groupShare".split(),
)
"""What the numbers of a box are, in order."""

_SILENT: Final = (0.0, inf, -inf, 0.0, 0.0)
"""The names around a box that has none around it."""


class Surroundings:
    """The boxes of one page; ``numbers`` describes where one of them stands."""

    def __init__(self, layout: Layout, lexicon: Lexicon) -> None:
        self.lexicon = lexicon
        self.total = chars_of(layout.blocks) or 1
        self.best = _heaviest(layout)
        self.best_ups = list(outwards(self.best))
        self.groups: dict[int, Row] = {}
        self.known: dict[Hashable, Row] = {}
        self.landmarks: dict[int, Row] = {}
        self._give_speech(layout.boxes)

    def numbers(self, box: Box) -> Row:
        """Its names, its place, its group: the same for neighbours of one tag and name that hold one block each."""
        key: Hashable = id(box) if box.blocks > 1 else (id(box.parent), box.tag, box.words)
        known = self.known.get(key)
        if known is None:
            known = self.known[key] = self._numbers(box)
        return known

    def _numbers(self, box: Box) -> Row:
        near = group(box)
        shared = self.groups.get(id(near))
        if shared is None:
            shared = self.groups[id(near)] = self._group(near)
        around = self.landmarks.get(box.around)
        if around is None:
            around = self.landmarks[box.around] = tuple([float(bool(box.around & bit)) for bit in _TELLING])
        return (
            *box.speech,
            self.lexicon.speech(box.parent.words) if box.parent is not None else 0.0,
            _relation(box.article, self.best.article),
            *around,
            *shared,
        )

    def _give_speech(self, boxes: Sequence[Box]) -> None:
        """How names speak: a box's own, lowest, highest and sum of those around; steps up to one around the best.

        The outermost box is left out of the names of others. Boxes come innermost first, as the walk leaves them.
        """
        speech, best_ups, outermost = self.lexicon.speech, set(self.best_ups), self.best_ups[-1]
        outermost.speech = _SILENT
        for box in reversed(boxes):
            own = speech(box.words)
            _, low, high, total, up = box.parent.speech if box.parent is not None else _SILENT
            up = 0.0 if box in best_ups else up + 1.0
            box.speech = (own, own if own < low else low, own if own > high else high, own + total, up)
        own = speech(outermost.words)
        outermost.speech = (own, own, own, own, 0.0)

    def _group(self, near: Box) -> Row:
        """What the blocks of one group have in common: the group itself, and the one around it."""
        outer = group(near.parent) if near.parent is not None else near
        return (
            self.lexicon.speech(near.words),
            self.lexicon.speech(outer.words),
            log(near.chars + 1),
            near.link_chars / (near.chars or 1),
            near.paragraph_chars / (near.chars or 1),
            float(near.blocks),
            near.weight / (self.best.weight or 1.0),
            log(outer.chars + 1),
            outer.link_chars / (outer.chars or 1),
            outer.paragraph_chars / (outer.chars or 1),
            float(near is self.best),
            near.chars / self.total,
        )


def group(box: Box) -> Box:
    """The nearest box that holds more than one block."""
    while box.blocks < 2 and box.parent is not None:
        box = box.parent
    return box


def _relation(one: HtmlElement | None, other: HtmlElement | None) -> float:
    """Whether two boxes lie in the same ``article`` element: 1 the same, 0 none at all, -1 different ones."""
    if one is other:
        return 0.0 if one is None else 1.0
    return -1.0


def _heaviest(layout: Layout) -> Box:
    """The box with most running text right in it or one level down, as readability scores it."""
    for block in layout.blocks:
        size = len(block.text)
        if size > 50 and block.link_chars * 3 < size and not block.box.hidden:
            gain = min(size, 600) / 100.0
            box = block.box
            if box.tag == "p" and box.parent is not None:
                box = box.parent
            box.weight += gain
            if box.parent is not None:
                box.parent.weight += gain / 2
    return max(layout.boxes or [layout.blocks[0].box], key=lambda box: box.weight)
