"""What tells a page from others: its addresses and its headlines, and so which JSON-LD nodes are of it."""

import re
from collections.abc import Iterable, Iterator
from typing import Any, Final
from urllib.parse import unquote

from crawler import urls
from crawler.parsers.article.lexicon import fold
from crawler.parsers.article.witness.nodes import addresses, texts
from crawler.parsers.page import Page

_PREFIX: Final = re.compile(r"^https?:(?://)?(?:www\.)?", re.I)
_TITLE_CHARS: Final = 500
_SLUG_CHARS: Final = 20
_NAME_CHARS: Final = 8
"""Lengths from which on a part of a path, and the last, name one article wherever its twins for phones are."""


class Identity:
    """A page's own addresses and headlines, for comparison with those of a node."""

    def __init__(self, page: Page, called: Iterable[str | None], headlines: Iterable[str]) -> None:
        self.page = page
        self.addresses = {bare for url in called if url and (bare := self.bare(url))}
        self.headlines = [folded for text in headlines if (folded := fold(text[:_TITLE_CHARS]))]

    def is_of(self, node: dict[str, Any]) -> bool | None:
        """Whether a node is of this page by its address or headline; None where neither tells.

        It is another page's when both are: sites have twins of a page, and headlines for search engines.
        """
        named = set(filter(None, map(self.bare, addresses(node))))
        if named & self.addresses:
            return True
        headlines = [fold(text[:_TITLE_CHARS]) for text in texts(node.get("headline"))]
        is_shown = any(_holds(headline, own) for headline in headlines for own in self.headlines)
        if is_shown and not (named and is_front(self.page)):
            return True
        paths = [address for address in named if "/" in address]
        shown = unquote(self.page.url).lower()
        is_twin = any(slug in shown for path in paths for slug in _slugs(path))
        return False if paths and headlines and not is_twin else None

    def bare(self, url: str) -> str:
        """An absolute address for comparison: no scheme, no www, no query, no slash at the end, nothing escaped."""
        if not url.startswith(("https://", "http://")) and urls.is_http(self.page.base):
            url = urls.join(self.page.base, url.strip("\"' ")) or ""
        return unquote(_PREFIX.sub("", url.partition("#")[0].partition("?")[0])).rstrip("/").lower()


def is_front(page: Page) -> bool:
    """Whether the page is the first of its site."""
    address = urls.parts(page.url)
    return address.path in ("", "/") and not address.query


def _holds(one: str, other: str) -> bool:
    """Whether one of two folded headlines is the other, or most of it."""
    short, long = sorted((one, other), key=len)
    return short in long and (len(short) >= _SLUG_CHARS or 2 * len(short) >= len(long)) and short != ""


def _slugs(address: str) -> Iterator[str]:
    """Parts of a path that name one article: the last unless it is short, and long ones."""
    *others, last = (part.partition(".")[0] for part in address.split("/"))
    yield from (part for part in others if len(part) >= _SLUG_CHARS)
    if len(last) >= _NAME_CHARS:
        yield last
