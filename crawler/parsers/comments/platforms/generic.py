"""Any comment section, by structure: what is left when no platform knows the page."""

from typing import Final

from crawler.parsers.comments.markup import thread
from crawler.parsers.comments.paging import pages_by, with_pages
from crawler.parsers.comments.platform import Kind, Platform, Reading
from crawler.parsers.comments.view import View

NAME: Final = "generic"


def _read(view: View) -> Reading | None:
    fragment = thread(view, NAME)
    return with_pages(view, Reading((fragment,)), NAME) if fragment else None


PLATFORM = Platform(NAME, Kind.MARKUP, _read, answer=pages_by(_read))
