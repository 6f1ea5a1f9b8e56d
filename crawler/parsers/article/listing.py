"""Whether a page lists articles, or is one of a site's standing pages, rather than being an article itself.

Judged by what the page declares (body classes that content systems share, JSON-LD), by its address, and by text that
stands in short pieces under headings that are links. What declares itself an article is none of this, unless all that
says so is ``og:type``, and its content system calls it a list. In doubt a page is an article.
"""

import re
from collections import Counter
from collections.abc import Collection
from typing import Final
from urllib.parse import unquote

from lxml.html import HtmlElement

from crawler.parsers.article.body import Body
from crawler.parsers.article.witness import Witnesses, types
from crawler.urls import parts

_LISTING_CLASSES: Final = frozenset(
    "archive category tag author search search-results post-type-archive taxonomy page-taxonomy".split()
)
_SHARED_CLASSES: Final = _LISTING_CLASSES | {"blog", "date", "home"}
"""With those that mean little by themselves: themes put them on articles."""

_LISTING_TYPES: Final = frozenset({"CollectionPage", "SearchResultsPage", "ProfilePage"})
_LISTING_PATH: Final = re.compile(
    r"/(?:tags?|topics?|themen?|th[eé]mes?|temas?|categor(?:y|ies|ia|ias|ie)|kategorien?|rubriken?|rubriques?|sections?|"
    r"authors?|autor(?:es|en)?|auteurs?|contributors?|writers?|profiles?|search|suche|recherche|buscar|archives?|archiv)"
    r"(?:/[^/.]*)?/?\Z|/(?:page|seite|pagina)[/-]?\d{1,4}/?\Z",
    re.I,
)
_STANDING: Final = re.compile(
    r"/(?:about(?:-us)?|contact(?:-us)?|kontakt|impressum|imprint|privacy(?:-policy)?|datenschutz(?:erklaerung)?|terms"
    r"(?:-of-(?:use|service))?|agb|log-?in|wp-login|sign-?(?:in|up)|register|subscribe|subscriptions?|newsletters?|abo|"
    r"advertise|faq|help|hilfe|sitemap|cookies?(?:-policy)?)(?:\.\w{2,5})?/?\Z",
    re.I,
)
_HEADINGS: Final = frozenset({"h1", "h2", "h3", "h4"})
_FRAME: Final = ("nav", "aside", "footer")
_FEW: Final = 3
_TEASER_CHARS: Final = 400
"""Most characters of text for each linked heading: what is longer than its teasers is somebody's own text."""
_THIN_CHARS: Final = 200
"""A page with less text is no article whose text could be lost."""


def listing(witnesses: Witnesses, body: Body, *, chars: int) -> str | None:
    """Why the page lists others; ``chars`` is the length of ``body``. None where it may be an article."""
    if witnesses.is_made_as_article or (witnesses.declares_article and not _is_made_as_list(witnesses)):
        return None
    headings = [heading for tag in ("h2", "h3", "h4") for heading in witnesses.page.elements(tag)]
    if chars > _TEASER_CHARS * (len(headings) + 1):
        return None
    headings = [heading for heading in headings if next(heading.iterancestors(*_FRAME), None) is None]
    linked = {heading for heading in headings if _is_link(heading)}
    told = None if witnesses.declares_article else _told(witnesses)
    if told and linked and chars <= _TEASER_CHARS * len(linked):
        return told
    if len(linked) <= _FEW:
        return None
    if chars < _THIN_CHARS:
        return "headings that are links" if 2 * len(linked) > len(headings) else None
    return "text under headings that are links" if _is_of_teasers(witnesses, body, linked) else None


def _told(witnesses: Witnesses) -> str | None:
    """What speaks for a list, if only there are headings that are links."""
    if declared := _declares_listing(witnesses):
        return declared
    if _LISTING_PATH.search(unquote(parts(witnesses.page.url).path)):
        return "address of a list, headings that are links"
    return "front page" if witnesses.is_front else None


def _is_link(heading: HtmlElement) -> bool:
    """Whether a link is in the heading, or the heading in a link."""
    return next(heading.iter("a"), None) is not None or next(heading.iterancestors("a"), None) is not None


def _is_of_teasers(witnesses: Witnesses, body: Body, linked: Collection[HtmlElement]) -> bool:
    """Whether most of the text stands under headings that are links, several of them, and little under each one."""
    kept = Counter[HtmlElement]()
    for block in body.blocks:
        kept[block.box.element] += len(block.text)
    under = Counter[HtmlElement | None]()
    heading = None
    for element in witnesses.page.everything:
        if element.tag in _HEADINGS:
            heading = element
        if element in kept and element is not heading:
            under[heading] += kept[element]
    teased = [chars for heading, chars in under.items() if heading in linked]
    return len(teased) > _FEW and max(under.values()) <= _TEASER_CHARS and 2 * sum(teased) > under.total()


def standing(witnesses: Witnesses) -> str | None:
    """Why the page is one of those that every site has (about, contact, terms); None for others."""
    if witnesses.declares_article:
        return None
    found = _STANDING.search(unquote(parts(witnesses.page.url).path))
    return f"address says {found[0].strip('/')!r}" if found else None


def _declares_listing(witnesses: Witnesses) -> str | None:
    classes = witnesses.body_classes & _LISTING_CLASSES
    if classes:
        return f"body class {min(classes)!r}"
    return _listing_type(witnesses) or ("articles of other pages" if witnesses.others > 1 else None)


def _listing_type(witnesses: Witnesses) -> str | None:
    found = (min(names) for node in witnesses.page.json_ld if (names := _LISTING_TYPES.intersection(types(node))))
    return next(found, None)


def _is_made_as_list(witnesses: Witnesses) -> bool:
    """Whether the content system calls a list what plug-ins share as an article."""
    return not _SHARED_CLASSES.isdisjoint(witnesses.body_classes) or _listing_type(witnesses) is not None
