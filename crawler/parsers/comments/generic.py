"""Any comment section, by structure: what is left when no platform knows the page."""

from typing import Final

from crawler.parsers.comments.markup import thread
from crawler.parsers.comments.paging import page_of, with_pages
from crawler.parsers.comments.platform import Kind, Platform, Reading
from crawler.parsers.comments.view import View
from crawler.parsers.need import Need

NAME: Final = "generic"


def _read(view: View) -> Reading | None:
    fragment = thread(view, NAME)
    return with_pages(view, Reading((fragment,)), NAME) if fragment else None


def _answer(view: View, need: Need) -> Reading:
    return page_of(view, need, _read(view))


PLATFORM = Platform(NAME, Kind.MARKUP, _read, answer=_answer)
