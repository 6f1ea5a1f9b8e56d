"""The clock and the offset beside a day: "9:46 pm", "21.11 Uhr", "16h43", "下午3:07", "GMT+2"."""

import re
from datetime import datetime

from crawler.parsers.comments.stamp import Stamp

_CLOCK = re.compile(
    r"(?<![\d:+])(\d{1,2})\s?(?:[:.h時时點点]|시)\s?(\d{2})(?:\s?(?:[:.分]|분)\s?(\d{2}))?(?!\d)"
    r"\s*(?:uhr|h\b|hrs)?(?:\s*([ap])\.?\s?m\b|(?<=\d)([ap])\b)?",
    re.I,
)
_HOUR_ONLY = re.compile(r"(?<!\d)(\d{1,2})\s?([ap])\.?m\b", re.I)
_ZONE = re.compile(r"(?:\b(?:UTC|GMT)\b\s?([+-]\d{1,2}(?::?\d\d)?)?|(?<=\d)\s?([+-]\d\d:?\d\d)\b|(?<=\d)(Z)\b)")
_NOON = re.compile(r"下午|晚上|午後|오후|μ\.?μ|مساء|\bم\b")
_MORNING = re.compile(r"上午|早上|午前|오전|凌晨|π\.?μ|صباح|\bص\b")


def with_clock(moment: datetime, rest: str, raw: str) -> Stamp:
    """The day with the clock time in ``rest``, if there is one."""
    found = clock(rest)
    if found is None:
        return Stamp(f"{moment:%Y-%m-%d}", "day", raw)
    hour, minute, second = found
    zone = _ZONE.search(rest)
    offset = "" if zone is None else ("Z" if zone[3] else offset_of(zone[1] or zone[2] or "+0"))
    if second is None:
        return Stamp(f"{moment:%Y-%m-%d}T{hour:02}:{minute:02}{offset}", "minute", raw)
    return Stamp(f"{moment:%Y-%m-%d}T{hour:02}:{minute:02}:{second:02}{offset}", "second", raw)


def clock(rest: str) -> tuple[int, int, int | None] | None:
    """Hour, minute and second in a text, None when it has no clock."""
    for found in _CLOCK.finditer(rest):
        hour, minute, second = int(found[1]), int(found[2]), int(found[3]) if found[3] else None
        half = (found[4] or found[5] or "").lower()
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


def offset_of(zone: str) -> str:
    """An offset as ISO 8601 writes it, ``Z`` for none, empty when it cannot be read."""
    found = re.fullmatch(r"([+-])(\d{1,2}):?(\d\d)?", zone)
    if not found:
        return ""
    hours, minutes = int(found[2]), int(found[3] or 0)
    return "Z" if hours == minutes == 0 else f"{found[1]}{hours:02}:{minutes:02}"
