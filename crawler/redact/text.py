"""Whether a payload still shows a person whom no parser found in it: a feed, a list of the latest comments, a quote.

Looked for in what a reader would see: tags out, entities and the escapes of JSON undone, white space ignored.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from html import unescape
from typing import Final

LONG: Final = 40
"""Characters, spaces not counted, of a text that is taken for the comment's wherever it stands."""
SHORT: Final = 12
"""The same where the name stands in the payload, too. Shorter texts say nothing."""
MOST: Final = 120
"""Characters of a comment that are looked for: lists and feeds often cut the rest."""

FEW: Final = 50
"""Texts that are looked for one by one; of more, only those whose first letters stand there at all."""

_TAG: Final = re.compile(r"<[^<>]*>")
_ESCAPE: Final = re.compile(r"\\u([0-9a-fA-F]{4})")


def seen(text: str) -> str:
    """A payload's text as a reader sees it, runs of white space as one space, case folded."""
    plain = _ESCAPE.sub(lambda found: chr(int(found[1], 16)), text).replace("\\n", " ").replace("\\", "")
    return " ".join(unescape(_TAG.sub(" ", unescape(_TAG.sub(" ", plain)))).split()).casefold()


def squeezed(text: str) -> str:
    """``text`` without white space, case folded."""
    return "".join(text.split()).casefold()


@dataclass(slots=True)
class Person:
    """A name, and what was said under it: ``texts`` are beginnings of comments, squeezed."""

    name: str
    texts: set[str] = field(default_factory=set)

    def add(self, texts: Iterable[str | None]) -> None:
        """Further comments."""
        found = (squeezed(text)[:MOST] for text in texts if text)
        self.texts.update(text for text in found if len(text) >= SHORT)

    def is_named(self, plain: str) -> bool:
        """Whether the name stands in what ``seen`` gave, as words of its own."""
        name = " ".join(self.name.split()).casefold()
        return re.search(rf"(?<!\w){re.escape(name)}(?!\w)", plain) is not None

    def is_quoted(self, plain: str, *, named: bool) -> bool:
        """Whether a comment's beginning stands there."""
        tight = squeezed(plain)
        texts = [text for text in self.texts if named or len(text) >= LONG]
        if len(texts) > FEW:
            begun = {tight[at : at + SHORT] for at in range(len(tight) - SHORT + 1)}
            texts = [text for text in texts if text[:SHORT] in begun]
        return any(text in tight for text in texts)
