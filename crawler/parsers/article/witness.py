"""Everything on a page that can testify about its article: typed JSON-LD, microdata, meta, headings.

Fields ask here and arbitrate; nothing is decided but which JSON-LD node is the page's own article.
"""

import re
from collections.abc import Iterable, Iterator
from functools import cached_property
from html import unescape
from typing import Any, Final

from lxml import etree
from lxml.html import HtmlElement

from crawler.parsers.page import Page

ARTICLE_TYPES: Final = frozenset(
    "Article NewsArticle BlogPosting LiveBlogPosting ReportageNewsArticle OpinionNewsArticle AnalysisNewsArticle "
    "BackgroundNewsArticle ReviewNewsArticle AskPublicNewsArticle SatiricalArticle AdvertiserContentArticle Report "
    "TechArticle ScholarlyArticle MedicalScholarlyArticle SocialMediaPosting DiscussionForumPosting Review "
    "CriticReview Interview".split()
)
"""Subtypes of https://schema.org/Article, and what publishers use in its place."""

_MEDIA_TYPES: Final = frozenset("VideoObject NewsVideo AudioObject ImageGallery MediaGallery Recipe".split())
_PAGE_TYPES: Final = frozenset("WebPage ItemPage MediaPage CollectionPage".split())
_TAG: Final = re.compile(r"<[^<>]{1,200}>")
_MAX_DEPTH: Final = 6
_SMALL: Final = 60
_COUNT: Final = etree.XPath("count(descendant::*)")
_TEXTS: Final = etree.XPath(
    "descendant::text()[not(parent::script or parent::style or parent::noscript)]", smart_strings=False
)


def types(node: dict[str, Any]) -> tuple[str, ...]:
    """Type names of a node without their vocabulary's address."""
    value = node.get("@type")
    names = value if isinstance(value, list) else [value]
    return tuple(name.rsplit("/", 1)[-1] for name in names if isinstance(name, str))


def texts(value: Any) -> Iterator[str]:
    """Plain strings in a JSON value that should be text or a list of texts; entities and tags removed."""
    for item in value if isinstance(value, list) else [value]:
        if isinstance(item, dict):
            item = item.get("@value") or item.get("name")
        if isinstance(item, (int, float)) and not isinstance(item, bool):
            item = str(item)
        if isinstance(item, str) and (text := clean(item)):
            yield text


def clean(text: str) -> str:
    """One line of text: entities decoded (twice where they were encoded twice), tags dropped, spaces collapsed."""
    if "&" in text:
        text = unescape(unescape(text))
    if "<" in text:
        text = _TAG.sub(" ", text)
    return " ".join(text.replace("\u200b", "").replace("\ufeff", "").replace("\xad", "").split())


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
        """The JSON-LD node of this page's article; an empty one when there is none."""
        found = list(self._typed(ARTICLE_TYPES))
        if not found:
            return next(self._typed(_MEDIA_TYPES), {})
        return next((node for node in found if self._is_of_this_page(node)), found[0])

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

    def _is_of_this_page(self, node: dict[str, Any]) -> bool:
        """Whether the node's address or headline is the page's."""
        own = {_bare(url) for url in (self.page.url, self.canonical_url) if url}
        for key in ("url", "mainEntityOfPage", "@id"):
            value = node.get(key)
            address = value.get("@id") or value.get("url") if isinstance(value, dict) else value
            if isinstance(address, str) and _bare(address) in own:
                return True
        shown = {clean(text).casefold() for text in self.headings}
        return any(text.casefold() in shown for text in texts(node.get("headline")))

    @cached_property
    def canonical_url(self) -> str | None:
        """What the page calls itself, as written."""
        for link in self.page.elements("link"):
            if (link.get("rel") or "").lower() == "canonical" and (href := link.get("href")):
                return href.strip()
        return self.meta("og:url")

    @cached_property
    def headings(self) -> list[str]:
        """Text of each h1 in page order."""
        return [text for h1 in self.page.elements("h1") if (text := clean(visible_text(h1)))]

    @cached_property
    def title(self) -> str:
        """The ``title`` element's text."""
        return next((clean(element.text_content()) for element in self.page.elements("title")), "")

    @cached_property
    def site_names(self) -> list[str]:
        """What the site calls itself, most explicit first."""
        names = [
            *self.metas("og:site_name"),
            *self.metas("application-name"),
            *self.metas("apple-mobile-web-app-title"),
        ]
        publisher = self.resolve(self.article.get("publisher"))
        names += texts(publisher)
        return [name for name in dict.fromkeys(map(clean, names)) if name]

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
        return next((value for name in names for value in self.metas(name)), None)

    def metas(self, name: str) -> list[str]:
        """All cleaned values under one name."""
        return [text for value in self.page.meta.get(name, ()) if (text := clean(value))]


def classed(page: Page, named: re.Pattern[str], *others: Iterable[HtmlElement]) -> list[HtmlElement]:
    """Elements whose ``class`` has what ``named`` looks for, and ``others``, each once in page order."""
    classes = page.having("class")
    telling = set(filter(named.search, set(classes.values())))
    return page.in_order({element for element, name in classes.items() if name in telling}.union(*others))


def visible_text(element: HtmlElement) -> str:
    """Text of an element without scripts and styles, words of neighbouring blocks kept apart."""
    return " ".join(_TEXTS(element))


def short_text(element: HtmlElement) -> str:
    """One line of text of a small element; empty for one that holds more than ``_SMALL`` others."""
    return clean(visible_text(element)) if _COUNT(element) <= _SMALL else ""


def _bare(url: str) -> str:
    """An address for comparison: no scheme, no www, no query, no slash at the end."""
    return re.sub(r"^https?:(?://)?(?:www\.)?", "", url.partition("#")[0].partition("?")[0]).rstrip("/").lower()
