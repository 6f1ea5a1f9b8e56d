"""Boosted decision trees, read from data and walked in plain Python."""

from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from math import exp
from typing import Any, Final

import msgspec

from crawler.parsers.article.features import Lexicon

BATCH: Final = 20
CERTAIN: Final = 5.0
"""Log odds after which the remaining trees are not asked; checked every ``BATCH`` trees."""


class Weights(msgspec.Struct, frozen=True):
    """What was fitted. A tree is a leaf's value, or [feature, threshold, tree if at most, tree if above]."""

    names: dict[str, float]
    words: dict[str, float]
    starts: dict[str, float]
    base: float
    trees: list[Any]

    @property
    def lexicon(self) -> Lexicon:
        """The learned words."""
        return Lexicon(self.names, self.words, self.starts)


@cache
def weights() -> Weights:
    """The weights shipped with the package, read once."""
    return msgspec.json.decode(files(__package__).joinpath("blocks.json").read_bytes(), type=Weights)


def probability(model: Weights, row: Sequence[float]) -> float:
    """How likely the block that ``row`` describes is part of the article, 0 to 1."""
    total = model.base
    for place, tree in enumerate(model.trees, 1):
        node = tree
        while node.__class__ is list:
            node = node[2] if row[node[0]] <= node[1] else node[3]
        total += node
        if place % BATCH == 0 and not -CERTAIN < total < CERTAIN:
            break
    return 1.0 / (1.0 + exp(-total))
