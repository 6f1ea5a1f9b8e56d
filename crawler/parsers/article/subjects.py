"""What it is about and where it is filed: section, keywords, breadcrumbs."""

import re
from collections.abc import Iterable, Iterator
from itertools import chain, islice
from typing import Any, Final

from lxml.html import HtmlElement

from crawler import urls
from crawler.items import Breadcrumb
from crawler.parsers.article.lexicon import fold
from crawler.parsers.article.marks import spaceless
from crawler.parsers.article.topics import topics
from crawler.parsers.article.witness import Witnesses, address_of, clean, short_text, texts, types, visible_text
from crawler.parsers.hinted import hinted
from crawler.parsers.page import Page

_SECTION_METAS: Final = (
    "article:section",
    "og:article:section",
    "articlesection",
    "parsely-section",
    "section",
    "sailthru.section",
    "prism.section",
    "schema:articlesection",
)
_UNFILED: Final = (
    *("uncategorized", "uncategorised", "unkategorisiert", "nichtkategorisiert", "nonclassé", "noncategorizzato"),
    *("sincategoría", "sincategorizar", "senzacategoria", "semcategoria", "geencategorie", "okategoriserade"),
    *("ikkekategoriseret", "ukategorisert", "bezkategorii", "nezařazené", "fărăcategorie", "kategorisiz"),
    *("χωρίςκατηγορία", "безрубрики", "безкатегорії", "некатегоризирани", "غيرمصنف", "未分類", "未分类", "미분류"),
)
"""What content systems call the section of articles that nobody has put into one, folded."""
_LONG_SECTION: Final = 40
MAX_KEYWORDS: Final = 500
"""Most that are kept of one page; some publishers declare a hundred."""

_WORDY: Final = 3
"""Fewest spaces of a headline that names no topic."""

_TAGS: Final = ("article:tag", "og:article:tag")
"""As JSON-LD's list it has one keyword in each value, which may hold a comma (https://ogp.me/#array)."""

_KEYWORD_METAS: Final = (
    "news_keywords",
    "keywords",
    *_TAGS,
    "parsely-tags",
    "sailthru.tags",
    "dc.subject",
    "dc:subject",
    "dcterms.subject",
    "dcterms:subject",
    "schema:keywords",
    "keyword",
    "citation_keywords",
)
_SEPARATOR: Final = re.compile(r"\s*[,;|、，；｜،؛]\s*")
_TRAIL: Final = "/BreadcrumbList"
_OLD_STEP: Final = "data-vocabulary.org/Breadcrumb"
"""Type of each step before schema.org had one of the trail."""
_NAMES: Final = ("crumb", "ariane", "brotkr", "pankuzu", "topicpath")
"""What class and id call a trail."""
_LABELS: Final = (
    *("crumb", "ariane", "brotkr", "kruimel", "dsmul", "okruszk", "briciole", "migas", "крошки", "パンくず"),
    *("面包屑", "麵包屑"),
)
"""What its label calls it, which readers of the page's language hear; ``dsmul`` is Nordic."""
_BETWEEN_STEPS: Final = " /|<>«»‹›→"
_MOST_STEPS: Final = 8
_MOST_ITEMS: Final = 30
_LONGEST_TRAIL: Final = 300
_LONGEST: Final = 80
_ID_LIKE: Final = re.compile(r"[0-9a-f-]{24,}|\w+:(?!in(?:nen)?$)\S*|\d{5,}|(?!19|20)\d{4}", re.I)
"""Machine tags and internal ids; no years, and no German words for all genders (Schüler:innen)."""


def section(witnesses: Witnesses, publisher: str | None) -> str | None:
    """The section declared for the article, else the category that its own box links to; the first of several.

    None that is the publisher's name.
    """
    none = {fold(publisher or ""), *_UNFILED}
    named = (text for text in map(_first_of, _sections(witnesses)) if len(text) <= _LONGEST and not urls.is_http(text))
    return next((text for text in named if text and fold(text) not in none), None)


def _sections(witnesses: Witnesses) -> Iterator[str]:
    yield from texts(witnesses.article.get("articleSection"))
    yield from witnesses.metas(*_SECTION_METAS)
    marked = (*witnesses.items.get("articlesection", ()), *witnesses.items.get("genre", ()))
    yield from (text for text in map(short_text, marked[:_MOST_ITEMS]) if len(text) <= _LONGEST)
    yield from _categories(witnesses.page)


def _first_of(named: str) -> str:
    """The first of several sections: they have no spaces between them, or are more than one name would hold."""
    parts = named.split(",")
    is_list = named.count(", ") < len(parts) - 1 or (len(parts) > 2 and len(named) > _LONG_SECTION)
    is_list = is_list and max(map(len, parts)) <= _LONG_SECTION
    return parts[0].strip() if is_list else named


def _categories(page: Page) -> Iterator[str]:
    """Names of the categories linked to in the article's own box, or of the only one that the page links to."""
    kinds = page.having("rel")
    if not (told := {kind for kind in set(kinds.values()) if "category" in kind or "tag" in kind}):
        return
    links = [link for link, kind in kinds.items() if kind in told and link.tag == "a" and _is_category(link, kind)]
    box = next((box for h1 in page.elements("h1")[:1] for box in h1.iterancestors("article")), None)
    own = [link for link in links[:_MOST_ITEMS] if box is None or box in link.iterancestors("article")]
    names = list(filter(None, map(short_text, own)))
    if box is not None or len(set(names)) == 1:
        yield from names


def _is_category(link: HtmlElement, kind: str) -> bool:
    """Whether a link is one to a category; content systems call it a tag, too."""
    kinds = kind.lower().split()
    return "category" in kinds or ("tag" in kinds and "/category/" in link.get("href", ""))


def keywords(witnesses: Witnesses, headline: str | None) -> list[str]:
    """Keywords of the first witness that has any, in its order, each once; the topics shown where none has.

    The first ``MAX_KEYWORDS`` of them, without a headline of several words.
    """
    same = fold(headline or "")
    for found in _keywords(witnesses):
        if kept := [word for word in found if word.count(" ") < _WORDY or fold(word) != same]:
            return kept[:MAX_KEYWORDS]
    return []


def _keywords(witnesses: Witnesses) -> Iterator[list[str]]:
    known = witnesses.page.meta
    named = ((witnesses.metas(name), name in _TAGS) for name in _KEYWORD_METAS if name in known)
    for values, listed in ((list(texts(witnesses.article.get("keywords"))), True), *named):
        parted = values if listed and len(values) > 1 else chain.from_iterable(map(_SEPARATOR.split, values))
        found = list(_words(parted))
        yield found if len(found) != 1 else _spaced(found[0])
    marked = (element for element in witnesses.items.get("keywords", ()) if element.tag != "meta")
    yield list(_words(chain.from_iterable(map(_SEPARATOR.split, map(short_text, islice(marked, _MOST_ITEMS))))))
    yield list(_words(topics(witnesses.page)))


def _spaced(keyword: str) -> list[str]:
    """The only keyword of a page, which is several where spaces part what is written without them."""
    return list(_words(keyword.split())) if 2 * spaceless(keyword) > len(keyword) else [keyword]


def _words(values: Iterable[str]) -> Iterator[str]:
    """Keywords without marks around them, each once; internal ids and machine tags are left out."""
    seen = set()
    for value in values:
        word = value.strip(" \"'#[]")
        if (
            word
            and len(word) <= _LONGEST
            and "{" not in word
            and not _ID_LIKE.fullmatch(word)
            and word.casefold() not in seen
        ):
            seen.add(word.casefold())
            yield word


def breadcrumbs(witnesses: Witnesses, headline: str | None) -> list[Breadcrumb]:
    """The trail of JSON-LD's BreadcrumbList (https://schema.org/BreadcrumbList), of microdata, or the one shown.

    None that only has the site's front page or the article itself.
    """
    same = fold(headline or "")
    return next((trail for trail in _trails(witnesses) if len(trail) > 1 or (trail and _leads(trail[0], same))), [])


def _leads(step: Breadcrumb, same: str) -> bool:
    """Whether the only step of a trail says where the article is."""
    address = urls.parts(step.url or "")
    return fold(step.name) != same and not (address.hostname and address.path in ("", "/") and not address.query)


def _trails(witnesses: Witnesses) -> Iterator[list[Breadcrumb]]:
    for node in [*witnesses.page.json_ld, witnesses.web_page, witnesses.article]:
        trail = node if "BreadcrumbList" in types(node) else witnesses.resolve(node.get("breadcrumb"))
        items = trail.get("itemListElement") if isinstance(trail, dict) else None
        yield list(_steps(items, witnesses))
    yield _in_microdata(witnesses)
    yield _in_links(witnesses)


def _steps(items: Any, witnesses: Witnesses) -> Iterator[Breadcrumb]:
    listed = [item for item in (items if isinstance(items, list) else [items]) if isinstance(item, dict)]
    for item in sorted(listed, key=_position):
        target = item.get("item")
        inner = target if isinstance(target, dict) else {}
        name = next(texts(item.get("name")), None) or next(texts(inner.get("name")), None)
        if name:
            yield Breadcrumb(name, witnesses.absolute(address_of(target)))


def _position(item: dict[str, Any]) -> float:
    try:
        return float(item.get("position") or 0)
    except (TypeError, ValueError, OverflowError):
        return 0.0


def _in_microdata(witnesses: Witnesses) -> list[Breadcrumb]:
    types_ = witnesses.page.having("itemtype").items()
    scopes = (element for element, kind in types_ if _TRAIL in kind)
    items = [item for scope in islice(scopes, 1) for item in scope.xpath(".//*[@itemprop='itemListElement']")]
    items = items or [element for element, kind in types_ if _OLD_STEP in kind]
    found: dict[tuple[str, str | None], Breadcrumb] = {}
    for item in items[:_MOST_ITEMS]:
        name = next(iter(item.xpath(".//*[@itemprop='name' or @itemprop='title']")), None)
        link = next((a.get("href") for a in item.iter("a") if a.get("href")), None)
        text = clean(name.get("content") or visible_text(name)).strip(_BETWEEN_STEPS) if name is not None else ""
        if text:
            found.setdefault((text, link), Breadcrumb(text, witnesses.absolute(link)))
    return list(found.values())


def _in_links(witnesses: Witnesses) -> list[Breadcrumb]:
    """The links of the first element called breadcrumbs that is short; the page itself, at its end, has no link."""
    for element in islice(_called_breadcrumbs(witnesses.page), _MOST_STEPS):
        trail = next(element.iterancestors(), element) if element.tag == "li" else element
        links = list(islice(trail.iter("a"), _MOST_STEPS + 1))
        if len(links) <= _MOST_STEPS and len(short_text(trail)) <= _LONGEST_TRAIL:
            names = {link: name for link in links if (name := short_text(link).strip(_BETWEEN_STEPS))}
            if names:
                return [Breadcrumb(name, witnesses.absolute(link.get("href"))) for link, name in names.items()]
    return []


def _called_breadcrumbs(page: Page) -> Iterator[HtmlElement]:
    """Elements that type, class, id or label calls a trail, in this order."""
    yield from (element for element, kind in page.having("typeof").items() if "BreadcrumbList" in kind)
    ids, labels = page.having("id"), page.having("aria-label")
    for values, telling in (
        (page.having("class"), page.class_names.holding(_NAMES)),
        (ids, hinted(ids.values(), _NAMES)),
        (labels, hinted(labels.values(), _LABELS)),
    ):
        yield from (element for element, name in values.items() if name in telling) if telling else ()
