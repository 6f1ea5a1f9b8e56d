"""Sentences that tell whether a thread takes comments, in any language, in and beside boxes named after comments."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from lxml import etree
from lxml.html import HtmlElement

from crawler.parsers.comments.closed_words import (
    CLOSED,
    CLOSING,
    CLOSING_OTHER,
    COMMENTS,
    MEMBER_WORDS,
    MEMBER_WORDS_OTHER,
    MEMBERS,
    OFF,
    OFF_NEAR,
    TOPICS,
    TOPICS_LATIN,
    TOPICS_OTHER,
)
from crawler.parsers.page import Page

_LATIN = frozenset(
    ("en", "de", "fr", "es", "pt", "it", "nl", "sv", "da", "nb", "no", "fi", "pl", "cs", "sk", "hr", "sl", "ro", "hu",
     "tr", "id", "vi", "ca", "et", "lv", "lt", "is", "ga", "eu", "gl", "af", "ms")
)  # fmt: skip
"""Languages written in Latin letters; where another or none is declared all letters are looked for."""

_WRITTEN = etree.XPath("body//text()[contains(., $word)]")
_MOST_PLACES = 300
_WINDOW = 120
_CODE = frozenset(("script", "style", "noscript", "template", "textarea", "option", "h1"))
_LONGEST = 300
_MOST_PARTS = 4
_MOST_PIECES = 300


@dataclass(frozen=True, slots=True)
class Notice:
    """A kind of sentence: all of it, what of it stands near one of its words, and whether its words are links."""

    sentence: re.Pattern[str]
    part: re.Pattern[str]
    words: tuple[str, ...]
    words_other: tuple[str, ...] = ()
    is_linked: bool = False


CLOSES = Notice(CLOSED, CLOSED, CLOSING, CLOSING_OTHER)
WELCOMES = Notice(MEMBERS, MEMBERS, MEMBER_WORDS, MEMBER_WORDS_OTHER, is_linked=True)
SAYS_OFF = Notice(OFF, OFF_NEAR, (" off",))


class Notices:
    """The sentences about comments in and beside boxes that are named after them, but for the comments' own words."""

    def __init__(
        self, page: Page, inside: set[HtmlElement], *, boxes: Sequence[HtmlElement], language: str, is_sure: bool
    ) -> None:
        """``is_sure``: what is said there is of comments, by whatever word for them."""
        topics = _topics(language)
        self._page, self._inside = page, inside
        self._is_latin = language[:2] in _LATIN
        self._near = _near_topics(_around(boxes, inside), topics if is_sure else COMMENTS.intersection(topics))

    def say(self, notice: Notice) -> bool:
        """Whether a sentence outside the comments fits; one of the notice's words stands in each that does."""
        known: dict[HtmlElement, bool] = {}
        for word in self._written(notice) if self._near else ():
            for text in _WRITTEN(self._page.tree, word=word):
                holder = text.getparent() if len(text) < _LONGEST else None
                if holder is not None and text.is_tail:
                    holder = holder.getparent()
                if holder is not None and holder.tag not in _CODE and _is_notice(holder, self._inside, notice, known):
                    return True
        return False

    def _written(self, notice: Notice) -> dict[str, None]:
        """The notice's words as they are spelled near what else it says."""
        near, lower = self._near, self._near.lower()
        written: dict[str, None] = {}
        for word in notice.words if self._is_latin else (*notice.words, *notice.words_other):
            for at in _places(lower, word) if word in lower else ():
                spelled = near[at : at + len(word)]
                if spelled not in written and notice.part.search(near, max(0, at - _WINDOW), at + _WINDOW):
                    written[spelled] = None
        return written


def _topics(language: str) -> Iterable[str]:
    """What sentences are about in a language as declared; in all where none is."""
    if language[:2] in ("en", "de"):
        return TOPICS
    return (*TOPICS, *TOPICS_LATIN) if language[:2] in _LATIN else (*TOPICS, *TOPICS_LATIN, *TOPICS_OTHER)


def _around(boxes: Sequence[HtmlElement], inside: set[HtmlElement]) -> str:
    """The text in and beside boxes without the comments, each part once."""
    outer = (parent if (parent := box.getparent()) is not None else box for box in boxes)
    known = dict.fromkeys(outer)
    holders: set[HtmlElement] = set()
    for root in inside:
        for up in root.iterancestors():
            if up in holders:
                break
            holders.add(up)
    stack = [box for box in known if not any(up in known for up in box.iterancestors())]
    parts: list[str] = []
    while stack:
        element = stack.pop()
        if element in holders:
            parts.extend((element.text or "", element.tail or ""))
            stack.extend(element)
        elif element in inside or not isinstance(element.tag, str):
            parts.append(element.tail or "")
        else:
            parts.append(str(etree.tostring(element, method="text", encoding="unicode")))
    return "\n".join(parts)


def _near_topics(text: str, topics: Iterable[str]) -> str:
    """What stands near words for comments: all that may be a sentence on them."""
    lower = text.lower()
    places = sorted(at for stem in topics if stem in lower for at in _places(lower, stem))
    parts: list[str] = []
    end = 0
    for at in places:
        if at - _WINDOW > end:
            parts.append("\n")
        parts.append(text[max(end, at - _WINDOW) : at + _WINDOW])
        end = at + _WINDOW
    return "".join(parts)


def _places(text: str, word: str) -> Iterator[int]:
    """Where a word stands."""
    at = text.find(word)
    for _ in range(_MOST_PLACES):
        if at < 0:
            return
        yield at
        at = text.find(word, at + 1)


def _is_notice(element: HtmlElement, inside: set[HtmlElement], notice: Notice, known: dict[HtmlElement, bool]) -> bool:
    """Whether the sentence around fits: short, outside the comments, and no link to somewhere else.

    ``known`` has whether those of elements asked before do.
    """
    for holder in (element, element.getparent()):
        if holder is None:
            continue
        if holder not in known:
            sentence = _sentence(holder)
            known[holder] = sentence is not None and notice.sentence.search(sentence) is not None
        if known[holder]:
            if notice.is_linked:  # but not by many: a menu of an account is no sentence
                return len(holder) <= _MOST_PARTS and not any(
                    up in inside for up in (element, *element.iterancestors())
                )
            around = (element, *element.iterancestors())
            return not any(up in inside or (up.tag == "a" and "#" not in (up.get("href") or "#")) for up in around)
    return False


def _sentence(element: HtmlElement) -> str | None:
    """The text of an element on one line, None where it is too long for a sentence."""
    pieces: list[str] = []
    length = 0
    for piece in element.itertext():
        pieces.append(piece)
        length += sum(map(len, piece.split()))
        if length > _LONGEST or len(pieces) > _MOST_PIECES:
            return None
    sentence = " ".join("".join(pieces).split())
    return sentence if len(sentence) <= _LONGEST else None
