"""Dates as publishers' software writes them, to ISO 8601 with the offset that was given; nothing is converted."""

import re
from datetime import UTC, datetime
from typing import Final

from crawler.parsers.comments.dates import Dates

_ISO: Final = re.compile(
    r"(\d{4})-(\d\d?)-(\d\d?)"
    r"(?:[T\s]+(\d\d?):(\d\d)(?::(\d\d)(?:[.,:]\d+)?)?\s*(Z|UTC|GMT|[+-]\s?\d\d(?::?\d\d)?(?::?00)?)?(?:\[.*\])?)?(?=\D|$)",
    re.I,
)
_COMPACT: Final = re.compile(r"(\d{4})(\d\d)(\d\d)(?:T?(\d\d)(\d\d)(\d\d)?(Z|[+-]\d\d:?\d\d)?)?$")
_EPOCH: Final = re.compile(r"(\d{10})(?:\d{3})?(?:\.\d+)?$")
_JAVA: Final = re.compile(
    r"\w{3} (\w{3}) (\d\d?) (\d\d:\d\d(?::\d\d)?) (?:([A-Z]{2,5}|[+-]\d{4}|GMT[+-]\d{4}) )?(\d{4})"
)
_RFC: Final = re.compile(
    r"(?:\w{3,9}, )?(\d\d?)[ -](\w{3,9})[ -](\d{4}),? (\d\d?:\d\d(?::\d\d)?)(?: ([A-Z]{1,5}|[+-]\d\d:?\d\d))?"
)
_OFFSET: Final = re.compile(r"([+-])\s?(\d\d):?(\d\d)?")
_MONTHS: Final = {name: i for i, name in enumerate("jan feb mar apr may jun jul aug sep oct nov dec".split(), 1)}
_ZONES: Final = {
    "Z": "Z",
    "UTC": "Z",
    "GMT": "Z",
    "WET": "+00:00",
    "WEST": "+01:00",
    "CET": "+01:00",
    "MEZ": "+01:00",
    "CEST": "+02:00",
    "MESZ": "+02:00",
    "EET": "+02:00",
    "EEST": "+03:00",
    "MSK": "+03:00",
    "JST": "+09:00",
    "KST": "+09:00",
    "AEST": "+10:00",
    "AEDT": "+11:00",
    "EST": "-05:00",
    "EDT": "-04:00",
    "CDT": "-05:00",
    "MST": "-07:00",
    "MDT": "-06:00",
    "PST": "-08:00",
    "PDT": "-07:00",
}
"""Zone abbreviations with one meaning in news; IST, BST and CST have several and give no offset."""
_ZONE_NAME: Final = re.compile(r"\b(" + "|".join(_ZONES) + r")\b")
_LONGEST: Final = 100


def moment(raw: str, reader: Dates) -> str | None:
    """ISO 8601 of a date as written, None when it is none; ``reader`` knows the page's language and capture time."""
    raw = raw.strip()[:_LONGEST]
    if not any(map(str.isdigit, raw)):
        return None
    for form in (_iso, _compact, _java, _rfc):
        if (value := form(raw)) is not None:
            return value
    return _in_words(raw, reader)


def day_of(value: str) -> str:
    """The calendar day of an ISO value, as written."""
    return value[:10]


def _iso(raw: str) -> str | None:
    found = _ISO.match(raw)
    if not found:
        return None
    year, month, day, hour, minute, second, zone = found.groups()
    return _stamp(year, month, day, hour=hour, minute=minute, second=second, zone=zone)


def _compact(raw: str) -> str | None:
    if found := _EPOCH.match(raw):
        return datetime.fromtimestamp(int(found[1]), UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    found = _COMPACT.match(raw)
    if not found:
        return None
    year, month, day, hour, minute, second, zone = found.groups()
    return _stamp(year, month, day, hour=hour, minute=minute, second=second, zone=zone)


def _java(raw: str) -> str | None:
    """A form such as ``Fri Apr 28 19:20:36 CEST 2023``."""
    found = _JAVA.match(raw)
    month = _MONTHS.get(found[1].lower()) if found else None
    if not found or month is None:
        return None
    hour, minute, *second = found[3].split(":")
    zone = (found[4] or "").removeprefix("GMT") or found[4]
    return _stamp(found[5], month, found[2], hour=hour, minute=minute, second="".join(second) or None, zone=zone)


def _rfc(raw: str) -> str | None:
    """A form such as ``Fri, 28 Apr 2023 19:20:36 +0200`` (https://www.rfc-editor.org/rfc/rfc5322#section-3.3)."""
    found = _RFC.match(raw)
    month = _MONTHS.get(found[2][:3].lower()) if found else None
    if not found or month is None or re.match(r"\s*[ap]\.?m", raw[found.end() :], re.I):
        return None
    hour, minute, *second = found[4].split(":")
    return _stamp(found[3], month, found[1], hour=hour, minute=minute, second="".join(second) or None, zone=found[5])


def _in_words(raw: str, reader: Dates) -> str | None:
    """Everything else, by the reader shared with comments; a zone's name behind a clock becomes its offset."""
    zone = _ZONE_NAME.search(raw)
    stamp = reader.read(_ZONE_NAME.sub(" ", raw) if zone else raw)
    if stamp is None or stamp.relative or not stamp.value or len(stamp.value) < 10:
        return None
    value = stamp.value
    if zone and "T" in value and not re.search(r"(?:Z|[+-]\d\d:\d\d)$", value):
        value += _ZONES[zone[1]]
    return value


def _stamp(
    year: str,
    month: str | int,
    day: str,
    *,
    hour: str | None,
    minute: str | None,
    second: str | None,
    zone: str | None,
) -> str | None:
    """The parts in ISO form, None when there is no such moment."""
    try:
        when = datetime(int(year), int(month), int(day), int(hour or 0), int(minute or 0), min(int(second or 0), 59))
    except ValueError:
        return None
    if hour is None:
        return when.strftime("%Y-%m-%d") if when.year >= 1000 else None
    clock = when.isoformat(timespec="minutes" if second is None else "seconds")
    return clock + _offset(zone or "")


def _offset(zone: str) -> str:
    """An offset in ISO form, empty when the zone is unknown."""
    if known := _ZONES.get(zone.upper()):
        return known
    found = _OFFSET.match(zone)
    return f"{found[1]}{found[2]}:{found[3] or '00'}" if found else ""
