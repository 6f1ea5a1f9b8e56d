"""Where a page leads: its links in page order, absolute, each once."""

import re
from collections.abc import Collection, Mapping
from typing import Final

from lxml.html import HtmlElement

from crawler.parsers.extraction import Link, LinkKind
from crawler.parsers.page import Page
from crawler.urls import join

MAX_LINKS: Final = 20_000
"""Most links of one page; what follows is left out. The largest news pages have some 2,000."""

_ENDINGS: Final = (
    "7z aac apk avi avif bmp bz2 css dmg doc docx eot exe flac flv gif gz ico iso jar jpeg jpg js json m3u8 m4a m4v "
    "mkv mov mp3 mp4 mpeg mpg msi oga ogg ogv otf png ppt pptx rar svg swf tar tgz tif tiff torrent ttf wav webm webp "
    "wma wmv woff woff2 xls xlsx xz zip"
)
LEFT_OUT: Final = frozenset(_ENDINGS.split())
"""Endings of addresses that are no pages: images, media, archives, programs, fonts, office files (but PDF)."""
_LONGEST_ENDING: Final = max(map(len, LEFT_OUT))

# Further pages of one article's thread, in the addresses that all WordPress sites share: a visit asks for them itself.
_COMMENT_PAGE: Final = re.compile(r"/comment-page-\d+(?:/|\Z)")

_FEEDS: Final = frozenset({"application/rss+xml", "application/atom+xml", "application/rdf+xml"})
# Comments feeds are the business of comment platforms: one for each article, they would double a crawl.
# The words are WordPress's own; "Commentary" and "Kommentare" are sections.
_COMMENTS: Final = ("comments", "kommentar-feed", "comentarios", "comentários", "commentaires", "commenti")
_ANNOUNCING: Final = frozenset({"next", "alternate"})
_FOLLOWED: Final = (LinkKind.PAGE, False)
_NOT_FOLLOWED: Final = (LinkKind.PAGE, True)


def links(page: Page, asks: Collection[str]) -> tuple[Link, ...]:
    """The links of ``page``: feeds announced by rel=alternate, and rel=next; then every ``a`` and ``area``.

    ``<base href>`` is respected. nofollow comes from rel or from what the page ``asks`` of robots; a target linked both
    ways is followed. Left out: other schemes, the endings in ``LEFT_OUT``, comments feeds, further pages of a thread
    (``/comment-page-2/``), links to a reply form (``?replytocom=``, the same page again), and all beyond ``MAX_LINKS``.
    """
    page_nofollow = "nofollow" in asks
    base, found = page.base, dict[str, Link]()
    for href, (kind, nofollow) in _hrefs(page).items():
        url = join(base, href)
        if url is None or _is_left_out(url):
            continue
        known = found.get(url)
        if known is None or (known.nofollow and not nofollow):
            found[url] = Link(url, known.kind if known else kind, nofollow or page_nofollow)
        if len(found) == MAX_LINKS:
            break
    return tuple(found.values())


def _hrefs(page: Page) -> dict[str, tuple[LinkKind, bool]]:
    """Kind and nofollow of each href as written, in page order behind what ``link`` elements announce."""
    rels = page.having("rel")
    announced: dict[str, tuple[LinkKind, bool]] = {}
    for element in page.elements("link"):
        rel = rels.get(element, "").lower().split()
        if not _ANNOUNCING.isdisjoint(rel) and (href := element.get("href")) and (kind := _announced(element, rel)):
            announced.setdefault(href, (kind, "nofollow" in rel))
    told: dict[str, tuple[LinkKind, bool]] = {}
    unfollowed = {element for element, rel in rels.items() if "nofollow" in rel.lower()}
    for element, href in _leading(page).items():
        if href and href[0] != "#" and told.get(href) is not _FOLLOWED:
            told[href] = _NOT_FOLLOWED if element in unfollowed else _FOLLOWED
    return {**announced, **told, **announced}


def _leading(page: Page) -> Mapping[HtmlElement, str]:
    """The ``a`` and ``area`` elements that lead somewhere, in page order, each with its address as written."""
    if not page.elements("area"):
        return page.anchors
    return {element: href for element, href in page.having("href").items() if element.tag in ("a", "area")}


def _announced(element: HtmlElement, rel: list[str]) -> LinkKind | None:
    """What a ``link`` element announces, if it is of use to a crawl."""
    if "next" in rel:
        return LinkKind.PAGE
    if "alternate" not in rel or (element.get("type") or "").partition(";")[0].strip().lower() not in _FEEDS:
        return None
    text = f"{element.get('href')} {element.get('title')}".lower()
    return None if any(word in text for word in _COMMENTS) else LinkKind.FEED


def _is_left_out(url: str) -> bool:
    path, _, query = url.partition("?")
    if query and ("replytocom=" in query or "cpage=" in query):
        return True
    if "/comment-page-" in path and _COMMENT_PAGE.search(path):
        return True
    ending = path[path.rfind(".") + 1 :]
    return len(ending) <= _LONGEST_ENDING and ending.lower() in LEFT_OUT
