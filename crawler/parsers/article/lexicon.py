"""Words as witnesses: what a page says of its text elsewhere, and what learned words say of a block."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final

_NAME_PART: Final = re.compile(r"[A-Z]?[a-z]+|[A-Z]+")
_TOKEN: Final = re.compile(r"\w+")
_ALPHANUMERIC: Final = re.compile(r"[^\W_]+")
_USUAL_CHARS: Final = 300
"""Longer names are not remembered: memory has a ceiling whatever a page holds."""
SHORT_TOKENS: Final = 25
"""Blocks up to this length are judged by their words too."""


@dataclass(slots=True)
class Lexicon:
    """Log odds of being text, learned per word: of names given by authors, of short blocks, of how those begin."""

    names: Mapping[str, float] = field(default_factory=dict)
    words: Mapping[str, float] = field(default_factory=dict)
    starts: Mapping[str, float] = field(default_factory=dict)


@dataclass(slots=True)
class Witness:
    """What the page says of its text elsewhere; all folded by ``fold``."""

    body: str = ""
    description: str = ""
    headlines: tuple[str, ...] = ()
    is_news: bool = False
    is_article: bool = False


def fold(text: str) -> str:
    """Letters and digits alone, lower case: for comparing texts from different witnesses."""
    return "".join(_ALPHANUMERIC.findall(text)).lower()


def name_words(names: str) -> tuple[str, ...]:
    """Lower-case words of class names and ids: ``articleBody__text-2`` gives article, body, text."""
    return _known_words(names) if len(names) <= _USUAL_CHARS else _name_words(names)


def _name_words(names: str) -> tuple[str, ...]:
    return tuple(part.lower() for part in _NAME_PART.findall(names) if len(part) > 1)


_known_words: Final = lru_cache(maxsize=8192)(_name_words)
"""The pages of a site call their boxes the same."""


def tokens(text: str) -> list[str]:
    """Lower-case words of a block."""
    return _TOKEN.findall(text.lower())


def start_of(words: Sequence[str]) -> str:
    """The first two words, which tell a link line or a label from a sentence."""
    return " ".join(words[:2])
