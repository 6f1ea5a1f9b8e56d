"""When a comment was written: which of its elements holds the date, attribute and text read together."""

from collections.abc import Iterator
from itertools import islice
from typing import Final

from lxml.html import HtmlElement

from crawler.parsers.comments.authors import PERMALINK
from crawler.parsers.comments.parts import Parts, has_fewer
from crawler.parsers.comments.render import line, spaced
from crawler.parsers.dates.reader import Dates
from crawler.parsers.dates.stamp import Stamp

_MOST_TRIES: Final = 6
_MOST_BESIDE: Final = 6
_LONGEST_LINE: Final = 60
_LONGEST_ABOVE: Final = 120
_NEXT: Final = 3
_ATTRIBUTES: Final = (
    "datetime", "title", "content", "data-time", "data-timestamp", "data-datetime", "data-utime", "data-livestamp",
    "data-date", "data-created", "data-tippy-content", "data-original-title",
)  # fmt: skip

Dated = tuple[HtmlElement | None, Stamp | None]
"""A date and the element that tells it."""


def date_of(parts: Parts, dates: Dates) -> Dated:
    """The first absolute date, else the first relative one, else one that cannot be placed."""
    guess: Dated = (None, None)
    for element in _likely(parts):
        found = stamp(element, dates, is_named=element in parts.dates)
        if found and found.value and not found.relative:
            return element, _with_clock_beside(element, found, dates)
        if found and (guess[1] is None or guess[1].value is None):
            guess = (element, found)
    loose = None if guess[1] is not None and guess[1].value else _loose(parts, dates)
    return guess if loose is None else (None, loose)


def _loose(parts: Parts, dates: Dates) -> Stamp | None:
    """A date that stands in no element of its own, after the author's: "<b>Ada</b><br>3 May 2020"."""
    for author in (*parts.authors[:_MOST_TRIES], *parts.strong[:1]):
        for element in (author, *islice(author.itersiblings(), _NEXT)):
            text = " ".join((element.tail or "").split())
            found = dates.read(text) if 0 < len(text) <= _LONGEST_LINE else None
            if found and found.value:
                return found
    return None


def _likely(parts: Parts) -> Iterator[HtmlElement]:
    """Elements that may hold the date, likeliest first."""
    yield from parts.dates[:_MOST_TRIES]
    yield from (link for link in parts.links[:_MOST_TRIES] if PERMALINK.search(link.get("href") or ""))
    yield from parts.metas[:_MOST_TRIES]
    yield from parts.authors[:_MOST_TRIES]
    above = parts.authors[0].getparent() if parts.authors else None
    if above is not None and has_fewer(above, _MOST_BESIDE) and len(line(above)) <= _LONGEST_ABOVE:
        yield above
    yield from parts.links[:_MOST_TRIES]
    yield from (each for each in parts.lines[-_MOST_TRIES:] if len(line(each)) <= _LONGEST_LINE)


def stamp(element: HtmlElement, dates: Dates, *, is_named: bool = True) -> Stamp | None:
    """The date of one element: the attribute's, or the text's where it has the clock that the attribute lacks."""
    shown = dates.read(spaced(element), is_named=is_named)
    attributes = dict(element.items())
    for value in filter(None, map(attributes.get, _ATTRIBUTES)) if attributes else ():
        told = dates.read(value)
        if told and told.value and not told.relative:
            return shown if shown and _is_finer(shown, told) else told
    return shown


def told_by(element: HtmlElement, dates: Dates) -> Stamp | None:
    """The date of an element that is known to tell it, with the clock beside it."""
    found = stamp(element, dates)
    return found and _with_clock_beside(element, found, dates)


def _with_clock_beside(element: HtmlElement, found: Stamp, dates: Dates) -> Stamp:
    """The same day with the clock that stands in it or beside it, in the next element or after the day's own."""
    if found.precision != "day":
        return found
    for inner in element.iter("time", "abbr"):
        finer = stamp(inner, dates)
        if finer and _is_finer(finer, found):
            return finer
    parent = element.getparent()
    if parent is None or not has_fewer(parent, _MOST_BESIDE):
        return found
    beside = dates.read(spaced(parent))
    return beside if beside and _is_finer(beside, found) else found


def _is_finer(shown: Stamp, told: Stamp) -> bool:
    """Whether the text has a clock that the attribute's bare day lacks."""
    return told.precision == "day" != shown.precision and not shown.relative and (shown.value or "")[:10] == told.value
