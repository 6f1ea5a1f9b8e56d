"""Series: boxes of a page that share a key and may be comments.

A key is an id without its number ("comment" of ``comment-12``), or a tag with one class word; ``scan`` finds them all.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Final

from lxml.html import HtmlElement

from crawler.parsers.comments.fields import Fields, Reader
from crawler.parsers.comments.slots import NO_HINTS, Hints, learn

ID_STEM: Final = re.compile(r"^(?:c|m|p|r|tree|bc|reply|rep|cid|msg|pid|note|answer|com)$")
"""Short stems of ids of comments: ``c`` of ``c12``."""


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
    """Elements with one key, in page order; what was read of some of them is kept.

    ``quoted``: comments of others inside members. By member, each where it has one: ``rest``, elements after or before
    it that belong to its comment; ``dated``, the element that dates it; ``hints``, what the list tells of it.
    ``is_cut``: there are more members than were looked for.
    """

    key: tuple[str, str, str]
    members: list[HtmlElement]
    read: dict[HtmlElement, Fields] = field(default_factory=dict)
    quoted: tuple[HtmlElement, ...] = ()
    rest: dict[HtmlElement, tuple[HtmlElement, ...]] = field(default_factory=dict)
    dated: dict[HtmlElement, HtmlElement] = field(default_factory=dict)
    hints: dict[HtmlElement, Hints] = field(default_factory=dict)
    is_cut: bool = False

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
        """Read all members again with what their list tells of each; boxes that say nothing tell nothing."""
        telling = [
            each for each in self.members if each not in self.read or self.read[each].text or self.read[each].date
        ]
        groups = [self.roots(member) for member in telling]
        dated = self.dated or {
            member: date for member, fields in self.read.items() if (date := fields.date_at) is not None
        }
        hints = learn(groups, others=self.not_own, dates=reader.dates, dated=dated)
        signed = 2 * sum(fields.has_named_author for fields in self.read.values()) >= len(telling)
        kept = (replace(hint, author=None) for hint in hints) if signed else hints
        self.hints = dict(zip(telling, kept, strict=True))
        self.read.clear()


def quoted(series: Series, found: Sequence[Series]) -> tuple[HtmlElement, ...]:
    """Boxes of another tag with a class word of the series, in some of its members only: comments quoted in replies."""
    same = {other.key[2] for other in found if other.members == series.members}
    return tuple(
        member
        for other in found
        if other.key[2] in same and other.members != series.members and len(other.members) < 0.9 * len(series.members)
        for member in other.members
    )
