"""SPIP forums under articles: ``li.forum-fil`` or ``li.comment-li``, nested; the number shown counts roots only."""

from dataclasses import replace
from typing import Final

from crawler.parsers.comments.markup import thread
from crawler.parsers.comments.paging import pages_by, with_pages
from crawler.parsers.comments.platform import Kind, Platform, Reading
from crawler.parsers.comments.shape import Shape, read_shape
from crawler.parsers.comments.view import View

NAME: Final = "spip"
_SHAPE = Shape(
    items="//li[contains(concat(' ', normalize-space(@class), ' '), ' forum-fil ')"
    " or contains(concat(' ', normalize-space(@class), ' '), ' comment-li ')]",
    author=".//*[contains(concat(' ', @class, ' '), ' reviewer ') or contains(@class, 'comment-author')"
    " or contains(@class, 'forum-qui')]//*[contains(concat(' ', @class, ' '), ' fn ')]"
    " | .//*[contains(concat(' ', @class, ' '), ' reviewer ')]",
    date=".//*[contains(concat(' ', @class, ' '), ' date ') or contains(@class, 'dtreviewed')] | .//time",
    body=".//*[contains(@class, 'comment-texte') or contains(@class, 'forum-texte')]",
)


def _read(view: View) -> Reading | None:
    items = read_shape(view.tree, _SHAPE, view.reader)
    if not items and "spip.php" not in view.page.text:
        return None
    fragment = thread(view, NAME, items or None)
    if fragment is None:
        return None
    own = view.with_items(items) if items else view
    reading = with_pages(own, Reading((fragment,)), NAME)
    return replace(reading, threads=(replace(reading.threads[0], shows_all=not reading.needs),))


PLATFORM = Platform(
    NAME, Kind.MARKUP, _read, marks=("forum-fil", "spip.php", "SPIP"), answer=pages_by(_read, shows_all=True)
)
