"""The pages and further sitemaps a sitemap lists (https://www.sitemaps.org/protocol.html), also as text or gzipped."""

import zlib
from dataclasses import replace
from typing import Final

from crawler.parsers import xml
from crawler.parsers.extraction import Link, LinkKind
from crawler.parsers.page import Page
from crawler.urls import is_http

MAX_LINKS: Final = 50_000
"""Most addresses of one sitemap, as the protocol has it; what follows is left out."""

GZIP_MAGIC: Final = b"\x1f\x8b"
"""How a gzipped file begins (RFC 1952, 2.3.1)."""

_ENTRIES: Final = {"urlset": ("url", LinkKind.PAGE), "sitemapindex": ("sitemap", LinkKind.SITEMAP)}


def sitemap(page: Page) -> tuple[Link, ...] | None:
    """The links of a sitemap in its order, each once; None when ``page`` is none.

    Extensions for news, images and videos list no pages of their own and are passed over. A text sitemap has an
    absolute address on each line and no other lines.
    """
    page = unpacked(page)
    root = xml.root(page)
    if root is None:
        return _listed(page)
    if xml.name(root) not in _ENTRIES:
        return None
    entry, kind = _ENTRIES[xml.name(root)]
    elements = root.iterchildren(f"{{*}}{entry}")
    return xml.links(((page.url, xml.child_text(element, "loc"), kind) for element in elements), most=MAX_LINKS)


def unpacked(page: Page) -> Page:
    """The page within a .xml.gz, which is no content coding but a file; beyond ``xml.MAX_BYTES`` it is cut."""
    if not page.payload.startswith(GZIP_MAGIC):
        return page
    try:
        unpacking = zlib.decompressobj(wbits=31)
        payload = unpacking.decompress(page.payload, xml.MAX_BYTES)
    except zlib.error:
        return page
    headers = tuple((name, value) for name, value in page.headers if name.lower() != "content-type")
    return replace(page, payload=payload, headers=headers, cut=page.cut or bool(unpacking.unconsumed_tail))


def _listed(page: Page) -> tuple[Link, ...] | None:
    lines = [line.strip() for line in page.text.splitlines() if line.strip()] if _may_be_listing(page) else []
    if not lines or not all(map(is_http, lines)):
        return None
    return xml.links(((page.url, line, LinkKind.PAGE) for line in lines), most=MAX_LINKS)


def _may_be_listing(page: Page) -> bool:
    # Asked first, so that long pages of other kinds are not cut into lines.
    return is_http(page.text[:100].lstrip("\ufeff \t\r\n"))
