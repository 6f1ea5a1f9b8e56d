"""A page's article put together, field by field."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Final

from crawler.items import Article
from crawler.parsers import sites
from crawler.parsers.article.blocks.block import Block, Layout
from crawler.parsers.article.blocks.layout import layout
from crawler.parsers.article.body.text import Body, body
from crawler.parsers.article.declared import canonical_url, comment_count, description, is_free
from crawler.parsers.article.headline import headline, kicker
from crawler.parsers.article.images import MAX_IMAGES, images
from crawler.parsers.article.kinds.kind import is_nothing, kind_of
from crawler.parsers.article.language import language
from crawler.parsers.article.people.authors import authors
from crawler.parsers.article.people.credits import credits
from crawler.parsers.article.publisher import publisher
from crawler.parsers.article.scene import Scene, scene
from crawler.parsers.article.site_name import SiteName
from crawler.parsers.article.subjects.breadcrumbs import breadcrumbs
from crawler.parsers.article.subjects.keywords import MAX_KEYWORDS, keywords
from crawler.parsers.article.subjects.section import section
from crawler.parsers.article.times.dates import dates
from crawler.parsers.article.witness import Witnesses
from crawler.parsers.dates.reader import Dates
from crawler.parsers.extraction import PageKind
from crawler.parsers.page import Page

WITH_ARTICLE: Final = frozenset({PageKind.ARTICLE, PageKind.LIVE_BLOG, PageKind.GALLERY, PageKind.VIDEO, PageKind.STUB})
"""Kinds of page that yield an article."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What an HTML page is, its article if it has one, and what was noticed."""

    kind: PageKind
    article: Article | None
    notes: tuple[str, ...]


def read(page: Page, said: Collection[str] = ()) -> Reading:
    """The article of ``page``; fields nothing testifies to are absent.

    ``said``: lines of the readers' comments found on it, which are no part of the article.
    """
    witnesses = Witnesses(page)
    found = layout(page)
    text = body(found, witnesses, said)
    kind, evidence = kind_of(witnesses, text)
    notes = (f"kind: {kind} ({evidence})", *text.notes)
    if kind not in WITH_ARTICLE:
        return Reading(kind, None, notes)
    article = _article(witnesses, found, text, kind)
    if is_nothing(kind, article, witnesses):
        return Reading(PageKind.OTHER, None, (f"kind: {PageKind.OTHER} ({evidence})", *text.notes))
    sites.correct(page, article)
    return Reading(kind, article, notes + _cuts(article))


def _article(witnesses: Witnesses, found: Layout, text: Body, kind: PageKind) -> Article:
    url, site = witnesses.page.url, SiteName(witnesses)
    article = Article(
        url=url, canonicalUrl=canonical_url(witnesses), headline=headline(witnesses, site), kind=kind.value
    )
    around = scene(found.blocks, text.blocks, article.headline)
    article.alternativeHeadline = kicker(witnesses, site, article.headline)
    article.description = description(witnesses, article.headline)
    article.articleBody = text.text
    article.articleBodyHtml = text.html(witnesses.base)
    article.inLanguage = language(witnesses)
    _name_people(article, witnesses, around, text.credits)
    _date(article, witnesses, around)
    article.articleSection = section(witnesses, article.publisher.name if article.publisher else None)
    article.keywords = keywords(witnesses, article.headline)
    article.breadcrumbs = breadcrumbs(witnesses, article.headline)
    article.images = images(witnesses, text.blocks, around)
    article.mainImage = article.images[0] if article.images else None
    article.isAccessibleForFree = is_free(witnesses)
    article.commentCount = comment_count(witnesses)
    return article


def _cuts(article: Article) -> tuple[str, ...]:
    """Notes of the lists that were cut."""
    cut_images, cut_keywords = len(article.images) >= MAX_IMAGES, len(article.keywords) >= MAX_KEYWORDS
    return ("cutImages",) * cut_images + ("cutKeywords",) * cut_keywords


def _name_people(article: Article, witnesses: Witnesses, around: Scene, credited: Sequence[Block]) -> None:
    article.authors = authors(witnesses, around)
    article.contributors = credits((*credited, *around.last, *around.below, *around.heading))
    article.publisher = publisher(witnesses, article.headline)


def _date(article: Article, witnesses: Witnesses, around: Scene) -> None:
    reader = Dates(witnesses.page.captured_at, article.inLanguage)
    published, modified = dates(witnesses, reader, around)
    if published:
        article.datePublished, article.datePublishedRaw = published
    if modified:
        article.dateModified, article.dateModifiedRaw = modified
