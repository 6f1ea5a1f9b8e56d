"""What was said of a short text is remembered: pages, and sites, use the same names, and a page asks twice."""

from collections.abc import Callable
from functools import lru_cache
from typing import Final, TypeVar

T = TypeVar("T")
_USUAL_CHARS: Final = 300
"""Longer texts are not remembered: memory has a ceiling, whatever a page holds."""


def remembered(most: int) -> Callable[[Callable[[str], T]], Callable[[str], T]]:
    """A decorator that keeps the last ``most`` answers of a function of one text."""

    def wrap(function: Callable[[str], T]) -> Callable[[str], T]:
        known = lru_cache(maxsize=most)(function)

        def ask(text: str) -> T:
            return known(text) if len(text) <= _USUAL_CHARS else function(text)

        ask.__doc__ = function.__doc__
        return ask

    return wrap
