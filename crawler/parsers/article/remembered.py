"""What was said of a short text is remembered: pages, and sites, use the same names, and a page asks twice."""

from collections.abc import Callable
from typing import Final, TypeVar

T = TypeVar("T")
_USUAL_CHARS: Final = 300
"""Longer texts are not remembered: memory has a ceiling, whatever a page holds."""


def remembered(most: int) -> Callable[[Callable[[str], T]], Callable[[str], T]]:
    """A decorator that keeps up to ``most`` answers of a function of one text, and then begins anew."""

    def wrap(function: Callable[[str], T]) -> Callable[[str], T]:
        class Known(dict[str, T]):
            def __missing__(self, text: str) -> T:
                answer = function(text)
                if len(text) <= _USUAL_CHARS:
                    if len(self) >= most:
                        self.clear()
                    self[text] = answer
                return answer

        return (
            Known().__getitem__
        )  # a look-up without a call of Python's own, which would take longer than most answers

    return wrap
