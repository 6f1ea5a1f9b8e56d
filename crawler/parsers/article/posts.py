"""Posts of a live blog, judged together: late ones lie far from the headline, and are text as much as the first."""

from collections import defaultdict
from collections.abc import Sequence
from typing import Final

from crawler.parsers.article.blocks import Block, Box

_FEWEST: Final = 5
_LINKED: Final = 0.5
_LEAST: Final = 0.35
"""Mean chance of what posts say, by characters, from which on they are text."""

_SURE: Final = 0.5


def level(blocks: Sequence[Block]) -> None:
    """Lift what is said in ``article`` elements of one list to the mean of all of them."""
    said: dict[Box, list[Block]] = defaultdict(list)
    posts: dict[Box, set[Box]] = defaultdict(set)
    for block in blocks:
        post = _post(block.box)
        if post is not None and post.parent is not None and block.link_chars < _LINKED * len(block.text):
            said[post.parent].append(block)
            posts[post.parent].add(post)
    for parent, found in said.items():
        mean = sum(block.keep * len(block.text) for block in found) / sum(len(block.text) for block in found)
        if len(posts[parent]) >= _FEWEST and mean >= _LEAST:
            for block in found:
                block.keep = max(block.keep, _SURE)


def _post(box: Box | None) -> Box | None:
    while box is not None and box.tag != "article":
        box = box.parent
    return box
