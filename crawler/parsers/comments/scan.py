"""One pass over a page's tree: what may be comments by its name, and what else tells that a page has a section.

The only walk over pages without comments, which are nearly all of a crawl: each element is asked for two attributes,
and each name is looked at once in a process.
"""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from lxml.html import HtmlElement

from crawler.parsers.comments.names import COMMENT, LIKELY, words
from crawler.parsers.comments.series import ID_STEM, Series

BOXES: Final = (
    "div",
    "li",
    "article",
    "section",
    "ul",
    "ol",
    "tr",
    "td",
    "dl",
    "dd",
    "dt",
    "blockquote",
    "aside",
    "table",
)
HEADINGS: Final = ("h1", "h2", "h3", "h4", "h5", "h6", "legend")
_FIELDS: Final = ("form", "textarea")
_LOADERS: Final = ("script", "iframe", "link")
_BOXES: Final = frozenset(BOXES)
_HEADINGS: Final = frozenset(HEADINGS)
_NUMBERED: Final = re.compile(
    r"^(?P<stem>.*?)[-_:]?(?P<number>(?:\d+|[0-9a-f]{8}[0-9a-f-]*)(?:[-_]\d+|[-_][0-9a-f-]{8,})*)$", re.I
)
_PER_ITEM: Final = re.compile(
    r"^(?:category|tag-|type-|format-|menu|postid|single-|odd|even|alt|first|last|parent|byuser|bypostauthor"
    r"|clearfix|depth|level|thread|highlighted|new|comment-author-|"
    r"user-|depth-|level-|thread-|level_|wpd_comment_level|cid-|comment-\d|post-\d|alt\d|hentry|has-)"
    r"|\d{2,}|-(?:odd|even|alt)$"
)
_SECTION: Final = re.compile(
    r"comment|komment|coment|koment|respond|commt|cmt|forum|discuss|fyre|reacti|opini|repl(?:y|ies)|post|message"
)
_LONGEST_NAME: Final = 80
_LONGEST_CLASSES: Final = 1000
_LONGEST_ADDRESS: Final = 300
_BETWEEN: Final = "\0"
_STEMS: Final = (
    "com", "koment", "komm", "cmt", "reac", "repl", "antw", "resp", "opini", "mess", "beitr", "forum", "post", "fyre",
    "review", "feedb", "utopi", "discu", "mensa", "yorum", "avis", "reag", "debat", "opmerk", "vélem", "hozzász", "dsq",
    "idc", "отзыв", "коммент", "评论", "留言", "コメント",
)  # fmt: skip
"""Beginnings of all words in ``names.COMMENT``; one of these stands in every name that it fits."""

Placed = tuple[int, HtmlElement]
"""A box with its number in page order."""


@dataclass(frozen=True, slots=True)
class Scan:
    """What the pass gave.

    ``series``: likely comments by key. ``sections``: the first box of each name after comments. ``names``: ids and
    ``class`` attributes of all boxes. ``addresses``: of scripts, frames, links, forms and types of items, with
    what links and scripts say of themselves. ``headings`` and ``fields`` (forms, fields to write in) in page order.
    """

    series: list[Series]
    sections: list[HtmlElement]
    names: frozenset[str]
    addresses: frozenset[str]
    headings: list[HtmlElement]
    fields: list[HtmlElement]


def scan(tree: HtmlElement) -> Scan:
    """Look at every element that matters once."""
    classed: dict[str, list[Placed]] = {}
    named: dict[str, list[Placed]] = {}
    addresses: set[str] = set()
    headings: list[HtmlElement] = []
    fields: list[HtmlElement] = []
    for place, element in enumerate(tree.iter(*BOXES, *HEADINGS, *_FIELDS, *_LOADERS)):
        tag = element.tag
        if tag not in _BOXES:
            if tag in _HEADINGS:
                headings.append(element)
            else:
                _load(element, tag, addresses=addresses, fields=fields)
            continue
        if classes := element.get("class"):
            classed.setdefault(classes, []).append((place, element))
        if (name := element.get("id")) and len(name) < _LONGEST_NAME:
            named.setdefault(name, []).append((place, element))
        if kind := element.get("itemtype"):
            addresses.add(kind)
    series, sections = _named_after_comments(classed, named)
    names = frozenset((*(each[:_LONGEST_CLASSES] for each in classed), *named))
    return Scan(series, sections, names, frozenset(addresses), headings, fields)


def _named_after_comments(
    classed: dict[str, list[Placed]], named: dict[str, list[Placed]]
) -> tuple[list[Series], list[HtmlElement]]:
    """Boxes that share a key, in page order, and the first box of each name."""
    found: dict[tuple[str, str, str], list[Placed]] = defaultdict(list)
    sections: dict[str, Placed] = {}
    for name in _hinted(named, numbered=True):
        stem, is_section = _id_words(name)
        for placed in named[name]:
            if stem:
                found["id", str(placed[1].tag), stem].append(placed)
            if is_section:
                sections[name] = min(sections.get(name, placed), placed, key=_place)
    for classes in _hinted(classed):
        for token in _hinted_tokens(classes[:_LONGEST_CLASSES]):
            for placed in classed[classes]:
                found["class", str(placed[1].tag), token].append(placed)
            sections[token] = min(sections.get(token, classed[classes][0]), classed[classes][0], key=_place)
    series = [
        (min(members, key=_place)[0], key, [each for _, each in sorted(members, key=_place)])
        for key, members in found.items()
    ]
    first = sorted((placed for name, placed in sections.items() if _SECTION.search(name)), key=_place)
    return [Series(key, members) for _, key, members in sorted(series, key=lambda each: each[0])], [
        box for _, box in first
    ]


def _place(placed: Placed) -> int:
    return placed[0]


def _hinted(names: Iterable[str], *, numbered: bool = False) -> list[str]:
    """Names with a beginning of a telling word; with ``numbered`` those that end in a number as well."""
    known = list(names)
    shown = _BETWEEN.join(known).lower()
    lines: set[int] = set()
    for stem in _STEMS:
        at = shown.find(stem)
        while at >= 0:
            lines.add(shown.count(_BETWEEN, 0, at))
            end = shown.find(_BETWEEN, at)
            at = shown.find(stem, end) if end >= 0 else -1
    if numbered:
        lines.update(line for line, name in enumerate(known) if name[-1].isdigit())
    return [known[line] for line in sorted(lines)]


def _load(element: HtmlElement, tag: str, *, addresses: set[str], fields: list[HtmlElement]) -> None:
    """Note a form, a field, or what a page loads or names."""
    if tag in _FIELDS:
        fields.append(element)
    address = element.get("src") or element.get("href") or element.get("action")
    if address and len(address) < _LONGEST_ADDRESS:
        addresses.add(address)
    if tag == "script":
        addresses.update(key for key in element.keys() if key.startswith("data-"))  # noqa: SIM118 (an element)
    elif tag == "link":
        addresses.add(element.get("rel") or "")


@lru_cache(maxsize=8192)
def _hinted_tokens(classes: str) -> tuple[str, ...]:
    """The words of each class token that a comment may be named by."""
    if not LIKELY.search(classes.lower()):
        return ()
    tokens = {words(token): None for token in classes.split() if not _PER_ITEM.search(token)}
    return tuple(token for token in tokens if COMMENT.search(token))


@lru_cache(maxsize=8192)
def _id_words(name: str) -> tuple[str, bool]:
    """An id without its number when that is a comment's, else empty; and whether it is named after comments."""
    numbered = _NUMBERED.match(name)
    stem = words(numbered["stem"]) if numbered else ""
    if stem and (COMMENT.search(stem) or ID_STEM.match(stem)):
        return stem, True
    return "", LIKELY.search(name.lower()) is not None
