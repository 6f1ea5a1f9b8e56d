"""Other stories on the page of one: the next, shown whole below its end, and related posts."""

from collections.abc import Sequence
from itertools import islice
from typing import Final

from lxml import etree
from lxml.html import HtmlElement

from crawler import urls
from crawler.parsers.article.blocks.block import Block, chars_of
from crawler.parsers.page import Page

_HEADLINES: Final = etree.XPath(".//h1")
_LINKS: Final = etree.XPath(".//h1//a[@href] | .//a[contains(concat(' ', @rel, ' '), ' bookmark ')][@href]")
"""Links of a story to itself (https://microformats.org/wiki/rel-bookmark)."""
_MOST_AROUND: Final = 8
"""Articles in each other that are looked at, from the innermost."""
_MOST_LINKS: Final = 5
_LEAST_OWN: Final = 500
"""Characters of a text that is one, rather than a lead or a box above the text."""


def without_other_stories(blocks: Sequence[Block], page: Page) -> list[Block]:
    """``blocks`` but those in ``article`` elements of stories of their own, where the text begins in one with the h1.

    Elements in that one or around it are its parts, as the posts of a live blog are; so are those beside it that look
    like it and have no address of their own.
    """
    own = blocks[0].box.article if blocks else None
    if own is None or next(own.iter("h1"), None) is None:
        return list(blocks)
    if chars_of(block for block in blocks if block.box.article is own) < _LEAST_OWN:
        return list(blocks)
    stories = _Stories(own, page)
    return [block for block in blocks if block.box.article is own or not stories.are_around(block.box.article)]


class _Stories:
    """Tells stories beside the page's own; each ``article`` is looked at once."""

    def __init__(self, own: HtmlElement, page: Page) -> None:
        self.own, self.page = own, page
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
            self.known[article] = article not in self.around and self.is_story(article)
        return self.known[article]

    def is_story(self, article: HtmlElement) -> bool:
        """Whether it leads to another page by its headline or permalink, or has a headline and looks different."""
        if any(map(self.leads_away, islice(_LINKS(article), _MOST_LINKS))):
            return True
        is_alike = article.getparent() is self.own.getparent() and article.get("class") == self.own.get("class")
        return not is_alike and bool(_HEADLINES(article))

    def leads_away(self, link: HtmlElement) -> bool:
        url = urls.join(self.page.base, link.get("href") or "")
        return url is not None and url.partition("#")[0] != self.page.url.partition("#")[0]
