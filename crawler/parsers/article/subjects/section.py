"""Where an article is filed: the section that is declared, else a category that its own box links to."""

from collections.abc import Iterator
from typing import Final

from lxml.html import HtmlElement

from crawler import urls
from crawler.parsers.article.lexicon import fold
from crawler.parsers.article.witness import Witnesses, short_text, texts
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
_MOST_ITEMS: Final = 30
_LONGEST: Final = 80


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
