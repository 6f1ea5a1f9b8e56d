"""What a page asks of robots: meta robots, X-Robots-Tag, and the reservation of rights to text and data mining.

Sources: https://developers.google.com/search/docs/crawling-indexing/robots-meta-tag for the names and the header's
form, https://www.w3.org/community/reports/tdmrep/CG-FINAL-tdmrep-20240510/ for TDM.
"""

import re
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Final

from crawler import PRODUCT
from crawler.parsers.page import Page

MAX_DIRECTIVES: Final = 50
"""Most that are kept of one page."""

_ROBOTS: Final = ("robots", PRODUCT.lower())
_WITH_VALUE: Final = frozenset({"max-snippet", "max-image-preview", "max-video-preview", "unavailable_after"})
_NAME: Final = re.compile(r"[a-z][a-z_-]{0,40}")
_COMMA: Final = re.compile(r",(?!\s*\d{1,2}[ -][a-z]{3})", re.I)
"""Between directives, not within a date: ``unavailable_after: Friday, 25-Jun-2027 15:00:00 GMT``."""

_EXPANDED: Final = {"none": ("noindex", "nofollow")}


def directives(page: Page) -> tuple[str, ...]:
    """All that ``page`` asks of us, such as ``noai``, ``noarchive``, ``nofollow``: sorted, each once, in lower case.

    With a value as ``max-snippet:50``; ``none`` is given as the noindex and nofollow it stands for. What is addressed
    to other robots is left out. A reservation of rights is ``tdm-reservation``, its terms ``tdm-policy:URL``.
    """
    rights = set(islice(_rights(page), MAX_DIRECTIVES))  # never lost to any number of words that nobody knows
    others = {*_from_meta(page), *_from_headers(page)} - rights
    return tuple(sorted({*rights, *sorted(others)[: MAX_DIRECTIVES - len(rights)]}))


def _from_meta(page: Page) -> Iterator[str]:
    for name in _ROBOTS:
        for content in page.meta.get(name, ()):
            for part in _COMMA.split(content):
                yield from _read(part)


def _from_headers(page: Page) -> Iterator[str]:
    for name, value in page.headers:
        if name.lower() == "x-robots-tag":
            yield from _from_header(value)


def _from_header(value: str) -> Iterator[str]:
    """One header line; ``bot: a, b`` speaks to that bot until the next bot is named."""
    ours = True
    for part in _COMMA.split(value):
        name, colon, rest = part.partition(":")
        if colon and name.strip().lower() not in _WITH_VALUE:
            ours = name.strip().lower() in _ROBOTS
            part = rest
        if ours:
            yield from _read(part)


def _read(part: str) -> Iterator[str]:
    name, _, value = (text.strip().lower() for text in part.partition(":"))
    if name in _WITH_VALUE and value:
        yield f"{name}:{value[:100]}"
    elif _NAME.fullmatch(name) and not value:
        yield from _EXPANDED.get(name, (name,))


def _rights(page: Page) -> Iterator[str]:
    """What the site's file says, the page's headers and its meta: each overrides the one before, name by name.

    The report's section "Processing priority". Other values than 0 and 1 are none; where one place says both, 1 counts.
    A policy goes with rights that are reserved, and says nothing where they are not.
    """
    reserved, policies = None, list[str]()
    for said in (page.rights, page.headers, _metas(page)):
        values = {value for value in _values(said, "tdm-reservation") if value in ("0", "1")}
        reserved = "1" in values if values else reserved
        policies = _values(said, "tdm-policy") or policies
    if reserved:
        yield "tdm-reservation"
    if reserved is not False:
        yield from (f"tdm-policy:{policy[:500]}" for policy in policies)


def _metas(page: Page) -> list[tuple[str, str]]:
    return [(name, value) for name in ("tdm-reservation", "tdm-policy") for value in page.meta.get(name, ())]


def _values(said: Iterable[tuple[str, str]], name: str) -> list[str]:
    return [value.strip() for key, value in said if key.lower() == name and value.strip()]
