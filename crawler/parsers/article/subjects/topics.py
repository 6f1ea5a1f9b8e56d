"""The topics that a page shows behind its headline: links to their own pages, in one list of them.

Asked only where nothing is declared. A link is one by ``rel=tag`` (https://microformats.org/wiki/rel-tag) or by its
address; a list of them is the article's where its name says so, and not where something around it is the site's.
"""

import re
from collections.abc import Iterator
from itertools import islice
from typing import Final

from lxml.html import HtmlElement

from crawler.parsers.article.blocks.layout import names_of
from crawler.parsers.article.witness import short_text, with_ancestors
from crawler.parsers.hinted import hinted
from crawler.parsers.page import Page

_ADDRESS: Final = re.compile(
    r"/(?:tags?|tagged|label|topics?|them(?:a|en?)|keywords?|stichw\w+|schlagw\w+|etiquetas?|temas?|argomenti|"
    r"mots?-cles?|sujets?|onderwerp\w*)/[^/?#]+/?(?:[?#]|$)",
    re.I,
)
_ADDRESSES: Final = (
    *("/tag", "/label/", "/topic", "/them", "/keyword", "/stichw", "/schlagw", "/etiqueta", "/tema", "/argomenti"),
    *("/mot", "/sujet", "/onderwerp"),
)
"""Beginnings of all that ``_ADDRESS`` finds."""

_MANY: Final = frozenset(
    "tags taglist labels topics keywords themen themes schlagworte schlagwörter stichworte etiquetas temas argomenti "
    "sujets onderwerpen".split()
)
_LISTS: Final = _MANY | {"tag", "tagged", "label", "topic", "keyword", "thema", "theme", "schlagwort", "stichwort"}
"""Words of names of lists; an item of one may be called by one topic alone."""

_OTHERS: Final = frozenset(
    "cloud tagcloud sidebar related recommended menu slider trending popular teaser teasers card cards more comment "
    "comments".split()
)
"""What others' topics stand in. Not what ``elsewhere`` asks of bylines: an article's topics may be in a widget."""
_FRAMES: Final = frozenset({"footer", "aside", "header"})
_ITEMS: Final = frozenset({"li", "span", "dd"})
_AROUND: Final = 5
_NEAR: Final = 3
_LONGEST: Final = 80
_MOST_LINKS: Final = 500
_MOST_LISTS: Final = 50
_CLOUD: Final = 30
"""So many topics are the site's."""


def topics(page: Page) -> list[str]:
    """Names of the topics in the first list of them, in its order; none where there is no list."""
    lists: dict[HtmlElement, list[str]] = {}
    for link in islice(_links(page), _MOST_LINKS):
        box = _box(link)
        if box is not None and 0 < len(name := short_text(link)) <= _LONGEST:
            lists.setdefault(box, []).append(name)
    headings = page.elements("h1")[:1] if lists else []
    ordered = page.in_order([*lists, *headings])
    behind = ordered[ordered.index(headings[0]) + 1 :] if headings else ordered
    return next((lists[box] for box in behind[:_MOST_LISTS] if len(lists[box]) < _CLOUD and _is_articles(box)), [])


def _links(page: Page) -> Iterator[HtmlElement]:
    """Links to topics in page order."""
    links = page.anchors
    likely = set(filter(_ADDRESS.search, hinted(set(links.values()), _ADDRESSES)))
    said = {link for link, kind in page.having("rel").items() if "tag" in kind and _is_tag(kind)}
    return (link for link, href in links.items() if href in likely or link in said)


def _is_tag(kind: str) -> bool:
    kinds = kind.lower().split()
    return "tag" in kinds and "category" not in kinds


def _box(link: HtmlElement) -> HtmlElement | None:
    """What a list's links have in common: the box around each, or around its item, which holds nothing else."""
    for box in islice(link.iterancestors(), _AROUND):
        words = names_of(box)
        if box.tag not in _ITEMS and (len(box) > 1 or not _LISTS.isdisjoint(words)):
            return box
        if not _MANY.isdisjoint(words) and "item" not in words:
            return box
    return None


def _is_articles(box: HtmlElement) -> bool:
    """Whether a list or what it stands in is called after topics, and nothing around it is the site's or others'."""
    around = list(islice(with_ancestors(box), _AROUND + 1))
    called = [names_of(each) for each in around if each.tag not in ("body", "html")]
    if all(map(_LISTS.isdisjoint, called[:_NEAR])) or not all(map(_OTHERS.isdisjoint, called)):
        return False
    is_framed = any(each.tag in _FRAMES for each in around)
    return not is_framed or next(box.iterancestors("article", "main"), None) is not None
