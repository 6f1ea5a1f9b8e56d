"""phpBB 3: a flat list of posts, ``div.post#p123``; the first post of the first page is what they answer."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from crawler.parsers.comments.forum import forum_thread
from crawler.parsers.comments.items import Item
from crawler.parsers.comments.page_address import place
from crawler.parsers.comments.paging import pages_by
from crawler.parsers.comments.platform import Kind, Platform, Reading
from crawler.parsers.comments.render import line
from crawler.parsers.comments.shape import Shape, read_shape
from crawler.parsers.comments.view import View

NAME: Final = "phpbb"
_SHAPE = Shape(
    items="//div[contains(concat(' ', normalize-space(@class), ' '), ' post ')][.//*[contains(@class, 'postbody')]]",
    author=".//*[contains(@class, 'author')]//*[contains(@class, 'username')]"
    " | .//*[contains(@class, 'author')]//strong",
    date=".//*[contains(@class, 'author')]//time",
    body=".//*[contains(concat(' ', @class, ' '), ' content ')]",
)
_PAGE: Final = (
    "//div[contains(concat(' ', normalize-space(@class), ' '), ' pagination ')]"
    "//*[self::strong or self::li[contains(concat(' ', @class, ' '), ' active ')]]"
)


def _read(view: View) -> Reading | None:
    posts = read_shape(view.tree, _SHAPE, view.reader)
    is_first = _is_first_page(view)
    if len(posts) < (2 if is_first is None else 1):  # a single box of such names is a forum's where it has pages
        return None
    is_told = is_first is not None and _in_order(view, posts)
    reading = forum_thread(view, NAME, posts, opening=posts[0] if is_told and is_first else None)
    return _without_opening(reading) if is_told and reading else reading


def _is_first_page(view: View) -> bool | None:
    """Whether these are the thread's first posts: by the number in the address, else as the pager shows."""
    here = place(view.page.url)
    if here.counts:
        return here.number == 0
    shown = next((line(element) for element in view.tree.xpath(_PAGE)), "")
    return shown == "1" if shown.isdecimal() else None


def _in_order(view: View, posts: Sequence[Item]) -> bool:
    """Whether the oldest come first, by their ids, from the page's first on: a board may show the newest first."""
    ids = [(post.roots[0].get("id") or "").removeprefix("p") for post in posts]
    first = next(iter(view.tree.xpath(_SHAPE.items)))
    return first is posts[0].roots[0] and all(map(str.isdecimal, ids)) and int(ids[0]) <= int(ids[-1])


def _without_opening(reading: Reading) -> Reading:
    """What the pager counts are posts, that which opens the thread among them."""
    threads = tuple(
        replace(each, comment_count=each.comment_count - 1) if each.comment_count else each for each in reading.threads
    )
    return replace(reading, threads=threads)


PLATFORM = Platform(
    NAME, Kind.MARKUP, _read, marks=("postbody",), answer=pages_by(_read, shows_all=True), is_verified=False
)
