"""Who wrote a comment: the element that says most plainly that it names somebody, else bold text, links and lines."""

import re
from collections.abc import Container, Iterator, Sequence
from functools import lru_cache
from itertools import islice
from typing import Final

from lxml.html import HtmlElement

from crawler.items import Party
from crawler.parsers.comments.names import Role, words
from crawler.parsers.comments.parts import Parts, is_within, role_of
from crawler.parsers.comments.people import clean_name, name_in_line
from crawler.parsers.comments.render import line, render, safe_url
from crawler.parsers.dates.reader import Dates

PERMALINK: Final = re.compile(
    r"#(?:[a-z_-]{0,30}comment|c|forum|post|comm|kommentar|r)[\w-]{0,60}\d|/comments?/\d|showComment=|/c/"
    r"|post-\d{1,20}$",
    re.I,
)
"""An address of a comment."""

ACTION: Final = re.compile(
    r"repl[yi]|report|abuse|vote|flag|delete|edit\b|share|like\b|login|alert|moder|intent/|sharer", re.I
)
"""An address that does something to a comment rather than shows it."""

USER_LINK: Final = re.compile(
    r"/(?:users?|profiles?|members?|people|author|personas?|u|community|account|autor|usuario)[/?.=-]|/[~@]|userid="
    r"|user_home|uid=",
    re.I,
)
"""An address of somebody's own page."""

_NAME_LEAF: Final = re.compile(r"name$|nick|author.*link|author name|username")
_NOT_NAME: Final = frozenset((Role.SKIP, Role.DATE, Role.META))
_NAMING: Final = ("a", "b", "strong", "cite")
_LONGEST_LABEL: Final = 40
_MOST_ASKED: Final = 40
_MOST_LABELS: Final = 12
_MOST_IN_LABEL: Final = 60
"""Elements asked for a name, and elements in one: those of real pages stay below 3 and 20."""

Signed = tuple[Party | None, HtmlElement | None]
"""An author and the element that names it."""


def author_of(
    parts: Parts, element: HtmlElement | None, *, body: HtmlElement | None, dates: Dates, base: str
) -> Signed:
    """The author named by ``element``, else by what stands outside ``body``; both None when nobody is named."""
    if element is not None and (name := _name(element, dates)):
        return Party(name, profile(element, base)), element
    signed = _linked((*parts.strong, *_user_links(parts.links)), body, dates=dates, base=base)
    if signed[0]:
        return signed
    heads = (meta for meta in (*parts.metas, *parts.authors) if not is_within(meta, body))
    for meta in islice(heads, _MOST_ASKED):
        found = name_in_line(line(meta))
        if found and dates.read(found) is None:
            return Party(found, None), meta
    return _linked(parts.links, body, dates=dates, base=base) if body is not None else (None, None)


def beside_date(element: HtmlElement | None, *, dates: Dates, base: str) -> Signed:
    """The author named in the line that tells the date, the last to be asked: "Ada on 3 May"."""
    if element is None or element.tag in ("time", "abbr"):
        return None, None
    inner = [part for part in element.iter("a", "b", "strong") if part is not element]
    signed = _linked(inner, None, dates=dates, base=base)
    if signed[0]:
        return signed[0], element
    found = name_in_line(line(element))
    return (Party(found), element) if found and dates.read(found) is None else (None, None)


def _linked(elements: Sequence[HtmlElement], body: HtmlElement | None, *, dates: Dates, base: str) -> Signed:
    """The first bold text or link outside ``body`` that can be a name."""
    shown = (each for each in elements if not PERMALINK.search(each.get("href") or ""))
    for element in islice((each for each in shown if not is_within(each, body)), _MOST_ASKED):
        found = clean_name(line(element))
        if found and dates.read(found) is None:
            return Party(found, profile(element, base)), element
    return None, None


def _name(element: HtmlElement, dates: Dates) -> str | None:
    """The name in an author element: of the link in it, of a part of it where it says more, else of all."""
    label = _label(element)
    naming = islice((each for each in element.iter(*_NAMING) if each is not element), _MOST_LABELS)
    link = next(filter(_label, naming), None)
    linked = clean_name(_label(link)) if link is not None else None
    if linked and link is not None and (label.startswith(linked) or USER_LINK.search(link.get("href") or "")):
        return linked
    if len(label) <= _LONGEST_LABEL and dates.read(label) is None:
        return clean_name(label)
    parts = islice(element.iter("b", "strong", "cite", "a", "span"), _MOST_LABELS)
    names = map(clean_name, map(_label, parts))
    return next((name for name in names if name and dates.read(name) is None), None) or name_in_line(label)


def profile(element: HtmlElement, base: str) -> str | None:
    """The address of the author's own page: a link in, around or as the name."""
    parent = element.getparent()
    for link in (*element.iter("a"), *((parent,) if parent is not None and parent.tag == "a" else ())):
        href = link.get("href")
        if href and not href.startswith("#") and not PERMALINK.search(href):
            url = safe_url(href, base)
            return url if url and url.startswith("http") else None
    return None


def best_author(
    parts: Parts, around_date: Container[HtmlElement], *, within: HtmlElement | None = None
) -> HtmlElement | None:
    """The author element that says most plainly that it is one, outside ``within``; the first of equals."""
    ranked: list[tuple[float, int, HtmlElement]] = []
    for number, element in enumerate(parts.authors):
        if within is not None and is_within(element, within):
            continue
        plain = _plainness(element.get("class") or "", element.get("itemprop") or "", str(element.tag))
        ranked.append((-(min(plain, 0.5) if element in around_date else plain), number, element))
    ranked.sort(key=lambda each: each[:2])
    return next((element for _, _, element in ranked[:_MOST_LABELS] if _label(element)), None)


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


def _label(element: HtmlElement) -> str:
    """The text of an element without dates, buttons and badges in it, on one line; empty where it holds too much."""
    if not len(element):
        return " ".join((element.text or "").split())
    if next(islice(element.iter(), _MOST_IN_LABEL, None), None) is not None:
        return ""
    text = render((element,), excluded=lambda e: e.tag == "img" or role_of(e) in _NOT_NAME, base="")[0]
    return " ".join(text.partition("\n")[0].split())


def _user_links(links: Sequence[HtmlElement]) -> Iterator[HtmlElement]:
    return (link for link in links if USER_LINK.search(link.get("href") or ""))
