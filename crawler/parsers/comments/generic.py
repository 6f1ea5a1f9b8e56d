"""Any comment section, by structure: what is left when no platform knows the page."""

from typing import Final

from crawler.parsers.comments.address import thread_address
from crawler.parsers.comments.markup import section, thread
from crawler.parsers.comments.platform import Kind, Platform, Reading
from crawler.parsers.page import Page

NAME: Final = "generic"


def _read(page: Page) -> Reading | None:
    thread_id = thread_address(page)
    fragment = thread(page, NAME, thread_id) or section(page, NAME, thread_id)
    return Reading((fragment,)) if fragment else None


PLATFORM = Platform(NAME, Kind.MARKUP, _read)
