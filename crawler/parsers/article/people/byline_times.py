"""Times in a byline: what stands before one, and what behind."""

import re
from typing import Final

from crawler.parsers.dates.months import MONTHS, UNITS

_NUMBER_AHEAD: Final = re.compile(r"[^\n\d]{0,40}\d")
"""How a line with a time at its beginning begins."""
_WHOLE_TIME: Final = re.compile(
    r"\W*(?:\d{1,2}[./-]\d{1,2}[./-]\d{2,4}|\d{4}[-./年]\d{1,2}|\d{1,2}[:.h]\d\d(?!\d)|(?:19|20)\d\d(?!\d))"
)
_NUMBER: Final = re.compile(r"\W*\d{1,2}(?:st|nd|rd|th|er|º)?\W*")
_AMOUNT: Final = re.compile(r"\W*\d{1,2}([^\W\d_]+)")
_CLOCK: Final = frozenset({*UNITS, "am", "pm", "uhr"})
"""What may be glued to the number of a time."""
_JOINTS: Final = frozenset(("de", "of", "di"))
"""What stands between a day and its month."""
_BEFORE_TIME: Final = re.compile(
    r"(?:on|at|am|um|le|el|il|den|dne|vor|hace|há|il|y|à|às|a|for|about|last|since|ca|stand|publi\w+|posted|updated|"
    r"(?:zuletzt )?aktualisiert|veröffentlicht|erschienen|uppdaterad|oppdatert|"
    r"(?:mon|tues|wednes|thurs|fri|satur|sun)day|mon|tue|wed|thu|fri|sat|sun|"
    r"(?:mon|diens|donners|frei|sams|sonn)tag|mittwoch|(?:mo|di|mi|do|fr|sa|so)[.,]|lundi|mardi|mercredi|jeudi|vendredi|samedi|"
    r"dimanche|lunes|martes|miércoles|jueves|viernes|sábado|domingo|lunedì|martedì|mercoledì|giovedì|venerdì|sabato|"
    r"(?:segunda|terça|quarta|quinta|sexta)-feira,?|domenica|maandag|dinsdag|woensdag|donderdag|vrijdag|zaterdag|zondag)?\W*",
    re.I,
)
"""Words that belong to the time right behind them, and what has no letter."""


def behind_time(line: str) -> str:
    """What stands behind a time with which a line begins; nothing where it does not."""
    if not _NUMBER_AHEAD.match(line):
        return ""
    words = line.split()
    first = next((at for at, word in enumerate(words) if not _is_of_time(word)), 0)
    is_time = any(_is_time(words[:first], at) for at in range(first))
    return " ".join(words[first:]).lstrip("|·•–—-, ") if is_time else ""


def tells_time(line: str) -> bool:
    """Whether a line is a time and nothing else."""
    return all(map(_is_of_time, line.split()))


def _is_of_time(word: str) -> bool:
    """Whether a word is part of a time, or stands in front of one."""
    bare = _bare(word)
    return (
        word.lstrip("(.,·|–-")[:1].isdigit()
        or bare in MONTHS
        or bare in ("uhr", "am", "pm")
        or _BEFORE_TIME.fullmatch(word) is not None
    )


def before_time(text: str) -> str:
    """What stands before the first date, clock or length of time."""
    if not any(map(str.isdigit, text)):
        return text
    words = re.findall(r"\S+\s*", text)
    start = next((i for i in range(len(words)) if _is_time(words, i)), len(words))
    if start < len(words):
        start -= start > 0 and _bare(words[start - 1]) in MONTHS
        while start and start != 2 and _BEFORE_TIME.fullmatch(words[start - 1]):
            start -= 1
    return "".join(words[:start]).rstrip(" ,;:·•|/")


def _is_time(words: list[str], place: int) -> bool:
    """Whether a word is a date or clock, or the number of one in words."""
    word = words[place]
    if _WHOLE_TIME.match(word):
        return True
    if (amount := _AMOUNT.match(word)) and amount[1].lower() in _CLOCK:
        return True
    if not _NUMBER.fullmatch(word):
        return False
    after = [_bare(other) for other in words[place + 1 : place + 3]]
    if after and after[0] in _JOINTS:
        after.pop(0)
    before = _bare(words[place - 1]) if place else ""
    return before in MONTHS or any(other in MONTHS or other in UNITS for other in after[:1])


def _bare(word: str) -> str:
    return word.strip(" \n.,;:()|").lower().removeprefix("d'").removeprefix("d’")
