"""Several names told apart: by "and", commas and line ends, without roles, degrees, places and employers."""

import re
from collections.abc import Iterator
from typing import Final

from crawler.parsers.article.people.byline_labels import DECLARED_LABEL
from crawler.parsers.article.people.names.name import AGENCIES, is_person
from crawler.parsers.article.people.roles import PICTURED, POST, before_others

_GLUE: Final = re.compile(
    r"\s*(?:([;、•·|\n\t])|/|\s(?:and|und|et|og|och|ja|ve|dan|və|with|mit|avec|com|&|\+)\s)\s*", re.I
)
_SMALL_GLUE: Final = re.compile(r"\s(?:y|e|en|i|и|u|a|con)\s", re.I)
"""Stands in names as well: between two of them where each has two words."""
_COMMA: Final = re.compile(r"\s*[,，]\s*(?:and\s+|und\s+|et\s+|y\s+)?")
_FILED: Final = re.compile(r"(?:(?:posted|filed) )?(?:in|under|dans|en|em)\s", re.I)
"""Behind a comma begins where the article is filed."""
_PLACE: Final = re.compile(
    r"(?<=\S\s)(?:in|at|from|aus|à|en|for|For)\s+(?:(?:the|The|der|die|das|la|le|el|il|los)\s+)?"
    r"(?=[^\W\d_a-zß-ÿ]).*$"
)
_LABELLED: Final = re.compile(r"\s+\S+\s*[:：]\s.*$")
_DEGREE: Final = re.compile(
    r"^(?:jr|sr|ii|iii|iv|ph\.?\s?d|m\.?d|m\.?a|m\.?sc|b\.?sc|esq|mph|rd|rn|cpa|dds|do|mba|j\.?d|ll\.?m)\.?$", re.I
)
_ROLE_PREFIX: Final = re.compile(
    r"^\S+-(?:expert\w*|redakt\w+|autor\w*|korrespondent\w*|reporter\w*|kolumnist\w*|mitarbeiter\w*)\s+(?=\S+\s)", re.I
)
_ROLE_SUFFIX: Final = re.compile(r"\s*(?:기자|특파원|記者|记者|特派員|\((?:[^()]*)\)|\[[^\]]*\])\s*")
_COLLECTIVE: Final = frozenset({"team", "desk", "staff", "bureau", "reporter", "editors"})
"""Last words of names that stand for a newsroom, not for what one person is."""
_PICTURED: Final = re.compile(PICTURED, re.I)
_ABBREVIATED: Final = re.compile(r"\s(?:[A-ZÄÖÜ]|Jr|Sr|Ltd|Inc|e\.\s?V)$")
"""Ends with a dot of its own."""
_DOTTED: Final = re.compile(r"(?:[A-Z][a-z]?\.){2,}[A-Z]?|(?:[A-Z]\.)+[A-Z]")
"""Degrees such as M.P.H. or Ph.D."""


def parts(text: str, *, is_shown: bool) -> Iterator[str]:
    """What may be names: all that is first or behind an ``and``; persons and agencies behind a comma or line end."""
    glued = _GLUE.split(before_others(text))
    first = ""
    for place in range(0, len(glued), 2):
        pieces = [piece for piece in _COMMA.split(glued[place] or "") if piece]
        if len(glued) == 1 and _is_reversed(pieces):
            pieces = [", ".join(pieces)]
        for i, piece in enumerate(pieces):
            is_behind = place > 0 and bool(glued[place - 1]) and bool(first)
            is_after = i > 0 or is_behind
            if is_after and _FILED.match(piece):
                return
            if _PICTURED.search(piece) or (len(glued) + len(pieces) > 2 and all(map(POST.fullmatch, piece.split()))):
                continue
            if is_after and (_DEGREE.match(piece) or POST.search(piece) or _is_title(piece)):
                continue
            piece = piece if is_after else _behind_task(piece)
            for name in (_trim(each, is_shown=is_shown) for each in _apart(piece)):
                if not is_after or _is_another(name, "" if is_behind else first):
                    first = first or name
                    yield name


def _behind_task(piece: str) -> str:
    """What stands behind a task in small letters, "press review: Ada Quay", if that is a person; else all of it."""
    task, _, person = piece.partition(":")
    return person if task[:1].islower() and is_person(person.strip()) else piece


def _apart(piece: str) -> list[str]:
    """Names between which a word stands that is part of names too."""
    names = _SMALL_GLUE.split(piece)
    return names if all(len(name.split()) > 1 or name.casefold() in AGENCIES for name in names) else [piece]


def _is_reversed(pieces: list[str]) -> bool:
    """Whether it is one name with the surname first."""
    return (
        len(pieces) == 2
        and all(" " not in piece and piece[0].isupper() and piece.casefold() not in AGENCIES for piece in pieces)
        and not (_DEGREE.match(pieces[1]) or POST.search(pieces[1]))
    )


def _is_another(name: str, first: str) -> bool:
    """Whether what follows a name is a name, not a place, an employer or a sentence."""
    if name.casefold() in AGENCIES or not name[:1].isascii():
        return True
    if not first.isupper() and any(2 < len(word) < 5 and word.isupper() and word.isalpha() for word in name.split()):
        return False
    if ":" in name:
        return False
    return is_person(name) or (bool(first) and " " not in name + first)


def _is_title(piece: str) -> bool:
    """Capitals behind a name, such as RN or CFA: neither a name nor an agency."""
    letters = piece.replace(".", "").replace("®", "")
    return letters.isupper() and letters.isascii() and len(letters) <= 5 and letters.lower() not in AGENCIES


def _trim(name: str, *, is_shown: bool) -> str:
    name = _ROLE_PREFIX.sub("", DECLARED_LABEL.sub("", _ROLE_SUFFIX.sub(" ", name)))
    words = _PLACE.sub("", _LABELLED.sub("", name)).split()
    size = len(words)
    while is_shown and len(words) > 2 and POST.fullmatch(words[-1].strip(",.")):
        if words[-2].casefold() == "the" or (len(words) == size and words[-1].casefold() in _COLLECTIVE):
            break
        words.pop()
    while len(words) > 2 and _DOTTED.fullmatch(words[-1].strip(",")):
        words.pop()
    whole = " ".join(words)
    name = whole.strip(" ,;:|.-–—*·\"'（）／")
    if _ABBREVIATED.search(name) and f"{name}." in whole:
        name += "."
    return name if name.count("(") == name.count(")") else name.strip("()")
