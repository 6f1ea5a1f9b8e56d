"""Where a page leads: its links in page order, absolute, each once."""

from collections.abc import Iterator
from typing import Final

from lxml.html import HtmlElement

from crawler.parsers.directives import directives
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

_FEEDS: Final = frozenset({"application/rss+xml", "application/atom+xml", "application/rdf+xml"})
# Comments feeds are the business of comment platforms: one for each article, they would double a crawl.
_COMMENTS: Final = ("comment", "kommentar", "comentario", "comentário", "commenti")


def links(page: Page) -> tuple[Link, ...]:
    """The links of ``page``: ``a`` and ``area``, feeds announced by rel=alternate, and rel=next.

    ``<base href>`` is respected. nofollow comes from rel or from the page's robots directives; a target linked both
    ways is followed. Left out: other schemes, the endings in ``LEFT_OUT``, comments feeds, links to a reply form
    (``?replytocom=``, the same page again), and all beyond ``MAX_LINKS``.
    """
    base = _base(page)
    page_nofollow = "nofollow" in directives(page)
    found: dict[str, Link] = {}
    seen: set[tuple[str, bool]] = set()
    for href, kind, nofollow in _hrefs(page.tree):
        if (href, nofollow) in seen:
            continue
        seen.add((href, nofollow))
        url = join(base, href)
        if url is None or _is_left_out(url):
            continue
        known = found.get(url)
        if known is None or (known.nofollow and not nofollow):
            found[url] = Link(url, known.kind if known else kind, nofollow or page_nofollow)
        if len(found) == MAX_LINKS:
            break
    return tuple(found.values())


def _base(page: Page) -> str:
    """What relative links are relative to (https://html.spec.whatwg.org/#document-base-url)."""
    for element in page.tree.iter("base"):
        if href := element.get("href"):
            return join(page.url, href) or page.url
    return page.url


def _hrefs(tree: HtmlElement) -> Iterator[tuple[str, LinkKind, bool]]:
    """href, kind, and whether rel says nofollow."""
    for element in tree.iter("a", "area", "link"):
        href = element.get("href")
        if not href or href[0] == "#":
            continue
        rel = element.get("rel")
        if element.tag != "link":
            yield href, LinkKind.PAGE, rel is not None and "nofollow" in rel.lower()
        elif rel and (kind := _announced(element, rel.lower().split())):
            yield href, kind, "nofollow" in rel.lower()


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
    return path[path.rfind(".") + 1 :].lower() in LEFT_OUT or "replytocom=" in query
