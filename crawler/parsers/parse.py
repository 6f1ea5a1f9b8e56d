"""The one way into the parsers: a page in, an extraction out."""

from crawler.parsers.extraction import Extraction
from crawler.parsers.need import Need
from crawler.parsers.page import Page


def parse(page: Page, asked: Need | None = None) -> Extraction:
    """Read ``page``; ``asked`` is the need it answers, if any. Never raises for what a page contains."""
    raise NotImplementedError
