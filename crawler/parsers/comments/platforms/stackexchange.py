"""Stack Exchange: comments under questions and answers; questions and answers are articles, not comments."""

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from crawler.parsers.comments.markup import thread
from crawler.parsers.comments.paging import pages_by, with_pages
from crawler.parsers.comments.platform import Kind, Platform, Reading
from crawler.parsers.comments.render import line
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

_MORE = re.compile(r"\d+")


def _read(view: View) -> Reading | None:
    items = read_shape(view.tree, _SHAPE, view.reader)
    fragment = thread(view, NAME, items) if items else None
    if fragment is None:
        return None
    own = view.with_items(items)
    return with_pages(own, Reading((replace(fragment, missing=tuple(_hidden(view))),)), NAME, of_thread=True)


def _hidden(view: View) -> Iterator[str]:
    """What only a button shows: "Show 3 more comments" under a post; ``dno`` is the class of buttons that are not."""
    for button in view.tree.xpath("//a[contains(@class, 'js-show-link')]"):
        found = _MORE.search(line(button))
        if found and "dno" not in (button.get("class") or "").split():
            post = (button.getparent().get("id") or "").rpartition("-")[2]
            yield f"loadMore: {found[0]} comments on post {post} come by a button"


PLATFORM = Platform(
    NAME,
    Kind.MARKUP,
    _read,
    marks=("comments-list", "js-comments-container"),
    answer=pages_by(_read, shows_all=True),
)
