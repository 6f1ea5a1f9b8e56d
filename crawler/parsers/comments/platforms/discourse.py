"""Discourse: the page that it serves to crawlers; in articles of others its embed, whose comments are elsewhere."""

import re
from dataclasses import replace
from typing import Final

from crawler.parsers.comments.embed import not_captured
from crawler.parsers.comments.markup import thread
from crawler.parsers.comments.paging import pages_by, with_pages
from crawler.parsers.comments.platform import Kind, Platform, Reading
from crawler.parsers.comments.shape import Shape, read_shape
from crawler.parsers.comments.view import View

NAME: Final = "discourse"
_SHAPE = Shape(
    items="//*[contains(concat(' ', normalize-space(@class), ' '), ' crawler-post ')"
    " or (contains(@class, 'topic-body') and contains(@class, 'crawler-post'))]",
    author=".//*[contains(@class, 'creator')]//*[@itemprop='name'] | .//*[contains(@class, 'creator')]//a",
    date=".//time",
    body=".//*[contains(concat(' ', @class, ' '), ' post ') or @itemprop='text' or @itemprop='articleBody']",
)
_NUMBER = re.compile(r"post_(\d+)$")
_EMBED = re.compile(r"discourseUrl\s*[:=]\s*[\"']([^\"']+)|DiscourseEmbed\s*=")


def _read(view: View) -> Reading | None:
    items = read_shape(view.tree, _SHAPE, view.reader)
    if not items:
        if not _EMBED.search(view.page.text) and not view.tree.xpath("boolean(//*[@id='discourse-comments'])"):
            return None
        return Reading((not_captured(view, NAME, "embedded topic, not asked for", is_verified=True),))
    number = _NUMBER.search(items[0].roots[0].get("id") or "")
    opens = number is not None and number[1] == "1"
    fragment = thread(view, NAME, items[1:] if opens else items)
    if fragment is None:
        return None
    own = view.with_items(items)
    reading = Reading((replace(fragment, is_closed=None, closed_by=None),))
    return with_pages(own, reading, NAME, of_thread=True)


PLATFORM = Platform(
    NAME, Kind.MARKUP, _read, marks=("crawler-post", "discourse-comments"), answer=pages_by(_read, shows_all=True)
)
