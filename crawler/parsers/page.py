"""A capture ready for parsing: one text, one tree, one reading of JSON-LD and meta, shared by every parser."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from itertools import chain
from typing import Any, Final

from bs4 import BeautifulSoup
from lxml.html import HtmlElement

from crawler import urls
from crawler.parsers import jsonld
from crawler.parsers.hinted import Names
from crawler.parsers.tree import build
from crawler.wire.charset import Text, decode

_ASKED_FOR: Final = frozenset(
    "class id href rel style itemprop itemtype role property typeof hidden aria-hidden aria-label data-testid "
    "data-component contenteditable".split()
)
"""Attributes that parsers ask whole pages for."""

_PARSELY: Final = {
    "title": "parsely-title",
    "link": "parsely-link",
    "image_url": "parsely-image-url",
    "pub_date": "parsely-pub-date",
    "section": "parsely-section",
    "author": "parsely-author",
    "authors": "parsely-author",
    "tags": "parsely-tags",
}
"""What the parts of a ``parsely-page`` are called where each has a ``meta`` of its own."""


@dataclass(frozen=True, eq=False)
class Page:
    """One answer, decoded. Derived forms (``text``, ``tree`` …) are made on first use and kept.

    ``headers`` keep order and case, values as Latin-1 text. ``payload`` is the entity with content codings removed,
    under a ceiling: ``cut`` says that it was reached. ``captured_at`` is UTC, exactly the record's WARC-Date.
    ``requested_url`` is where the chain of redirects began, ``url`` where this answer came from. ``rights`` is what the
    site's rights file says of ``url``, in the form of headers.
    The tree is shared: readers do not change it.
    """

    url: str
    payload: bytes
    captured_at: datetime
    status: int = 200
    method: str = "GET"
    requested_url: str | None = None
    headers: tuple[tuple[str, str], ...] = ()
    cut: bool = False
    rights: tuple[tuple[str, str], ...] = ()

    def header(self, name: str) -> str | None:
        """First value of a header by case-insensitive name."""
        wanted = name.lower()
        return next((value for key, value in self.headers if key.lower() == wanted), None)

    @cached_property
    def content_type(self) -> str:
        """Media type in lower case without parameters, empty when none was sent."""
        return (self.header("Content-Type") or "").partition(";")[0].strip().lower()

    @cached_property
    def decoded(self) -> Text:
        """The payload as text, with the encoding used and why."""
        return decode(self.payload, self.header("Content-Type"))

    @property
    def text(self) -> str:
        """The payload as text."""
        return self.decoded.text

    @cached_property
    def utf8(self) -> bytes:
        """The text as UTF-8: of most pages the payload itself, which is searched in half the time."""
        return self.payload if self.decoded.is_utf8 else self.text.encode("utf-8", "replace")

    @cached_property
    def _built(self) -> tuple[HtmlElement, tuple[str, ...]]:
        return build(self.text, self.utf8)

    @property
    def tree(self) -> HtmlElement:
        """The lxml tree; its root is always ``html``. Any text gives one, JSON and feeds too."""
        return self._built[0]

    @cached_property
    def everything(self) -> list[HtmlElement]:
        """All elements in page order.

        lxml makes an object for an element each time that it meets it, unless somebody keeps the last one, as this
        list does: what passes over the tree afterwards takes a fifth of the time.
        """
        return list(self.tree.iter("*"))

    @cached_property
    def _index(self) -> tuple[dict[object, list[HtmlElement]], dict[str, dict[HtmlElement, str]]]:
        """Elements by tag, and by each attribute that is asked for, with its value."""
        tags: dict[object, list[HtmlElement]] = defaultdict(list)
        values: dict[str, dict[HtmlElement, str]] = {name: {} for name in _ASKED_FOR}
        for element in self.everything:
            tags[element.tag].append(element)
            for name, value in element.items():
                if name in _ASKED_FOR:
                    values[name][element] = value
        return tags, values

    def elements(self, *tags: str) -> list[HtmlElement]:
        """All elements of some tags in page order."""
        by_tag = self._index[0]
        found = [by_tag[tag] for tag in tags if tag in by_tag]
        if len(found) > 1:
            return self.in_order(chain.from_iterable(found))
        return found[0] if found else []

    def in_order(self, elements: Iterable[HtmlElement]) -> list[HtmlElement]:
        """Some of the page's elements in page order, each once."""
        wanted = set(elements)
        if len(wanted) <= 1:
            return list(wanted)
        places = self._places
        return sorted(filter(places.__contains__, wanted), key=places.__getitem__)

    def between(self, first: HtmlElement, last: HtmlElement) -> list[HtmlElement]:
        """Elements from one to another, which is left out, in page order; none where either is of another page."""
        places = self._places
        return self.everything[places[first] : places[last]] if first in places and last in places else []

    @cached_property
    def _places(self) -> dict[HtmlElement, int]:
        """Each element's place in page order."""
        return {element: place for place, element in enumerate(self.everything)}

    def having(self, attribute: str) -> Mapping[HtmlElement, str]:
        """Elements that have an attribute, in page order, with its value as written.

        Those that parsers ask for are read at once, which costs as much as to ask every element for three of them.
        """
        if attribute in _ASKED_FOR:
            return self._index[1][attribute]
        return {element: value for element in self.everything if (value := element.get(attribute)) is not None}

    @cached_property
    def class_names(self) -> Names:
        """The different values of ``class``, to be searched."""
        return Names(set(self.having("class").values()))

    @cached_property
    def base(self) -> str:
        """What relative addresses on it are relative to (https://html.spec.whatwg.org/#document-base-url)."""
        hrefs = (element.get("href") for element in self.elements("base"))
        return next((urls.join(self.url, href) or self.url for href in hrefs if href), self.url)

    @cached_property
    def anchors(self) -> Mapping[HtmlElement, str]:
        """The ``a`` elements that lead somewhere, in page order, each with its address as written."""
        return {element: href for element, href in self.having("href").items() if element.tag == "a"}

    @property
    def notes(self) -> tuple[str, ...]:
        """What was noticed while decoding and parsing: ``cut``, and the notes of ``tree.build``."""
        return ("cut",) * self.cut + self._built[1]

    @cached_property
    def soup(self) -> BeautifulSoup:
        """The same page as BeautifulSoup, for site files written by researchers. Costs a second parse."""
        return BeautifulSoup(self.text, "lxml")

    @cached_property
    def json_ld(self) -> list[dict[str, Any]]:
        """Every node of every readable JSON-LD block, ``@graph`` unfolded, in page order."""
        blocks = [script for script in self.elements("script") if "ld+json" in (script.get("type") or "").lower()]
        return [node for block in blocks for node in jsonld.nodes(block.text or "")]

    @cached_property
    def meta(self) -> dict[str, list[str]]:
        """``meta`` values by lower-case name, property or itemprop, in page order; empty values are left out.

        Parse.ly's, which may be one of JSON, are told apart (https://docs.parse.ly/metadata-meta-tags/).
        """
        found: dict[str, list[str]] = {}
        for element in self.elements("meta"):
            value = (element.get("content") or element.get("value") or "").strip()
            for attribute in ("name", "property", "itemprop"):
                if value and (name := element.get(attribute)):
                    found.setdefault(name.strip().lower(), []).append(value)
        for value in found.get("parsely-page", ()):
            for name, told in _parsely(value):
                found.setdefault(name, []).append(told)
        return found


def _parsely(value: str) -> Iterator[tuple[str, str]]:
    """The names and values of Parse.ly's single ones in its JSON."""
    for key, values in next(iter(jsonld.nodes(value)), {}).items():
        for each in values if isinstance(values, list) else [values]:
            if key in _PARSELY and isinstance(each, str) and each.strip():
                yield _PARSELY[key], each.strip()
