"""What a page is, with the evidence for it.

In doubt it is an article: a wrong "no" loses text, a wrong "yes" does not.
"""

from typing import Final, NamedTuple

from crawler.items import Article
from crawler.parsers.article.body.text import Body
from crawler.parsers.article.kinds.gallery import is_gallery
from crawler.parsers.article.kinds.listing import listing, standing
from crawler.parsers.article.kinds.walls import made_as_wall, wall
from crawler.parsers.article.marks import width
from crawler.parsers.article.times.unshown import in_address
from crawler.parsers.article.witness import ARTICLE_TYPES, Witnesses, types
from crawler.parsers.extraction import PageKind
from crawler.parsers.page import Page

_STUB_WIDTH: Final = 200
_VIDEO_CHARS: Final = 600
_MOST_H1: Final = 10
_OTHER_TYPES: Final = frozenset({"JobPosting", "QAPage", "Product"})
_SHARED_PRODUCTS: Final = frozenset({"product", "og:product", "product.item", "product.group"})


class Kind(NamedTuple):
    """A kind of page, and what speaks for it."""

    kind: PageKind
    evidence: str


def kind_of(witnesses: Witnesses, body: Body) -> Kind:
    """The kind of an HTML page whose text is known."""
    names, text = witnesses.names, body.text or ""
    is_thin = _is_thin(text)
    if witnesses.page.status >= 400:
        return Kind(PageKind.ERROR, f"status {witnesses.page.status}")
    if found := wall(witnesses, text):
        return Kind(*found)
    if "LiveBlogPosting" in names:
        return Kind(PageKind.LIVE_BLOG, "LiveBlogPosting")
    if body.is_live:
        return Kind(PageKind.LIVE_BLOG, "posts of a ticker")
    if names & {"ImageGallery", "MediaGallery"}:
        return Kind(PageKind.GALLERY, "ImageGallery")
    if not names & ARTICLE_TYPES and len(text) < _VIDEO_CHARS and (told := _video(witnesses)):
        return Kind(PageKind.VIDEO, told)
    if names & ARTICLE_TYPES:
        if is_thin and is_gallery(witnesses.page):
            return Kind(PageKind.GALLERY, "pictures with captions")
        return Kind(PageKind.STUB if is_thin else PageKind.ARTICLE, min(names & ARTICLE_TYPES))
    if told := listing(witnesses, body, chars=len(text)):
        return Kind(PageKind.SECTION, told)
    if told := standing(witnesses) or _typed_otherwise(witnesses):
        return Kind(PageKind.OTHER, told)
    return _thin(witnesses, text) if is_thin else Kind(PageKind.ARTICLE, "text")


def is_nothing(kind: PageKind, article: Article, witnesses: Witnesses) -> bool:
    """Whether a stub is none: no type or element says that it is an article, no author or date does, nor a price.

    A date that only the address tells is that of an article that may have been there.
    """
    if kind is not PageKind.STUB or witnesses.declares_article or _is_in_article(witnesses.page):
        return False
    is_dated = article.datePublished and not _is_of_address(article.datePublishedRaw or "", witnesses)
    return not (is_dated or article.authors) and article.isAccessibleForFree is not False


def _is_of_address(raw: str, witnesses: Witnesses) -> bool:
    """Whether a date is in the address and nowhere on the page as it was read."""
    return raw in in_address(witnesses) and raw not in witnesses.page.text


def _is_in_article(page: Page) -> bool:
    """Whether a headline stands in an ``article`` element."""
    return any(next(heading.iterancestors("article"), None) is not None for heading in page.elements("h1")[:_MOST_H1])


def _is_thin(text: str) -> bool:
    """Whether there is hardly any text."""
    return len(text) < _STUB_WIDTH and width(text) < _STUB_WIDTH


def _video(witnesses: Witnesses) -> str | None:
    """What says that the page shows a film."""
    shared = (witnesses.meta("og:type") or "").lower()
    told = witnesses.names & {"VideoObject", "NewsVideo"}
    return "VideoObject" if told else shared if shared.startswith("video") else None


def _typed_otherwise(witnesses: Witnesses) -> str | None:
    """The type of what is certainly no article, on a page that nowhere says it is one; a product has a price."""
    if witnesses.declares_article:
        return None
    if (shared := (witnesses.meta("og:type") or "").lower()) in _SHARED_PRODUCTS:
        return shared
    found = (name for node in witnesses.page.json_ld for name in types(node) if name != "Product" or "offers" in node)
    return next((name for name in found if name in _OTHER_TYPES), None)


def _thin(witnesses: Witnesses, text: str) -> Kind:
    """Hardly any text: a wall by its markup, a section when it lists and declares no article, else a stub."""
    if not witnesses.declares_article and (told := made_as_wall(witnesses, text)):
        return Kind(*told)
    listed = {"CollectionPage", "ItemList", "SearchResultsPage"}
    if any(listed.intersection(types(node)) for node in witnesses.page.json_ld):
        return Kind(PageKind.SECTION, "CollectionPage")
    return Kind(PageKind.STUB, "little text")
