"""A page's article put together, field by field."""

from dataclasses import dataclass

from crawler.items import Article
from crawler.parsers.article.authors import authors
from crawler.parsers.article.blocks import layout
from crawler.parsers.article.body import body
from crawler.parsers.article.dates import dates
from crawler.parsers.article.headline import headline
from crawler.parsers.article.kind import kind_of
from crawler.parsers.article.render import render
from crawler.parsers.article.scene import scene
from crawler.parsers.article.witness import Witnesses
from crawler.parsers.comments.dates import Dates
from crawler.parsers.extraction import PageKind
from crawler.parsers.page import Page

WITH_ARTICLE = frozenset({PageKind.ARTICLE, PageKind.LIVE_BLOG, PageKind.GALLERY, PageKind.VIDEO, PageKind.STUB})
"""Kinds of page that yield an article."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What an HTML page is, its article if it has one, and what was noticed."""

    kind: PageKind
    article: Article | None
    notes: tuple[str, ...]


def read(page: Page) -> Reading:
    """The article of ``page``; fields nothing testifies to are absent."""
    witnesses = Witnesses(page)
    root = page.tree.find("body")
    found = layout(page.tree if root is None else root)
    text = body(found, witnesses)
    kind, evidence = kind_of(witnesses, text)
    notes = (f"kind: {kind} ({evidence})",)
    if kind not in WITH_ARTICLE:
        return Reading(kind, None, notes)
    article = Article(url=page.url, headline=headline(witnesses), articleBody=text.text, kind=kind.value)
    around = scene(found.blocks, text.blocks, article.headline)
    article.articleBodyHtml = render(text.blocks, page.url) or None
    article.authors = authors(witnesses, around.outwards())
    language = page.tree.get("lang")
    published, modified = dates(witnesses, Dates(page.captured_at, language), around)
    if published:
        article.datePublished, article.datePublishedRaw = published
    if modified:
        article.dateModified, article.dateModifiedRaw = modified
    return Reading(kind, article, notes)
