"""Zeit Online: four roots with their replies in the page, ``article#cid-123``, roots are ``js-comment-toplevel``."""

from dataclasses import replace
from typing import Final

from crawler.parsers.comments.markup import thread
from crawler.parsers.comments.platform import Kind, Platform, Reading
from crawler.parsers.comments.shape import Shape, read_shape
from crawler.parsers.comments.view import View

NAME: Final = "zeit"
_SHAPE = Shape(
    items="//article[contains(@class, 'comment') and starts-with(@id, 'cid-')]",
    author=".//*[contains(@class, 'comment-meta__name') or contains(@class, 'comment__name')]",
    date=".//*[contains(@class, 'comment-meta__date') or contains(@class, 'comment__date')]",
    body=".//*[contains(@class, 'comment__body') or contains(@class, 'comment__text')]",
)


def _read(view: View) -> Reading | None:
    items = read_shape(view.tree, _SHAPE, view.reader)
    if not items:
        return None
    fragment = thread(view, NAME, items)
    if fragment is None:
        return None
    rest = (fragment.comment_count or 0) - len(fragment.comments)
    missing = (f"loadMore: {rest} of {fragment.comment_count} comments are not in the page",) if rest > 0 else ()
    return Reading((replace(fragment, missing=missing),))


PLATFORM = Platform(NAME, Kind.MARKUP, _read, marks=("cid-", "js-comment-toplevel"))
