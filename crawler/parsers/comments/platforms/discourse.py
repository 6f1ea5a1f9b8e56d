"""Discourse: the page that it serves to crawlers; in articles of others its embed, whose comments are elsewhere."""

import re
from dataclasses import replace
from typing import Final

from crawler.parsers.comments.embed import not_captured
from crawler.parsers.comments.forum import forum_thread
from crawler.parsers.comments.paging import pages_by
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
    posts = read_shape(view.tree, _SHAPE, view.reader)
    if not posts:
        if not _EMBED.search(view.page.text) and not view.tree.xpath("boolean(//*[@id='discourse-comments'])"):
            return None
        return Reading((not_captured(view, NAME, "embedded topic, not asked for", is_verified=True),))
    number = _NUMBER.search(posts[0].roots[0].get("id") or "")
    opens = number is not None and number[1] == "1"
    reading = forum_thread(view, NAME, posts, opening=posts[0] if opens else None)
    if reading is None:
        return None
    return replace(reading, threads=tuple(replace(each, is_closed=None, closed_by=None) for each in reading.threads))


PLATFORM = Platform(
    NAME, Kind.MARKUP, _read, marks=("crawler-post", "discourse-comments"), answer=pages_by(_read, shows_all=True)
)
