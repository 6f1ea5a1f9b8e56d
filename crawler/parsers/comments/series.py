"""Series: boxes of a page that share a key and may be comments.

A key is an id without its number ("comment" of ``comment-12``), or a tag with one class word. One pass over the page's
boxes finds them all, and notes every name on the way.
"""

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache
from typing import Final

from lxml.html import HtmlElement

from crawler.parsers.comments.fields import Fields, Reader
from crawler.parsers.comments.names import COMMENT, LIKELY, words
from crawler.parsers.comments.slots import NO_HINTS, Hints, learn

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
_NUMBERED: Final = re.compile(
    r"^(?P<stem>.*?)[-_:]?(?P<number>(?:\d+|[0-9a-f]{8}[0-9a-f-]*)(?:[-_]\d+|[-_][0-9a-f-]{8,})*)$", re.I
)
ID_STEM: Final = re.compile(r"^(?:c|m|p|r|tree|bc|reply|rep|cid|msg|pid|note|answer|com)$")
_PER_ITEM: Final = re.compile(
    r"^(?:category|tag-|type-|format-|menu|postid|single-|odd|even|alt|first|last|parent|byuser|bypostauthor"
    r"|clearfix|depth|level|thread|highlighted|new|comment-author-|"
    r"user-|depth-|level-|thread-|level_|wpd_comment_level|cid-|comment-\d|post-\d|alt\d|hentry|has-)"
    r"|\d{2,}|-(?:odd|even|alt)$"
)
_SECTION: Final = re.compile(
    r"comment|komment|coment|respond|commt|cmt|forum|discuss|fyre|reacti|opini|repl(?:y|ies)|post|message"
)
_LONGEST_NAME: Final = 80
_LONGEST_CLASSES: Final = 1000


def with_definitions(head: HtmlElement) -> tuple[HtmlElement, ...]:
    """A ``dt`` with the ``dd`` elements that follow it."""
    group = [head]
    after = head.getnext()
    while after is not None and after.tag != "dt":
        if after.tag == "dd":
            group.append(after)
        after = after.getnext()
    return tuple(group)


@dataclass
class Series:
    """Elements with one key, in page order; what was read of some of them is kept."""

    key: tuple[str, str, str]
    members: list[HtmlElement]
    read: dict[HtmlElement, Fields] = field(default_factory=dict)
    quoted: tuple[HtmlElement, ...] = ()
    rest: dict[HtmlElement, tuple[HtmlElement, ...]] = field(default_factory=dict)
    dated: dict[HtmlElement, HtmlElement] = field(default_factory=dict)
    hints: dict[HtmlElement, Hints] = field(default_factory=dict)

    def roots(self, member: HtmlElement) -> tuple[HtmlElement, ...]:
        """The elements of one comment: a box, or the first of several that stand side by side."""
        return with_definitions(member) if member.tag == "dt" else (member, *self.rest.get(member, ()))

    @cached_property
    def not_own(self) -> frozenset[HtmlElement]:
        """Elements in a member that are not its own: other members, and comments that it quotes."""
        return frozenset((*self.members, *self.quoted))

    @property
    def by_id(self) -> bool:
        """Whether the key is an id with its number taken off."""
        return self.key[0] == "id"

    def fields(self, member: HtmlElement, reader: Reader) -> Fields:
        """What one member says, without the other members and the quoted ones in it."""
        if member not in self.read:
            others = frozenset() if member.tag == "dt" else self.not_own
            self.read[member] = reader.read(self.roots(member), others, self.hints.get(member, NO_HINTS))
        return self.read[member]

    def learn(self, reader: Reader) -> None:
        """Read all members again with what their list tells of each."""
        groups = [self.roots(member) for member in self.members]
        dated = self.dated or {
            member: date for member, fields in self.read.items() if (date := fields.date_at) is not None
        }
        hints = learn(groups, others=self.not_own, dates=reader.dates, dated=dated)
        signed = 2 * sum(fields.has_named_author for fields in self.read.values()) >= len(self.members)
        kept = (replace(hint, author=None) for hint in hints) if signed else hints
        self.hints = dict(zip(self.members, kept, strict=True))
        self.read.clear()


@dataclass(frozen=True, slots=True)
class Scan:
    """What one pass over a page's boxes gave: series of likely comments, boxes named after comments, all names."""

    series: list[Series]
    sections: list[HtmlElement]
    names: frozenset[str]


def scan(tree: HtmlElement) -> Scan:
    """Look at every box of a page once."""
    found: dict[tuple[str, str, str], list[HtmlElement]] = defaultdict(list)
    sections: dict[str, HtmlElement] = {}
    names: set[str] = set()
    for element in tree.iter(*BOXES):
        name, classes = element.get("id"), element.get("class")
        if name and len(name) < _LONGEST_NAME:
            names.add(name)
            stem, is_section = _id_words(name)
            if stem:
                found["id", str(element.tag), stem].append(element)
            if is_section:
                sections.setdefault(name, element)
        if classes:
            classes = classes[:_LONGEST_CLASSES]
            names.add(classes)
            for token in _hinted_tokens(classes):
                found["class", str(element.tag), token].append(element)
                sections.setdefault(token, element)
    series = [Series(key, members) for key, members in found.items()]
    return Scan(series, [box for name, box in sections.items() if _SECTION.search(name)], frozenset(names))


def quoted(series: Series, found: Sequence[Series]) -> tuple[HtmlElement, ...]:
    """Boxes of another tag with a class word of the series, in some of its members only: comments quoted in replies."""
    same = {other.key[2] for other in found if other.members == series.members}
    return tuple(
        member
        for other in found
        if other.key[2] in same and other.members != series.members and len(other.members) < 0.9 * len(series.members)
        for member in other.members
    )


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
