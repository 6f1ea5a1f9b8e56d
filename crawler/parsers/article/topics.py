"""The topics that a page shows behind its headline: links to their own pages, in one list of them.

Asked only where nothing is declared. A link is one by ``rel=tag`` (https://microformats.org/wiki/rel-tag) or by its
address; a list of them is the article's where its name says so, and not where something around it is the site's.
"""

import re
from collections.abc import Iterator
from itertools import chain, islice
from typing import Final

from lxml.html import HtmlElement

from crawler.parsers.article.layout import words_of
from crawler.parsers.article.lexicon import name_words
from crawler.parsers.article.witness import short_text
from crawler.parsers.hinted import hinted
from crawler.parsers.page import Page

_ADDRESS: Final = re.compile(
    r"/(?:tags?|tagged|label|topics?|them(?:a|en?)|keywords?|stichw\w+|schlagw\w+|etiquetas?|temas?|argomenti|mots?-cles?|sujets?|"
    r"onderwerp\w*)/[^/?#]+/?(?:[?#]|$)",
    re.I,
)
_ADDRESSES: Final = (
    *(
        "/tag",
        "/label/",
        "/topic",
        "/them",
        "/keyword",
        "/stichw",
        "/schlagw",
        "/etiqueta",
        "/tema",
        "/argomenti",
        "/mot",
    ),
    *("/sujet", "/onderwerp"),
)
"""Beginnings of all that ``_ADDRESS`` finds."""

_LISTS: Final = frozenset(
    "tag tags taglist tagged label labels topic topics keyword keywords thema themen theme themes schlagwort schlagworte schlagwörter "
    "stichworte etiquetas temas argomenti sujets onderwerpen".split()
)
_OTHERS: Final = frozenset(
    "cloud tagcloud widget sidebar related recommended menu slider trending popular teaser teasers more comment "
    "comments".split()
)
_TEASERS: Final = frozenset({"li", "article", "section", "div"})
_ITEMS: Final = frozenset({"li", "span", "dd"})
_AROUND: Final = 5
_NEAR: Final = 3
_LONGEST: Final = 80
_MOST_LINKS: Final = 500


def topics(page: Page) -> list[str]:
    """Names of the topics in the first list of them, in its order; none where there is no list."""
    lists: dict[HtmlElement, list[str]] = {}
    for link in islice(_links(page), _MOST_LINKS):
        box = _box(link)
        if box is not None and 0 < len(name := short_text(link)) <= _LONGEST:
            lists.setdefault(box, []).append(name)
    found = [box for box in lists if _is_articles(box)]
    headings = page.elements("h1")[:1] if found else []
    ordered = page.in_order([*found, *headings])
    behind = ordered[ordered.index(headings[0]) + 1 :] if headings else ordered
    return lists[behind[0]] if behind else []


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
    """What a list's links have in common: the box around each that is called after topics, or that holds several."""
    for box in islice(link.iterancestors(), _AROUND):
        if not _LISTS.isdisjoint(_words(box)) or (box.tag not in _ITEMS and len(box) > 1):
            return box
    return None


def _is_articles(box: HtmlElement) -> bool:
    """Whether a list or what it stands in is called after topics, and nothing around it is the site's or others'."""
    around = [each for each in (box, *islice(box.iterancestors(), _AROUND)) if each.tag not in ("body", "html")]
    if any(_is_others(each) for each in around):
        return False
    return not all(_LISTS.isdisjoint(_words(each)) for each in around[:_NEAR])


def _is_others(box: HtmlElement) -> bool:
    """Whether a box is the site's or a teaser's, by its name, its tag or the heading in it that leads elsewhere."""
    words = _words(box)
    if not _OTHERS.isdisjoint(words) or (box.tag == "aside" and _LISTS.isdisjoint(words)):
        return True
    if box.tag in ("main", "article") and next(box.iter("h1"), None) is not None:
        return False
    heading = next(box.iter("h2", "h3", "h4"), None) if box.tag in _TEASERS else None
    return heading is not None and next(chain(heading.iter("a"), heading.iterancestors("a")), None) is not None


def _words(box: HtmlElement) -> tuple[str, ...]:
    return name_words(words_of(box))
