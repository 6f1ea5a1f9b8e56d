"""Dates in other digits and calendars, rewritten as ours are: Thai, Japanese, Taiwanese and Persian years.

Months of several words are rewritten too: those of the Levant and those that Vietnamese counts.
"""

import re
from datetime import date
from typing import Final
from unicodedata import normalize

from crawler.parsers.dates.months import MONTHS

_OTHER_SCRIPT: Final = re.compile(r"[\u0600-\u1fff\u2e80-\uffff]")
"""Scripts that have other digits or calendars, none of those of Europe."""

_OTHER_YEARS: Final = ("fa", "th")
"""Languages in which our digits may tell years of another calendar."""

_BUDDHIST: Final = re.compile(r"(?<!\d)(2[45]\d\d)(?!\d)")
_SHORT_BUDDHIST: Final = re.compile(r"(?<=\d)(\s?([\u0e01-\u0e4d.]{4,12})\s?)([4-9]\d)(?![\d:.])")
"""A year of two digits behind a month's name; one below 40 is ours."""

_THAI: Final = re.compile(r"[\u0e01-\u0e2e]")
_ERA: Final = re.compile(r"(令和|平成|昭和|民國|民国)\s?(元|\d{1,3})\s?年")
_BEFORE_ERA: Final = {"令和": 2018, "平成": 1988, "昭和": 1925, "民國": 1911, "民国": 1911}
_PERSIAN_MONTHS: Final = {
    name: month
    for month, name in enumerate("فروردین اردیبهشت خرداد تیر مرداد شهریور مهر آبان آذر دی بهمن اسفند".split(), 1)
}
_PERSIAN: Final = re.compile(rf"(?<!\d)(\d{{1,2}})\s({'|'.join(_PERSIAN_MONTHS)})\s(1[34]\d\d)(?!\d)")
_PERSIAN_NUMERIC: Final = re.compile(r"(?<!\d)(1[34]\d\d)[/-](\d{1,2})[/-](\d{1,2})(?!\d)")
_LEVANTINE: Final = re.compile(r"(كانون|تشرين)\s(?:ال)?([أا]ول|ثاني)")
_LEVANTINE_MONTHS: Final = {"كانون": ("ديسمبر", "يناير"), "تشرين": ("أكتوبر", "نوفمبر")}
"""The first and the second month of a name, as the other Arab countries call them."""

_COUNTED_MONTHS: Final = {
    name: month
    for month, name in enumerate(
        ("một", "hai", "ba", "tư", "năm", "sáu", "bảy", "tám", "chín", "mười", "mười một", "mười hai"), 1
    )
}
_COUNTED: Final = rf"tháng\s(\d{{1,2}}|{'|'.join(sorted(_COUNTED_MONTHS, key=len, reverse=True))})"
_DAY_FIRST: Final = re.compile(rf"(?<!\d)(\d{{1,2}})\s{_COUNTED},?\s(?:năm\s)?(\d{{4}})(?!\d)", re.I)
_MONTH_FIRST: Final = re.compile(rf"{_COUNTED}\s(\d{{1,2}}),?\s(\d{{4}})(?!\d)", re.I)
_YEARS_TO_CYCLE: Final = 1595
_BEFORE_PERSIAN: Final = 226142


def rewritten(text: str, language: str | None) -> str:
    """``text`` with digits and years as ISO 8601 has them; other text comes back as it is."""
    tongue = (language or "")[:2].lower()
    if text.isascii() and tongue not in _OTHER_YEARS:
        return text
    if "háng " in text:
        text = _uncounted(text)
    if _OTHER_SCRIPT.search(text):
        text = normalize("NFC", text)
        text = _ERA.sub(lambda found: f"{_BEFORE_ERA[found[1]] + (1 if found[2] == '元' else int(found[2]))}年", text)
        text = "".join([str(int(char)) if char.isdecimal() else char for char in text])
        text = _PERSIAN.sub(lambda found: _gregorian(int(found[3]), _PERSIAN_MONTHS[found[2]], int(found[1])), text)
        text = _LEVANTINE.sub(lambda found: _LEVANTINE_MONTHS[found[1]][found[2] == "ثاني"], text)
    if tongue == "fa":
        text = _PERSIAN_NUMERIC.sub(lambda found: _gregorian(int(found[1]), int(found[2]), int(found[3])), text)
    if tongue == "th" or _THAI.search(text):
        text = _BUDDHIST.sub(lambda found: str(int(found[1]) - 543), text)
        text = _SHORT_BUDDHIST.sub(_of_four_digits, text)
    return text


def _of_four_digits(found: re.Match[str]) -> str:
    return f"{found[1]}{1957 + int(found[3])}" if found[2].rstrip(".") in MONTHS else found[0]


def _uncounted(text: str) -> str:
    """Vietnamese days in digits."""
    text = _DAY_FIRST.sub(lambda found: f"{found[3]}/{_counted(found[2])}/{found[1]}", text)
    return _MONTH_FIRST.sub(lambda found: f"{found[3]}/{_counted(found[1])}/{found[2]}", text)


def _counted(month: str) -> str:
    return str(_COUNTED_MONTHS.get(month.lower(), month))


def _gregorian(year: int, month: int, day: int) -> str:
    """A day of the Persian calendar, by its cycle of 33 years with 8 leap years (right from 1799 to 2254)."""
    if not (1 <= month <= 12 and 1 <= day <= 31):
        return ""
    cycles, rest = divmod(year + _YEARS_TO_CYCLE, 33)
    leaps = 8 * cycles + (rest + 3) // 4
    before = 31 * (month - 1) if month < 7 else 30 * (month - 1) + 6
    return date.fromordinal(365 * year + leaps + before + day + _BEFORE_PERSIAN).isoformat()
