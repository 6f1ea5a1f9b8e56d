"""Words as witnesses: what learned words say of a block."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final, TypeVar

T = TypeVar("T")
_NAME_PART: Final = re.compile(r"[A-Z][a-z]+|[a-z]{2,}|[A-Z]{2,}")
_TOKEN: Final = re.compile(r"\w+")
_ALPHANUMERIC: Final = re.compile(r"[^\W_]+")
_USUAL_CHARS: Final = 300
"""Longer names are not remembered."""
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
    known: "_Known" = field(init=False)

    def __post_init__(self) -> None:
        self.known = _Known(_Parts(self.names))

    def speech(self, names: str) -> float:
        """How much the names of one box speak for text: the lowest and the highest of them together."""
        low = high = None
        for name in names.split():
            said = self.known[name]
            if said is not None:
                low = said[0] if low is None or said[0] < low else low
                high = said[1] if high is None or said[1] > high else high
        return 0.0 if low is None or high is None else low + high


class _Known(dict[str, tuple[float, float] | None]):
    """The lowest and the highest that the parts of a name say; pages, and sites, use the same names."""

    def __init__(self, parts: "_Parts") -> None:
        self.parts = parts

    def __missing__(self, name: str) -> tuple[float, float] | None:
        scores = list(map(self.parts.__getitem__, _NAME_PART.findall(name)))
        said = (min(scores), max(scores)) if scores else None
        _keep(self, name, said)
        return said


class _Parts(dict[str, float]):
    """What each part of a name says; what its longest known beginning or else end says (``relatedpoststitle``)."""

    def __init__(self, names: Mapping[str, float]) -> None:
        self.names = names

    def __missing__(self, name: str) -> float:
        score = next(filter(None, map(self.names.get, _parts(name.lower()))), 0.0)
        _keep(self, name, score)
        return score


def _keep(known: dict[str, T], name: str, said: T) -> None:
    """Remember what a name says, unless it is a long one, and only so many: memory has a ceiling, whatever comes."""
    if len(known) >= _MOST_NAMES:
        known.clear()
    if len(name) <= _USUAL_CHARS:
        known[name] = said


@dataclass(frozen=True, slots=True)
class Witness:
    """What the page declares itself to be: a news article, an article of any kind."""

    is_news: bool = False
    is_article: bool = False


def _parts(word: str) -> Iterator[str]:
    """A word, its beginnings and its ends, the longest first."""
    yield word
    if len(word) <= _USUAL_CHARS:
        yield from (word[:size] for size in range(len(word) - 1, _PART_CHARS - 1, -1))
        yield from (word[start:] for start in range(1, len(word) - _PART_CHARS + 1))


def fold(text: str) -> str:
    """Letters and digits alone, lower case: for comparing texts from different witnesses."""
    return _known_fold(text) if len(text) <= _USUAL_CHARS else _fold(text)


def _fold(text: str) -> str:
    return "".join(_ALPHANUMERIC.findall(text)).lower()


_known_fold: Final = lru_cache(maxsize=256)(_fold)
"""A page's headline is compared with everything that may repeat it."""


def name_words(names: str) -> tuple[str, ...]:
    """Lower-case words of class names and ids: ``articleBody__text-2`` gives article, body, text."""
    return _known_words(names) if len(names) <= _USUAL_CHARS else _name_words(names)


def _name_words(names: str) -> tuple[str, ...]:
    return tuple(map(str.lower, _NAME_PART.findall(names)))


_known_words: Final = lru_cache(maxsize=8192)(_name_words)
"""The pages of a site call their boxes the same."""


def tokens(text: str) -> list[str]:
    """Lower-case words of a block."""
    return _TOKEN.findall(text.lower())
