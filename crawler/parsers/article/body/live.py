"""Posts of live blogs, by the names that the boxes around them have and the time of day in front of each.

What calls itself a ticker may be one beside an article: whether the posts are the page's text is for others to say.
"""

import re
from collections import defaultdict
from itertools import chain
from typing import Final

from crawler.parsers.article.blocks.block import Box, Layout
from crawler.parsers.article.body.alike import FEWEST_NAMED
from crawler.parsers.article.witness import clean, visible_text

_HINT: Final = "live"
_NAMED: Final = re.compile(r"live-?(?:ticker|blog|post|update)", re.I)
_CLOCK: Final = re.compile(r"\b(?:[01]?\d|2[0-3])[:.h：][0-5]\d(?!\d)")
_START_CHARS: Final = 80


def posts(layout: Layout) -> frozenset[Box]:
    """The boxes that hold one post each, where several stand together."""
    if _HINT not in "\0".join([box.words for box in layout.boxes]):
        return frozenset()
    named = {box for box in layout.boxes if _HINT in box.words and _NAMED.search(box.words)}
    together: dict[tuple[Box | None, str], list[Box]] = defaultdict(list)
    for box in layout.boxes:
        if box in named or box.parent in named:
            together[box.parent, box.tag].append(box)
    return frozenset(chain.from_iterable(boxes for boxes in together.values() if _are_timed(boxes)))


def _are_timed(boxes: list[Box]) -> bool:
    return len(boxes) >= FEWEST_NAMED and all(map(_is_timed, boxes))


def _is_timed(box: Box) -> bool:
    return _CLOCK.search(clean(visible_text(box.element))[:_START_CHARS]) is not None
