"""Stack Exchange: comments under questions and answers; questions and answers are articles, not comments."""

from typing import Final

from crawler.parsers.comments.markup import thread
from crawler.parsers.comments.platform import Kind, Platform, Reading
from crawler.parsers.comments.shape import Shape, read_shape
from crawler.parsers.comments.view import View

NAME: Final = "stackexchange"
_SHAPE = Shape(
    items="//li[contains(@class, 'js-comment') and starts-with(@id, 'comment-')]"
    " | //tr[contains(@class, 'comment') and starts-with(@id, 'comment-')]",
    author=".//*[contains(@class, 'comment-user')]",
    date=".//*[contains(@class, 'relativetime')]",
    body=".//*[contains(@class, 'comment-copy')]",
)


def _read(view: View) -> Reading | None:
    items = read_shape(view.tree, _SHAPE, view.reader)
    fragment = thread(view, NAME, items) if items else None
    return Reading((fragment,)) if fragment else None


PLATFORM = Platform(NAME, Kind.MARKUP, _read, marks=("js-comments-list", "comments-list", "js-comments-container"))
