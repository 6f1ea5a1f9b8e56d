"""What is around a value in a script, and whether it is the page's own: the nearest that tells a headline decides."""

from collections.abc import Collection, Iterator
from html import unescape
from typing import Any, Final

from crawler.parsers.article.lexicon import fold
from crawler.parsers.article.scripts.react import paragraph_tag, spoken

_HEADLINES: Final = ("title", "headline")
_HEADLINE_CHARS: Final = 12
"""A headline so long may be followed by as much again in the page's title: by the name of the site."""
_SMALL: Final = 4
"""An object of so few values may be a headline: ``{"rendered": …}``."""


class Around:
    """Lists and objects in each other, the outermost first; ``headlines`` are the page's, folded."""

    def __init__(self, headlines: Collection[str]) -> None:
        self.values: list[Any] = []
        self._headlines = headlines
        self._chars = min(map(len, headlines), default=0) // 2, 2 * max(map(len, headlines), default=0)
        self._own: list[bool] = []

    def enter(self, value: Any) -> None:
        """Look at what is in a list or object."""
        self.values.append(value)

    def leave(self) -> None:
        """Look no more at what is in the last one."""
        self.values.pop()
        del self._own[len(self.values) :]

    @property
    def is_own(self) -> bool:
        """Whether what is looked at is the page's own: asked for few of all lists and objects, and once."""
        for value in self.values[len(self._own) :]:
            self._own.append(self._tells_own(value, is_own=bool(self._own) and self._own[-1]))
        return bool(self._own) and self._own[-1]

    def _tells_own(self, value: Any, *, is_own: bool) -> bool:
        """Whether what is in a list or object is the page's own text: as in what is around it, if it tells nothing."""
        low, high = self._chars
        if any(self._is_headline(text) for text in _told(value) if low <= len(text) <= high):
            return True
        return is_own and not (isinstance(value, dict) and any(isinstance(value.get(key), str) for key in _HEADLINES))

    def _is_headline(self, text: str) -> bool:
        own = fold(unescape(text))
        return any(
            own == told or (len(own) >= _HEADLINE_CHARS and 2 * len(own) >= len(told) and told.startswith(own))
            for told in self._headlines
        )


def _told(value: Any) -> Iterator[str]:
    """Strings that a list or object holds at once, or in a small object or an element that is a paragraph."""
    for item in value.values() if isinstance(value, dict) else value:
        if isinstance(item, str):
            yield item
        elif isinstance(item, dict) and len(item) <= _SMALL:
            yield from (text for text in item.values() if isinstance(text, str))
        elif isinstance(item, list) and paragraph_tag(item):
            yield spoken(item)
