"""The one way into the parsers: a page in, an extraction out."""

from crawler.parsers.article import read
from crawler.parsers.extraction import Extraction, PageKind
from crawler.parsers.need import Need
from crawler.parsers.page import Page


def parse(page: Page, asked: Need | None = None) -> Extraction:
    """Read ``page``; ``asked`` is the need it answers, if any. Never raises for what a page contains."""
    if asked is not None:
        return Extraction(PageKind.ANSWER)
    article = read(page)
    return Extraction(PageKind.ARTICLE, article=article, notes=page.notes)
