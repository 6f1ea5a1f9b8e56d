"""A form to comment, and what else a platform writes only where comments are open."""

import re

from lxml.html import HtmlElement

from crawler.parsers.comments.names import words, words_of
from crawler.parsers.comments.render import spaced
from crawler.parsers.comments.scan import Scan
from crawler.parsers.comments.totals import INVITES
from crawler.parsers.page import Page

_OPEN_BOXES = ("login-to-comment", "comments-open", "able_to_comment", "CommentsNewForm", "comment-editor")
_OPEN_LINES = ("must-log-in", "comment-reply-link", "comment-reply-login")
_FORM = re.compile(r"wp-comments-post|comment|kommentar|coment", re.I)
_NAMED = re.compile(
    r"comment|komment|coment|koment|commt|cmt|forum|reply|respond|reactie|repondre|leserbrief|коммент|yorum"
)
"""Names of fields and forms to comment; "message" alone is a contact form's."""


def takes_comments(page: Page, scan: Scan, *, is_named: bool) -> bool:
    """Whether there is one; ``is_named``: a box of the page is named after comments."""
    for element in scan.fields:
        name = " ".join(element.get(key) or "" for key in ("id", "class", "action", "name"))
        if _FORM.search(name) if element.tag == "form" else _hinted(element):
            return True
    if not is_named:
        return False
    if any(mark in scan.names for mark in _OPEN_BOXES):
        return True
    lines = {named for named in page.class_names.holding(_OPEN_LINES) if any(mark in named for mark in _OPEN_LINES)}
    if lines and any(element.tag in ("p", "a") and named in lines for element, named in page.having("class").items()):
        return True
    return any(_hinted(element) for element, value in page.having("contenteditable").items() if value == "true")


def named_after_comments(box: HtmlElement) -> bool:
    """Whether a box is named after comments."""
    return _NAMED.search(words_of(box)) is not None


def _hinted(element: HtmlElement) -> bool:
    """Whether a field, or what it stands in, is named after comments."""
    own = " ".join(filter(None, (element.get(name) for name in ("id", "name", "class", "placeholder", "aria-label"))))
    if _NAMED.search(words(own)):
        return True
    for up, _ in zip(element.iterancestors(), range(6), strict=False):
        if up.tag == "body":
            return False
        if _NAMED.search(words(f"{up.get('id') or ''} {up.get('class') or ''} {up.get('action') or ''}")):
            return True
        if up.tag == "form" and INVITES.search(spaced(up).lower()):
            return True
    return False
