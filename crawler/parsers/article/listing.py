"""Whether a page lists articles, or is one of a site's standing pages, rather than being an article itself.

Judged by what the page declares (body classes that content systems share, JSON-LD, og:type), by its address, and by
headings that are links elsewhere. What declares itself an article is none of this. In doubt a page is an article.
"""

import re
from typing import Final
from urllib.parse import unquote

from lxml import etree
from lxml.html import HtmlElement

from crawler.parsers.article.witness import ARTICLE_TYPES, Witnesses, types
from crawler.urls import parts

_LISTING_CLASSES: Final = frozenset(
    "archive category tag author search search-results post-type-archive taxonomy page-taxonomy".split()
)
_SINGLE_CLASSES: Final = frozenset(
    "single single-post singular single-article page-node-type-article article-page".split()
)
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
_LINKED_HEADINGS: Final = etree.XPath(
    "//*[self::h2 or self::h3 or self::h4][a or parent::a][not(ancestor::nav or ancestor::aside or ancestor::footer)]"
)
_SECTION_PATH: Final = re.compile(r"/[^/.-]{1,30}/?")
_FEW: Final = 3
_TEASER_CHARS: Final = 400
"""Most characters of text for each linked heading: what is longer than its teasers is somebody's own text."""


def listing(witnesses: Witnesses, *, chars: int) -> str | None:
    """Why the page lists others; ``chars`` is the length of its text. None where it may be an article."""
    if _declares_article(witnesses):
        return None
    told, least = _told(witnesses)
    if told is None:
        return None
    linked = len(_LINKED_HEADINGS(witnesses.page.tree))
    return told if linked >= least and chars <= _TEASER_CHARS * linked else None


def _told(witnesses: Witnesses) -> tuple[str | None, int]:
    """What speaks for a list, and how many headings that are links there must be for it."""
    path = unquote(parts(witnesses.page.url).path)
    if declared := _declares_listing(witnesses):
        return declared, 1
    if _LISTING_PATH.search(path):
        return "address of a list, headings that are links", 1
    if path in ("", "/"):
        return "front page", 1
    return ("address of a section, headings that are links", _FEW + 1) if _SECTION_PATH.fullmatch(path) else (None, 0)


def standing(witnesses: Witnesses) -> str | None:
    """Why the page is one of those that every site has (about, contact, terms); None for others."""
    if _declares_article(witnesses):
        return None
    found = _STANDING.search(unquote(parts(witnesses.page.url).path))
    return f"address says {found[0].strip('/')!r}" if found else None


def _declares_article(witnesses: Witnesses) -> bool:
    if ARTICLE_TYPES.intersection(types(witnesses.article)):
        return True
    if (witnesses.meta("og:type") or "").lower() == "article" or witnesses.meta("article:published_time"):
        return True
    return bool(_SINGLE_CLASSES & _body_classes(witnesses.page.tree))


def _declares_listing(witnesses: Witnesses) -> str | None:
    classes = _body_classes(witnesses.page.tree) & _LISTING_CLASSES
    if classes:
        return f"body class {min(classes)!r}"
    for node in witnesses.page.json_ld:
        if names := _LISTING_TYPES.intersection(types(node)):
            return min(names)
    return None


def _body_classes(tree: HtmlElement) -> set[str]:
    body = tree.find("body")
    return set((body.get("class") or "").lower().split()) if body is not None else set()
