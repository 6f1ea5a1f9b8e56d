"""The clock and the offset beside a day: "9:46 pm", "21.11 Uhr", "16h43", "下午3:07", "16:43 (GMT+2)", "9 am EDT"."""

import re
from datetime import datetime
from typing import Final, NamedTuple

from crawler.parsers.dates.stamp import Stamp

_CLOCK = re.compile(
    r"(\d(?<![\d:+]\d)(?<!\d\.\d)\d?)(?!\.(?:0[1-9]|1[0-2])\.\d)"
    r"(?:(?:\s?[:h]\s?|\.)(\d{2})|\s?[時时點点시]\s?(\d{2}|\d(?=\s?[分분])))(?:\s?[:.分분]\s?(\d{2}))?(?!\d)"
    r"\s*(?:uhr|h\b|hrs)?(?:\s*([ap])\.?\s?m\b|(?<=\d)([ap])\b)?",
    re.I,
)
"""Hour, minute and second; numbers between points that may be a day are none."""

_HOUR_ONLY = re.compile(r"(\d(?<!\d\d)\d?)\s?([ap])\.?m\b", re.I)
_FULL_HOURS: Final = (
    re.compile(r"(\d(?<![\d.:]\d)\d?)\s?(?:[Uu]hr\b(?!\s?\d)|[時时](?![間间半])|시(?!간|\s?반))"),
    re.compile(r"(?:à(?<!\wà)s?|a(?<!\wa) las)\s(\d{1,2})\s?h(?:eures|oras|rs|s)?\b(?!\s?\d)"),
    re.compile(r"k(?<!\wk)lo?\.?\s(\d{1,2})(?![\d.:])"),
)
"""As in "9 Uhr" and "午後2時", "à 9h", "kl. 9"; half past is none. What begins plainly is found fastest."""

_HALF = re.compile(r"\s?([ap])\.?\s?m\b", re.I)
_NOON = re.compile(r"下午|晚上|午後|오후|μ\.?μ|مساء|(?:(?<=\d)|(?<=\d\s))م\b")
_MORNING = re.compile(r"上午|早上|午前|오전|凌晨|π\.?μ|صباح|\bص\b")

_ZONES: Final = {
    "Z": "Z",
    "UTC": "Z",
    "GMT": "Z",
    "WET": "+00:00",
    "WEST": "+01:00",
    "WAT": "+01:00",
    "CET": "+01:00",
    "MEZ": "+01:00",
    "CEST": "+02:00",
    "MESZ": "+02:00",
    "SAST": "+02:00",
    "EET": "+02:00",
    "EEST": "+03:00",
    "EAT": "+03:00",
    "MSK": "+03:00",
    "PKT": "+05:00",
    "WIB": "+07:00",
    "WITA": "+08:00",
    "HKT": "+08:00",
    "SGT": "+08:00",
    "WIT": "+09:00",
    "JST": "+09:00",
    "KST": "+09:00",
    "AEST": "+10:00",
    "AEDT": "+11:00",
    "NZST": "+12:00",
    "NZDT": "+13:00",
    "EST": "-05:00",
    "EDT": "-04:00",
    "CDT": "-05:00",
    "MST": "-07:00",
    "MDT": "-06:00",
    "PST": "-08:00",
    "PDT": "-07:00",
}
"""Zone abbreviations with one meaning in news; IST, BST and CST have several and give no offset."""
_HOURS: Final = r"[+\-−](?:1[0-4]|0\d)"
_OFFSET = re.compile(rf"\s?\(?({_HOURS}:?[0-5]\d)(?!\d)|(?<=\d)({_HOURS})(?![\d:])")
_ZONE = re.compile(
    rf"(?<![^\W\d_])({'|'.join(_ZONES)})(?![^\W\d_])(?:\s?([+\-−](?:1[0-4]|0?\d)(?::?[0-5]\d)?)(?![\d:]))?"
)


class Clock(NamedTuple):
    """A clock in a text, and where in the text it ends."""

    hour: int
    minute: int
    second: int | None
    end: int


def with_clock(moment: datetime, rest: str, raw: str) -> Stamp:
    """The day with the clock time in ``rest``, if there is one."""
    found = clock(rest)
    if found is None:
        return Stamp(f"{moment:%Y-%m-%d}", "day", raw)
    hour, minute, second, end = found
    offset = utc(_offset_behind(rest, end))
    if second is None:
        return Stamp(f"{moment:%Y-%m-%d}T{hour:02}:{minute:02}{offset}", "minute", raw)
    return Stamp(f"{moment:%Y-%m-%d}T{hour:02}:{minute:02}:{second:02}{offset}", "second", raw)


def clock(rest: str) -> Clock | None:
    """The clock in a text, None when it has none."""
    for found in _CLOCK.finditer(rest):
        minute, second = int(found[2] or found[3]), int(found[4]) if found[4] else None
        hour = _of_24(int(found[1]), (found[5] or found[6] or _half(rest)).lower())
        if hour < 24 and minute < 60 and (second or 0) < 60:
            return Clock(hour, minute, second, found.end())
    hour_only = _HOUR_ONLY.search(rest)
    if hour_only and 1 <= int(hour_only[1]) <= 12:
        return Clock(_of_24(int(hour_only[1]), hour_only[2].lower()), 0, None, hour_only.end())
    return _full_hour(rest)


def _full_hour(rest: str) -> Clock | None:
    found = next(filter(None, (hour.search(rest) for hour in _FULL_HOURS)), None)
    hour = _of_24(int(found[1]), _half(rest)) if found else 24
    return Clock(hour, 0, None, found.end()) if found and hour < 24 else None


def _half(rest: str) -> str:
    """The half of the day that a word in a text names: ``a``, ``p`` or nothing."""
    return "p" if _NOON.search(rest) else "a" if _MORNING.search(rest) else ""


def _of_24(hour: int, half: str) -> int:
    """An hour with the half of the day that is written beside it: ``a``, ``p`` or nothing."""
    if half == "p":
        return hour + 12 if hour < 12 else hour
    return 0 if half == "a" and hour == 12 else hour


def behind(text: str, end: int, hour: int) -> tuple[int, str]:
    """The hour and the offset of a clock that ends at ``end``, by what stands behind it."""
    if text[end:] in ("", "Z"):
        return hour, text[end:]
    half = _HALF.match(text, end)
    if half is None:
        return hour, _offset_behind(text, end)
    return _of_24(hour, half[1].lower()), _offset_behind(text, half.end())


def _offset_behind(text: str, end: int) -> str:
    """The offset behind a clock that ends at ``end``, as ISO 8601 writes it; empty when there is none known."""
    if found := _OFFSET.match(text, end):
        return _offset(found[1] or found[2])
    zone = _ZONE.search(text, end)
    if zone is None:
        return ""
    return _offset(zone[2]) if zone[2] and _ZONES[zone[1]] == "Z" else _ZONES[zone[1]]


def _offset(zone: str) -> str:
    """An offset such as ``+0200`` or ``−2`` as ISO 8601 writes it, empty when it cannot be read."""
    found = re.fullmatch(r"([+\-−])(\d{1,2}):?(\d\d)?", zone)
    return f"{found[1].replace('−', '-')}{int(found[2]):02}:{found[3] or '00'}" if found else ""


def utc(offset: str) -> str:
    """``Z`` in place of an offset of zero."""
    return "Z" if offset in ("+00:00", "-00:00") else offset
