"""Dates as comment sections write them, in any language, without guessing an offset.

``Dates`` is made once per page (its language and the day order seen decide 3/4/2021). ``read`` gives ISO 8601 with
the precision that the text has; relative words ("vor 2 Stunden") are taken from the capture's time and are as coarse
as their unit. Own forms first; dateparser is loaded only when none fits and the text looks like a date.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from crawler.items.comment import DatePrecision
from crawler.parsers.comments.months import AGO, MONTHS, UNITS, YESTERDAY

_LONGEST = 120
_FIRST_YEAR = 1980
_LONGEST_UNPLACED = 32
_LONGEST_RELATIVE = 48
_MOST_LETTERS = 14
_UNPLACED = re.compile(
    r"\W*(?:at |um |à |a las |às |@ ?|kl\.? ?)?\d{1,2}\s?[:.h]\s?\d\d(?:\s?[:.]\d\d)?\s*(?:uhr|h|[ap]\.?m\.?)?\W*", re.I
)
_ISO = re.compile(
    r"(?<!\d)(\d{4})-?(\d\d)-?(\d\d)(?:[T ]\s?(\d\d):?(\d\d)(?::?(\d\d)(?:[.,]\d+)?)?\s?(Z|[+-]\d\d:?\d\d|UTC|GMT)?)?(?!\d)",
)
_YMD = re.compile(r"(?<!\d)(\d{4})\s?[-/.年년]\s?(\d{1,2})\s?[-/.月월]\s?(\d{1,2})")
_DMY = re.compile(r"(?<!\d)(\d{1,2})([-/.])\s?(\d{1,2})\2\s?(\d{4}|\d\d(?!\d*:\d\d:))")
_ODD_DMY = re.compile(r"(?<!\d)(\d{1,2})[.,]\s?(\d{1,2})[.,]\s?(\d{4})")
_CLOCK = re.compile(
    r"(?<![\d:+])(\d{1,2})\s?(?:[:.h時时點点]|시)\s?(\d{2})(?:\s?(?:[:.分]|분)\s?(\d{2}))?(?!\d)"
    r"\s*(?:uhr|h\b|hrs)?\s*([ap])?(?:\.?\s?m\b)?",
    re.I,
)
_HOUR_ONLY = re.compile(r"(?<!\d)(\d{1,2})\s?([ap])\.?m\b", re.I)
_HOUR_WORD = re.compile(r"(?<!\d)(\d{1,2})\s?(?:uhr|h)\b", re.I)
_ZONE = re.compile(r"(?:\b(?:UTC|GMT)\b\s?([+-]\d{1,2}(?::?\d\d)?)?|(?<=\d)\s?([+-]\d\d:?\d\d)\b|(?<=\d)(Z)\b)")
_NOON = re.compile(r"下午|晚上|午後|오후|μμ")
_MORNING = re.compile(r"上午|早上|午前|오전|凌晨")
_WORD = re.compile(r"[^\W\d_]+\.?")
_YEAR = re.compile(r"(?<!\d)(1[89]\d\d|20\d\d)(?!\d)")
_SHORT_YEAR = re.compile(r"['’](\d\d)(?!\d)")
_TWO_DIGITS = re.compile(r"[\s.,-]{1,2}(\d\d)(?![\d:.])")
_DAY = re.compile(r"(?<![\d:.])(\d{1,2})(?:st|nd|rd|th|er|re|e|º|ª|\.)?(?![\d:])", re.I)
_NUMBER = re.compile(r"(\d+|\ban?\b|\bone\b|\beine[rmn]?\b|\bune?\b|\buna?\b|\bum\b|\buma\b)\s*([^\W\d_]+)")
_NEAR = re.compile(
    "|".join(
        rf"(?<!\w){re.escape(word)}(?!\w)"
        if word.isascii() or word[0].isalpha() and ord(word[0]) < 0x2E80
        else re.escape(word)
        for word in sorted(YESTERDAY, key=len, reverse=True)
    )
)
_NEAR_WORDS = frozenset(form for word in YESTERDAY for form in (word.split()[-1], word.split()[-1] + ","))
_BESIDE_NUMBER = re.compile(
    r"\d(?:st|nd|rd|th|er|º|ª)?[\s.,-]{0,3}(?:de |of )?[^\W\d_]{3,}|[^\W\d_]{3,}\.?[\s,-]{0,2}\d"
)
_EPOCH = re.compile(r"(1\d{9})(\d{3})?(?:\.\d+)?")
_WEEKDAY_FIRST = re.compile(r"^[^\W\d_]{2,12},?\s+")


@dataclass(frozen=True, slots=True)
class Stamp:
    """A date read: ISO 8601 value, its precision and the text it came from. ``relative`` values are estimates.

    ``value`` is None where the text is a date that cannot be placed: a clock alone, a day without a year.
    """

    value: str | None
    precision: DatePrecision | None
    raw: str
    relative: bool = False


@dataclass(slots=True)
class Dates:
    """A reader of dates for one page."""

    captured_at: datetime
    language: str | None = None
    month_first: bool | None = None
    _seen: dict[str, Stamp | None] = field(default_factory=dict)

    def learn(self, texts: Iterable[str]) -> bool:
        """Find out from all dates of a page whether the month comes first; true when that changed the reading."""
        for text in texts:
            found = _DMY.search(text)
            if found and found[2] != "." and (int(found[1]) > 12) != (int(found[3]) > 12):
                before, self.month_first = self._month_first(), int(found[3]) > 12
                if before != self.month_first:
                    self._seen.clear()
                return before != self.month_first
        return False

    def read(self, text: str | None) -> Stamp | None:
        """The date in ``text``, None when there is none."""
        if not text:
            return None
        raw = " ".join(text[:2000].split())[:_LONGEST]
        if raw not in self._seen:
            self._seen[raw] = self._read(raw)
        return self._seen[raw]

    def _read(self, raw: str) -> Stamp | None:
        if not any(character.isdigit() for character in raw):
            return self._relative(raw)
        iso = _ISO.search(raw)
        if iso and (stamp := _from_iso(iso, raw)):
            return stamp
        day = self._numeric(raw) or _named(raw)
        if day:
            return _with_clock(*day, raw)
        epoch = _EPOCH.fullmatch(raw)
        if epoch:
            moment = datetime.fromtimestamp(int(epoch[1]), UTC)
            return Stamp(moment.strftime("%Y-%m-%dT%H:%M:%SZ"), "second", raw)
        return self._relative(raw) or _unplaced(raw)

    def _numeric(self, raw: str) -> tuple[datetime, str] | None:
        """A day written in digits, with what is left of the text."""
        found = _YMD.search(raw)
        if found:
            return _day(int(found[1]), int(found[2]), int(found[3]), _cut(raw, found))
        found = _DMY.search(raw) or _ODD_DMY.search(raw)
        if not found:
            return None
        mark = found[2] if found.re is _DMY else "."
        first, second = int(found[1]), int(found[3] if found.re is _DMY else found[2])
        year = _full_year(found[4] if found.re is _DMY else found[3])
        month_first = second > 12 or (first <= 12 and mark != "." and self._month_first())
        day, month = (second, first) if month_first else (first, second)
        return _day(year, month, day, _cut(raw, found))

    def _month_first(self) -> bool:
        if self.month_first is not None:
            return self.month_first
        language = (self.language or "").lower().replace("_", "-")
        return language in ("en-us", "en-ph", "en", "")

    def _relative(self, raw: str) -> Stamp | None:
        """A time as far back as the words say, cut to the largest unit named."""
        if len(raw) > _LONGEST_RELATIVE:
            return None
        lower = raw.lower()
        near = _NEAR.search(lower) if not lower.isascii() or _NEAR_WORDS.intersection(lower.split()) else None
        if near and len(_WORD.sub("", _cut(lower, near)).strip()) + _MOST_LETTERS >= len(_cut(lower, near).strip()):
            day = self.captured_at - timedelta(days=YESTERDAY[near[0]])
            stamp = _with_clock(day, _cut(lower, near), raw)
            return Stamp(stamp.value, stamp.precision, raw, relative=True)
        if AGO.search(lower) is None:
            return None
        unit, back = "", timedelta()
        for count, name in _counts(lower):
            unit = unit or name
            back += _span(count, name)
        return self._estimate(unit, back, raw) if unit else None

    def _estimate(self, unit: str, back: timedelta, raw: str) -> Stamp | None:
        try:
            moment = self.captured_at.astimezone(UTC) - back
        except OverflowError:
            return None
        if moment.year < _FIRST_YEAR:
            return None
        forms: dict[str, tuple[str, DatePrecision]] = {
            "second": ("%Y-%m-%dT%H:%MZ", "minute"),
            "minute": ("%Y-%m-%dT%H:%MZ", "minute"),
            "hour": ("%Y-%m-%dT%H:00Z", "hour"),
            "day": ("%Y-%m-%d", "day"),
            "week": ("%Y-%m-%d", "month"),
            "month": ("%Y-%m", "month"),
            "year": ("%Y", "year"),
        }
        form, precision = forms[unit]
        return Stamp(moment.strftime(form), precision, raw, True)


def _unplaced(raw: str) -> Stamp | None:
    """A clock, or a day and month, without the rest that a date needs."""
    if len(raw) > _LONGEST_UNPLACED:
        return None
    clock = _clock(raw) is not None and _UNPLACED.fullmatch(raw) is not None
    day = any(MONTHS.get(word[0].rstrip(".").lower()) for word in _WORD.finditer(raw)) and _DAY.search(raw)
    return Stamp(None, None, raw) if clock or day else None


def _from_iso(found: re.Match[str], raw: str) -> Stamp | None:
    year, month, day, hour, minute, second, zone = found.groups()
    moment = _moment(int(year), int(month), int(day), int(hour or 0), int(minute or 0), int(second or 0))
    if moment is None:
        return None
    if hour is None:
        clock = _CLOCK.search(raw, found.end())
        return _with_clock(moment, raw[found.end() :], raw) if clock else Stamp(f"{moment:%Y-%m-%d}", "day", raw)
    offset = "Z" if zone in ("Z", "UTC", "GMT") else _offset(zone or "")
    if second is None:
        return Stamp(f"{moment:%Y-%m-%dT%H:%M}{offset}", "minute", raw)
    return Stamp(f"{moment:%Y-%m-%dT%H:%M:%S}{offset}", "second", raw)


def _named(raw: str) -> tuple[datetime, str] | None:
    """A day whose month is a word; without a year there is none."""
    for word in _months(raw):
        month = MONTHS[word[0].rstrip(".").lower()]
        year, rest = _year(raw, word)
        if year is None:
            return None
        found = _near_day(rest, word)
        if found is None:
            return None
        return _day(year, month, int(found[1]), _cut(rest, found))
    return None


def _months(raw: str) -> list[re.Match[str]]:
    """Words that name a month, those beside a number first: names such as May and Mars are words too."""
    found = [word for word in _WORD.finditer(raw) if word[0].rstrip(".").lower() in MONTHS]
    return sorted(found, key=lambda word: not _BESIDE_NUMBER.search(raw[max(0, word.start() - 8) : word.end() + 4]))


def _near_day(rest: str, month: re.Match[str]) -> re.Match[str] | None:
    """The day number beside a month: just before it, else the first after it, else the last before it."""
    before = list(_DAY.finditer(rest, 0, month.start()))
    if before and len(rest[before[-1].end() : month.start()].strip()) <= 3:
        return before[-1]
    after = _DAY.search(rest, month.end())
    return after or (before[-1] if before else None)


def _year(raw: str, month: re.Match[str]) -> tuple[int | None, str]:
    found = _YEAR.search(raw, month.end()) or _YEAR.search(raw)
    if found:
        return int(found[1]), _cut(raw, found)
    short = _SHORT_YEAR.search(raw, month.end()) or _TWO_DIGITS.match(raw, month.end())
    if short and (short.re is _SHORT_YEAR or re.search(r"\d\W*$", raw[: month.start()])):
        return _full_year(short[1]), _cut(raw, short)
    return None, raw


def _with_clock(moment: datetime, rest: str, raw: str) -> Stamp:
    """The day with the clock time in ``rest``, if there is one."""
    clock = _clock(rest)
    if clock is None:
        return Stamp(f"{moment:%Y-%m-%d}", "day", raw)
    hour, minute, second = clock
    zone = _ZONE.search(rest)
    offset = "" if zone is None else ("Z" if zone[3] else _offset(zone[1] or zone[2] or "+0"))
    if second is None:
        return Stamp(f"{moment:%Y-%m-%d}T{hour:02}:{minute:02}{offset}", "minute", raw)
    return Stamp(f"{moment:%Y-%m-%d}T{hour:02}:{minute:02}:{second:02}{offset}", "second", raw)


def _clock(rest: str) -> tuple[int, int, int | None] | None:
    for found in _CLOCK.finditer(rest):
        hour, minute, second = int(found[1]), int(found[2]), int(found[3]) if found[3] else None
        half = (found[4] or "").lower()
        if half == "p" or (_NOON.search(rest) and not half):
            hour = hour + 12 if hour < 12 else hour
        elif (half == "a" or _MORNING.search(rest)) and hour == 12:
            hour = 0
        if hour < 24 and minute < 60 and (second or 0) < 60:
            return hour, minute, second
    found_hour = _HOUR_ONLY.search(rest)
    if found_hour and 1 <= int(found_hour[1]) <= 12:
        return int(found_hour[1]) % 12 + (12 if found_hour[2].lower() == "p" else 0), 0, None
    return None


def _offset(zone: str) -> str:
    found = re.fullmatch(r"([+-])(\d{1,2}):?(\d\d)?", zone)
    if not found:
        return ""
    hours, minutes = int(found[2]), int(found[3] or 0)
    return "Z" if hours == minutes == 0 else f"{found[1]}{hours:02}:{minutes:02}"


def _moment(year: int, month: int, day: int, hour: int, minute: int, second: int) -> datetime | None:
    try:
        return datetime(year, month, day, hour, minute, second) if _FIRST_YEAR <= year <= 2100 else None  # noqa: DTZ001
    except ValueError:
        return None


def _day(year: int, month: int, day: int, rest: str) -> tuple[datetime, str] | None:
    moment = _moment(year, month, day, 0, 0, 0)
    return (moment, rest) if moment else None


def _full_year(digits: str) -> int:
    return int(digits) if len(digits) == 4 else 2000 + int(digits) if int(digits) < 70 else 1900 + int(digits)


def _cut(text: str, found: re.Match[str]) -> str:
    """``text`` with the match blanked, so that positions stay."""
    return text[: found.start()] + " " * (found.end() - found.start()) + text[found.end() :]


def _counts(lower: str) -> Iterable[tuple[int, str]]:
    for found in _NUMBER.finditer(lower):
        name = _unit(found[2])
        if name:
            yield (int(found[1]) if found[1].isdigit() else 1), name
    for found in re.finditer(
        r"(\d+)\s?(秒|分|小時|小时|時間|시간|天|日|周|週|個月|个月|ヶ月|か月|개월|年|년|分钟|分鐘|분|일|주)", lower
    ):
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
