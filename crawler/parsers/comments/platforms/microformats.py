"""Replies in microformats 2 (https://indieweb.org/comments): ``u-comment h-cite`` inside an ``h-entry``."""

from typing import Final

from crawler.parsers.comments.markup import thread
from crawler.parsers.comments.paging import pages_by, with_pages
from crawler.parsers.comments.platform import Kind, Platform, Reading
from crawler.parsers.comments.shape import Shape, read_shape
from crawler.parsers.comments.view import View

NAME: Final = "microformats"
_SHAPE = Shape(
    items="//*[contains(concat(' ', normalize-space(@class), ' '), ' u-comment ')"
    " or contains(concat(' ', normalize-space(@class), ' '), ' p-comment ')]",
    author=".//*[contains(concat(' ', @class, ' '), ' p-author ')]//*[contains(concat(' ', @class, ' '), ' p-name ')]"
    " | .//*[contains(concat(' ', @class, ' '), ' p-author ')]",
    date=".//*[contains(concat(' ', @class, ' '), ' dt-published ')]",
    body=".//*[contains(concat(' ', @class, ' '), ' e-content ') or contains(concat(' ', @class, ' '), ' p-content ')]"
    " | .//*[contains(concat(' ', @class, ' '), ' p-name ') and not(ancestor::*[contains(@class, 'p-author')])]",
)


def _read(view: View) -> Reading | None:
    items = read_shape(view.tree, _SHAPE, view.reader)
    fragment = thread(view, NAME, items) if items else None
    own = view.with_items(items)
    return with_pages(own, Reading((fragment,)), NAME) if fragment else None


PLATFORM = Platform(NAME, Kind.MARKUP, _read, marks=("u-comment", "p-comment"), answer=pages_by(_read))
