"""Which of a page's many names are worth a closer look: all are searched at once, at a tenth of the cost of each."""

from collections.abc import Iterable
from typing import Final

_BETWEEN: Final = "\0"


class Names:
    """Names that are searched, maybe more than once."""

    def __init__(self, names: Iterable[str]) -> None:
        self._known = list(names)
        self._shown = _BETWEEN.join(self._known).lower()

    def holding(self, words: Iterable[str]) -> set[str]:
        """The names that hold one of ``words`` (lower case), whatever their own case."""
        shown = self._shown
        places: set[int] = set()
        for word in words:
            at, place, end = shown.find(word), 0, 0
            while at >= 0:
                place += shown.count(_BETWEEN, end, at)
                places.add(place)
                end = shown.find(_BETWEEN, at)
                at = shown.find(word, end) if end >= 0 else -1
        return {self._known[place] for place in places}


def hinted(names: Iterable[str], words: Iterable[str]) -> set[str]:
    """The same of names that are searched once."""
    return Names(names).holding(words)
