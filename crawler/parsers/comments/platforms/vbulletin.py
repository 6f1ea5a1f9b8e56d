"""vBulletin 3 and 4: a flat list of posts; each text stands in ``div#post_message_123``."""

from typing import Final

from crawler.parsers.comments.markup import thread
from crawler.parsers.comments.paging import pages_by, with_pages
from crawler.parsers.comments.platform import Kind, Platform, Reading
from crawler.parsers.comments.shape import Shape, read_shape
from crawler.parsers.comments.view import View

NAME: Final = "vbulletin"
_SHAPE = Shape(
    items="//li[contains(@class, 'postcontainer') and starts-with(@id, 'post_')]"
    " | //table[starts-with(@id, 'post') and .//div[starts-with(@id, 'post_message_')]]",
    author=".//a[contains(@class, 'bigusername')] | .//*[contains(concat(' ', @class, ' '), ' username ')]",
    date=".//*[contains(@class, 'postdate')] | .//td[contains(@class, 'thead')]",
    body=".//*[contains(@class, 'postcontent')] | .//div[starts-with(@id, 'post_message_')]",
)


def _read(view: View) -> Reading | None:
    items = read_shape(view.tree, _SHAPE, view.reader)
    fragment = thread(view, NAME, items) if items else None
    own = view.with_items(items)
    return with_pages(own, Reading((fragment,)), NAME, of_thread=True) if fragment else None


PLATFORM = Platform(
    NAME,
    Kind.MARKUP,
    _read,
    marks=("post_message_", "postcontainer"),
    answer=pages_by(_read, shows_all=True),
    is_verified=False,
)
