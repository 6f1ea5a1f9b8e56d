"""What a page is, with the evidence for it.

In doubt it is an article: a wrong "no" loses text, a wrong "yes" does not.
"""

import re
from typing import Final, NamedTuple

from crawler.parsers.article.body import Body
from crawler.parsers.article.listing import listing, standing
from crawler.parsers.article.witness import ARTICLE_TYPES, Witnesses, types
from crawler.parsers.extraction import PageKind

_STUB_CHARS: Final = 200
_VIDEO_CHARS: Final = 600
_WALL_CHARS: Final = 1_500
_WALL: Final = re.compile(
    r"just a moment|attention required|verify(?:ing)? (?:that )?you are (?:a )?human|are you a robot|access denied|"
    r"enable javascript and cookies|ddos protection|unusual traffic|captcha|checking your browser|"
    r"pardon our interruption|request unsuccessful|security check",
    re.I,
)
_CONSENT: Final = re.compile(
    r"before you continue|consent[- ]?(?:wall|management)|zustimmung erforderlich|cookie-?wall", re.I
)
_ERROR: Final = re.compile(
    r"^\W*(?:error\s*)?(?:404|410|403|500|502|503)\b|\b(?:page|seite|página|page web) (?:was |"
    r"wurde )?(?:not found|nicht gefunden|"
    r"no encontrada|introuvable)|not found$|seite nicht gefunden|page introuvable|página no encontrada|"
    r"pagina non trovata|"
    r"страница не найдена|service unavailable|internal server error",
    re.I,
)


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
    if wall := _wall(witnesses, chars):
        return wall
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


def _wall(witnesses: Witnesses, chars: int) -> Kind | None:
    """A bot or consent wall, or an error shown with a good status; only where there is little text."""
    if chars > _WALL_CHARS or ARTICLE_TYPES.intersection(types(witnesses.article)):
        return None
    shown = " ".join([witnesses.title, *witnesses.headings[:2]])
    for pattern, kind in ((_WALL, PageKind.WALL), (_CONSENT, PageKind.WALL), (_ERROR, PageKind.ERROR)):
        if found := pattern.search(shown):
            return Kind(kind, f"title says {found[0].strip()!r}")
    return None


def _thin(witnesses: Witnesses) -> Kind:
    """Hardly any text: a section when the page lists and declares nothing of an article, else a stub."""
    listed = {"CollectionPage", "ItemList", "SearchResultsPage"}
    if any(listed.intersection(types(node)) for node in witnesses.page.json_ld):
        return Kind(PageKind.SECTION, "CollectionPage")
    return Kind(PageKind.STUB, "little text")
