"""Blogger, old and new: ``li.comment#c123`` with replies inside, or a list of ``dt``, ``dd``, ``dd`` without nesting.

About 200 comments are in the page; the rest comes from a feed that is not asked for.
"""

from dataclasses import replace
from typing import Final

from crawler.parsers.comments.items import Item, settle_dates
from crawler.parsers.comments.markup import thread
from crawler.parsers.comments.platform import Kind, Platform, Reading
from crawler.parsers.comments.series import with_definitions
from crawler.parsers.comments.shape import Shape, read_shape
from crawler.parsers.comments.view import View

NAME: Final = "blogger"
_NEW = Shape(
    items="//*[@id='comments' or @id='comment-holder']//li[contains(concat(' ', @class, ' '), ' comment ')]",
    author=".//cite[contains(@class, 'user')]",
    date=".//*[contains(@class, 'datetime')]",
    body=".//*[contains(@class, 'comment-content') or contains(@class, 'comment-body')]",
)
_POST = "boolean(//*[@id='comment-editor'] | //a[contains(@href, 'comment.g?') or contains(@href, '/comment/')])"
_OLD = "//dl[@id='comments-block']/dt | //*[@id='comments-block']//dt[contains(@class, 'comment-author')]"


def _read(view: View) -> Reading | None:
    items = read_shape(view.tree, _NEW, view.reader) or _old_items(view)
    fragment = thread(view, NAME, items or None)
    if fragment is None:
        return None
    if fragment.is_closed is None and view.tree.xpath(_POST):
        fragment = replace(fragment, is_closed=False)
    total = fragment.comment_count
    rest = (total or 0) - len(fragment.comments)
    missing = (f"notInPage: {rest} of {total} comments",) if rest > 0 else ()
    return Reading((replace(fragment, missing=missing, shows_all=True),))


def _old_items(view: View) -> list[Item]:
    """Each ``dt`` with the ``dd`` that follow it up to the next ``dt``."""
    groups = map(with_definitions, view.tree.xpath(_OLD))
    items = [Item(group, view.reader.read(group, frozenset())) for group in groups]
    settle_dates(items, view.reader)
    return [item for item in items if item.fields.text]


PLATFORM = Platform(NAME, Kind.MARKUP, _read, marks=("blogger", "blogspot.com", "comments-block"))
