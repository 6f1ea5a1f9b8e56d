"""Who else worked on an article, from credit lines such as "(Reporting by A and B; Editing by C)"."""

import re
from collections.abc import Iterable, Iterator
from typing import Final

from crawler.items import Contributor
from crawler.parsers.article.blocks.block import Block
from crawler.parsers.article.people import names
from crawler.parsers.article.people.byline_labels import is_labelled, led
from crawler.parsers.article.people.roles import CREDIT, CREDIT_BEHIND, PICTURED, PICTURES_BEHIND

_LONGEST: Final = 400
_TELLING: Final = (
    " by", "mitarbeit", "redaktion", "labor", "tradu", "edición", "übersetz", "aus dem", "medewerking", "vertaling",
    "medarbejd", "información de", "contribu", "spoluprac", "współprac", "közreműk", "при участии", "översätt",
    "edição", "oversett", "oversætt", "tłumacz", "перевод",
)  # fmt: skip
"""One of these is in every credit."""
_FIRST: Final = re.compile(rf"(?:^|[(\[;])\W{{0,4}}{CREDIT}", re.I | re.M)
"""A credit begins a line, a bracket or what follows a semicolon: anywhere else it is part of a sentence."""
_NEXT: Final = re.compile(rf"(?:^|[\W_]){CREDIT}", re.I)
_END: Final = re.compile(r"[;()\[\]\n]|(?<=[^\W\d_]{2})\.(?:\s|$)")
_CONTRIBUTED: Final = re.compile(
    r"^([^;()\[\]]{3,200}?) contributed (?:to this (?:report|story|article)|reporting)\b", re.I | re.M
)
_WRITERS: Final = re.compile(
    r"^(?:(?! and )[^,]){0,40}?\b(?:writers?|reporters?|journalists?|correspondents?|staff)\s+(?=[^\W\d_a-zß-ÿ])"
)
"""What people are, in front of their names."""
_LANGUAGE: Final = re.compile(r"\s+from (?:the )?[A-Z]\w+\b.*$")

_LABELLED: Final = re.compile(r"[\w .&-]{2,30}[:：]\s?\S")
_MOST_OF_NAMES: Final = 0.7
"""The others are "and", commas, and what people are."""

_PICTURED: Final = re.compile(
    rf"(?:^|[,;/]|\s(?:and|und|et|y|e|en|och|og|i|&|\+)\s)\s*([^,;/()]{{3,60}}?)\s*{PICTURED}", re.I
)
"""Names with what these people made behind them."""
_PICTURE_WORDS: Final = (
    "foto", "photo", "illustration", "picture", "bild", "kuva", "zdjęcia", "фото", "grafik", "video", "übersetz",
    "translat",
)  # fmt: skip
"""One of these is in whatever either finds."""


def credits(ends: Iterable[Block]) -> list[Contributor]:
    """Contributors with their roles in lower case, as the lines at the text's ends name them; each once."""
    texts = [block.text for block in ends if len(block.text) <= _LONGEST]
    shown = "\n".join(texts).lower()
    found: dict[tuple[str, str], Contributor] = {}
    for words, read in _READERS:
        told = [word for word in words if word in shown]
        for text in texts if told else ():
            lower = text.lower()
            for role, name in read(text) if any(word in lower for word in told) else ():
                found.setdefault((role, name.casefold()), Contributor(name, role))
    return list(found.values())


def is_credit(text: str) -> bool:
    """Whether a line is a newsroom's credit, no part of a text; an agency's, in brackets or of several parts, stays."""
    if len(text) > _LONGEST or text.startswith(("(", "[")) or ";" in text:
        return False
    line, *others = text.split("\n")
    if not all(map(_LABELLED.match, others)):
        return False
    if _CONTRIBUTED.match(line):
        return True
    credit = _FIRST.match(line)
    return credit is not None and _are_names(line[credit.end() :])


def _are_names(text: str) -> bool:
    """Whether a text says who, and nothing else."""
    said = _WRITERS.sub("", _LANGUAGE.sub("", text.strip(" .,:©")))
    return sum(map(len, _names(said))) >= _MOST_OF_NAMES * len(said) > 0


def _credited(text: str) -> Iterator[tuple[str, str]]:
    """Each role with its names, from one that stands where credits begin to the last that is joined to it.

    In a byline they may begin behind who wrote the text.
    """
    reached = 0
    for first in (CREDIT_BEHIND if is_labelled(text) else _FIRST).finditer(text):
        credit: re.Match[str] | None = first if first.start() >= reached else None
        while credit is not None:
            following = _NEXT.search(text, credit.end())
            end = _END.search(text, credit.end())
            stop = min(found.start() for found in (following, end) if found) if following or end else len(text)
            yield from ((_role(credit), name) for name in _names(text[credit.end() : stop]))
            reached = stop
            is_joined = following is not None and not text[stop : following.start()].strip(" .")
            credit = following if is_joined else None


def _pictured(text: str) -> Iterator[tuple[str, str]]:
    """Who made the pictures, in a line that begins with who wrote the text."""
    if not is_labelled(text):
        return
    if pictures := PICTURES_BEHIND.search(text):
        yield from ((pictures[1].lower(), name) for name in _names(text[pictures.end() :]))
    for made in _PICTURED.finditer(led(text)):
        yield from ((made[2].lower(), name) for name in _names(made[1]))


def _contributed(text: str) -> Iterator[tuple[str, str]]:
    for helped in _CONTRIBUTED.finditer(text):
        yield from (("contributed", name) for name in _names(helped[1]))


_READERS: Final = ((_TELLING, _credited), (_PICTURE_WORDS, _pictured), (("contributed",), _contributed))
"""What reads a line, with words of which one must be there: they are looked for in all lines at once, then in each."""


def _role(credit: re.Match[str]) -> str:
    return " ".join(next(filter(None, credit.groups())).lower().split())


def _names(text: str) -> Iterator[str]:
    """Names of people in what follows a role."""
    for name in names.split(_WRITERS.sub("", _LANGUAGE.sub("", text.strip(" .,:©")))):
        if names.is_person(name) or (" " not in name and name[:1].isupper()):
            yield name
