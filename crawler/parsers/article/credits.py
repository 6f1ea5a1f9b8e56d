"""Who else worked on an article, from credit lines such as "(Reporting by A and B; Editing by C)"."""

import re
from collections.abc import Iterable, Iterator
from typing import Final

from crawler.items import Contributor
from crawler.parsers.article import names
from crawler.parsers.article.blocks import Block

_LONGEST: Final = 400
_ENGLISH: Final = re.compile(
    r"\b((?:additional |further )?(?:reporting|writing|editing|compiled|translation|translated|produced|"
    r"research|photography|"
    r"photographs|illustrations?|graphics?|contributions?|contributed|fact[- ]checking|data analysis)"
    r"(?: and (?:writing|editing|reporting))?)\s+by\s+([^;()\[\]]+)",
    re.I,
)
_LABELLED: Final = re.compile(
    r"\b(mitarbeit|übersetzung|redaktion|collaboration|traduction|traducción|traduzione|edición|tradução|"
    r"übersetzt von|aus dem englischen von|medewerking|vertaling)\s*[:：]?\s+([^;()\[\]:]+)",
    re.I,
)
_LABELS: Final = (
    "mitarbeit", "übersetz", "redaktion", "collaboration", "tradu", "edición", "aus dem", "medewerking", "vertaling",
)  # fmt: skip
"""One of these is in whatever ``_LABELLED`` finds."""
_CONTRIBUTED: Final = re.compile(
    r"^([^;()\[\]]{3,120}?) contributed (?:to this (?:report|story|article)|reporting)\b", re.I
)
_PLACE: Final = re.compile(r"\s+(?:in|at|from)\s+[A-Z][\w .,'-]*$")


def credits(ends: Iterable[Block]) -> list[Contributor]:
    """Contributors with their roles in lower case, as the lines at the text's ends name them; each once."""
    found: dict[tuple[str, str], Contributor] = {}
    for block in ends:
        if len(block.text) <= _LONGEST:
            for role, name in _in_line(block.text):
                found.setdefault((role, name.casefold()), Contributor(name, role))
    return list(found.values())


def _in_line(text: str) -> Iterator[tuple[str, str]]:
    shown = text.lower()
    for pattern, words in ((_ENGLISH, ("by",)), (_LABELLED, _LABELS)):
        for found in pattern.finditer(text) if any(word in shown for word in words) else ():
            yield from ((" ".join(found[1].lower().split()), name) for name in _names(found[2]))
    if "contributed" in shown and (helped := _CONTRIBUTED.match(text)):
        yield from (("contributed", name) for name in _names(helped[1]))


def _names(text: str) -> Iterator[str]:
    for name in names.split(text.strip(" .")):
        yield _PLACE.sub("", name)
