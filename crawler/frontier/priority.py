"""Which row of a host is fetched first: lower numbers before higher ones, depth breaking ties in the journal.

Open visits are finished before new ones are begun, so that few visits are open at any time; then comes what the pages
taken so far need to be shown, so that a page is whole before its host is asked for the next one, and a crawl that is
stopped leaves few pages in pieces. Other hosts work at their own pace: pages do not wait for what lies elsewhere. Then
seeds, then what lists many pages, then articles, then the rest, and last the far pages of listings.
"""

import re
from enum import IntEnum
from typing import Final


class Priority(IntEnum):
    """INDEX is for feeds and sitemaps. Values are stored in the journal: add between, do not renumber."""

    NEED = 0
    REQUISITE = 5
    SEED = 10
    INDEX = 20
    ARTICLE = 30
    PAGE = 40
    PAGING = 50


def is_urgent(priority: int) -> bool:
    """Whether a row belongs to a page that is taken already: it goes out whatever the limit of pages."""
    return priority < Priority.SEED


_PAGING_PATH: Final = re.compile(r"/(?:page|seite|pagina|p)[/-]?\d+(?:/|\Z)", re.I)
_PAGING_QUERY: Final = re.compile(r"(?:\A|&)(?:page|paged|seite|pagina|p|offset|start)=\d", re.I)
_DATED: Final = re.compile(r"/(?:19|20)\d\d[/-]?(?:0?[1-9]|1[0-2])(?:[/-]?\d{1,2})?/[^/]*[a-z]", re.I)
_NUMBER: Final = re.compile(r"\d{5}")
_SLUG_HYPHENS: Final = 3


def of_link(url: str, kind: str = "page") -> Priority:
    """The priority of a link by its kind (page, feed, sitemap) and by the looks of its address.

    A guess that only decides order.
    """
    if kind != "page":
        return Priority.INDEX
    path, _, query = url.partition("://")[2].partition("?")
    if _PAGING_PATH.search(path) or _PAGING_QUERY.search(query):
        return Priority.PAGING
    folder, _, name = path.rstrip("/").rpartition("/")
    article = folder and (name.count("-") >= _SLUG_HYPHENS or _NUMBER.search(name) or _DATED.search(path))
    return Priority.ARTICLE if article else Priority.PAGE
