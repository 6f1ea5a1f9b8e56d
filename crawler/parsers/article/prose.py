"""Prose in the values of scripts: which of all strings in lists and objects are the paragraphs of one text.

No framework's shapes are known here. A text is a string of several paragraphs, or the list whose items hold most prose
at one place (``body[].text``); in an object whose keys are ids its values are such a list, too.
"""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from html import escape, unescape
from itertools import pairwise
from typing import Any, Final

from crawler.parsers.article.lexicon import name_words
from crawler.parsers.article.marks import ends_sentence, spaceless
from crawler.parsers.article.state import ENOUGH_CHARS, decoded

_MOST_VALUES: Final = 100_000
_DEEPEST: Final = 60
_PARAGRAPH_CHARS: Final = 2_000
"""What is longer, put together from several strings, is no paragraph but a text."""

_LEAST_PROSE: Final = 40
_SENTENCE: Final = re.compile(r"\w{2}[.!?…]+[\"'”»’)]*(?:\s|$)|[。！？।۔؟]")
_NO_PROSE: Final = re.compile(r"[{}]|function|https?:\S{1,300}\s*$|;\s*$|^\s*[.#@]\w|[=&|][=>&|]|%[sd]\b")
TAG: Final = re.compile(
    r"</?(?:p|br|div|h[1-6]|ul|ol|li|blockquote|section|table|figure|a|b|i|em|strong|span)(?:\s[^<>]*)?/?>", re.I
)
_BLOCK_TAG: Final = re.compile(r"<(?:p|br|div|h[1-6]|ul|ol|blockquote|section|table)[\s/>]", re.I)
ASIDE: Final = frozenset(
    "caption credit copyright figcaption related ad advert promo teaser share newsletter embed image photo video "
    "gallery".split()
)
"""What an item, or a box, is called that is no part of the text."""

_HEADING: Final = frozenset("heading header subheading subheader subhead headline h".split())
_NO_WORDS: Final = re.compile(r"[/_#@=]|[!-~]{25}|\d\d\d")
"""What is in ids, addresses and dates, and in no word."""

_TYPES: Final = ("type", "_type", "__typename", "kind", "component", "blockName", "block_type", "__component", "tag")
_TITLES: Final = ("title", "headline", "name")
_ADDRESSES: Final = ("url", "href", "link", "slug", "permalink", "uri", "path", "canonical_url")
_TEXTS: Final = frozenset("text html content body value items children paragraph paragraphs".split())
"""Keys under which an item may hold its text where others hold theirs elsewhere."""

_LISTS: Final = frozenset("items list listItems list_items entries points bullets".split())
"""Keys under which strings are items of a list, not parts of a paragraph."""

_REACT_PARAGRAPHS: Final = frozenset("p h1 h2 h3 h4 h5 h6 li blockquote".split())
_REACT_PARTS: Final = 4
"""React's elements as JSON: the mark ``$``, a tag, a key, and properties with children."""

Place = tuple[str, ...]
"""Keys that lead from an item to a string; a list's index is an empty one."""


def prose_in(value: Any) -> str:
    """The text with most prose in a value as HTML, empty where there is none."""
    search = _Search()
    search.look(value)
    return "".join(search.best)


def as_html(text: str, tag: str = "p") -> str:
    """A text as HTML, whatever it is: marked up, marked up and escaped, or lines."""
    if "&lt;" in text and not TAG.search(text):
        text = unescape(text)
    if _BLOCK_TAG.search(text):
        return text
    if TAG.search(text):
        return f"<{tag}>{text}</{tag}>"
    return "".join(f"<{tag}>{escape(unescape(line))}</{tag}>" for line in text.splitlines() if line.strip())


class _Search:
    """Looks through a value for the text with most prose: one string of paragraphs, or one in each item of a list."""

    def __init__(self) -> None:
        self.best: list[str] = []
        self.chars = 0
        self.left = _MOST_VALUES
        self.known: dict[str, int] = {}

    def look(self, value: Any, depth: int = 0, key: str = "") -> Mapping[Place, str]:
        """The strings in a value by their place, as far as each can be a paragraph or part of one."""
        self.left -= 1
        if self.left < 0 or depth > _DEEPEST:
            return {}
        if isinstance(value, str):
            return self.look_at_text(value, depth)
        if isinstance(value, dict):
            keys, items = list(value), list(value.values())
        elif isinstance(value, list):
            if _paragraph_tag(value):
                return {(): _spoken(value, depth)}
            keys, items = [""] * len(value), value
        else:
            return {}
        inside = [self.look(item, depth + 1, step) for step, item in zip(keys, items, strict=True)]
        if not any(inside):
            return {}
        if any(2 * len(text) >= _LEAST_PROSE for texts in inside for text in texts.values()):
            self.offer_items(items, inside)
        parts: dict[Place, list[str]] = defaultdict(list)
        for step, texts in zip(keys, inside, strict=True):
            for place, text in texts.items():
                parts[step, *place].append(text)
        between = "\n" if key in _LISTS else ""
        return {place: between.join(found) for place, found in parts.items() if _is_paragraph(found)}

    def look_at_text(self, text: str, depth: int) -> Mapping[Place, str]:
        """A string: a text by itself, JSON once more, or a paragraph perhaps."""
        if len(text) >= ENOUGH_CHARS and (value := decoded(text)) is not None:
            self.look(value, depth + 1)
            return {}
        if len(_BLOCK_TAG.findall(text)) > 1 or "&lt;" in text or "\n" in text.strip():
            if self.prose(text) > self.chars:
                self.best, self.chars = [as_html(text)], self.prose(text)
            return {}
        return {(): text} if text and not (_NO_WORDS.search(text) and " " not in text) else {}

    def offer_items(self, items: Sequence[Any], inside: Sequence[Mapping[Place, str]]) -> None:
        """The texts of items at the place that has most prose; items that are something else are left out."""
        chars: dict[Place, int] = defaultdict(int)
        ours = [not _is_other(item) for item in items]
        for texts, is_ours in zip(inside, ours, strict=True):
            for place, text in texts.items() if is_ours else ():
                chars[place] += self.prose(text)
        place = max(chars, key=chars.__getitem__, default=())
        if not chars or chars[place] <= self.chars:
            return
        found = [(item, _text_of(texts, place)) for item, texts, own in zip(items, inside, ours, strict=True) if own]
        if any(isinstance(item, str) for item, _ in found) and 2 * chars[place] < sum(len(text) for _, text in found):
            found = [(item, text) for item, text in found if self.prose(text)]  # strings of all kinds in one list
        self.best, self.chars = [as_html(text, _tag(item)) for item, text in found if text], chars[place]

    def prose(self, text: str) -> int:
        """Characters of a text that is sentences rather than code, an address or a list of names, else none."""
        if text not in self.known:
            self.known[text] = _prose(text)
        return self.known[text]


def _prose(text: str) -> int:
    bare = TAG.sub(" ", unescape(text) if "&lt;" in text else text)
    wide = 0 if bare.isascii() else spaceless(bare)
    if len(bare) + wide < _LEAST_PROSE or _NO_PROSE.search(bare):
        return 0
    is_said = 2 * wide > len(bare) or len(_SENTENCE.findall(bare)) >= 1 + len(bare) // 1_000
    return len(bare) if is_said else 0


def _is_paragraph(parts: Sequence[str]) -> bool:
    """Whether strings are one paragraph or its parts: no sentence ends where one does and the next begins."""
    if sum(map(len, parts)) > _PARAGRAPH_CHARS:
        return False
    return not any(ends_sentence(one) and other[:1].isalnum() for one, other in pairwise(parts))


def _text_of(texts: Mapping[Place, str], place: Place) -> str:
    """An item's text at the place of the others', else the longest under a key that names a text."""
    if place in texts:
        return texts[place]
    named = (text for own, text in texts.items() if next(filter(None, reversed(own)), "") in _TEXTS)
    return max(named, key=len, default="")


def _kind(item: Any) -> tuple[str, ...]:
    """Words of what an item says it is."""
    if not isinstance(item, dict):
        return ()
    return tuple(word for key in _TYPES if isinstance(name := item.get(key), str) for word in name_words(name))


def _is_other(item: Any) -> bool:
    """Whether an item is no part of the text: a caption or the like, or a teaser, which has a title and an address."""
    if not isinstance(item, dict):
        return False
    is_teaser = any(isinstance(item.get(key), str) for key in _ADDRESSES) and any(key in item for key in _TITLES)
    return is_teaser or not ASIDE.isdisjoint(_kind(item))


def _tag(item: Any) -> str:
    if tag := _paragraph_tag(item):
        return tag
    return "p" if _HEADING.isdisjoint(_kind(item)) else "h2"


def _is_element(value: Any) -> bool:
    """Whether a value is a React element."""
    return isinstance(value, list) and len(value) == _REACT_PARTS and value[0] == "$"


def _paragraph_tag(value: Any) -> str | None:
    """The tag of a React element that is a paragraph or the like; a stranger's may be no string."""
    tag = value[1] if _is_element(value) else None
    return tag if isinstance(tag, str) and tag in _REACT_PARAGRAPHS else None


def _spoken(value: Any, depth: int) -> str:
    """The text of a React element and of those in it."""
    if isinstance(value, str):
        return value
    if not isinstance(value, list) or depth > _DEEPEST:
        return ""
    if _is_element(value):
        properties = value[3]
        return _spoken(properties.get("children"), depth + 1) if isinstance(properties, dict) else ""
    return "".join(_spoken(child, depth + 1) for child in value)
