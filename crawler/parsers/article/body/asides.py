"""Boxes amid a text that are none of it by their names: captions, embeds, invitations, words on its author."""

import re
from collections.abc import Sequence
from itertools import islice
from typing import Final

from crawler.parsers.article.blocks.block import Block, Box, chars_of, outwards
from crawler.parsers.article.lexicon import name_words
from crawler.parsers.article.remembered import remembered

_EMBEDS: Final = frozenset(
    "twitter-tweet twitter-video instagram-media tiktok-embed bluesky-embed mastodon-embed reddit-embed-bq "
    "text-post-media wp-embedded-content".split()
)
"""Classes of quotes that platforms show their posts in, once their scripts run."""
_CLASS: Final = re.compile(
    r"(?!(?:has|no|non|with|without|table|video|category|tag|topic)[-_])(?:[a-z0-9]+[-_]+)*"
    r"(?:newsletter[-_](?:sign[-_]?up|box|form|cta|promo|teaser|banner|widget|block|optin)|"
    r"subscribe[-_](?:box|cta|form|banner|widget)|follow[-_]us|[a-z]{0,6}caption|imagedescription|bildunterschrift|"
    r"bildtext|disclosure|disclaimer|author(?:box|bio|info)|autorenbox)"
    r"(?:[-_]+(?:text|bild|image|inner|content|wrap|wrapper|container|box|floating|nonfloating)(?:[-_][a-z0-9]+)*)?",
    re.I,
)
"""What captions, requests to subscribe, and words on what is paid are called; what only has one is not called so."""
_STEMS: Final = (
    "caption", "description", "bild", "disclos", "disclaim", "aut", "writer", "newsletter", "subscri", "follow",
    "embed", "twitter", "instagram", "text-post", "cta", "popup", "modal", "sabox",
)  # fmt: skip
"""One of these is in each of them."""
_ALONE: Final = frozenset({"cta", "popup", "modal", "saboxplugin"})
"""Words that name such a box whatever else it is called: calls to action, windows over the page, boxes on authors."""
_AUTHOR: Final = frozenset({"author", "authors", "autor", "auteur", "writer"})
_BOX: Final = frozenset("box bio biography about info card description profile over".split())
_LONGEST_NAME: Final = 80
_TOPICS: Final = ("category-", "tag-", "topic-")
"""What content systems call the topics of a post by."""
_NOTES: Final = frozenset("note notes tip admonition callout footnote footnotes endnotes warning hint".split())
"""Asides by their tag that are the author's."""
_MOST_AROUND: Final = 3
_MOST_HELD: Final = 0.5
"""A box with more of the text is around it, whatever its name."""
_LEAST_LEFT: Final = 0.25


def without_asides(blocks: Sequence[Block], *, is_article: bool) -> list[Block]:
    """``blocks`` in no such box; all where hardly any is left, as of a gallery.

    What publishers of articles put into ``aside`` elements is one, what others do is a note of the author's.
    """
    total = chars_of(blocks)
    known: dict[Box | None, bool] = {None: False}  # paragraphs of a text stand in one box
    found = []
    for block in blocks:
        around = block.box.parent
        if around not in known:
            boxes = (box for box in islice(outwards(around), _MOST_AROUND) if box.chars <= _MOST_HELD * total)
            known[around] = any(_is_aside(box, is_article=is_article) for box in boxes)
        if not (known[around] or _is_aside(block.box, is_article=is_article)):
            found.append(block)
    return found if chars_of(found) >= _LEAST_LEFT * total else list(blocks)


def _is_aside(box: Box, *, is_article: bool) -> bool:
    """Whether it is by its tag, its classes, or its id if that is one word: others are made of headings."""
    if box.tag == "figcaption":
        return True
    if box.tag == "aside" and is_article and _NOTES.isdisjoint(name_words(box.words)):
        return True
    if not _may_name_aside(box.words):
        return False
    name = box.element.get("id") or ""
    return _names_aside(box.element.get("class") or "") or (name.isalpha() and _names_aside(name))


@remembered(8192)
def _may_name_aside(words: str) -> bool:
    """Whether one of the stems is in what a box is called, which all know of it at hand."""
    lower = words.lower()
    return any(stem in lower for stem in _STEMS)


@remembered(8192)
def _names_aside(classes: str) -> bool:
    """Whether the classes of a box are such a one's; topics do not count, nor do brackets, which tell of others."""
    names = [name for name in classes.split() if len(name) <= _LONGEST_NAME and "]" not in name]
    names = [name for name in names if not name.startswith(_TOPICS)]
    called = name_words(" ".join(names))
    if not _ALONE.isdisjoint(called) or not (_AUTHOR.isdisjoint(called) or _BOX.isdisjoint(called)):
        return True
    return not _EMBEDS.isdisjoint(names) or any(map(_CLASS.fullmatch, names))
