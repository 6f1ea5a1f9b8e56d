"""Whether a byline or a date stands elsewhere than in the article: with comments, in a teaser, in the page's frame."""

from collections.abc import Collection, Set
from itertools import islice
from typing import Final

from lxml.html import HtmlElement

from crawler.parsers.article.blocks.layout import names_of
from crawler.parsers.article.witness import with_ancestors

_ELSEWHERE: Final = frozenset(
    "comment comments respond response responses discussion related teaser sidebar nav menu recommended popular "
    "trending widget more latest reply replies kommentar kommentare commentlist sharing license licence".split()
)
_FRAMES: Final = frozenset({"card", "cards", "footer"})
_NAMED: Final = _ELSEWHERE | _FRAMES
_FRAME_TAGS: Final = frozenset({"footer", "aside", "li"})
_FOR_AUTHORS: Final = frozenset("author authors byline meta contributor contributors".split())
_ARTICLES: Final = frozenset("post entry article hentry news".split())
"""What stands elsewhere by the words of its name; what does unless its name says that it is the article's."""
_MOST_AROUND: Final = 8


def is_elsewhere(element: HtmlElement, own: Set[HtmlElement]) -> bool:
    """Whether it is part of comments, teasers or the page's frame; what holds the article itself is ``own``."""
    for around in islice(with_ancestors(element), _MOST_AROUND):
        if around in own or around.tag in ("body", "html"):
            return False
        if around.tag == "article":
            return True
        called = _called(around)
        if around.tag == "nav" or not _ELSEWHERE.isdisjoint(called):
            return True
        if (around.tag in _FRAME_TAGS or not _FRAMES.isdisjoint(called)) and not _is_for_authors(around, called, own):
            return True
    return False


def is_named_elsewhere(element: HtmlElement) -> bool:
    """Whether the name of a box or of the one around it says so."""
    around = element.getparent()
    called = _called(element) + (() if around is None else _called(around))
    return not _NAMED.isdisjoint(called)


def _called(box: HtmlElement) -> tuple[str, ...]:
    """Words of a box's names; what Elementor makes of everything is no widget."""
    called = names_of(box)
    return tuple(word for word in called if word != "widget") if "elementor" in called else called


def _is_for_authors(box: HtmlElement, called: Collection[str], own: Set[HtmlElement]) -> bool:
    """Whether a frame or a card is the article's: by its name, or as the foot of the article."""
    if not _FOR_AUTHORS.isdisjoint(called):
        return True
    outer = box.getparent()
    around = () if outer is None else _called(outer)
    if box.tag == "li":
        return not _FOR_AUTHORS.isdisjoint(around)
    if box.tag != "footer" and "footer" not in called:
        return False
    is_named = not _ARTICLES.isdisjoint(called) or (outer in own and not _ARTICLES.isdisjoint(around))
    return is_named or next(box.iterancestors("article"), None) in own
