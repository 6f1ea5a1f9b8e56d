"""What a page's site is called (names it declares, its domain, logos that lead home), and titles without that."""

import re
from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import accumulate, chain, islice
from typing import Final

from crawler.parsers.article.lexicon import fold
from crawler.parsers.article.marks import spaceless
from crawler.parsers.article.witness import Witnesses, short_text
from crawler.parsers.page import Page
from crawler.urls import host_name, is_http, join, parts

_MARK: Final = r"(?:[|┃:–—·•»«›‹<>←→▷⋆✦*~#@/-]|\\)+"
SEPARATOR: Final = re.compile(
    rf"(?=[\s|｜ㅣ丨_:：-])(?:\s+(?:{_MARK}\s+)+|\s+[|–—·•-]$|\s*[|｜ㅣ丨]\s*|_{{1,2}}|\s*--\s*|(?<=[^\s:]):\s+|：)"
)
"""What parts a title. The first signs of all that do stand ahead, which takes half of the time off."""
LONGEST: Final = 400
"""Longer titles are none."""
MOST_PARTS: Final = 8
"""Most parts of a title that are told apart."""

_WORD: Final = re.compile(r"[^\W_]+")
_MOST_LOGOS: Final = 5
_MOST_NAMES: Final = 20
_INDEX: Final = re.compile(r"(?<=/)(?:home/)?(?:index|home\w*|default|start\w*)\.\w{2,5}$", re.I)


class SiteName:
    """Takes the site's name off a title."""

    def __init__(self, witnesses: Witnesses) -> None:
        host = host_name(witnesses.page.url)
        self.host, self.domain = fold(host), fold(host.rpartition(".")[0])
        named = [*witnesses.site_names[:_MOST_NAMES], *_logos(witnesses.page)]
        self.names = [name for text in named if (name := _Words(text[:LONGEST])).folded]
        self.called = {name.folded for name in self.names}
        self.shown = [fold(text) for text in witnesses.headings]
        self.written = witnesses.title[:LONGEST]
        self.title = fold(self.written)

    @cached_property
    def tails(self) -> set[str]:
        """What stands behind each mark of the page's title, up to the next one and whole."""
        title, marks = self.written, SEPARATOR.finditer(self.written)
        return {*map(fold, SEPARATOR.split(title)[1:]), *(fold(title[mark.end() :]) for mark in marks)}

    def beside(self, logo: str) -> tuple[str, bool]:
        """What the page's title has beside one of its parts, folded; empty where it has no such part.

        And whether that part is likely the site's by its place: last, and behind no colon.
        """
        folded = fold(logo)
        for mark in list(SEPARATOR.finditer(self.written))[:MOST_PARTS]:
            before, behind = fold(self.written[: mark.start()]), fold(self.written[mark.end() :])
            if folded in (before, behind):
                return (behind, False) if folded == before else (before, ":" not in mark[0])
        return "", False

    def strip(self, title: str) -> str:
        """``title`` without parts at its end, or one at its start, that are the site's name."""
        if not 0 < len(title) <= LONGEST or (self.is_name(title) and fold(title) != self.title):
            return ""
        marks = list(SEPARATOR.finditer(title))
        kept = self._before_name(title, marks)
        for found in reversed(marks):
            if found.start() >= len(kept):
                continue
            part = title[found.end() : len(kept)]
            if not (self._is_site(part) or (self._is_near(part) and not self._is_shown(kept))):
                break
            kept = title[: found.start()]
        first = marks[0] if marks and marks[0].start() < len(kept) else None
        if first and self._is_site(kept[: first.start()]) and not self._is_shown(kept):
            kept = kept[first.end() :]
        return kept.strip()

    def _before_name(self, title: str, marks: Sequence[re.Match[str]]) -> str:
        """``title`` up to a part that is a name of the site's, and without what follows that."""
        ends = (*(mark.start() for mark in marks[1:]), len(title))
        for mark, end in zip(marks, ends, strict=False):
            if fold(title[mark.end() : end]) in self.called:
                return title if self._is_shown(title) else title[: mark.start()]
        return title

    def is_name(self, heading: str) -> bool:
        """Whether a heading is one of the site's names."""
        folded = fold(heading)
        return not folded or folded in self.called

    def is_domain(self, heading: str) -> bool:
        """Whether a heading is the site's domain."""
        return fold(heading) in (self.host, self.domain)

    def is_called(self, heading: str) -> bool:
        """Whether a heading is a logo: the site's name, or what stands behind the headline in the page's title."""
        return self._is_site(heading) or fold(heading) in self.tails

    def _is_site(self, part: str) -> bool:
        """Whether a part is the site's name itself, or nothing."""
        return self.is_name(part) or self.is_domain(part)

    def _is_near(self, part: str) -> bool:
        """Whether a part begins or ends with the site's name and has little else, or is some of its words."""
        words = _Words(part)
        chars = len(words.folded)
        if chars > 3 and 2 * chars >= len(self.domain) and words.folded in self.domain:
            return True
        return any(
            (chars < 2 * len(name.folded) + 8 and words.has_at_an_end(name.folded))
            or (chars > 3 and name.has(words.folded))
            for name in self.names
            if len(name.folded) > 2
        )

    def _is_shown(self, title: str) -> bool:
        """Whether an h1 has it all: what readers see as the headline is no name of the site."""
        folded = fold(title)
        return any(folded in text for text in self.shown)


def _logos(page: Page) -> Iterator[str]:
    """Texts of the h1 that link to where the site, or a part of it, begins: an address around the page's own."""
    for heading in page.elements("h1")[:_MOST_LOGOS]:
        for link in islice(chain(heading.iter("a"), heading.iterancestors("a")), 1):
            text = short_text(heading)
            if (href := link.get("href")) and text in short_text(link) and _is_around(href, page):
                yield text


def _is_around(href: str, page: Page) -> bool:
    asked = parts(page.url)
    own = _bare(page.url) + "/" * bool(asked.query and asked.path in ("", "/"))
    address = _bare(join(page.base, href) or "") if is_http(page.base) else ""
    return bool(address) and own != address and own.startswith(address) and own[len(address)] == "/"


def _bare(url: str) -> str:
    """An address without scheme, www, query and name of an index."""
    return f"{host_name(url)}{_INDEX.sub('', parts(url).path)}".rstrip("/")


class _Words:
    """A text's letters, and where its words begin and end among them."""

    def __init__(self, text: str) -> None:
        words = [fold(word) for word in _WORD.findall(text)]
        self.folded = "".join(words)
        self.bounds = {0, *accumulate(map(len, words))}
        if spaceless(text):
            self.bounds.update(range(len(self.folded)))

    def has(self, folded: str) -> bool:
        """Whether some of its words are these letters."""
        starts = (found for found in self.bounds if self.folded.startswith(folded, found))
        return any(start + len(folded) in self.bounds for start in starts)

    def has_at_an_end(self, folded: str) -> bool:
        """Whether its first or last words are these letters."""
        length, whole = len(folded), len(self.folded)
        begins = self.folded.startswith(folded) and length in self.bounds
        return begins or (self.folded.endswith(folded) and whole - length in self.bounds)
