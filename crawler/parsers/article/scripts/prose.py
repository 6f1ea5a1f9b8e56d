"""Prose in the values of scripts: which of all strings in lists and objects are the paragraphs of one text.

No framework's shapes are known here. A text is a string of several paragraphs, or the list whose items hold most prose
at one place (``body[].text``); in an object whose keys are ids its values are such a list, too. It is the page's own
where the nearest object or list that tells a headline tells the page's; there alone several paragraphs in each item are
one text, elsewhere they are a story each.
"""

import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from html import unescape
from itertools import pairwise
from typing import Any, Final

from crawler.parsers.article.lexicon import fold, name_words
from crawler.parsers.article.marks import ends_sentence
from crawler.parsers.article.remembered import remembered
from crawler.parsers.article.scripts.state import LEAST_CHARS, decoded
from crawler.parsers.article.scripts.strings import LEAST_PROSE, as_html, is_id, is_several, prose_chars

_MOST_VALUES: Final = 100_000
_DEEPEST: Final = 60
_PARAGRAPH_CHARS: Final = 2_000
"""What is longer, put together from several strings, is no paragraph but a text."""

_LEAST_FIELD: Final = 100
"""What a string has at least to be a text alone."""

ASIDE: Final = frozenset(
    "caption credit copyright figcaption related ad advert promo teaser share newsletter embed image photo video "
    "gallery".split()
)
"""What an item, or a box, is called that is no part of the text."""

_OTHERS: Final = frozenset("author authors comment comments related".split())
"""Words of keys under which nothing is part of the text."""

_LONGEST_KEY: Final = 40
_HEADING: Final = frozenset("heading header subheading subheader subhead headline h".split())
_REFERENCE: Final = "__ref"
"""Where caches put the key of what stands elsewhere in them."""

_DIGIT: Final = re.compile(r"\d")
_TYPES: Final = ("type", "_type", "__typename", "kind", "component", "blockName", "block_type", "__component", "tag")
_TITLES: Final = ("title", "headline", "name")
_HEADLINES: Final = ("title", "headline")
_HEADLINE_CHARS: Final = 12
"""A headline so long may be followed by as much again in the page's title: by the name of the site."""
_SMALL: Final = 4
"""An object of so few values may be a headline: ``{"rendered": …}``."""

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


def prose_in(value: Any, headlines: Collection[str] = ()) -> tuple[str, str]:
    """Two texts of a value as HTML, each that with most prose: of the page's own, and of others; empty where none is.

    ``headlines`` are the page's, folded.
    """
    search = _Search(headlines)
    search.look(value)
    return "".join(search.best[True]), "".join(search.best[False])


class _Search:
    """Looks through a value for the text with most prose: one string of paragraphs, or one in each item of a list."""

    def __init__(self, headlines: Collection[str]) -> None:
        self.best: dict[bool, list[str]] = {True: [], False: []}
        self.chars = {True: 0, False: 0}
        self.headlines = headlines
        self.headline_chars = min(map(len, headlines), default=0) // 2, 2 * max(map(len, headlines), default=0)
        self.left = _MOST_VALUES
        self.known: dict[str, int] = {}
        self.around: list[Any] = []
        self.own: list[bool] = []
        self.followed: set[str] = set()
        self.several: set[str] = set()

    def look(self, value: Any, depth: int = 0, key: str = "") -> Mapping[Place, str]:
        """The strings in a value by their place, as far as each can be a paragraph or part of one."""
        self.left -= 1
        if self.left < 0 or depth > _DEEPEST:
            return {}
        if isinstance(value, str):
            return self.look_at_text(value, depth)
        if isinstance(value, list) and _paragraph_tag(value):
            return {(): _spoken(value, depth)}
        if not isinstance(value, (dict, list)):
            return {}
        self.around.append(value)
        texts = self.look_inside(value, depth, key)
        self.around.pop()
        del self.own[len(self.around) :]
        return texts

    def look_inside(self, value: Any, depth: int, key: str) -> Mapping[Place, str]:
        """The strings in a list or object by their place."""
        if is_list := isinstance(value, list):
            keys, items = [""] * len(value), value
        else:
            keys = [name for name, item in value.items() if item and not _is_others(name)]
            items = [value[name] for name in keys]
        items = [self.meant(item) if type(item) is dict and _REFERENCE in item else item for item in items]
        inside = [self.look(item, depth + 1, step) for step, item in zip(keys, items, strict=True)]
        if not any(inside):
            return {}
        if any(2 * len(text) >= LEAST_PROSE for texts in inside for text in texts.values()):
            if is_list or _are_ids(keys):
                self.offer_items(items, inside)
            else:
                self.offer_fields(items, inside)
        parts: dict[Place, list[str]] = defaultdict(list)
        for step, texts in zip(keys, inside, strict=True):
            for place, text in texts.items():
                parts[step, *place].append(text)
        between = "\n" if key in _LISTS else ""
        return {place: between.join(found) for place, found in parts.items() if self.is_paragraph(found)}

    def is_paragraph(self, parts: Sequence[str]) -> bool:
        """Whether strings are one paragraph or its parts: no sentence ends where one does and the next begins."""
        if len(parts) == 1:
            return True
        if sum(map(len, parts)) > _PARAGRAPH_CHARS or not self.several.isdisjoint(parts):
            return False
        return not any(ends_sentence(one) and other[:1].isalnum() for one, other in pairwise(parts))

    def meant(self, item: Any) -> Any:
        """What an item refers to by its key in an object around it, where it is looked at once; else the item."""
        name = item[_REFERENCE]
        if not isinstance(name, str) or name in self.followed:
            return item
        self.followed.add(name)
        return next((known[name] for known in self.around if isinstance(known, dict) and name in known), item)

    def look_at_text(self, text: str, depth: int) -> Mapping[Place, str]:
        """A string: a text by itself, JSON once more, or a paragraph perhaps."""
        if len(text) >= LEAST_CHARS and (value := decoded(text)) is not None:
            self.look(value, depth + 1)
            return {}
        if is_several(text):
            self.several.add(text)
            if self.is_wanted(chars := self.prose(text)):
                self.best[self.is_own], self.chars[self.is_own] = [as_html(text)], chars
            return {(): text}
        return {} if not text or (" " not in text and is_id(text)) else {(): text}

    def offer_fields(self, items: Sequence[Any], inside: Sequence[Mapping[Place, str]]) -> None:
        """The texts of an object's values each by itself: what they are to each other is not known."""
        for item, texts in zip(items, inside, strict=True):
            if texts and (longest := max(map(len, texts.values()))) > _LEAST_FIELD and self.is_wanted(longest):
                self.offer_items([item], [texts])

    def offer_items(self, items: Sequence[Any], inside: Sequence[Mapping[Place, str]]) -> None:
        """The texts of items at the place that has most prose; items that are something else are left out."""
        chars: dict[Place, int] = defaultdict(int)
        ours = [not _is_other(item) for item in items]
        for texts, is_ours in zip(inside, ours, strict=True):
            for place, text in texts.items() if is_ours else ():
                chars[place] += self.prose(text)
        place = max(chars, key=chars.__getitem__, default=())
        if not chars or not self.is_wanted(chars[place]):
            return
        found = [(item, _text_of(texts, place)) for item, texts, own in zip(items, inside, ours, strict=True) if own]
        if any(isinstance(item, str) for item, _ in found) and 2 * chars[place] < sum(len(text) for _, text in found):
            found = [(item, text) for item, text in found if self.prose(text)]  # strings of all kinds in one list
        if len(found) > 1 and not (self.several.isdisjoint(text for _, text in found) or self.is_own):
            return  # stories, or goods and what is said of each
        self.best[self.is_own] = [as_html(text, _tag(item)) for item, text in found if text]
        self.chars[self.is_own] = chars[place]

    def is_wanted(self, chars: int) -> bool:
        """Whether a text is longer than what was found so far of its kind."""
        return chars > min(self.chars.values()) and chars > self.chars[self.is_own]

    @property
    def is_own(self) -> bool:
        """Whether what is looked at is the page's own: asked for few of all lists and objects, and once."""
        for value in self.around[len(self.own) :]:
            self.own.append(self.tells_own(value, is_own=bool(self.own) and self.own[-1]))
        return bool(self.own) and self.own[-1]

    def tells_own(self, value: Any, *, is_own: bool) -> bool:
        """Whether what is in a list or object is the page's own text: as in what is around it, if it tells nothing."""
        low, high = self.headline_chars
        if any(self.is_headline(text) for text in _told(value) if low <= len(text) <= high):
            return True
        return is_own and not (isinstance(value, dict) and any(isinstance(value.get(key), str) for key in _HEADLINES))

    def is_headline(self, text: str) -> bool:
        own = fold(unescape(text))
        return any(
            own == told or (len(own) >= _HEADLINE_CHARS and 2 * len(own) >= len(told) and told.startswith(own))
            for told in self.headlines
        )

    def prose(self, text: str) -> int:
        """Characters of a text that is sentences rather than code, an address or a list of names, else none."""
        if text not in self.known:
            self.known[text] = prose_chars(text)
        return self.known[text]


def _told(value: Any) -> Iterator[str]:
    """Strings that a list or object holds at once, or in a small object or an element that is a paragraph."""
    for item in value.values() if isinstance(value, dict) else value:
        if isinstance(item, str):
            yield item
        elif isinstance(item, dict) and len(item) <= _SMALL:
            yield from (text for text in item.values() if isinstance(text, str))
        elif isinstance(item, list) and _paragraph_tag(item):
            yield _spoken(item, 0)


@remembered(1024)
def _is_others(key: str) -> bool:
    """Whether what is under a key is of somebody or something else; keys may be addresses."""
    return len(key) <= _LONGEST_KEY and not _OTHERS.isdisjoint(name_words(key))


def _are_ids(keys: Sequence[str]) -> bool:
    """Whether an object is a list in truth: most of its keys have a number."""
    return 2 * sum(_DIGIT.search(key) is not None for key in keys) > len(keys)


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
