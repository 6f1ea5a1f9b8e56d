"""Dates as comment sections write them, in any language, without guessing an offset.

``Dates`` is made once per page (its language and the day order seen decide 3/4/2021). ``read`` gives ISO 8601 with
the precision that the text has; relative words ("vor 2 Stunden") are taken from the capture's time and are as coarse
as their unit. Own forms first; dateparser (https://dateparser.readthedocs.io) is loaded only for a short text in
another script, in an element named after dates, that none of them fits.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import Final

from crawler.parsers.dates.calendars import rewritten
from crawler.parsers.dates.clock import behind, clock, utc, with_clock
from crawler.parsers.dates.days import Day, cut, day_of, full_year, has_day, moment, named
from crawler.parsers.dates.relative import relative
from crawler.parsers.dates.stamp import Stamp

_LONGEST: Final = 120
_LONGEST_SOURCE: Final = 2000
_LONGEST_UNPLACED: Final = 32
_LONGEST_FOREIGN: Final = 48
_MOST_FOREIGN: Final = 20
_OWN: Final = frozenset(
    ("en", "de", "fr", "es", "it", "pt", "nl", "sv", "da", "nb", "no", "fi", "pl", "cs", "hu", "ro", "tr", "ru", "uk",
     "zh", "ja", "ko")
)  # fmt: skip
"""Languages whose words of dates are in our own tables."""

_YEAR: Final = re.compile(r"\d{4}")
_DIGIT: Final = re.compile(r"\d")
_UNPLACED = re.compile(
    r"\W*(?:at |um |à |a las |às |@ ?|kl\.? ?)?\d{1,2}\s?[:.h]\s?\d\d(?:\s?[:.]\d\d)?\s*(?:uhr|h|[ap]\.?m\.?)?\W*", re.I
)
_ISO = re.compile(
    r"(?<!\d)(\d{4})-?(\d\d)-?(\d\d)"
    r"(?:[T ]\s?(\d\d):?(\d\d)(?::?(\d\d)(?:[.,]\d+)?)?)?(?!\d)",
)
_COUNTED = re.compile(r"\d{8} [^\W\d_]{3}")
"""Eight digits before a word, as in "20410601 seconds ago": a number of something, no date."""

_PARTED = re.compile(r"\d\s?[-/.,年년]\s?\d")
"""Digits as all of the following have them: the cheapest way to tell that a text has none."""

_YMD = re.compile(r"(?<!\d)(\d{4})\s?[-/.年년]\s?(\d{1,2})\s?[-/.月월]\s?(\d{1,2})")
_DMY = re.compile(r"(?<!\d)(\d{1,2})([-/.])\s?(\d{1,2})\2\s?(\d{4}|\d\d(?!\d*:\d\d:))")
_ODD_DMY = re.compile(r"(?<!\d)(\d{1,2})[.,]\s?(\d{1,2})[.,]\s?(\d{4})")
_EPOCH = re.compile(r"(1\d{9})(\d{3})?(?:\.\d+)?")


@dataclass(slots=True)
class Dates:
    """A reader of dates for one page; what it has read once it knows."""

    captured_at: datetime
    language: str | None = None
    month_first: bool | None = None
    _seen: dict[str, Stamp | None] = field(default_factory=dict)
    _foreign: int = 0

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

    def read(self, text: str | None, *, is_named: bool = False) -> Stamp | None:
        """The date in ``text``, None when there is none; ``is_named`` where the page calls it a date."""
        if not text:
            return None
        raw = " ".join(text[:_LONGEST_SOURCE].split())[:_LONGEST]
        if raw not in self._seen:
            self._seen[raw] = self._as_written(raw)
        if self._seen[raw] is None and is_named and self._is_foreign(raw):
            self._seen[raw] = self._read_foreign(raw)
        return self._seen[raw]

    def _as_written(self, raw: str) -> Stamp | None:
        """The date in a text whose digits and calendar may be others."""
        text = rewritten(raw, self.language)
        stamp = self._read(text)
        return stamp if stamp is None or text == raw else replace(stamp, raw=raw)

    def _read(self, raw: str) -> Stamp | None:
        if not _DIGIT.search(raw):
            return relative(raw, self.captured_at)
        iso = _ISO.search(raw)
        if iso and not _COUNTED.match(raw, iso.start()) and (stamp := _from_iso(iso, raw)):
            return stamp
        day = self._numeric(raw) or named(raw, self.language)
        if day:
            return with_clock(*day, raw)
        epoch = _EPOCH.fullmatch(raw)
        if epoch:
            return Stamp(datetime.fromtimestamp(int(epoch[1]), UTC).strftime("%Y-%m-%dT%H:%M:%SZ"), "second", raw)
        return relative(raw, self.captured_at) or _unplaced(raw)

    def _numeric(self, raw: str) -> Day | None:
        """A day written in digits, with what is left of the text."""
        if not _PARTED.search(raw):
            return None
        found = _YMD.search(raw)
        if found:
            return day_of(int(found[1]), int(found[2]), int(found[3]), cut(raw, found))
        found = _DMY.search(raw) or _ODD_DMY.search(raw)
        if not found:
            return None
        mark = found[2] if found.re is _DMY else "."
        first, second = int(found[1]), int(found[3] if found.re is _DMY else found[2])
        year = full_year(found[4] if found.re is _DMY else found[3])
        month_first = second > 12 or (first <= 12 and mark != "." and self._month_first())
        day, month = (second, first) if month_first else (first, second)
        return day_of(year, month, day, cut(raw, found))

    def _month_first(self) -> bool:
        if self.month_first is not None:
            return self.month_first
        language = (self.language or "").lower().replace("_", "-")
        return language in ("en-us", "en-ph", "en", "")

    def _is_foreign(self, raw: str) -> bool:
        """Whether a text may be a date in a script that the own forms do not know."""
        if len(raw) > _LONGEST_FOREIGN or raw.isascii() or not _DIGIT.search(raw) or self._foreign >= _MOST_FOREIGN:
            return False
        return (self.language or "en")[:2].lower() not in _OWN

    def _read_foreign(self, raw: str) -> Stamp | None:
        """What dateparser makes of a text; a day alone unless the text has a clock."""
        import dateparser  # costs a third of a second, so only when it is needed

        self._foreign += 1
        base = self.captured_at.replace(tzinfo=None)
        settings = {"RELATIVE_BASE": base, "REQUIRE_PARTS": ["year", "month", "day"], "PREFER_DATES_FROM": "past"}
        found = dateparser.parse(raw, settings=settings)
        if found is None or found > base:
            return None
        stamp = with_clock(found, raw, raw)
        return stamp if _YEAR.search(raw) else Stamp(stamp.value, stamp.precision, raw, relative=True)


def _unplaced(raw: str) -> Stamp | None:
    """A clock, or a day and month, without the rest that a date needs."""
    if len(raw) > _LONGEST_UNPLACED:
        return None
    is_clock = _UNPLACED.fullmatch(raw) is not None and clock(raw) is not None
    return Stamp(None, None, raw) if is_clock or has_day(raw) else None


def _from_iso(found: re.Match[str], raw: str) -> Stamp | None:
    year, month, day, hour, minute, second = found.groups()
    if hour is None:
        placed = moment(int(year), int(month), int(day), 0, 0, 0)
        return with_clock(placed, raw[found.end() :], raw) if placed else None
    of_24, offset = behind(raw, found.end(), int(hour))
    placed = moment(int(year), int(month), int(day), of_24, int(minute), int(second or 0))
    if placed is None:
        return None
    if second is None:
        return Stamp(f"{placed:%Y-%m-%dT%H:%M}{utc(offset)}", "minute", raw)
    return Stamp(f"{placed:%Y-%m-%dT%H:%M:%S}{utc(offset)}", "second", raw)
