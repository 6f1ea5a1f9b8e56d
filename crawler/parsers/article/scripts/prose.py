"""Prose in the values of scripts: which of all strings in lists and objects are the paragraphs of one text.

No framework's shapes are known here. A text is a string of several paragraphs, or the list whose items hold most prose
at one place (``body[].text``); in an object whose keys are ids its values are such a list, too. It is the page's own
where the nearest object or list that tells a headline tells the page's; there alone several paragraphs in each item are
one text, elsewhere they are a story each.
"""

import re
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from itertools import pairwise
from typing import Any, Final

from crawler.parsers.article.lexicon import name_words
from crawler.parsers.article.marks import ends_sentence
from crawler.parsers.article.remembered import remembered
from crawler.parsers.article.scripts.around import Around
from crawler.parsers.article.scripts.items import Place, is_other, tag_of, text_of
from crawler.parsers.article.scripts.react import paragraph_tag, spoken
from crawler.parsers.article.scripts.state import LEAST_CHARS, decoded
from crawler.parsers.article.scripts.strings import LEAST_PROSE, as_html, is_id, is_several, prose_chars

_MOST_VALUES: Final = 100_000
_DEEPEST: Final = 60
_PARAGRAPH_CHARS: Final = 2_000
"""What is longer, put together from several strings, is no paragraph but a text."""

_LEAST_FIELD: Final = 100
"""What a string has at least to be a text alone."""

_OTHERS: Final = frozenset("author authors comment comments related".split())
"""Words of keys under which nothing is part of the text."""

_LONGEST_KEY: Final = 40
_REFERENCE: Final = "__ref"
"""Where caches put the key of what stands elsewhere in them."""

_DIGIT: Final = re.compile(r"\d")
_LISTS: Final = frozenset("items list listItems list_items entries points bullets".split())
"""Keys under which strings are items of a list, not parts of a paragraph."""


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
        self.left = _MOST_VALUES
        self.known: dict[str, int] = {}
        self.around = Around(headlines)
        self.followed: set[str] = set()
        self.several: set[str] = set()

    def look(self, value: Any, depth: int = 0, key: str = "") -> Mapping[Place, str]:
        """The strings in a value by their place, as far as each can be a paragraph or part of one."""
        self.left -= 1
        if self.left < 0 or depth > _DEEPEST:
            return {}
        if isinstance(value, str):
            return self.look_at_text(value, depth)
        if isinstance(value, list) and paragraph_tag(value):
            return {(): spoken(value)}
        if not isinstance(value, (dict, list)):
            return {}
        self.around.enter(value)
        texts = self.look_inside(value, depth, key)
        self.around.leave()
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
        return next((known[name] for known in self.around.values if isinstance(known, dict) and name in known), item)

    def look_at_text(self, text: str, depth: int) -> Mapping[Place, str]:
        """A string: a text by itself, JSON once more, or a paragraph perhaps."""
        if len(text) >= LEAST_CHARS and (value := decoded(text)) is not None:
            self.look(value, depth + 1)
            return {}
        if is_several(text):
            self.several.add(text)
            if self.is_wanted(chars := self.prose(text)):
                self.best[self.around.is_own], self.chars[self.around.is_own] = [as_html(text)], chars
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
        ours = [not is_other(item) for item in items]
        for texts, is_ours in zip(inside, ours, strict=True):
            for place, text in texts.items() if is_ours else ():
                chars[place] += self.prose(text)
        place = max(chars, key=chars.__getitem__, default=())
        if not chars or not self.is_wanted(chars[place]):
            return
        found = [(item, text_of(texts, place)) for item, texts, own in zip(items, inside, ours, strict=True) if own]
        if any(isinstance(item, str) for item, _ in found) and 2 * chars[place] < sum(len(text) for _, text in found):
            found = [(item, text) for item, text in found if self.prose(text)]  # strings of all kinds in one list
        if len(found) > 1 and not (self.several.isdisjoint(text for _, text in found) or self.around.is_own):
            return  # stories, or goods and what is said of each
        self.best[self.around.is_own] = [as_html(text, tag_of(item)) for item, text in found if text]
        self.chars[self.around.is_own] = chars[place]

    def is_wanted(self, chars: int) -> bool:
        """Whether a text is longer than what was found so far of its kind."""
        return chars > min(self.chars.values()) and chars > self.chars[self.around.is_own]

    def prose(self, text: str) -> int:
        """Characters of a text that is sentences rather than code, an address or a list of names, else none."""
        if text not in self.known:
            self.known[text] = prose_chars(text)
        return self.known[text]


@remembered(1024)
def _is_others(key: str) -> bool:
    """Whether what is under a key is of somebody or something else; keys may be addresses."""
    return len(key) <= _LONGEST_KEY and not _OTHERS.isdisjoint(name_words(key))


def _are_ids(keys: Sequence[str]) -> bool:
    """Whether an object is a list in truth: most of its keys have a number."""
    return 2 * sum(_DIGIT.search(key) is not None for key in keys) > len(keys)
