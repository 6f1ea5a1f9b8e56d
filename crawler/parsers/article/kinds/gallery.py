"""Whether a page with hardly any text shows pictures one after another, each with words of its own."""

from collections import Counter
from itertools import islice
from typing import Final

from lxml.html import HtmlElement

from crawler.parsers.article.blocks.layout import names_of
from crawler.parsers.article.witness import is_linked, short_text
from crawler.parsers.page import Page

_FEWEST: Final = 4
_MOST_PICTURES: Final = 100
_MOST_AROUND: Final = 6
_SLIDES: Final = frozenset({"slide", "slideshow", "gallery"})
_FRAME: Final = ("nav", "aside", "footer")


def is_gallery(page: Page) -> bool:
    """Whether several pictures are in boxes of one kind side by side, with a caption and no link in each."""
    shown = {slide for picture in page.elements("img")[:_MOST_PICTURES] if (slide := _slide(picture)) is not None}
    alike = Counter((slide.getparent(), slide.tag, slide.get("class")) for slide in shown if _is_captioned(slide))
    return max(alike.values(), default=0) >= _FEWEST


def _slide(picture: HtmlElement) -> HtmlElement | None:
    """The figure or slide that a picture is in."""
    around = islice(picture.iterancestors(), _MOST_AROUND)
    return next((box for box in around if box.tag == "figure" or not _SLIDES.isdisjoint(names_of(box))), None)


def _is_captioned(slide: HtmlElement) -> bool:
    """Whether it says something of its own; teasers lead somewhere, and carousels of them stand on many pages."""
    is_framed = next(slide.iterancestors(*_FRAME), None) is not None
    return not is_framed and not is_linked(slide) and short_text(slide) != ""
