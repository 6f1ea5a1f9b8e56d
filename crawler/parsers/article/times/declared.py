"""Dates that a page declares: in JSON-LD, in meta, and in microdata of the article's own item."""

import re
from collections.abc import Iterator
from typing import Final

from crawler.parsers.article.remembered import remembered
from crawler.parsers.article.times.shown import Shown, written
from crawler.parsers.article.witness import Witnesses, texts

_PUBLISHED: Final = re.compile(
    r"^(?:article[:.]|og:article:|og:)?(?:published_?time|published_?date|published|publish_?date|publication_?date|"
    r"pub_?date|date_?published)$"
)
_DATED: Final = re.compile(
    r"published[-_]?(?:time|at|date|on)?$|publish-date|pub-?date$|release_?date$"
    r"|^(?:dc|dcterms|dcsext)[.:](?:date|created|issued|date\.(?:created|issued|x-metadatalastmodified)|"
    r"articlefirstpublished)$"
    r"|^sailthru\.date$|^prism\.publicationdate$|^article_date_original$|^cxenseparse:recs:publishtime$|^citation_(?:publication_|online_)?date$"
    r"|^(?:created|creation_?date|date|datum|date\.issued|originalpublicationdate|article\.created|datecreated|"
    r"display_?date)$"
)
_MODIFIED: Final = re.compile(
    r"modified(?:[-_:.]?(?:time|date|at|on))?$|updated?(?:[-_:.]?(?:time|date|at|on))?$|^revised$|lastmod|^prism\.modificationdate$|"
    r"^date_?modified$"
)
_META: Final = {"published": _PUBLISHED, "dated": _DATED, "modified": _MODIFIED}
_NOT_OURS: Final = re.compile(r"expir|event|start|end|fb:|build|valid|birth")
_MAX_ITEMS: Final = 5


def published_dates(witnesses: Witnesses, shown: Shown) -> Iterator[str]:
    """What JSON-LD, meta and microdata call the date of publication."""
    article = witnesses.article
    yield from texts(article.get("datePublished"))
    yield from _in_page(witnesses, shown, "published", "datepublished")
    yield from _in_meta(witnesses, "dated")
    yield from texts(article.get("uploadDate"))


def _in_page(witnesses: Witnesses, shown: Shown, meaning: str, name: str) -> Iterator[str]:
    """What meta says, and microdata of the article's item; what other items say in meta elements is not of it."""
    ours = shown.items(name)
    others = shown.strangers(name, ours)
    yield from (value for value in _in_meta(witnesses, meaning) if value not in others)
    for element in ours[:_MAX_ITEMS]:
        yield from written(element)


def _in_meta(witnesses: Witnesses, meaning: str) -> Iterator[str]:
    for name, values in witnesses.page.meta.items():
        if meaning in _meanings(name):
            yield from values


@remembered(4096)
def _meanings(name: str) -> frozenset[str]:
    """Which of ``_META`` a name is; pages of a site, and of all sites, use the same ones."""
    if _NOT_OURS.search(name):
        return frozenset()
    return frozenset(meaning for meaning, names in _META.items() if names.search(name))


def page_dates(witnesses: Witnesses) -> Iterator[str]:
    """Dates of the page rather than of the article."""
    yield from texts(witnesses.web_page.get("datePublished"))
    yield from texts(witnesses.article.get("dateCreated"))
    for node in witnesses.page.json_ld:
        yield from texts(node.get("datePublished"))


def modified_dates(witnesses: Witnesses, shown: Shown) -> Iterator[str]:
    """What JSON-LD, meta and microdata call the date of a change, the article's before the page's."""
    yield from texts(witnesses.article.get("dateModified"))
    yield from _in_page(witnesses, shown, "modified", "datemodified")
    yield from texts(witnesses.web_page.get("dateModified"))
