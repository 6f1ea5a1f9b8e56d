"""Dates that several witnesses tell of one instant: which says most of it, and the offset of the site's own clock."""

import re
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta, timezone
from typing import Final, NamedTuple

from crawler.parsers.article.times.moments import day_of

_OFFSET_AT_END: Final = re.compile(r"T.*(?:Z|[+-]\d\d:\d\d)$")
_WIDEST_OFFSET: Final = timedelta(hours=14)


class Dated(NamedTuple):
    """A date in ISO 8601 and as the page wrote it."""

    value: str
    raw: str


def best(found: Sequence[Dated]) -> Dated | None:
    """The first, unless another witness of the same time says it better."""
    if not found:
        return None
    first = found[0]
    better = [other for other in found[1:] if _tells_more(other.value, first.value)]
    return better[0] if better else first


def finer(found: Dated, others: Iterable[Dated]) -> Dated:
    """The first of ``others`` that is the same time with a clock or an offset that ``found`` lacks, else ``found``."""
    if _OFFSET_AT_END.search(found.value):
        return found
    return next((other for other in others if _tells_more(other.value, found.value)), found)


def _tells_more(other: str, one: str) -> bool:
    """Whether ``other`` is the same time with a clock, with an offset, or with an offset that is not UTC's."""
    if len(one) == 10:
        return len(other) > 10 and day_of(other) == one
    here, there = _instant(one), _instant(other)
    if here is None or there is None:
        return False
    if here.tzinfo is None:
        return there.tzinfo is not None and there.replace(tzinfo=None, second=0) == here.replace(second=0)
    if there.tzinfo is None or here.utcoffset() or not there.utcoffset():
        return False
    return abs(there - here) < timedelta(minutes=1)


def _instant(value: str) -> datetime | None:
    try:
        return datetime.fromisoformat(value) if len(value) > 10 else None
    except ValueError:
        return None


def with_offset(found: Dated, others: Iterable[Dated]) -> Dated:
    """The same instant with the offset by which the first of ``others`` tells it; ``found`` itself unless it is UTC."""
    instant = _instant(found.value)
    if instant is None or instant.tzinfo is None or instant.utcoffset():
        return found
    offset = next(filter(None, (_offset(instant, _instant(other.value)) for other in others)), None)
    return found if offset is None else Dated(instant.astimezone(timezone(offset)).isoformat(), found.raw)


def _offset(instant: datetime, local: datetime | None) -> timedelta | None:
    """The offset by which a clock tells the same instant: its own, or the difference if that is full half hours."""
    if local is None:
        return None
    if local.tzinfo is not None:
        return local.utcoffset() if abs(local - instant) < timedelta(minutes=1) else None
    apart = local.replace(second=0, microsecond=0) - instant.replace(tzinfo=None, second=0, microsecond=0)
    return apart if abs(apart) <= _WIDEST_OFFSET and not apart.total_seconds() % 1800 else None
