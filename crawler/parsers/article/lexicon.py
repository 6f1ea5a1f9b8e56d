"""Words as witnesses: what learned words say of a block."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Final

from crawler.parsers.article.remembered import remembered

_NAME_PART: Final = re.compile(r"[A-Z][a-z]+|[a-z]{2,}|[A-Z]{2,}")
_TOKEN: Final = re.compile(r"\w+")
_ALPHANUMERIC: Final = re.compile(r"[^\W_]+")
_LONGEST_PART: Final = 300
"""Beginnings and ends of longer ones are not looked up."""
_PART_CHARS: Final = 5
"""Shortest part of a name that may speak for the whole."""
_MOST_NAMES: Final = 50_000
SHORT_CHARS: Final = 180
SHORT_TOKENS: Final = 25
"""Blocks up to these lengths are judged by their words too."""


@dataclass(slots=True)
class Lexicon:
    """Log odds of being text, learned per word: of names given by authors, and of short blocks."""

    names: Mapping[str, float] = field(default_factory=dict)
    words: Mapping[str, float] = field(default_factory=dict)
    said: Callable[[str], tuple[float, float] | None] = field(init=False)
    """The lowest and the highest that the parts of a name say."""

    def __post_init__(self) -> None:
        part_says = remembered(_MOST_NAMES)(self._part_says)

        @remembered(_MOST_NAMES)
        def said(name: str) -> tuple[float, float] | None:
            scores = list(map(part_says, _NAME_PART.findall(name)))
            return (min(scores), max(scores)) if scores else None

        self.said = said

    def _part_says(self, part: str) -> float:
        """What a part of a name says, or else its longest known beginning or end, as in ``relatedpoststitle``."""
        known, word = self.names.get, part.lower()
        if said := known(word):
            return said
        if len(word) <= _LONGEST_PART:
            for size in range(len(word) - 1, _PART_CHARS - 1, -1):
                if said := known(word[:size]):
                    return said
            for start in range(1, len(word) - _PART_CHARS + 1):
                if said := known(word[start:]):
                    return said
        return 0.0

    def speech(self, names: str) -> float:
        """How much the names of one box speak for text: the lowest and the highest of them together."""
        low = high = None
        for name in names.split():
            said = self.said(name)
            if said is not None:
                low = said[0] if low is None or said[0] < low else low
                high = said[1] if high is None or said[1] > high else high
        return 0.0 if low is None or high is None else low + high


@dataclass(frozen=True, slots=True)
class Witness:
    """What the page declares itself to be: a news article, an article of any kind."""

    is_news: bool = False
    is_article: bool = False


@remembered(256)
def fold(text: str) -> str:
    """Letters and digits alone, lower case: for comparing texts from different witnesses."""
    return "".join(_ALPHANUMERIC.findall(text)).lower()


@remembered(8192)
def name_words(names: str) -> tuple[str, ...]:
    """Lower-case words of class names and ids: ``articleBody__text-2`` gives article, body, text."""
    return tuple(map(str.lower, _NAME_PART.findall(names)))


def tokens(text: str) -> list[str]:
    """Lower-case words of a block."""
    return _TOKEN.findall(text.lower())
