"""Times counted back from now: "vor 2 Stunden", "yesterday at 5pm", "10分钟前", "19h". Estimates, cut to their unit."""

import re
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

from crawler.items.comment import DatePrecision
from crawler.parsers.dates.clock import with_clock
from crawler.parsers.dates.days import FIRST_YEAR, cut
from crawler.parsers.dates.months import AGO, UNITS, YESTERDAY
from crawler.parsers.dates.stamp import Stamp

_LONGEST = 48
_MOST_LETTERS = 14
_LATIN_TO_INDIC = 0x2E80
_WORD = re.compile(r"[^\W\d_]+\.?")
_NUMBER = re.compile(r"(\d+|\ban?\b|\bone\b|\beine[rmn]?\b|\bune?\b|\buna?\b|\bum\b|\buma\b)\s*([^\W\d_]+)")
_COUNTED = re.compile(
    r"(\d+)\s?(秒|分|小時|小时|時間|시간|天|日|周|週|個月|个月|ヶ月|か月|개월|年|년|分钟|分鐘|분|일|주)"
)


def _words(words: Iterable[str]) -> str:
    """A pattern for any of some words: between others where words are spaced, anywhere where they are not."""
    ordered = sorted(words, key=len, reverse=True)
    spaced = "|".join(re.escape(word) for word in ordered if ord(word[0]) < _LATIN_TO_INDIC)
    return "|".join([rf"(?<!\w)(?:{spaced})(?!\w)", *(word for word in ordered if ord(word[0]) >= _LATIN_TO_INDIC)])


_NEAR = re.compile(_words(YESTERDAY))
_NEAR_WORDS = frozenset(form for word in YESTERDAY for form in (word.split()[-1], word.split()[-1] + ","))
_FORMS: dict[str, tuple[str, DatePrecision]] = {
    "second": ("%Y-%m-%dT%H:%MZ", "minute"),
    "minute": ("%Y-%m-%dT%H:%MZ", "minute"),
    "hour": ("%Y-%m-%dT%H:00Z", "hour"),
    "day": ("%Y-%m-%d", "day"),
    "week": ("%Y-%m-%d", "month"),
    "month": ("%Y-%m", "month"),
    "year": ("%Y", "year"),
}


def relative(raw: str, captured_at: datetime) -> Stamp | None:
    """The time that ``raw`` counts back from ``captured_at``, None when it does not."""
    if len(raw) > _LONGEST:
        return None
    lower = raw.lower()
    return _near(lower, raw, captured_at) or _ago(lower, raw, captured_at)


def _near(lower: str, raw: str, captured_at: datetime) -> Stamp | None:
    """Today, yesterday or the day before, with a clock perhaps and little else."""
    if lower.isascii() and not _NEAR_WORDS.intersection(lower.split()):
        return None
    found = _NEAR.search(lower)
    if found is None:
        return None
    rest = cut(lower, found)
    if sum(map(len, _WORD.findall(rest))) > _MOST_LETTERS:
        return None
    day = captured_at - timedelta(days=YESTERDAY[found[0]])
    stamp = with_clock(day, rest, raw)
    return Stamp(stamp.value, stamp.precision, raw, relative=True)


def _ago(lower: str, raw: str, captured_at: datetime) -> Stamp | None:
    """So many units ago, cut to the largest unit named."""
    if AGO.search(lower) is None:
        return None
    unit, back = "", timedelta()
    for count, name in _counts(lower):
        unit = unit or name
        back += _span(count, name)
    return _estimate(unit, back, raw=raw, captured_at=captured_at) if unit else None


def _estimate(unit: str, back: timedelta, *, raw: str, captured_at: datetime) -> Stamp | None:
    try:
        moment = captured_at.astimezone(UTC) - back
    except OverflowError:
        return None
    if moment.year < FIRST_YEAR:
        return None
    form, precision = _FORMS[unit]
    return Stamp(moment.strftime(form), precision, raw, relative=True)


def _counts(lower: str) -> Iterable[tuple[int, str]]:
    for found in _NUMBER.finditer(lower):
        name = _unit(found[2])
        if name:
            yield (int(found[1]) if found[1].isdigit() else 1), name
    for found in _COUNTED.finditer(lower):
        yield int(found[1]), UNITS[found[2]]


def _unit(word: str) -> str | None:
    return UNITS.get(word) or next(
        (UNITS[word[:size]] for size in range(len(word) - 1, 3, -1) if word[:size] in UNITS), None
    )


def _span(count: int, unit: str) -> timedelta:
    days = {"day": 1, "week": 7, "month": 30, "year": 365}
    count = min(count, 10_000_000)
    if unit in days:
        return timedelta(days=min(count * days[unit], 400_000))
    return timedelta(seconds=count * {"second": 1, "minute": 60, "hour": 3600}[unit])
