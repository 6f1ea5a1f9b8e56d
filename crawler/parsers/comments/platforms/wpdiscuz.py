"""wpDiscuz 5 and 7 (https://wpdiscuz.com): the first comments are in the page, more come by a button."""

from dataclasses import replace
from typing import Final

from crawler.parsers.comments.markup import thread
from crawler.parsers.comments.platform import Kind, Platform, Reading
from crawler.parsers.comments.shape import Shape, read_shape
from crawler.parsers.comments.view import View

NAME: Final = "wpdiscuz"
_SHAPE = Shape(
    items="//div[contains(concat(' ', normalize-space(@class), ' '), ' wpd-comment ')"
    " or contains(concat(' ', normalize-space(@class), ' '), ' wc-comment ')]",
    author=".//*[contains(@class, 'wpd-comment-author') or contains(@class, 'wc-comment-author')]",
    date=".//*[contains(@class, 'wpd-comment-date') or contains(@class, 'wc-comment-date')]",
    body=".//*[contains(@class, 'wpd-comment-text') or contains(@class, 'wc-comment-text')]",
)
_BUTTON = "boolean(//*[contains(@class, 'wpd-load-more-submit') or contains(@class, 'wc-load-more-submit')])"


def _read(view: View) -> Reading | None:
    fragment = thread(view, NAME, read_shape(view.tree, _SHAPE, view.reader))
    if fragment is None:
        return None
    total = fragment.comment_count
    if total is not None and total > len(fragment.comments):
        rest = total - len(fragment.comments)
        fragment = replace(fragment, missing=(f"loadMore: {rest} of {total} comments are not in the page",))
    elif total is None and view.tree.xpath(_BUTTON):
        fragment = replace(fragment, missing=("loadMore: more comments come by a button",))
    return Reading((replace(fragment, shows_all=total is not None),))


PLATFORM = Platform(NAME, Kind.MARKUP, _read, marks=("wpdcom", "wpcomm", "wpdiscuz"))
