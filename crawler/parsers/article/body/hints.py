"""Words of which one is in whatever a pattern finds: looked for first, in many lines at once."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

Hints = Mapping[str, Sequence[str]]
"""Words by a sign without which none of them is looked for; the empty one is everywhere."""
_ASCII: Final = "\x7f"


def by_sign(words: Iterable[str]) -> Hints:
    """Words by their farthest letter from those of English: to look for one letter takes a tenth of the time."""
    found: dict[str, list[str]] = defaultdict(list)
    for word in words:
        sign = max(word)
        found[sign if sign > _ASCII else ""].append(word)
    return found


def hints_in(hints: Hints, text: str) -> list[str]:
    """Those that a text in small letters has."""
    return [word for sign, words in hints.items() if sign in text for word in words if word in text]
