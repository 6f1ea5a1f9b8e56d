"""What an item among others is by its keys: part of a text, a heading in it, or something else, such as a teaser."""

from collections.abc import Mapping
from typing import Any, Final

from crawler.parsers.article.lexicon import name_words
from crawler.parsers.article.scripts.react import paragraph_tag

ASIDE: Final = frozenset(
    "caption credit copyright figcaption related ad advert promo teaser share newsletter embed image photo video "
    "gallery".split()
)
"""What an item, or a box, is called that is no part of the text."""

_HEADING: Final = frozenset("heading header subheading subheader subhead headline h".split())
_TYPES: Final = ("type", "_type", "__typename", "kind", "component", "blockName", "block_type", "__component", "tag")
_TITLES: Final = ("title", "headline", "name")
_ADDRESSES: Final = ("url", "href", "link", "slug", "permalink", "uri", "path", "canonical_url")
_TEXTS: Final = frozenset("text html content body value items children paragraph paragraphs".split())
"""Keys under which an item may hold its text where others hold theirs elsewhere."""

Place = tuple[str, ...]
"""Keys that lead from an item to a string; a list's index is an empty one."""


def is_other(item: Any) -> bool:
    """Whether an item is no part of the text: a caption or the like, or a teaser, which has a title and an address."""
    if not isinstance(item, dict):
        return False
    is_teaser = any(isinstance(item.get(key), str) for key in _ADDRESSES) and any(key in item for key in _TITLES)
    return is_teaser or not ASIDE.isdisjoint(_kind(item))


def tag_of(item: Any) -> str:
    """The tag that an item's text has as HTML."""
    if tag := paragraph_tag(item):
        return tag
    return "p" if _HEADING.isdisjoint(_kind(item)) else "h2"


def text_of(texts: Mapping[Place, str], place: Place) -> str:
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
