"""Whether an address belongs to a crawler trap: pages that link to ever new addresses without new content.

Judged by looks alone, except for calendars and listings: there the caller counts how many addresses of one ``pattern``
it took. No look tells an endless chain of stories from a large site: it ends at ``MAX_ALIKE`` links from a seed.
"""

import re
from collections import Counter
from enum import StrEnum
from typing import Final

from crawler.urls import MAX_LENGTH


class Trap(StrEnum):
    """Why an address counts as a trap."""

    TOO_LONG = "tooLong"
    TOO_DEEP = "tooDeep"
    REPEATED_SEGMENTS = "repeatedSegments"
    REPEATED_PARAMETERS = "repeatedParameters"
    SESSION_ID = "sessionId"
    CALENDAR = "calendar"
    LISTING = "listing"
    TOO_FAR = "tooFar"


MAX_SEGMENTS: Final = 20
"""Path segments of the deepest address that is taken; news sites stay below ten."""

MAX_ALIKE: Final = 5_000
"""Calendar pages, or pages of one listing, that are taken: a daily archive of more than thirteen years."""

_ROUNDS: Final = 3
_LAST_YEAR: Final = 2099
_SESSION: Final = re.compile(
    r";jsessionid=|/\((?:[a-z]\([0-9a-z]{24}\))+\)/|[?&](?:phpsessid|jsessionid|aspsessionid\w*|sessionid|sid)=\w{16}",
    re.I,
)
_DIGITS: Final = re.compile(r"\d+")
# Four digits alone may be anybody's number; with a month behind them they are a year.
_CALENDAR_PATH: Final = re.compile(r"/((?:19|2[01])\d\d)[/-](?:0[1-9]|1[0-2])(?:[/-]\d{1,2})?/?(?:\?|\Z)")
_CALENDAR_QUERY: Final = re.compile(
    r"[?&](?:year|yr|month|mon|day|date|week|ical|tribe-bar-date|calendar|cal)=(\d{4})?(?:-?\d{1,2}){0,2}(?:&|\Z)", re.I
)
# Without ``p``, which is WordPress's name of a story.
_LISTING: Final = re.compile(r"(/(?:page|seite|pagina)[/-]?|[?&](?:page|paged|seite|pagina|offset|start)=)\d+", re.I)


def judge(url: str, *, alike: int = 0, far: int = 0, most: int = MAX_ALIKE) -> Trap | None:
    """Why ``url`` (canonical) is a trap, or None.

    ``alike``: addresses of its ``pattern`` taken before, ``far``: links away from a seed; neither may pass ``most``.
    """
    if len(url) > MAX_LENGTH:
        return Trap.TOO_LONG
    rest = url.partition("://")[2].partition("/")[2]
    path, _, query = rest.partition("?")
    segments = [segment for segment in path.split("/") if segment]
    if len(segments) > MAX_SEGMENTS:
        return Trap.TOO_DEEP
    if _SESSION.search(url):
        return Trap.SESSION_ID
    if _goes_round(segments):
        return Trap.REPEATED_SEGMENTS
    if query and _repeats(query):
        return Trap.REPEATED_PARAMETERS
    year = _calendar_year("/" + rest)
    if year is not None and (year > _LAST_YEAR or alike >= most):
        return Trap.CALENDAR
    if alike >= most:
        return Trap.LISTING
    return Trap.TOO_FAR if far > most else None


def pattern(url: str) -> str | None:
    """What calendar pages of one site, or pages of one listing, have in common; None for any other address.

    Calendars have every number as 0, listings the number of the page alone.
    """
    scheme, _, rest = url.partition("://")
    host, _, path = rest.partition("/")
    if _calendar_year("/" + path) is not None:
        return f"{scheme}://{host}/{_DIGITS.sub('0', path)}"
    listing, count = _LISTING.subn(r"\g<1>0", "/" + path)
    return f"{scheme}://{host}{listing}" if count else None


def _goes_round(segments: list[str]) -> bool:
    """Whether a run of segments that holds a letter comes three times in a row."""
    for size in range(1, (len(segments) - len(set(segments))) // (_ROUNDS - 1) + 1):
        for at in range(len(segments) - size * _ROUNDS + 1):
            run = segments[at : at + size]
            if segments[at : at + size * _ROUNDS] == run * _ROUNDS and not "".join(run).isdigit():
                return True
    return False


def _repeats(query: str) -> bool:
    """Whether the same parameter comes three times with the same value."""
    pairs = query.split("&")
    return len(pairs) - len(set(pairs)) >= _ROUNDS - 1 and max(Counter(pairs).values()) >= _ROUNDS


def _calendar_year(rest: str) -> int | None:
    """The year of a calendar page (0 when it names none), None for other pages."""
    found = _CALENDAR_PATH.search(rest) or _CALENDAR_QUERY.search(rest)
    return int(found[1] or 0) if found else None
