"""Other stories on the page of one: the next, shown whole below its end, and related posts."""

from collections.abc import Iterator, Sequence
from typing import Final

from lxml import etree
from lxml.html import HtmlElement

from crawler.parsers.article.blocks import Block

_STORY: Final = etree.XPath("boolean(.//h1 or .//a[contains(concat(' ', @rel, ' '), ' bookmark ')])")
"""What has a headline of the first rank, or a link to itself (https://microformats.org/wiki/rel-bookmark)."""


def without_other_stories(blocks: Sequence[Block]) -> list[Block]:
    """``blocks`` but those in ``article`` elements of stories of their own, where the text begins in one with the h1.

    Elements in that one or around it are its parts, as the posts of a live blog are.
    """
    own = blocks[0].box.article if blocks else None
    if own is None or next(own.iter("h1"), None) is None:
        return list(blocks)
    apart = {article for block in blocks if (article := block.box.article) is not None and article is not own}
    others = {article for article in apart if any(_is_other(around, own) for around in _with_outer(article))}
    return [block for block in blocks if block.box.article not in others]


def _with_outer(article: HtmlElement) -> Iterator[HtmlElement]:
    yield article
    yield from article.iterancestors("article")


def _is_other(article: HtmlElement, own: HtmlElement) -> bool:
    """Whether it is a story beside the page's own."""
    return own not in _with_outer(article) and article not in _with_outer(own) and _STORY(article)
