"""Whether a thread takes comments, with what told: a sentence in any language, a form, or nothing.

A form beats nothing; a sentence that says closed beats a form (themes leave forms in templates). "Log in to comment" is
said where members may still write: no system says so of a thread that it has closed.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from lxml.html import HtmlElement

from crawler.items.thread import ClosedBy
from crawler.parsers.comments.closed_words import invites
from crawler.parsers.comments.forms import named_after_comments, takes_comments
from crawler.parsers.comments.notices import CLOSES, SAYS_OFF, WELCOMES, Notices
from crawler.parsers.comments.scan import Scan
from crawler.parsers.page import Page


@dataclass(frozen=True, slots=True)
class State:
    """``is_closed`` true, false or unknown; ``by`` says what told that it is closed."""

    is_closed: bool | None = None
    by: ClosedBy | None = None


UNKNOWN = State()


def state(
    page: Page, inside: Sequence[HtmlElement], *, boxes: Sequence[HtmlElement], scan: Scan, language: str
) -> State:
    """The state of the page's thread.

    ``inside`` are the comments, whose own words do not count; ``boxes`` are named after comments, a notice stands in
    or beside one; ``language`` says which letters to expect; ``scan`` has the forms and the names of all boxes.
    """
    is_named = any(map(named_after_comments, boxes))
    notices = Notices(page, set(inside), boxes=boxes, language=language, is_sure=bool(inside) or is_named)
    if notices.say(CLOSES):
        return State(True, "text")
    if takes_comments(page, scan, is_named=is_named) or any(invites(item) for item in inside[:5]):
        return State(False)
    if is_named and notices.say(WELCOMES):
        return State(False)
    if notices.say(SAYS_OFF):
        return State(True, "text")
    return UNKNOWN
