"""Livefyre, dead since 2021: comments rendered by its script, as archives hold them."""

from typing import Final

from crawler.parsers.comments.embed import not_captured
from crawler.parsers.comments.markup import thread
from crawler.parsers.comments.platform import Kind, Platform, Reading
from crawler.parsers.comments.shape import Shape, read_shape
from crawler.parsers.comments.view import View

NAME: Final = "livefyre"
_SHAPE = Shape(
    items="//article[contains(@class, 'fyre-comment-article')]",
    author=".//*[contains(@class, 'fyre-comment-username')]",
    date=".//*[contains(@class, 'fyre-comment-date')]",
    body=".//*[contains(concat(' ', @class, ' '), ' fyre-comment ') or contains(@class, 'fyre-comment-body')]",
)


def _read(view: View) -> Reading | None:
    items = read_shape(view.tree, _SHAPE, view.reader)
    fragment = thread(view, NAME, items) if items else None
    if fragment is None:
        fragment = not_captured(view, NAME, "the service ended, its comments were loaded by script", is_verified=True)
    return Reading((fragment,))


PLATFORM = Platform(NAME, Kind.MARKUP, _read, marks=("fyre-comment-article", "livefyre.com/wjs", "zor.livefyre.com"))
