"""One comment's parts, read from the elements that make it up: author, date, text, votes, permalink.

The walk visits each element once and never enters another comment. Roles come from names and tags
(``names.role``); where they disagree with the structure, the structure wins: what holds the date or the author is
not the text.
"""

import re
from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from lxml.html import HtmlElement

from crawler.items import Party
from crawler.parsers.comments.dates import Dates, Stamp
from crawler.parsers.comments.names import Role, role, words
from crawler.parsers.comments.people import clean_name, name_in_line
from crawler.parsers.comments.render import line, render, safe_url, spaced

_MOST_ELEMENTS = 4000
_MOST_TRIES = 6
_MOST_BESIDE = 6
_LONGEST_DATE_LINE = 60
_DATE_ATTRIBUTES = (
    "datetime", "title", "content", "data-time", "data-timestamp", "data-datetime", "data-utime", "data-livestamp",
    "data-date", "data-created", "data-tippy-content", "data-original-title",
)  # fmt: skip
_USER_LINK = re.compile(
    r"/(?:users?|profiles?|members?|people|author|personas?|u|community|account|autor|usuario)[/?.=-]|/[~@]|userid=|user_home|uid=",
    re.I,
)
_PERMALINK = re.compile(
    r"#(?:[a-z_-]*comment|c|forum|post|comm|kommentar|r)[\w-]*\d|/comments?/\d|showComment=|/c/|post-\d+$", re.I
)


_JOINTS = re.compile(
    r"^(?:\W*\b(?:on|at|am|um|le|el|said|says|wrote|writes|schreibt|sagt|by|von|par|a écrit|dice|disse)?\b\W*)\n\n(?=.*\w)",
    re.I,
)
"""Words between an author and a date that stand before a comment's own paragraphs."""

_Signed = tuple[Party | None, HtmlElement | None]


@dataclass(slots=True)
class Parts:
    """What the walk found, elements only, each list in page order."""

    authors: list[HtmlElement] = field(default_factory=list)
    dates: list[HtmlElement] = field(default_factory=list)
    bodies: list[HtmlElement] = field(default_factory=list)
    metas: list[HtmlElement] = field(default_factory=list)
    skipped: list[HtmlElement] = field(default_factory=list)
    links: list[HtmlElement] = field(default_factory=list)
    strong: list[HtmlElement] = field(default_factory=list)
    lines: list[HtmlElement] = field(default_factory=list)


@dataclass(slots=True)
class Fields:
    """One comment as read; an empty ``text`` with neither author nor date is no comment."""

    author: Party | None = None
    date: Stamp | None = None
    text: str = ""
    html: str = ""
    url: str | None = None
    date_url: str | None = None
    has_named_author: bool = False
    parts: Parts = field(default_factory=Parts)


@dataclass(frozen=True, slots=True)
class Reader:
    """Reads comments of one page: ``dates`` knows its language, ``base`` resolves its links, ``hosts`` are its own."""

    dates: Dates
    base: str
    hosts: frozenset[str] = frozenset()

    def read(self, roots: Sequence[HtmlElement], others: Container[HtmlElement]) -> Fields:
        """The fields of the comment made of ``roots``, without the comments in ``others``."""
        parts = walk(roots, others)
        date_at, date = self._date(parts)
        around_date = set(_ancestry(date_at, roots))
        first_author = best_author(parts, around_date)
        body = _body(parts, roots, date_at, first_author)
        author_at = first_author
        if body is not None and first_author is not None and _is_within(first_author, body):
            author_at = best_author(parts, around_date, within=body)
        author, author_at = self._author(parts, author_at, body)
        text, html = self._text(roots, others, body=body, not_text=(date_at, author_at))
        named = author is not None and author_at in parts.authors
        return Fields(author, date, text, html, self._url(parts), self._link_around(date_at), named, parts)

    def _date(self, parts: Parts) -> tuple[HtmlElement | None, Stamp | None]:
        """The first absolute date, else the first relative one, with its element."""
        guess: tuple[HtmlElement | None, Stamp | None] = (None, None)
        for element in self._dated(parts):
            stamp = self.stamp(element)
            if stamp and stamp.value and not stamp.relative:
                return element, self._with_clock_beside(element, stamp)
            if stamp and (guess[1] is None or guess[1].value is None):
                guess = (element, stamp)
        return guess

    def _with_clock_beside(self, element: HtmlElement, stamp: Stamp) -> Stamp:
        """The same day with the clock that stands beside it, in the next element or after the day's own."""
        parent = element.getparent()
        if stamp.precision != "day" or parent is None:
            return stamp
        beside = self.dates.read(spaced(parent)) if len(parent) < _MOST_BESIDE else None
        return beside if beside and _is_finer(beside, stamp) else stamp

    def _dated(self, parts: Parts) -> Iterator[HtmlElement]:
        """Elements that may hold the date, likeliest first."""
        yield from parts.dates[:_MOST_TRIES]
        yield from (link for link in parts.links[:_MOST_TRIES] if _PERMALINK.search(link.get("href") or ""))
        yield from parts.metas[:_MOST_TRIES]
        yield from parts.authors[:_MOST_TRIES]
        yield from (
            up for author in parts.authors[:1] if (up := author.getparent()) is not None and len(up) < _MOST_BESIDE
        )
        yield from parts.links[:_MOST_TRIES]
        yield from (p for p in parts.lines[-_MOST_TRIES:] if len(line(p)) <= _LONGEST_DATE_LINE)

    def stamp(self, element: HtmlElement) -> Stamp | None:
        """Attribute and text read together: the more precise one when they name the same day."""
        shown = self.dates.read(spaced(element))
        for name in _DATE_ATTRIBUTES if element.attrib else ():
            told = self.dates.read(element.get(name))
            if told and told.value and not told.relative:
                return shown if shown and _is_finer(shown, told) else told
        return shown

    def _author(self, parts: Parts, element: HtmlElement | None, body: HtmlElement | None) -> _Signed:
        """The author and the element that names it, the best element first, then bold text, links and lines."""
        if element is not None and (name := self._name(element)):
            return Party(name, self.profile(element)), element
        signed = self._linked((*parts.strong, *_user_links(parts.links)), body)
        if signed[0]:
            return signed
        for meta in (*parts.metas, *parts.authors):
            if _is_within(meta, body):
                continue
            found = name_in_line(line(meta))
            if found and self.dates.read(found) is None:
                return Party(found, None), meta
        return self._linked(parts.links, body) if body is not None else (None, None)

    def _linked(self, elements: Sequence[HtmlElement], body: HtmlElement | None) -> _Signed:
        """The first bold text or link that can be a name."""
        for element in elements:
            if _is_within(element, body) or _PERMALINK.search(element.get("href") or ""):
                continue
            found = clean_name(line(element))
            if found and self.dates.read(found) is None:
                return Party(found, self.profile(element)), element
        return None, None

    def _name(self, element: HtmlElement) -> str | None:
        label = label_of(element)
        links = () if element.tag == "a" else element.iter("a")
        link = next((each for each in links if label_of(each)), None)
        if link is not None and (inner := clean_name(label_of(link))):
            if label.startswith(inner) or _USER_LINK.search(link.get("href") or ""):
                return inner
        if len(label) > 40 or self.dates.read(label):
            for part in element.iter("b", "strong", "cite", "a", "span"):
                found = clean_name(label_of(part))
                if found and self.dates.read(found) is None:
                    return found
            return name_in_line(label)
        return clean_name(label)

    def profile(self, element: HtmlElement) -> str | None:
        """The address of the author's own page: a link in, around or as the name."""
        parent = element.getparent()
        for link in (*element.iter("a"), *((parent,) if parent is not None and parent.tag == "a" else ())):
            href = link.get("href")
            if href and not href.startswith("#") and not _PERMALINK.search(href):
                url = safe_url(href, self.base)
                return url if url and url.startswith("http") else None
        return None

    def _text(
        self,
        roots: Sequence[HtmlElement],
        others: Container[HtmlElement],
        *,
        body: HtmlElement | None,
        not_text: Container[HtmlElement | None],
    ) -> tuple[str, str]:
        if body is not None:
            return self.text_of(body, others, not_text)
        text, html = render(
            roots, excluded=lambda e: e in others or e in not_text or _role(e) in _NOT_TEXT, base=self.base
        )
        return _JOINTS.sub("", text), html

    def text_of(
        self,
        body: HtmlElement,
        others: Container[HtmlElement],
        not_text: Container[HtmlElement | None] = (),
    ) -> tuple[str, str]:
        """Text and safe HTML of a text's box, without buttons, frames, and the comments in it."""
        return render((body,), excluded=lambda e: e in others or e in not_text or _is_furniture(e), base=self.base)

    def _link_around(self, element: HtmlElement | None) -> str | None:
        """Where the date leads: the link that it is, holds or stands in."""
        if element is None:
            return None
        parent = element.getparent()
        for link in (element, parent, *element.iter("a")):
            if link is not None and link.tag == "a":
                return safe_url(link.get("href"), self.base)
        return None

    def _url(self, parts: Parts) -> str | None:
        """The comment's own address."""
        for link in parts.links:
            href = link.get("href") or ""
            if _PERMALINK.search(href):
                return safe_url(href, self.base)
        return None


_NAME_LEAF = re.compile(r"name$|nick|author.*link|author name|username")
_NOT_NAME = frozenset((Role.SKIP, Role.DATE, Role.META))
_HOLDERS = frozenset(("div", "section", "article", "li", "td"))
_MOST_HELD = 30
_INLINE = frozenset(("a", "span", "em", "strong", "b", "i", "u", "small", "code"))
_NOT_TEXT = frozenset((Role.SKIP, Role.META, Role.AUTHOR, Role.DATE))


def _role(element: HtmlElement) -> int:
    return role(str(element.tag), element.get("class") or "", element.get("itemprop") or "")


def _is_furniture(element: HtmlElement) -> bool:
    """Buttons and counters anywhere in a text, and boxes named as its frame; readers' own links stay."""
    kind = _role(element)
    return kind == Role.SKIP or (kind == Role.META and element.tag not in _INLINE)


def walk(roots: Sequence[HtmlElement], others: Container[HtmlElement]) -> Parts:
    """Sort the elements under ``roots`` by role, leaving out whatever lies in ``others``."""
    parts = Parts()
    by_role = {
        Role.BODY: parts.bodies,
        Role.AUTHOR: parts.authors,
        Role.DATE: parts.dates,
        Role.META: parts.metas,
        Role.SKIP: parts.skipped,
    }
    by_tag = {
        "a": parts.links,
        "b": parts.strong,
        "strong": parts.strong,
        "abbr": parts.dates,
        "p": parts.lines,
        "small": parts.lines,
        "span": parts.lines,
        "i": parts.lines,
        "em": parts.lines,
    }
    stack = list(reversed(roots))
    top = set(roots)
    seen = 0
    while stack and seen < _MOST_ELEMENTS:
        element = stack.pop()
        tag = element.tag
        if not isinstance(tag, str) or (element in others and element not in top):
            continue
        seen += 1
        if element not in top or len(roots) > 1 or not len(element):
            kind = role(tag, element.get("class") or "", element.get("itemprop") or "")
            if kind == Role.SKIP and (held := _holds(element)) is not None:
                kind = held
            if kind != Role.NONE:
                by_role[kind].append(element)
                if kind == Role.SKIP:
                    continue
            if tag in by_tag:
                by_tag[tag].append(element)
        stack.extend(reversed(element))
    return parts


def _holds(element: HtmlElement) -> int | None:
    """What a box named after buttons is all the same: a frame where it holds a date, a box where a text or author too.

    A form around a text, without a field to write in, is no form to skip.
    """
    if element.tag == "form":
        return Role.NONE if next(element.iter("textarea", "input"), None) is None else None
    if len(element) < 2 or element.tag not in _HOLDERS:
        return None
    found = set()
    for number, inner in enumerate(element.iterdescendants()):
        if number > _MOST_HELD:
            break
        if isinstance(inner.tag, str):
            found.add(_role(inner))
            if Role.DATE in found and (Role.BODY in found or Role.AUTHOR in found):
                return Role.NONE
    return Role.META if Role.DATE in found else None


def best_author(
    parts: Parts, around_date: Container[HtmlElement], *, within: HtmlElement | None = None
) -> HtmlElement | None:
    """The author element that says most plainly that it is one, outside ``within``; the first of equals."""
    ranked: list[tuple[float, int, HtmlElement]] = []
    for number, element in enumerate(parts.authors):
        if within is not None and _is_within(element, within):
            continue
        plain = _plainness(element.get("class") or "", element.get("itemprop") or "", str(element.tag))
        ranked.append((-(min(plain, 0.5) if element in around_date else plain), number, element))
    ranked.sort(key=lambda each: each[:2])
    return next((element for _, _, element in ranked if label_of(element)), None)


def _is_within(element: HtmlElement, box: HtmlElement | None) -> bool:
    """Whether an element is a box or stands in it."""
    if box is None:
        return False
    return element is box or any(up is box for up in element.iterancestors())


@lru_cache(maxsize=4096)
def _plainness(classes: str, prop: str, tag: str) -> float:
    if prop == "name" or "fn" in classes.split():
        return 5
    names = [words(token) for token in classes.split()]
    if any(_NAME_LEAF.search(name) for name in names):
        return 4
    if tag == "cite" or any(name.endswith(("user", "author", "by", "nick")) for name in names):
        return 3
    return 1 if "vcard" in names else 2


def label_of(element: HtmlElement) -> str:
    """The text of an element without dates, buttons and badges in it, on one line."""
    if not len(element):
        return " ".join((element.text or "").split())
    text = render((element,), excluded=lambda e: _role(e) in _NOT_NAME, base="")[0]
    return " ".join(text.partition("\n")[0].split())


def _body(
    parts: Parts, roots: Sequence[HtmlElement], date_at: HtmlElement | None, author_at: HtmlElement | None
) -> HtmlElement | None:
    """The outermost element named as a text that holds neither date nor author; of several the longest."""
    if not parts.bodies:
        return None
    holders = {*_ancestry(date_at, roots), *_ancestry(author_at, roots)}
    found: list[HtmlElement] = []
    inner: set[HtmlElement] = set()
    for body in parts.bodies:
        if body not in holders and body not in inner:
            found.append(body)
            inner.update(body.iter())
    if len(found) < 2:
        return found[0] if found else None
    return max(found, key=lambda body: len("".join(body.itertext())))


def _ancestry(element: HtmlElement | None, roots: Sequence[HtmlElement]) -> Iterable[HtmlElement]:
    while element is not None:
        yield element
        element = None if element in roots else element.getparent()


def _is_finer(shown: Stamp, told: Stamp) -> bool:
    """Whether the text has a clock that the attribute's bare day lacks."""
    return told.precision == "day" and not shown.relative and (shown.value or "")[:10] == told.value


def _user_links(links: Iterable[HtmlElement]) -> Iterable[HtmlElement]:
    return (link for link in links if _USER_LINK.search(link.get("href") or ""))
