"""Whether a page lists articles, or is one of a site's standing pages, rather than being an article itself.

Judged by what the page declares (body classes that content systems share, JSON-LD), by its address, and by text that
stands in short pieces under headings that are links. What declares itself an article is none of this, unless all that
says so is ``og:type``, and its content system calls it a list. In doubt a page is an article.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Collection
from itertools import islice
from typing import Final
from urllib.parse import unquote

from lxml.html import HtmlElement

from crawler import urls
from crawler.parsers.article.body.text import Body
from crawler.parsers.article.marks import width
from crawler.parsers.article.witness import Witnesses, is_linked, short_text, types, with_ancestors
from crawler.parsers.page import Page

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
_BOXES: Final = frozenset({"p", "li", "div", "td", "dt", "dd", "article", "section"})
_LEAD_WIDTH: Final = 15
"""Links take at least so much room where they are headlines; entries of menus are shorter."""
_MOST_AROUND: Final = 5
_MOST_BEFORE: Final = 4
_SILENT: Final = frozenset({"img", "picture", "svg", "br"})
_MOST_LINKS: Final = 1_000
_MOST_LED: Final = 20_000
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
    told = None if witnesses.declares_article else _told(witnesses)
    found = _by_headings(witnesses, body, chars=chars, told=told)
    return found or (told if told and _is_of_leads(witnesses.page, body, chars=chars) else None)


def _by_headings(witnesses: Witnesses, body: Body, *, chars: int, told: str | None) -> str | None:
    """The same where headings are links; ``told`` is what else speaks for a list."""
    headings = [heading for tag in ("h2", "h3", "h4") for heading in witnesses.page.elements(tag)]
    if chars > _TEASER_CHARS * (len(headings) + 1):
        return None
    headings = [heading for heading in headings if next(heading.iterancestors(*_FRAME), None) is None]
    linked = set(filter(is_linked, headings))
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
    address = urls.parts(witnesses.page.url)
    if _LISTING_PATH.search(unquote(address.path)) or (address.path == "/" and address.query.startswith("s=")):
        return "address of a list, headings that are links"
    return "front page" if witnesses.is_front else None


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


def _is_of_leads(page: Page, body: Body, *, chars: int) -> bool:
    """Whether most of the text stands in boxes that begin with a link, little in each one, and there are several."""
    if chars > _MOST_LED:
        return False
    boxes = {
        box for link in islice(page.anchors, _MOST_LINKS) if (box := _led_by(link)) is not None and _stays(link, page)
    }
    if len(boxes) <= _FEW:
        return False
    held: dict[HtmlElement | None, list[int]] = defaultdict(list)
    for block in body.blocks:
        around = with_ancestors(block.box.element)
        held[next((box for box in around if box in boxes), None)].append(len(block.text))
    outside = sum(held.pop(None, ()))
    is_small = all(len(found) <= _FEW and sum(found) <= 2 * _TEASER_CHARS for found in held.values())
    return chars < _THIN_CHARS or (is_small and 2 * outside < chars)


def _stays(link: HtmlElement, page: Page) -> bool:
    """Whether it leads to the same site: lists of what is elsewhere are somebody's own text."""
    here, there = urls.join(page.url, ""), urls.join(page.base, page.anchors[link])
    return here is not None and there is not None and urls.site_of(here) == urls.site_of(there)


def _led_by(link: HtmlElement) -> HtmlElement | None:
    """The box that a link with a headline's words begins."""
    for around in islice(with_ancestors(link), _MOST_AROUND + 1):
        if around.tag in _BOXES:
            is_led = width(short_text(link)) >= _LEAD_WIDTH and next(around.iterancestors(*_FRAME), None) is None
            return around if is_led else None
        outer, before = around.getparent(), list(islice(around.itersiblings(preceding=True), _MOST_BEFORE))
        if outer is None or _has_text(outer.text) or len(before) == _MOST_BEFORE or not all(map(_is_silent, before)):
            return None
    return None


def _is_silent(element: HtmlElement) -> bool:
    """Whether it is a picture, perhaps in a link, or a comment: what may stand in front of a headline."""
    if _has_text(element.tail):
        return False
    if not isinstance(element.tag, str) or element.tag in _SILENT:
        return True
    return not _has_text(element.text) and len(element) == 1 and element[0].tag in _SILENT


def _has_text(text: str | None) -> bool:
    return text is not None and text.strip() != ""


def standing(witnesses: Witnesses) -> str | None:
    """Why the page is one of those that every site has (about, contact, terms); None for others."""
    if witnesses.declares_article:
        return None
    found = _STANDING.search(unquote(urls.parts(witnesses.page.url).path))
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
