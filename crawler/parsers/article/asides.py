"""Boxes amid a text that say that they are none of it: asides, captions, embeds, words on who wrote it and is paid."""

from collections.abc import Sequence
from itertools import islice
from typing import Final

from crawler.parsers.article.blocks import Block, Box, outwards
from crawler.parsers.article.lexicon import name_words
from crawler.parsers.article.remembered import remembered

_TAGS: Final = frozenset({"aside", "figcaption"})
_EMBEDS: Final = frozenset(
    "twitter-tweet twitter-video instagram-media tiktok-embed bluesky-embed mastodon-embed reddit-embed-bq "
    "text-post-media wp-embedded-content".split()
)
"""Classes of quotes that platforms show their posts in, once their scripts run."""
_AUTHOR: Final = frozenset({"author", "authors", "autor", "auteur"})
_BOX: Final = frozenset("box bio biography about info card description".split())
_ASIDES: Final = frozenset(
    "caption icaption imgcaption imagecaption photocaption figcaption imagedescription bildunterschrift bildtext "
    "disclosure disclaimer".split()
)
_TOPICS: Final = ("category-", "tag-")
"""What WordPress calls the topics of a post by."""
_MOST_AROUND: Final = 3
_LEAST_LEFT: Final = 0.25


def without_asides(blocks: Sequence[Block]) -> list[Block]:
    """``blocks`` in no such box; all where hardly any is left: it is a gallery's text, or the page of an author."""
    known: dict[Box | None, bool] = {None: False}  # paragraphs of a text stand in one box
    found = []
    for block in blocks:
        around = block.box.parent
        if around not in known:
            known[around] = any(map(_is_aside, islice(outwards(around), _MOST_AROUND)))
        if not (known[around] or _is_aside(block.box)):
            found.append(block)
    return found if _chars(found) >= _LEAST_LEFT * _chars(blocks) else list(blocks)


def _chars(blocks: Sequence[Block]) -> int:
    return sum([len(block.text) for block in blocks])


def _is_aside(box: Box) -> bool:
    return box.tag in _TAGS or (box.words != "" and _names_aside(box.words))


@remembered(8192)
def _names_aside(words: str) -> bool:
    """Whether classes and ids are such a box's, but those of topics, and those with brackets, which tell of others."""
    classes = [name for name in words.split() if "]" not in name and not name.startswith(_TOPICS)]
    called = name_words(" ".join(classes))
    is_on_author = not (_AUTHOR.isdisjoint(called) or _BOX.isdisjoint(called))
    return is_on_author or not _ASIDES.isdisjoint(called) or not _EMBEDS.isdisjoint(classes)
