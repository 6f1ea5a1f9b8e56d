"""The one way into the parsers: a page in, an extraction out."""

import gc
import re
from collections.abc import Sequence
from typing import Final

from crawler.items import Article
from crawler.parsers import comments, feeds, sitemaps
from crawler.parsers.article import read
from crawler.parsers.comments import PLATFORMS
from crawler.parsers.comments.platform import Platform
from crawler.parsers.directives import directives
from crawler.parsers.extraction import Extraction, Link, PageKind, ThreadFragment
from crawler.parsers.feeds import feed
from crawler.parsers.links import MAX_LINKS, links
from crawler.parsers.need import Need
from crawler.parsers.page import Page
from crawler.parsers.sitemaps import sitemap, unpacked

_HTML_TYPES: Final = frozenset({"", "text/html", "application/xhtml+xml", "text/plain", "application/octet-stream"})
_HTML_ONLY: Final = frozenset({"text/html", "application/xhtml+xml"})
_MARKUP: Final = re.compile(r"<(?:!doctype|html|head|body|title|meta|article|main|div|p|h1|a|table|span)\b", re.I)
_DOCUMENT: Final = re.compile(r"[\s\ufeff]*(?:<!--[^-]*(?:-(?!->)[^-]*)*-->\s*)*<(?:!doctype html|html)\b", re.I | re.S)
"""The beginning of an HTML page; feeds and sitemaps need not be tried then."""
_SNIFFED_CHARS: Final = 100_000
MAX_BODY_CHARS: Final = 2_000_000
"""Longest text of an article: that of a long novel."""


def parse(page: Page, asked: Need | None = None, *, platforms: Sequence[Platform] = PLATFORMS) -> Extraction:
    """Read ``page``; ``asked`` is the need it answers, if any. Never raises for what a page contains.

    ``platforms`` are asked for its comments, in this order. Meanwhile Python's collector rests: the thousands of
    objects of a page form no cycles, and to look for some each time, through all that a crawl holds, costs a tenth.
    """
    collects = gc.isenabled()
    gc.disable()
    try:
        return _read(page, asked, platforms)
    finally:
        if collects:
            gc.enable()


def _read(page: Page, asked: Need | None, platforms: Sequence[Platform]) -> Extraction:
    if asked is not None:
        return _answer(page, asked, platforms)
    if not _DOCUMENT.match(page.text):
        if (listed := feed(page)) is not None:
            return _listing(page, PageKind.FEED, listed, most=feeds.MAX_LINKS)
        if (listed := sitemap(inside := unpacked(page))) is not None:
            return _listing(inside, PageKind.SITEMAP, listed, most=sitemaps.MAX_LINKS)
    if not _is_html(page):
        return Extraction(PageKind.OTHER, directives=directives(page), notes=("notHtml", *("cut",) * page.cut))
    return _document(page, platforms)


def _answer(page: Page, asked: Need, platforms: Sequence[Platform]) -> Extraction:
    """What a comment platform asked for."""
    threads, needs = comments.answer(page, asked, platforms)
    return Extraction(PageKind.ANSWER, threads=threads, needs=needs)


def _listing(page: Page, kind: PageKind, listed: tuple[Link, ...], *, most: int) -> Extraction:
    notes = ("cut",) * page.cut + ("cutLinks",) * (len(listed) >= most)
    return Extraction(kind, links=listed, directives=directives(page), notes=notes)


def _is_html(page: Page) -> bool:
    """By its type, and where that is no proof by what it holds."""
    if page.content_type not in _HTML_TYPES:
        return False
    start = _first_markup(page.text) if page.content_type in _HTML_ONLY else 0
    return _MARKUP.search(page.text, start, start + _SNIFFED_CHARS) is not None


def _first_markup(text: str) -> int:
    """Where markup begins that is no comment; at a comment that does not end, 0 where there is none."""
    start = text.find("<")
    while text.startswith("<!--", start) and (end := text.find("-->", start)) >= 0:
        start = text.find("<", end)
    return max(start, 0)


def _lines(threads: tuple[ThreadFragment, ...]) -> frozenset[str]:
    """All lines of all comments, white space collapsed."""
    texts = (comment.text or "" for thread in threads for comment in thread.comments)
    return frozenset(" ".join(line.split()) for text in texts for line in text.splitlines())


def cut_body(article: Article | None) -> bool:
    """Whether a text was longer than ``MAX_BODY_CHARS`` and is cut now; its HTML, which cannot be cut, is left out."""
    if article is None or len(article.articleBody or "") <= MAX_BODY_CHARS:
        return False
    article.articleBody, article.articleBodyHtml = (article.articleBody or "")[:MAX_BODY_CHARS], None
    return True


def _document(page: Page, platforms: Sequence[Platform]) -> Extraction:
    """An HTML page: its article, its threads, its links."""
    threads, needs = comments.threads(page, platforms)
    reading = read(page, _lines(threads))
    asks = directives(page)
    found = links(page, asks)
    notes = page.notes + reading.notes + ("cutBody",) * cut_body(reading.article)
    notes += ("cutLinks",) * (len(found) >= MAX_LINKS)
    if reading.article is not None:
        reading.article.metadata.directives = list(asks)
        reading.article.metadata.notes = list(notes)
    return Extraction(
        reading.kind,
        article=reading.article,
        threads=threads,
        links=found,
        needs=needs,
        directives=asks,
        notes=notes,
    )
