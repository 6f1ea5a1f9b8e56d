"""Which of a page's many names are worth a closer look: all are searched at once, at a tenth of the cost of each."""

from collections.abc import Iterable
from typing import Final

_BETWEEN: Final = "\0"


def hinted(names: Iterable[str], words: Iterable[str]) -> set[str]:
    """The names that hold one of ``words`` (lower case), whatever their own case."""
    known = list(names)
    shown = _BETWEEN.join(known).lower()
    places: set[int] = set()
    for word in words:
        at, place, end = shown.find(word), 0, 0
        while at >= 0:
            place += shown.count(_BETWEEN, end, at)
            places.add(place)
            end = shown.find(_BETWEEN, at)
            at = shown.find(word, end) if end >= 0 else -1
    return {known[place] for place in places}
