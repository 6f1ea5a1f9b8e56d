"""Other stories on the page of one: the next, shown whole below its end, and related posts."""

from collections.abc import Sequence
from itertools import islice
from typing import Final

from lxml import etree
from lxml.html import HtmlElement

from crawler.parsers.article.blocks import Block

_STORY: Final = etree.XPath("boolean(.//h1 or .//a[contains(concat(' ', @rel, ' '), ' bookmark ')])")
"""What has a headline of the first rank, or a link to itself (https://microformats.org/wiki/rel-bookmark)."""
_MOST_AROUND: Final = 8
"""Articles in each other that are looked at, from the innermost."""


def without_other_stories(blocks: Sequence[Block]) -> list[Block]:
    """``blocks`` but those in ``article`` elements of stories of their own, where the text begins in one with the h1.

    Elements in that one or around it are its parts, as the posts of a live blog are.
    """
    own = blocks[0].box.article if blocks else None
    if own is None or next(own.iter("h1"), None) is None:
        return list(blocks)
    stories = _Stories(own)
    return [block for block in blocks if block.box.article is own or not stories.are_around(block.box.article)]


class _Stories:
    """Tells stories beside the page's own; each ``article`` is looked at once."""

    def __init__(self, own: HtmlElement) -> None:
        self.own = own
        self.around = set(own.iterancestors("article"))
        self.known: dict[HtmlElement, bool] = {}
        self.inside: dict[HtmlElement | None, bool] = {None: False}

    def are_around(self, article: HtmlElement | None) -> bool:
        """Whether an element is one, or stands in one."""
        if article is not None and article not in self.inside:
            around = (article, *islice(article.iterancestors("article"), _MOST_AROUND))
            self.inside[article] = self.own not in around and any(map(self.is_other, around))
        return self.inside[article]

    def is_other(self, article: HtmlElement) -> bool:
        if article not in self.known:
            self.known[article] = article not in self.around and bool(_STORY(article))
        return self.known[article]
