"""phpBB 3: a flat list of posts, ``div.post#p123``."""

from typing import Final

from crawler.parsers.comments.markup import thread
from crawler.parsers.comments.page_address import place
from crawler.parsers.comments.paging import pages_by, with_pages
from crawler.parsers.comments.platform import Kind, Platform, Reading
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


def _read(view: View) -> Reading | None:
    items = read_shape(view.tree, _SHAPE, view.reader)
    fewest = 2 if place(view.page.url).number is None else 1  # the last page of a thread may hold a single post
    fragment = thread(view, NAME, items) if len(items) >= fewest else None
    own = view.with_items(items)
    return with_pages(own, Reading((fragment,)), NAME, of_thread=True) if fragment else None


PLATFORM = Platform(
    NAME, Kind.MARKUP, _read, marks=("postbody",), answer=pages_by(_read, shows_all=True), is_verified=False
)
