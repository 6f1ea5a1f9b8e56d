"""Dates in elements made for them, by where they stand: from the headline to the text's end, above, and below.

What lies in teasers, comments and the page's frame is left out, as is a date above the headline in a masthead.
"""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import cached_property
from itertools import chain, islice, takewhile
from typing import Final

from lxml import etree
from lxml.html import HtmlElement

from crawler.parsers.article.elsewhere import is_elsewhere
from crawler.parsers.article.scene import Scene, element_at
from crawler.parsers.article.times.dated_lines import may_be_dated, tells_change, told_apart
from crawler.parsers.article.witness import COUNT, Witnesses, classed, item_of, short_text, with_ancestors

_PUBLISHED: Final = re.compile(r"publish|datecreated", re.I)
_NAMED_DATE: Final = ("date", "datum", "publish", "time", "fecha")
_PROPERTIES: Final = frozenset({"schema:datePublished", "schema:dateCreated", "schema:dateModified"})
"""As RDFa writes them."""

_NO_DATES: Final = frozenset({"body", "html", "script", "a"})
_MAX_SHOWN: Final = 60
_MAX_TIMES: Final = 20
_CARD: Final = 3
_MAX_CARD: Final = 400
_MOST_LINKS: Final = 5
_LEAD_CHARS: Final = 25
_HOLDERS: Final = frozenset({"span", "dd", "b", "i", "strong", "em", "small"})
"""In these a date may stand alone, with its label before them."""

_LINKED_HEADINGS: Final = etree.XPath(
    "descendant-or-self::a[ancestor::h1 or ancestor::h2 or ancestor::h3 or ancestor::h4 or ancestor::h5"
    " or descendant::h2 or descendant::h3 or descendant::h4 or descendant::h5]/@href",
    smart_strings=False,
)


class Shown:
    """The elements of a page that are made for dates."""

    def __init__(self, witnesses: Witnesses, around: Scene) -> None:
        self.witnesses, self.page = witnesses, witnesses.page
        self.around, self.ours = around, around.ours

    @cached_property
    def _ends(self) -> tuple[HtmlElement | None, HtmlElement | None]:
        """The elements at which the headline begins and the text ends."""
        around = self.around
        if not around.first:
            return next(iter(self.page.elements("h1")), None), None
        title = (around.heading or around.first)[0]
        return element_at(title, 0), around.end

    @cached_property
    def _addresses(self) -> list[str]:
        return [_bare(url) for url in (self.page.url, self.witnesses.canonical_url) if url]

    @cached_property
    def near(self) -> list[str]:
        """From the headline to the end of the text, in page order."""
        told = self._told(element for element in self._by_place[1][:_MAX_SHOWN] if not _is_change(element))
        return [value for value in told if not tells_change(value)]

    @cached_property
    def above(self) -> list[str]:
        """Above the headline, nearest first."""
        alone = _alone(self._by_place[0][-_MAX_SHOWN:])
        return list(self._told(element for element in reversed(alone) if not self.is_masthead(element)))

    @cached_property
    def below(self) -> list[str]:
        """Below the text, in page order."""
        return list(self._told(_alone(self._by_place[2][:_MAX_SHOWN])))

    def changed(self) -> Iterator[str]:
        """When the article was changed, likeliest first."""
        above, near, below = self._by_place
        places = chain(near[:_MAX_SHOWN], reversed(above[-_MAX_SHOWN:]), below[:_MAX_SHOWN])
        return self._told(filter(_is_change, places))

    def all(self) -> Iterator[str]:
        """All that do not tell of a change."""
        yield from self.near
        yield from self.above
        yield from self.below

    def times(self) -> Iterator[str]:
        """What the article's own ``time`` elements say to machines, but those of a change."""
        for element in self.page.elements("time")[:_MAX_TIMES]:
            value = element.get("datetime")
            if value and self._is_ours(element) and not _is_change(element):
                yield value

    def tells_change(self) -> bool:
        """Whether there may be something in ``changed``: a look at those made for dates alone."""
        times = self.page.elements("time")[:_MAX_TIMES]
        return any(map(_is_change, times)) or "schema:dateModified" in self.page.having("property").values()

    def items(self, name: str) -> list[HtmlElement]:
        """Elements of a microdata property whose item holds the headline or the text; else those of no teaser."""
        scopes = {element: item_of(element) for element in self.witnesses.items.get(name, ())[:_MAX_SHOWN]}
        if not scopes:
            return []
        ours = [element for element, scope in scopes.items() if scope is None or scope in self.ours]
        return ours or [element for element, scope in scopes.items() if scope is None or not self._is_card(scope)]

    def strangers(self, name: str, ours: Collection[HtmlElement]) -> set[str | None]:
        """What meta elements say of items but ``ours``, which is in the page's ``meta`` too."""
        return {element.get("content") for element in self.witnesses.items.get(name, ()) if element not in ours}

    def _told(self, elements: Iterable[HtmlElement]) -> Iterator[str]:
        for element in filter(self._is_ours, elements):
            yield from written(element)

    @cached_property
    def _by_place(self) -> tuple[list[HtmlElement], list[HtmlElement], list[HtmlElement]]:
        """Elements above the headline, from there to the end of the text, and below."""
        properties = {element for element, value in self.page.having("property").items() if value in _PROPERTIES}
        title, end = self._ends
        marks = {mark for mark in (title, end) if mark is not None}
        found: tuple[list[HtmlElement], ...] = ([], [], [])
        place = 0
        for element in classed(self.page, _NAMED_DATE, self.page.elements("time"), properties, marks):
            if element is title:
                place = 1
            elif element is end:
                place = 2
            is_sure = element.tag == "time" or element in properties
            if is_sure or (element.tag not in _NO_DATES and element not in marks):
                found[place].append(element)
        above, near, below = found
        return ([], above, below) if place == 0 else (above, near, below)

    def _is_ours(self, element: HtmlElement) -> bool:
        """Whether it belongs to the article rather than to a teaser, a comment or the page's frame."""
        if is_elsewhere(element, self.ours):
            return False
        alone = list(islice(takewhile(lambda box: box not in self.ours, with_ancestors(element)), _CARD + 1))
        box = next((box for box in reversed(alone) if COUNT(box) <= _MAX_CARD), None)
        return box is None or not self._is_card(box)

    def is_masthead(self, element: HtmlElement) -> bool:
        """Whether an element stands in the page's header, which may have the day it was asked for."""
        around = {box.tag: box for box in with_ancestors(element)}
        return "header" in around and around["header"] not in self.ours and not around.keys() & {"article", "main"}

    def _is_card(self, box: HtmlElement) -> bool:
        """Whether a box holds a heading that leads to another page."""
        links = map(_bare, _LINKED_HEADINGS(box)[:_MOST_LINKS])
        return any(not any(own.endswith(link) for own in self._addresses) for link in links)


def written(element: HtmlElement) -> Iterator[str]:
    """Values of a date element: attributes first, then its text."""
    get = element.get
    for value in (get("content"), get("datetime"), get("title"), *told_apart(short_text(element))):
        if value and len(value) < 100:
            yield value


def _alone(elements: Sequence[HtmlElement]) -> list[HtmlElement]:
    """Those that tell of no change and are alone of their kind: others belong to a list of something."""
    told = [element for element in elements if not _is_change(element)]
    times = Counter(map(_kind, told))
    return [element for element in told if times[_kind(element)] == 1]


def _kind(element: HtmlElement) -> tuple[object, str | None]:
    return element.tag, element.get("class")


def _is_change(element: HtmlElement) -> bool:
    """Whether its names, its text or what stands before it tell of a change."""
    named = " ".join(filter(None, map(element.get, ("class", "itemprop", "property"))))
    if tells_change(named):
        return _PUBLISHED.search(named) is None
    return _begins_with_change(short_text(element)) or tells_change(_lead(element))


def _begins_with_change(text: str) -> bool:
    """Whether the first date in a text is one of a change."""
    if not tells_change(text[:_LEAD_CHARS]):
        return False
    return tells_change(next(filter(may_be_dated, told_apart(text)), text))


def _lead(element: HtmlElement) -> str:
    """The text just before an element in the same box, or before the holder that begins with it."""
    parent = element.getparent()
    if parent is not None and parent.tag in _HOLDERS and not (parent.text or "").strip() and parent[0] is element:
        element, parent = parent, parent.getparent()
    before = element.getprevious()
    if before is None:
        text = (parent.text if parent is not None else None) or ""
    elif before.tail and not before.tail.isspace():
        text = before.tail
    else:
        text = short_text(before) if isinstance(before.tag, str) and before.tag != "time" else ""
    return text.rstrip()[-_LEAD_CHARS:]


def _bare(url: str) -> str:
    return url.partition("#")[0].partition("?")[0].rstrip("/")
