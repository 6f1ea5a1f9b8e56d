"""One pass over a page's tree: what may be comments by its name, and what else tells that a page has a section.

It is all that pages without comments cost, which are nearly all of a crawl: each name is looked at once in a process.
"""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain
from typing import Final

from lxml.html import HtmlElement

from crawler.parsers.comments.names import COMMENT, LIKELY, words
from crawler.parsers.comments.series import ID_STEM, Series
from crawler.parsers.hinted import hinted
from crawler.parsers.page import Page

_BOXES: Final = frozenset("div li article section ul ol tr td dl dd dt blockquote aside table".split())
HEADINGS: Final = ("h1", "h2", "h3", "h4", "h5", "h6", "legend")
"""What a list of comments is headed by."""

_PART: Final = r"(?:[0-9a-f-]{8,}|(?![0-9a-f-]{8})\d+(?:-\d+)*)"
_NUMBERED: Final = re.compile(rf"^(?P<stem>.*?)[-_:]?(?:\d+(?:-{_PART})?|[0-9a-f]{{8}}[0-9a-f-]*)(?:_{_PART})*$", re.I)
"""A number or hexadecimal key at the end with its further parts, each of which can be read in one way only."""

_SHORT: Final = re.compile(rf"[\W_]*{ID_STEM.pattern.strip('^$')}[\W_]*[0-9a-f][0-9a-f:_-]*$", re.I)
"""Ids whose stem is one of ``series.ID_STEM``, and what looks like them."""

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
_STEMS: Final = (
    "com", "koment", "komm", "cmt", "reac", "repl", "antw", "resp", "opini", "mess", "beitr", "forum", "post", "fyre",
    "review", "feedb", "discu", "mensa", "yorum", "avis", "reag", "debat", "opmerk", "dsq", "idc", "hozzasz",
)  # fmt: skip
_STEMS_OTHER: Final = ("vélem", "hozzász", "отзыв", "коммент", "评论", "留言", "コメント")
"""Beginnings of all words in ``names.COMMENT``; one of these stands in every name that it fits."""


@dataclass(frozen=True, slots=True)
class Scan:
    """What the pass gave.

    ``series``: likely comments by key. ``sections``: the first box of each name after comments. ``names``: ids and
    words of classes of all boxes, a line each. ``addresses``: of scripts, frames, links, forms and types of items, with
    what links and scripts say of themselves. ``headings`` and ``fields`` (forms, fields to write in) in page order.
    """

    series: list[Series]
    sections: list[HtmlElement]
    names: str
    addresses: frozenset[str]
    headings: list[HtmlElement]
    fields: list[HtmlElement]


def scan(page: Page) -> Scan:
    """Look at every element that matters once."""
    classes = {box: named for box, named in page.having("class").items() if box.tag in _BOXES}
    ids = {box: name for box, name in page.having("id").items() if box.tag in _BOXES}
    tokens = {each: each[:_LONGEST_CLASSES].split() for each in set(classes.values())}
    names = set(chain.from_iterable(tokens.values()))
    known = {each for each in ids.values() if len(each) < _LONGEST_NAME}
    likely = _hinted(names | known)
    by_class = _named(tokens, likely & names)
    likely.update(each for each in known if each[-1:].isdigit() and _SHORT.match(each))
    by_id = {each: found for each in likely & known if any(found := _id_words(each))}
    telling = {box for box, value in classes.items() if value in by_class}
    telling.update(box for box, value in ids.items() if value in by_id)
    told = ((box, classes.get(box, ""), ids.get(box, "")) for box in page.in_order(telling))
    series, sections = _after_comments(told, by_class=by_class, by_id=by_id)
    names |= known
    fields = [*page.elements("form"), *page.elements("textarea")]
    actions = _addresses(field.get("action") for field in fields)
    addresses = {*page.having("itemtype").values(), *_loaded(page), *actions}
    return Scan(
        series,
        sections,
        names="\n".join(names),
        addresses=frozenset(addresses),
        headings=page.elements(*HEADINGS),
        fields=fields,
    )


def _after_comments(
    boxes: Iterable[tuple[HtmlElement, str, str]],
    *,
    by_class: Mapping[str, Sequence[str]],
    by_id: Mapping[str, tuple[str, bool]],
) -> tuple[list[Series], list[HtmlElement]]:
    """Boxes that share a key, in page order, and the first box of each name."""
    found: dict[tuple[str, str, str], list[HtmlElement]] = defaultdict(list)
    sections: dict[str, HtmlElement] = {}
    for box, named, name in boxes:
        if name in by_id:
            stem, is_section = by_id[name]
            if stem:
                found["id", str(box.tag), stem].append(box)
            if is_section:
                sections.setdefault(name, box)
        if named in by_class:
            for token in by_class[named]:
                found["class", str(box.tag), token].append(box)
                sections.setdefault(token, box)
    series = [Series(key, members) for key, members in found.items()]
    return series, [box for name, box in sections.items() if _SECTION.search(name)]


def _named(tokens: Mapping[str, Sequence[str]], likely: Iterable[str]) -> dict[str, Sequence[str]]:
    """The words of the tokens that a comment may be named by, each once, of each ``class`` attribute with such."""
    telling = {token: named for token in likely if (named := _comment_words(token))}
    return {
        each: tuple(dict.fromkeys(telling[token] for token in own if token in telling))
        for each, own in tokens.items()
        if not telling.keys().isdisjoint(own)
    }


def _hinted(names: Collection[str]) -> set[str]:
    """Names with a beginning of a telling word."""
    return hinted(names, _STEMS if all(map(str.isascii, names)) else (*_STEMS, *_STEMS_OTHER))


def _loaded(page: Page) -> Iterator[str]:
    """What scripts, frames and links load, and what scripts and links say of themselves."""
    links = page.elements("link")
    yield from _addresses(frame.get("src") for frame in page.elements("iframe"))
    yield from _addresses(map(page.having("href").get, links))
    yield from filter(None, map(page.having("rel").get, links))
    for script in page.elements("script"):
        for name, value in script.items():
            if name == "src" and 0 < len(value) < _LONGEST_ADDRESS:
                yield value
            elif name.startswith("data-"):
                yield name


def _addresses(values: Iterable[str | None]) -> Iterator[str]:
    """Values that are there and not long."""
    return (value for value in values if value and len(value) < _LONGEST_ADDRESS)


@lru_cache(maxsize=8192)
def _comment_words(token: str) -> str:
    """The words of a class token when a comment may be named by it, else empty."""
    if not LIKELY.search(token.lower()) or _PER_ITEM.search(token):
        return ""
    named = words(token)
    return named if COMMENT.search(named) else ""


@lru_cache(maxsize=8192)
def _id_words(name: str) -> tuple[str, bool]:
    """An id without its number when that is a comment's, else empty; and whether it is named after comments."""
    is_likely = LIKELY.search(name.lower()) is not None
    if not is_likely and not _SHORT.match(name):
        return "", False
    numbered = _NUMBERED.match(name)
    stem = words(numbered["stem"]) if numbered else ""
    if stem and (COMMENT.search(stem) or ID_STEM.match(stem)):
        return stem, True
    return "", is_likely
