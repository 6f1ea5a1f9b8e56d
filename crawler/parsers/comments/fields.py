"""One comment as read from its elements: author, date, text, address.

Roles come from names and tags (``names.role``); where they disagree with the structure, the structure wins: what holds
the date or the author is not the text.
"""

import re
from collections.abc import Collection, Container, Sequence
from dataclasses import dataclass, field
from typing import Final

from lxml.html import HtmlElement

from crawler.items import Party
from crawler.parsers.comments import authors, moments
from crawler.parsers.comments.names import Role
from crawler.parsers.comments.parts import Parts, ancestry, body_of, is_furniture, is_within, role_of, walk
from crawler.parsers.comments.render import line, render, safe_url
from crawler.parsers.comments.slots import NO_HINTS, Hints
from crawler.parsers.dates.reader import Dates
from crawler.parsers.dates.stamp import Stamp

_NOT_TEXT: Final = frozenset((Role.SKIP, Role.META, Role.AUTHOR, Role.DATE))
_JOINTS: Final = re.compile(
    r"^(?:\W*\b(?:on|at|am|um|le|el|said|says|wrote|writes|schreibt|sagt|by|von|par|a écrit|dice|disse)?\b\W*)"
    r"\n\n(?=.*\w)",
    re.I,
)
"""Words between an author and a date that stand before a comment's own paragraphs."""

_MARKS: Final = " ,;:·|•–—-"
"""Marks that parted buttons and names."""

_LOOSE: Final = re.compile(rf"(?:[{_MARKS}]+\n+)+")


@dataclass(slots=True)
class Fields:
    """What a comment says; an empty ``text`` with neither author nor date is no comment.

    ``has_named_author``: an element's name says that it holds the author. ``date_url``: where the date links to.
    """

    author: Party | None = None
    date: Stamp | None = None
    text: str = ""
    html: str = ""
    url: str | None = None
    date_url: str | None = None
    has_named_author: bool = False
    date_at: HtmlElement | None = None
    parts: Parts = field(default_factory=Parts)


@dataclass(frozen=True, slots=True)
class Reader:
    """Reads comments of one page: ``dates`` knows its language, ``base`` resolves its links, ``hosts`` are its own."""

    dates: Dates
    base: str
    hosts: frozenset[str] = frozenset()

    def read(self, roots: Sequence[HtmlElement], others: Container[HtmlElement], hints: Hints = NO_HINTS) -> Fields:
        """The fields of the comment made of ``roots``, without the comments in ``others``."""
        parts = walk(roots, others)
        date_at, date = self._date(parts, hints)
        around_date = set(ancestry(date_at, roots))
        first = hints.author if hints.author is not None else authors.best_author(parts, around_date)
        body = body_of(parts, roots, date_at, first)
        if body is not None and first is not None and is_within(first, body):
            first = authors.best_author(parts, around_date, within=body)
        author, author_at = authors.author_of(parts, first, body=body, dates=self.dates, base=self.base)
        if author is None:
            author, author_at = authors.beside_date(date_at, dates=self.dates, base=self.base)
        heads = [at for at in (date_at, author_at) if at is not None]
        text, html = self._text(roots, others, body=body, heads=heads, labels=hints.labels)
        if date is not None and date_at is None:
            text, html = _without_line(date.raw, text, html)
        named = author is not None and author_at in parts.authors
        return Fields(author, date, text, html, self._url(parts), self._link_around(date_at), named, date_at, parts)

    def _date(self, parts: Parts, hints: Hints) -> moments.Dated:
        if hints.date is not None and (found := moments.told_by(hints.date, self.dates)):
            return hints.date, found
        return moments.date_of(parts, self.dates)

    def stamp(self, element: HtmlElement) -> Stamp | None:
        """The date that one element tells."""
        return moments.stamp(element, self.dates)

    def profile(self, element: HtmlElement) -> str | None:
        """The address of the author named by an element."""
        return authors.profile(element, self.base)

    def _text(
        self,
        roots: Sequence[HtmlElement],
        others: Container[HtmlElement],
        *,
        body: HtmlElement | None,
        heads: Collection[HtmlElement],
        labels: Collection[HtmlElement],
    ) -> tuple[str, str]:
        not_text = {*heads, *labels}
        if body is not None:
            return self.text_of(body, others, not_text)
        kept = [root for root in roots if not any(is_within(head, root) for head in heads)]
        text, html = render(
            kept if len(roots) > 1 and kept else roots,
            excluded=lambda e: e in others or e in not_text or role_of(e) in _NOT_TEXT,
            base=self.base,
        )
        return _without_loose_marks(_JOINTS.sub("", text)), html

    def text_of(
        self,
        body: HtmlElement,
        others: Container[HtmlElement],
        not_text: Container[HtmlElement | None] = (),
    ) -> tuple[str, str]:
        """Text and safe HTML of a text's box, without buttons, frames, and the comments in it."""
        return render((body,), excluded=lambda e: e in others or e in not_text or is_furniture(e), base=self.base)

    def _link_around(self, element: HtmlElement | None) -> str | None:
        """Where the date leads: the link that it is, holds or stands in."""
        if element is None:
            return None
        inner = (link for link in element.iter("a") if self._leads_to_comment(link))
        links = (link for link in (element, element.getparent(), *inner) if link is not None and link.tag == "a")
        first = next(links, None)
        return safe_url(first.get("href"), self.base) if first is not None else None

    def _leads_to_comment(self, link: HtmlElement) -> bool:
        """Whether a link beside a date is the date's own, not the author's."""
        return bool(authors.PERMALINK.search(link.get("href") or "")) or self.dates.read(line(link)) is not None

    def _url(self, parts: Parts) -> str | None:
        """The comment's own address."""
        hrefs = [href for link in parts.links if authors.PERMALINK.search(href := link.get("href") or "")]
        shown = next((href for href in hrefs if not authors.ACTION.search(href)), None)
        return safe_url(shown, self.base)


def _without_line(loose: str, text: str, html: str) -> tuple[str, str]:
    """A text without its first line where that is a date in no element of its own."""
    first, _, rest = text.partition("\n")
    return (rest.lstrip("\n"), html.replace(loose, "", 1)) if first.strip(" ,|-–—·") == loose else (text, html)


def _without_loose_marks(text: str) -> str:
    """A text without lines of nothing but marks at its beginning and its end."""
    first = _LOOSE.match(text)
    text = text[first.end() :] if first else text
    said = text.rstrip(_MARKS + "\n")
    end = text.find("\n", len(said))
    return text if end < 0 or text.endswith("\n") else text[:end]
