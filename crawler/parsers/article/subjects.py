"""What it is about and where it is filed: section, keywords, breadcrumbs."""

import re
from collections.abc import Iterable, Iterator
from itertools import chain, islice
from typing import Any, Final

from crawler.items import Breadcrumb
from crawler.parsers.article.marks import spaceless
from crawler.parsers.article.topics import topics
from crawler.parsers.article.witness import Witnesses, clean, short_text, texts, types, visible_text

_SECTION_METAS: Final = (
    "article:section",
    "og:article:section",
    "articlesection",
    "parsely-section",
    "section",
    "sailthru.section",
)
MAX_KEYWORDS: Final = 500
"""Most that are kept of one page; some publishers declare a hundred."""

_TAG: Final = "article:tag"
"""As JSON-LD's list it has one keyword in each value, which may hold a comma (https://ogp.me/#array)."""

_KEYWORD_METAS: Final = (
    "news_keywords",
    "keywords",
    _TAG,
    "parsely-tags",
    "sailthru.tags",
    "dc.subject",
    "keyword",
    "citation_keywords",
)
_SEPARATOR: Final = re.compile(r"\s*[,;|、，；｜،؛]\s*")
_TRAIL: Final = "/BreadcrumbList"
_BREADCRUMB: Final = "readcrumb"
_BETWEEN_STEPS: Final = " /|<>«»‹›→"
_MOST_STEPS: Final = 8
_MOST_ITEMS: Final = 30
_LONGEST_TRAIL: Final = 300
_LONGEST: Final = 80
_ID_LIKE: Final = re.compile(r"[0-9a-f-]{24,}|\w+:(?!in(?:nen)?$)\S*|\d{5,}|(?!19|20)\d{4}", re.I)
"""Machine tags and internal ids; no years, and no German words for all genders (Schüler:innen)."""


def section(witnesses: Witnesses) -> str | None:
    """The section declared for the article."""
    declared = texts(witnesses.article.get("articleSection"))
    marked = map(short_text, witnesses.items.get("articlesection", ()))
    shown = (text for text in marked if 0 < len(text) <= _LONGEST)
    return next(declared, None) or witnesses.meta(*_SECTION_METAS) or next(shown, None)


def keywords(witnesses: Witnesses) -> list[str]:
    """Keywords of the first witness that has any, in its order, each once; the topics shown where none has.

    The first ``MAX_KEYWORDS`` of them.
    """
    named = ((witnesses.metas(name), name == _TAG) for name in _KEYWORD_METAS)
    for values, listed in ((list(texts(witnesses.article.get("keywords"))), True), *named):
        parted = values if listed and len(values) > 1 else chain.from_iterable(map(_SEPARATOR.split, values))
        if found := list(_words(parted)):
            return (found if len(found) > 1 else _spaced(found[0]))[:MAX_KEYWORDS]
    return list(_words(topics(witnesses.page)))[:MAX_KEYWORDS]


def _spaced(keyword: str) -> list[str]:
    """The only keyword of a page, which is several where spaces part what is written without them."""
    return list(_words(keyword.split())) if 2 * spaceless(keyword) > len(keyword) else [keyword]


def _words(values: Iterable[str]) -> Iterator[str]:
    """Keywords without marks around them, each once; internal ids and machine tags are left out."""
    seen = set()
    for value in values:
        word = value.strip(" \"'#[]")
        if word and len(word) <= _LONGEST and not _ID_LIKE.fullmatch(word) and word.casefold() not in seen:
            seen.add(word.casefold())
            yield word


def breadcrumbs(witnesses: Witnesses) -> list[Breadcrumb]:
    """The trail of JSON-LD's BreadcrumbList (https://schema.org/BreadcrumbList), of microdata, or the one shown."""
    for node in [*witnesses.page.json_ld, witnesses.web_page, witnesses.article]:
        trail = node if "BreadcrumbList" in types(node) else witnesses.resolve(node.get("breadcrumb"))
        items = trail.get("itemListElement") if isinstance(trail, dict) else None
        if found := list(_steps(items, witnesses)):
            return found
    return _in_microdata(witnesses) or _in_links(witnesses)


def _steps(items: Any, witnesses: Witnesses) -> Iterator[Breadcrumb]:
    listed = [item for item in (items if isinstance(items, list) else [items]) if isinstance(item, dict)]
    for item in sorted(listed, key=_position):
        target = item.get("item")
        inner = target if isinstance(target, dict) else {}
        name = next(texts(item.get("name")), None) or next(texts(inner.get("name")), None)
        if name:
            yield Breadcrumb(name, witnesses.absolute(inner.get("@id") or inner.get("url") or target))


def _position(item: dict[str, Any]) -> float:
    try:
        return float(item.get("position") or 0)
    except (TypeError, ValueError, OverflowError):
        return 0.0


def _in_microdata(witnesses: Witnesses) -> list[Breadcrumb]:
    found = []
    scopes = (element for element, kind in witnesses.page.having("itemtype").items() if _TRAIL in kind)
    for scope in islice(scopes, 1):
        for item in scope.xpath(".//*[@itemprop='itemListElement']")[:_MOST_ITEMS]:
            name = next(iter(item.xpath(".//*[@itemprop='name']")), None)
            link = next((a.get("href") for a in item.iter("a") if a.get("href")), None)
            text = clean(name.get("content") or visible_text(name)) if name is not None else ""
            if text:
                found.append(Breadcrumb(text, witnesses.absolute(link)))
    return found


def _in_links(witnesses: Witnesses) -> list[Breadcrumb]:
    """The links of the first element called breadcrumbs that is short; the page itself, at its end, has no link."""
    page = witnesses.page
    named = [element for element, kind in page.having("typeof").items() if "BreadcrumbList" in kind]
    classes = page.having("class")
    if _BREADCRUMB in " ".join(classes.values()):
        named += [element for element, name in classes.items() if _BREADCRUMB in name]
    for element in named[:_MOST_STEPS]:
        trail = next(element.iterancestors(), element) if element.tag == "li" else element
        links = list(islice(trail.iter("a"), _MOST_STEPS + 1))
        if len(links) <= _MOST_STEPS and len(short_text(trail)) <= _LONGEST_TRAIL:
            names = {link: name for link in links if (name := short_text(link).strip(_BETWEEN_STEPS))}
            if names:
                return [Breadcrumb(name, witnesses.absolute(link.get("href"))) for link, name in names.items()]
    return []
