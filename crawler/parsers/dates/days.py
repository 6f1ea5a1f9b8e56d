"""Days: written in digits or with a month's name, in any order. What is left of the text may hold the clock."""

import re
from datetime import datetime

from crawler.parsers.dates.months import MONTHS, month_of

FIRST_YEAR = 1980
"""Earlier dates are taken for something else."""

_WORD = re.compile(
    r"[ก-ฮเ][ก-ฮ\u0e34\u0e35]?\.[ก-ฮ]\.?"
    r"|(?:[^\W\d_]|[\u0900-\u0963\u0981-\u09cd\u0e31-\u0e3a\u0e47-\u0e4e])+\.?"
)
"""A word, also with the marks of Indian scripts and Thai, whose abbreviations have a point inside."""
_YEAR = re.compile(r"(?<!\d)(1[89]\d\d|20\d\d)(?!\d)")
_SHORT_YEAR = re.compile(r"['’](\d\d)(?!\d)")
_TWO_DIGITS = re.compile(r"[\s.,-]{1,2}(\d\d)(?![\d:.])")
_DAY = re.compile(r"(?<![\d:.])(\d{1,2})(?:st|nd|rd|th|er|re|e|º|ª|\.)?(?![\d:])", re.I)
_AFTER_NUMBER = re.compile(r"\d(?:st|nd|rd|th|er|º|ª|日)?[\s.,-]{0,3}(?:de |of )?$", re.I)
_BEFORE_NUMBER = re.compile(r"[\s.,'’-]{0,3}\d")

Day = tuple[datetime, str]
"""A day, and the text it was read from with the day blanked out."""


def named(raw: str, language: str | None = None) -> Day | None:
    """A day whose month is a word; without a year there is none."""
    for word in months(raw):
        month = month_of(word[0], language)
        year, rest = _year(raw, word)
        if year is None:
            return None
        found = _near(rest, word)
        if found is None:
            return None
        return day_of(year, month, int(found[1]), cut(rest, found))
    return None


def months(raw: str) -> list[re.Match[str]]:
    """Words that name a month, those beside a number first: names such as May and Mars are words too."""
    found = [word for word in _WORD.finditer(raw) if word[0].rstrip(".").lower() in MONTHS]
    return sorted(found, key=lambda word: not _is_beside_number(raw, word))


def has_day(raw: str) -> bool:
    """Whether a month's name stands beside a number."""
    return any(_is_beside_number(raw, word) for word in months(raw))


def _is_beside_number(raw: str, word: re.Match[str]) -> bool:
    return _AFTER_NUMBER.search(raw[: word.start()]) is not None or _BEFORE_NUMBER.match(raw, word.end()) is not None


def _near(rest: str, month: re.Match[str]) -> re.Match[str] | None:
    """The day number beside a month: just before it, else the first after it, else the last before it."""
    before = list(_DAY.finditer(rest, 0, month.start()))
    if before and len(rest[before[-1].end() : month.start()].strip()) <= 3:
        return before[-1]
    after = _DAY.search(rest, month.end())
    return after or (before[-1] if before else None)


def _year(raw: str, month: re.Match[str]) -> tuple[int | None, str]:
    found = _YEAR.search(raw, month.end()) or _YEAR.search(raw)
    if found:
        return int(found[1]), cut(raw, found)
    short = _SHORT_YEAR.search(raw, month.end()) or _TWO_DIGITS.match(raw, month.end())
    if short and (short.re is _SHORT_YEAR or re.search(r"\d\W*$", raw[: month.start()])):
        return full_year(short[1]), cut(raw, short)
    return None, raw


def moment(year: int, month: int, day: int, hour: int, minute: int, second: int) -> datetime | None:
    """The instant, None when there is no such day or it is too long ago or ahead."""
    try:
        return datetime(year, month, day, hour, minute, second) if FIRST_YEAR <= year <= 2100 else None
    except ValueError:
        return None


def day_of(year: int, month: int, day: int, rest: str) -> Day | None:
    """The day with what is left of the text, None when there is no such day."""
    found = moment(year, month, day, 0, 0, 0)
    return (found, rest) if found else None


def full_year(digits: str) -> int:
    """A year of two digits lies between 1970 and 2069."""
    return int(digits) if len(digits) == 4 else 2000 + int(digits) if int(digits) < 70 else 1900 + int(digits)


def cut(text: str, found: re.Match[str]) -> str:
    """``text`` with the match blanked, so that positions stay."""
    return text[: found.start()] + " " * (found.end() - found.start()) + text[found.end() :]
