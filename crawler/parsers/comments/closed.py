"""Whether a thread takes comments, with what told: a sentence in any language, a form, or nothing.

A form beats nothing; a sentence that says closed beats a form (themes leave forms in templates). "Log in to comment" is
said where members may still write: no system says so of a thread that it has closed.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from lxml import etree
from lxml.html import HtmlElement

from crawler.items.thread import ClosedBy
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
    invites,
)
from crawler.parsers.comments.names import words, words_of
from crawler.parsers.comments.render import spaced
from crawler.parsers.comments.scan import Scan
from crawler.parsers.comments.totals import INVITES
from crawler.parsers.page import Page

_LATIN = frozenset(
    ("en", "de", "fr", "es", "pt", "it", "nl", "sv", "da", "nb", "no", "fi", "pl", "cs", "sk", "hr", "sl", "ro", "hu",
     "tr", "id", "vi", "ca", "et", "lv", "lt", "is", "ga", "eu", "gl", "af", "ms")
)  # fmt: skip
"""Languages written in Latin letters; where another or none is declared all letters are looked for."""

_OPEN_BOXES = ("login-to-comment", "comments-open", "able_to_comment", "CommentsNewForm", "comment-editor")
_OPEN_LINES = ("must-log-in", "comment-reply-link", "comment-reply-login")
_WRITTEN = etree.XPath("body//text()[contains(., $word)]")
_FORM = re.compile(r"wp-comments-post|comment|kommentar|coment", re.I)
_MOST_PLACES = 300
_WINDOW = 120
_NAMED = re.compile(
    r"comment|komment|coment|koment|commt|cmt|forum|reply|respond|reactie|repondre|leserbrief|коммент|yorum"
)
"""Names of fields and forms to comment; "message" alone is a contact form's."""

_CODE = frozenset(("script", "style", "noscript", "template", "textarea", "option", "h1"))
_LONGEST = 300
_MOST_PARTS = 4
_MOST_PIECES = 300


@dataclass(frozen=True, slots=True)
class _Notice:
    """A kind of sentence: all of it, what of it stands near one of its words, and whether its words are links."""

    sentence: re.Pattern[str]
    part: re.Pattern[str]
    words: tuple[str, ...]
    words_other: tuple[str, ...] = ()
    is_linked: bool = False


_CLOSES = _Notice(CLOSED, CLOSED, CLOSING, CLOSING_OTHER)
_WELCOMES = _Notice(MEMBERS, MEMBERS, MEMBER_WORDS, MEMBER_WORDS_OTHER, is_linked=True)
_SAYS_OFF = _Notice(OFF, OFF_NEAR, (" off",))


@dataclass(frozen=True, slots=True)
class State:
    """``is_closed`` true, false or unknown; ``by`` says what told that it is closed."""

    is_closed: bool | None = None
    by: ClosedBy | None = None


UNKNOWN = State()


def state(
    page: Page, inside: Sequence[HtmlElement], *, boxes: Sequence[HtmlElement], scan: Scan, language: str = ""
) -> State:
    """The state of the page's thread.

    ``inside`` are the comments, whose own words do not count; ``boxes`` are named after comments, a notice stands in
    or beside one; ``language`` says which letters to expect; ``scan`` has the forms and the names of all boxes.
    """
    is_latin = language[:2] in _LATIN
    own = set(inside)
    is_named = any(map(_is_named, boxes))
    topics = _topics(language)
    near = _near_topics(_around(boxes, own), topics if inside or is_named else COMMENTS.intersection(topics))
    if _says(page, own, _CLOSES, near=near, is_latin=is_latin):
        return State(True, "text")
    if _takes_comments(page, scan, is_named=is_named) or any(invites(item) for item in inside[:5]):
        return State(False)
    if is_named and _says(page, own, _WELCOMES, near=near, is_latin=is_latin):
        return State(False)
    if _says(page, own, _SAYS_OFF, near=near, is_latin=is_latin):
        return State(True, "text")
    return UNKNOWN


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


def _says(page: Page, inside: set[HtmlElement], notice: _Notice, *, near: str, is_latin: bool) -> bool:
    """Whether a sentence outside the comments fits; one of the notice's words stands in each that does."""
    if not near:
        return False
    lower = near.lower()
    written: dict[str, None] = {}
    for word in notice.words if is_latin else (*notice.words, *notice.words_other):
        for at in _places(lower, word) if word in lower else ():
            spelled = near[at : at + len(word)]
            if spelled not in written and notice.part.search(near, max(0, at - _WINDOW), at + _WINDOW):
                written[spelled] = None
    known: dict[HtmlElement, bool] = {}
    for word in written:
        for text in _WRITTEN(page.tree, word=word):
            holder = text.getparent() if len(text) < _LONGEST else None
            if holder is not None and text.is_tail:
                holder = holder.getparent()
            if holder is not None and holder.tag not in _CODE and _is_notice(holder, inside, notice, known):
                return True
    return False


def _is_notice(element: HtmlElement, inside: set[HtmlElement], notice: _Notice, known: dict[HtmlElement, bool]) -> bool:
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


def _takes_comments(page: Page, scan: Scan, *, is_named: bool) -> bool:
    """A form to comment, or what a platform writes only where comments are open."""
    for element in scan.fields:
        name = " ".join(element.get(key) or "" for key in ("id", "class", "action", "name"))
        if _FORM.search(name) if element.tag == "form" else _hinted(element):
            return True
    if not is_named:
        return False
    names = "\n".join(scan.names)
    if any(mark in names for mark in _OPEN_BOXES):
        return True
    lines = {named for named in page.class_names.holding(_OPEN_LINES) if any(mark in named for mark in _OPEN_LINES)}
    if lines and any(element.tag in ("p", "a") and named in lines for element, named in page.having("class").items()):
        return True
    return any(_hinted(element) for element, value in page.having("contenteditable").items() if value == "true")


def _is_named(box: HtmlElement) -> bool:
    return _NAMED.search(words_of(box)) is not None


def _hinted(element: HtmlElement) -> bool:
    """Whether a field, or what it stands in, is named after comments."""
    own = " ".join(filter(None, (element.get(name) for name in ("id", "name", "class", "placeholder", "aria-label"))))
    if _NAMED.search(words(own)):
        return True
    for up, _ in zip(element.iterancestors(), range(6), strict=False):
        if up.tag == "body":
            return False
        if _NAMED.search(words(f"{up.get('id') or ''} {up.get('class') or ''} {up.get('action') or ''}")):
            return True
        if up.tag == "form" and INVITES.search(spaced(up).lower()):
            return True
    return False
