"""Movable Type and TypePad: a flat list whose replies name their parent in the byline ("replied to this comment")."""

from typing import Final

from crawler.parsers.comments.markup import thread
from crawler.parsers.comments.paging import pages_by, with_pages
from crawler.parsers.comments.platform import Kind, Platform, Reading
from crawler.parsers.comments.view import View

NAME: Final = "movabletype"


def _read(view: View) -> Reading | None:
    generator = " ".join(view.page.meta.get("generator", ()))
    if "Movable Type" not in generator and "TypePad" not in generator and "mt-comments.cgi" not in view.page.text:
        return None
    fragment = thread(view, NAME)
    return with_pages(view, Reading((fragment,)), NAME) if fragment else None


PLATFORM = Platform(
    NAME, Kind.MARKUP, _read, marks=("Movable Type", "TypePad", "typepad", "mt-comments.cgi"), answer=pages_by(_read)
)
