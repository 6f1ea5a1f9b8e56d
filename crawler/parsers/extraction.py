"""What ``parse`` returns for one page."""

from dataclasses import dataclass, field
from enum import StrEnum

import msgspec

from crawler.items import Article, Comment
from crawler.items.thread import ClosedBy
from crawler.parsers.need import Need
from crawler.parsers.requisite import Requisite


class PageKind(StrEnum):
    """What a page is; only the first four yield an article."""

    ARTICLE = "article"
    LIVE_BLOG = "liveBlog"
    GALLERY = "gallery"
    VIDEO = "video"
    STUB = "stub"
    SECTION = "section"
    FEED = "feed"
    SITEMAP = "sitemap"
    ERROR = "error"
    WALL = "wall"
    ANSWER = "answer"
    OTHER = "other"


class LinkKind(StrEnum):
    """Where a link leads, as far as the page tells."""

    PAGE = "page"
    FEED = "feed"
    SITEMAP = "sitemap"


class Link(msgspec.Struct, frozen=True):
    """One link: absolute http(s) URL without fragment; ``nofollow`` by rel or by the page's robots directives."""

    url: str
    kind: LinkKind = LinkKind.PAGE
    nofollow: bool = False


@dataclass(frozen=True, slots=True)
class ThreadFragment:
    """What one page says of one thread; ``visit.assemble`` joins fragments with the same ``thread_id``.

    ``comments`` are in page order; their parentId is the platform's. ``authority`` orders fragments that disagree
    on a parent or a field: the higher wins (markup 0, feed 1, API 2). ``missing`` gives reasons known on this page.
    ``order`` places the fragment among the others (comment page 1 before 2, whichever was asked first).
    ``shows_all``: the platform shows on this page all that it has, so that without reasons nothing is missing.
    """

    thread_id: str
    platform: str
    comments: tuple[Comment, ...] = ()
    url: str | None = None
    comment_count: int | None = None
    is_closed: bool | None = None
    closed_by: ClosedBy | None = None
    missing: tuple[str, ...] = ()
    authority: int = 0
    order: int = 0
    shows_all: bool = False
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Extraction:
    """All that one page gave. Nothing here knows of records or visits yet.

    ``requisites`` only where asked for; None where they could not be read.
    """

    kind: PageKind
    article: Article | None = None
    threads: tuple[ThreadFragment, ...] = ()
    links: tuple[Link, ...] = ()
    needs: tuple[Need, ...] = ()
    requisites: tuple[Requisite, ...] | None = ()
    directives: tuple[str, ...] = ()
    notes: tuple[str, ...] = field(default=())
