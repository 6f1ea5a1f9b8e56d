"""Dates as publishers' software writes them, to ISO 8601 with the offset that was given; nothing is converted."""

import re
from datetime import UTC, datetime
from typing import Final

from crawler.parsers.dates.clock import behind
from crawler.parsers.dates.reader import Dates

_ISO: Final = re.compile(r"((?:19|20)\d\d)-(\d\d?)-(\d\d?)(?:[Tt\s]+(\d\d?):(\d\d)(?::(\d\d)(?:[.,:]\d+)?)?)?(?=\D|$)")
_COMPACT: Final = re.compile(r"(\d{4})(\d\d)(\d\d)(?:T?(\d\d)(\d\d)(\d\d)?)?(?=Z?$|[+-]\d\d:?\d\d$)")
_EPOCH: Final = re.compile(r"(\d{10})(?:\d{3})?(?:\.\d+)?$")
_LONGEST: Final = 100


def moment(raw: str, reader: Dates) -> str | None:
    """ISO 8601 of a date as written, None when it is none; ``reader`` knows the page's language and capture time."""
    raw = raw.strip()[:_LONGEST]
    if not any(map(str.isdigit, raw)):
        return None
    for form in (_iso, _compact):
        if (value := form(raw)) is not None:
            return value
    return _in_words(raw, reader)


def day_of(value: str) -> str:
    """The calendar day of an ISO value, as written."""
    return value[:10]


def _iso(raw: str) -> str | None:
    """A form such as ``2023-04-28 19:20:36 +0200``; None for a day with something else behind it."""
    found = _ISO.match(raw)
    return None if found is None or (found[4] is None and found.end() < len(raw)) else _stamp(found, raw)


def _compact(raw: str) -> str | None:
    if found := _EPOCH.match(raw):
        return datetime.fromtimestamp(int(found[1]), UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    found = _COMPACT.match(raw)
    return _stamp(found, raw) if found else None


def _in_words(raw: str, reader: Dates) -> str | None:
    """Everything else, by the reader shared with comments."""
    stamp = reader.read(raw)
    return None if stamp is None or stamp.relative or not stamp.value or len(stamp.value) < 10 else stamp.value


def _stamp(found: re.Match[str], raw: str) -> str | None:
    """Year, month, day and perhaps hour, minute and second in ISO form, None when there is no such moment."""
    year, month, day, hour, minute, second = (int(part or 0) for part in found.groups())
    has_clock = found[4] is not None
    of_24, offset = behind(raw, found.end(), hour) if has_clock else (0, "")
    try:
        when = datetime(year, month, day, of_24, minute, min(second, 59))
    except ValueError:
        return None
    if not has_clock:
        return f"{when:%Y-%m-%d}" if year >= 1000 else None
    return when.isoformat(timespec="minutes" if found[6] is None else "seconds") + offset
