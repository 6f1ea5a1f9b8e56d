"""Elements of a page: which are called by some words, what is around one, and its text on one line."""

import re
from collections.abc import Iterable, Iterator
from html import unescape
from itertools import chain
from typing import Final

from lxml import etree
from lxml.html import HtmlElement

from crawler.parsers.page import Page

_TAG: Final = re.compile(r"<[^<>]{1,200}>")
_SMALL: Final = 60
_LONGEST_SHOWN: Final = 10_000
_UNSHOWN: Final = frozenset({"script", "style", "noscript"})
COUNT: Final = etree.XPath("count(descendant::*)")
TEXTS: Final = etree.XPath(
    "descendant::text()[not(parent::script or parent::style or parent::noscript)]", smart_strings=False
)


def clean(text: str) -> str:
    """One line of text: entities decoded (twice where they were encoded twice), tags dropped, spaces collapsed."""
    if "&" in text:
        text = unescape(unescape(text))
    if "<" in text:
        text = _TAG.sub(" ", text)
    return " ".join(text.replace("\u200b", "").replace("\ufeff", "").replace("\xad", "").split())


def visible_text(element: HtmlElement) -> str:
    """Text of an element without scripts and styles, words of neighbouring blocks kept apart.

    Only its first ``_LONGEST_SHOWN`` characters: headings and bylines may be nested, each around the whole page.
    """
    if len(element):
        return " ".join(TEXTS(element))[:_LONGEST_SHOWN]
    return "" if element.tag in _UNSHOWN else (element.text or "")[:_LONGEST_SHOWN]


def short_text(element: HtmlElement) -> str:
    """One line of text of a small element; empty for one with more than ``_SMALL`` others or ``_LONGEST_SHOWN``."""
    text = visible_text(element) if not len(element) or COUNT(element) <= _SMALL else ""
    return clean(text) if len(text) < _LONGEST_SHOWN else ""


def value_of(element: HtmlElement) -> str:
    """One line of text of a property: what it says to machines, else what a small element shows."""
    return clean(element.get("content") or "") or short_text(element)


def item_of(element: HtmlElement) -> HtmlElement | None:
    """The microdata item that a property belongs to."""
    return next((around for around in element.iterancestors() if around.get("itemscope") is not None), None)


def is_linked(element: HtmlElement) -> bool:
    """Whether a link is in an element, or the element in a link."""
    return next(element.iter("a"), None) is not None or next(element.iterancestors("a"), None) is not None


def with_ancestors(element: HtmlElement) -> Iterator[HtmlElement]:
    """An element, then those around it, the innermost first."""
    return chain((element,), element.iterancestors())


def classed(page: Page, words: Iterable[str], *others: Iterable[HtmlElement]) -> list[HtmlElement]:
    """Elements whose ``class`` holds one of ``words``, in small letters or not, and ``others``, each once in order."""
    classes = page.having("class")
    telling = page.class_names.holding(words)
    return page.in_order({element for element, name in classes.items() if name in telling}.union(*others))
