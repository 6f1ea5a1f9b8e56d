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
    speech: Callable[[str], float] = field(init=False)
    """How much the names of one box speak for text: their lowest and their highest part together."""

    def __post_init__(self) -> None:
        part_says = remembered(_MOST_NAMES)(self._part_says)

        @remembered(_MOST_NAMES)
        def speech(names: str) -> float:
            scores = list(map(part_says, _NAME_PART.findall(names)))
            return min(scores) + max(scores) if scores else 0.0

        self.speech = speech

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
