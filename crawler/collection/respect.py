"""What a crawl leaves undone that pages ask not to be done, when it was told to respect them.

Whether it was is written with each capture, so that an archive read anew gives the same items.
"""

from dataclasses import replace
from typing import Final

from crawler.collection.facts import Facts
from crawler.parsers.extraction import Extraction

NO_ITEMS: Final = frozenset({"noindex", "noarchive", "noai", "tdm-reservation"})
"""Directives of a page that becomes no item: it is asked not to be kept, shown or mined."""


def respectful(extraction: Extraction, facts: Facts | None) -> Extraction:
    """``extraction`` without the links it says not to follow, and without items where it says not to take any."""
    if facts is None or not facts.respect:
        return extraction
    followed = replace(extraction, links=tuple(link for link in extraction.links if not link.nofollow))
    refused = NO_ITEMS.intersection(extraction.directives)
    if not refused:
        return followed
    notes = (*extraction.notes, f"noItems: {', '.join(sorted(refused))}")
    return replace(followed, article=None, threads=(), needs=(), notes=notes)
