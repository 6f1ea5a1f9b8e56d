"""What a page is, with the evidence for it.

In doubt it is an article: a wrong "no" loses text, a wrong "yes" does not.
"""

from typing import Final, NamedTuple

from crawler.parsers.article.body import Body
from crawler.parsers.article.listing import listing, standing
from crawler.parsers.article.walls import made_as_wall, wall
from crawler.parsers.article.witness import ARTICLE_TYPES, Witnesses, types
from crawler.parsers.extraction import PageKind

_STUB_CHARS: Final = 200
_VIDEO_CHARS: Final = 600


class Kind(NamedTuple):
    """A kind of page, and what speaks for it."""

    kind: PageKind
    evidence: str


def kind_of(witnesses: Witnesses, body: Body) -> Kind:
    """The kind of an HTML page whose text is known."""
    names = set(types(witnesses.article))
    chars = len(body.text or "")
    if witnesses.page.status >= 400:
        return Kind(PageKind.ERROR, f"status {witnesses.page.status}")
    if found := wall(witnesses, chars=chars):
        return Kind(*found)
    if "LiveBlogPosting" in names:
        return Kind(PageKind.LIVE_BLOG, "LiveBlogPosting")
    if names & {"ImageGallery", "MediaGallery"}:
        return Kind(PageKind.GALLERY, "ImageGallery")
    if not names & ARTICLE_TYPES and chars < _VIDEO_CHARS and names & {"VideoObject", "NewsVideo"}:
        return Kind(PageKind.VIDEO, "VideoObject")
    if names & ARTICLE_TYPES:
        return Kind(PageKind.STUB if chars < _STUB_CHARS else PageKind.ARTICLE, min(names & ARTICLE_TYPES))
    if told := listing(witnesses, chars=chars):
        return Kind(PageKind.SECTION, told)
    if told := standing(witnesses):
        return Kind(PageKind.OTHER, told)
    if chars < _STUB_CHARS:
        return _thin(witnesses)
    return Kind(PageKind.ARTICLE, "text")


def _thin(witnesses: Witnesses) -> Kind:
    """Hardly any text: a wall by its markup, a section when it lists and declares no article, else a stub."""
    if told := made_as_wall(witnesses):
        return Kind(PageKind.WALL, told)
    listed = {"CollectionPage", "ItemList", "SearchResultsPage"}
    if any(listed.intersection(types(node)) for node in witnesses.page.json_ld):
        return Kind(PageKind.SECTION, "CollectionPage")
    return Kind(PageKind.STUB, "little text")
