"""A page's testimony of its article: JSON-LD, microdata, meta, title and headings, each gathered on first use."""

import re
from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import Any, Final

from lxml.html import HtmlElement

from crawler import urls
from crawler.parsers.article.lexicon import fold
from crawler.parsers.article.witness.elements import clean, visible_text
from crawler.parsers.article.witness.identity import Identity, is_front
from crawler.parsers.article.witness.nodes import ARTICLE_TYPES, texts, type_names, types
from crawler.parsers.page import Page

_MEDIA_TYPES: Final = frozenset("VideoObject NewsVideo AudioObject ImageGallery MediaGallery Recipe".split())
_ITEM_TYPES: Final = ARTICLE_TYPES - {"Review", "SocialMediaPosting", "DiscussionForumPosting"}
"""Without what readers write: microdata marks these on pages of any kind."""
_PAGE_TYPES: Final = frozenset("WebPage ItemPage MediaPage CollectionPage".split())
_FRONT: Final = re.compile(r"/|(?:https?:)?//[^/?#]+/?", re.I)
_INDEX: Final = re.compile(r"/(?:index|home|default|start)\.\w{2,5}", re.I)
_UNSAID: Final[tuple[Any, ...]] = (None, "", [], {})
_MAX_DEPTH: Final = 6
_MOST_HEADINGS: Final = 50
_MOST_SHOWN: Final = 10
_SINGLE_CLASSES: Final = frozenset(
    "single single-post singular single-article page-node-type-article article-page".split()
)


class Witnesses:
    """A page's testimony, each kind gathered on first use."""

    def __init__(self, page: Page) -> None:
        self.page = page

    @cached_property
    def _by_id(self) -> dict[str, dict[str, Any]]:
        return {node["@id"]: node for node in self.page.json_ld if isinstance(node.get("@id"), str) and len(node) > 1}

    def resolve(self, value: Any) -> Any:
        """``value``, or the node it refers to by ``@id`` alone."""
        if isinstance(value, dict) and isinstance(value.get("@id"), str) and len(value) <= 2 and "name" not in value:
            return self._by_id.get(value["@id"], value)
        return value

    @cached_property
    def article(self) -> dict[str, Any]:
        """The JSON-LD node of this page's article; an empty one when there is none.

        Content systems and their extensions each write one: what the first leaves unsaid is taken from the others.
        """
        if len(self._own) > 1:
            said = ((key, value) for node in reversed(self._own) for key, value in node.items())
            return {key: value for key, value in said if value not in _UNSAID}
        return next(iter(self._own), None) or next(self._typed(_MEDIA_TYPES), {})

    @cached_property
    def names(self) -> frozenset[str]:
        """Types of this page's article: those of all its JSON-LD nodes, and of its microdata."""
        return frozenset(name for node in self._own or [self.article] for name in types(node)) | self._item_types

    @cached_property
    def declares_article(self) -> bool:
        """Whether the page says in any way that it is an article."""
        return self.is_made_as_article or (self.meta("og:type") or "").lower() == "article"

    @property
    def is_made_as_article(self) -> bool:
        """Whether more says so than ``og:type``, which content systems put into their lists, too."""
        return self.is_dated_article or bool(_SINGLE_CLASSES & self.body_classes)

    @property
    def is_dated_article(self) -> bool:
        """Whether it says so as only articles do: by a type of schema.org, or by when it was published."""
        return bool(self.names & ARTICLE_TYPES) or self.meta("article:published_time") is not None

    @cached_property
    def body_classes(self) -> frozenset[str]:
        """Class names of ``body`` in lower case: content systems tell there what a page is."""
        body = self.page.tree.find("body")
        return frozenset((body.get("class") or "").lower().split()) if body is not None else frozenset()

    @cached_property
    def _own(self) -> list[dict[str, Any]]:
        """JSON-LD nodes of this page's article, or else the first that need not be another's."""
        fits = [(node, self._identity.is_of(node)) for node in self._typed(ARTICLE_TYPES)]
        return [node for node, fit in fits if fit] or [node for node, fit in fits if fit is None][:1]

    @cached_property
    def others(self) -> int:
        """How many JSON-LD nodes are of articles on other pages."""
        return sum(self._identity.is_of(node) is False for node in self._typed(ARTICLE_TYPES))

    @cached_property
    def _item_types(self) -> frozenset[str]:
        """Types of the article in microdata: the only one, or else the one around an h1; others are teasers."""
        items = self.page.having("itemtype")
        named = {value: _ITEM_TYPES.intersection(type_names(value.split())) for value in set(items.values())}
        if not any(named.values()):
            return frozenset()
        found = {element: named[value] for element, value in items.items() if named[value]}
        if len(found) > 1:
            around = (box for h1 in self.page.elements("h1")[:_MOST_SHOWN] for box in h1.iterancestors())
            return next((found[box] for box in around if box in found), frozenset())
        return next(iter(found.values()), frozenset())

    @cached_property
    def web_page(self) -> dict[str, Any]:
        """The JSON-LD node of the page itself; an empty one when there is none."""
        return next(self._typed(_PAGE_TYPES), {})

    def _typed(self, wanted: frozenset[str]) -> Iterator[dict[str, Any]]:
        """Nodes of the wanted types: top ones, and those a page names as its main entity."""
        for node in self.page.json_ld:
            for _ in range(_MAX_DEPTH):
                if wanted.intersection(types(node)):
                    yield node
                    break
                inner = node.get("mainEntity") or node.get("mainEntityOfPage")
                if not isinstance(inner, dict):
                    break
                node = inner

    @cached_property
    def _identity(self) -> Identity:
        called = (self.page.url, self.page.requested_url, self.canonical_url, self.meta("og:url"))
        headlines = (*self.headings[:_MOST_SHOWN], *self.metas("og:title")[:1], self.title)
        return Identity(self.page, called, headlines)

    @cached_property
    def is_front(self) -> bool:
        """Whether the page is the first of its site."""
        return is_front(self.page)

    @cached_property
    def canonical_url(self) -> str | None:
        """What the page calls itself, as written; not the front page of a site, which some call all their pages."""
        links = (link for link in self.page.elements("link") if (link.get("rel") or "").lower() == "canonical")
        named = [*filter(None, ((link.get("href") or "").strip() for link in links)), *self.metas("og:url")]
        return next((url for url in named if not self._is_front_alone(url)), None)

    def _is_front_alone(self, url: str) -> bool:
        """Whether an address is that of a front page, and this is another page."""
        if not _FRONT.fullmatch(url) or self.is_front:
            return False
        return urls.is_http(self.page.url) and not _INDEX.fullmatch(urls.parts(self.page.url).path)

    @cached_property
    def base(self) -> str:
        """What relative addresses are relative to; for a saved file that is what it calls itself."""
        base = self.page.base
        return base if urls.is_http(base) else self.canonical_url or base

    def absolute(self, address: Any) -> str | None:
        """An address as it would be requested; None for what is none, or is relative to nobody knows what."""
        if not isinstance(address, str):
            return None
        return urls.join(self.base, address) if urls.is_http(self.base) else address if urls.is_http(address) else None

    @cached_property
    def headings(self) -> list[str]:
        """Text of each h1 in page order, or of the first ``_MOST_HEADINGS``."""
        return [text for h1 in self.page.elements("h1")[:_MOST_HEADINGS] if (text := clean(visible_text(h1)))]

    @cached_property
    def title(self) -> str:
        """The ``title`` element's text."""
        return next((clean(element.text_content()) for element in self.page.elements("title")), "")

    @cached_property
    def site_names(self) -> list[str]:
        """What the site calls itself, most explicit first."""
        names = self.metas("og:site_name", "application-name", "apple-mobile-web-app-title")
        publisher = self.resolve(self.article.get("publisher"))
        names += texts(publisher)
        return [name for name in dict.fromkeys(map(clean, names)) if name]

    @cached_property
    def folded_site_names(self) -> frozenset[str]:
        """The same for comparison."""
        return frozenset(map(fold, self.site_names))

    @cached_property
    def items(self) -> dict[str, list[HtmlElement]]:
        """Elements by microdata property (https://html.spec.whatwg.org/multipage/microdata.html), in page order."""
        found: dict[str, list[HtmlElement]] = {}
        for element, value in self.page.having("itemprop").items():
            for name in value.split():
                found.setdefault(name.rsplit("/", 1)[-1].lower(), []).append(element)
        return found

    def meta(self, *names: str) -> str | None:
        """The first value under the first of ``names`` that has one."""
        return next(self._metas(names), None)

    def metas(self, *names: str) -> list[str]:
        """All cleaned values under the first of ``names``, then those under the next."""
        return list(self._metas(names))

    def _metas(self, names: Iterable[str]) -> Iterator[str]:
        known = self.page.meta
        return (text for name in names if name in known for value in known[name] if (text := clean(value)))
