"""What was fitted: words and trees, shipped as data with the package.

``tests/eval/fit_blocks.py`` makes the file: from pages of about a thousand publishers whose text other projects
recorded, half of several public benchmarks; the other half was never looked at. A word counts only when sites that do
not belong together use it.
"""

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Final

import msgspec

from crawler.parsers.article.blocks import features
from crawler.parsers.article.body import context
from crawler.parsers.article.body.forest import Forest
from crawler.parsers.article.lexicon import Lexicon

FILE: Final = "blocks.json"
FIRST_CERTAIN: Final = 2.2
SECOND_CERTAIN: Final = 1.0
"""Log odds at which each look is certain (chances of 90 % and 73 %), by cross-validation over sites: to ask the other
trees, or to look again, gains nothing then. The second look is fitted on what the first leaves in doubt."""


class _File(msgspec.Struct, frozen=True):
    names: dict[str, float]
    words: dict[str, float]
    first: list[Any]
    second: list[Any]


@dataclass(frozen=True, slots=True)
class Weights:
    """Learned words, and the forests of the first and the second look."""

    lexicon: Lexicon
    first: Forest
    second: Forest


@cache
def weights() -> Weights:
    """The shipped weights, read once per process."""
    data = msgspec.json.decode(files(__package__).joinpath(FILE).read_bytes(), type=_File)
    lexicon = Lexicon(data.names, data.words)
    first = Forest(data.first, width=len(features.NAMES), certain=FIRST_CERTAIN)
    second = Forest(data.second, width=len(context.NAMES), certain=SECOND_CERTAIN)
    return Weights(lexicon, first, second)
