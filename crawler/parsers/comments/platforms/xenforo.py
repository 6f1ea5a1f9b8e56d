"""XenForo threads (https://xenforo.com): a flat list of posts; the first post of the first page is what they answer."""

from typing import Final

from lxml.html import HtmlElement

from crawler.parsers.comments.markup import thread
from crawler.parsers.comments.page_address import place
from crawler.parsers.comments.paging import pages_by, with_pages
from crawler.parsers.comments.platform import Kind, Platform, Reading
from crawler.parsers.comments.shape import Shape, read_shape
from crawler.parsers.comments.view import View

NAME: Final = "xenforo"
_SHAPE = Shape(
    items="//article[contains(concat(' ', normalize-space(@class), ' '), ' message--post ')]",
    author=".//*[contains(concat(' ', @class, ' '), ' message-name ')]//*[contains(@class, 'username')]"
    " | .//*[contains(concat(' ', @class, ' '), ' message-name ')]",
    date=".//*[contains(@class, 'message-attribution')]//time | .//time",
    body=".//*[contains(concat(' ', @class, ' '), ' bbWrapper ')]",
)


def _read(view: View) -> Reading | None:
    items = read_shape(view.tree, _SHAPE, view.reader)
    if not items:
        return None
    fragment = thread(view, NAME, items[1:] if _opens(items[0].roots[0], view.page.url) else items)
    own = view.with_items(items)
    return with_pages(own, Reading((fragment,)), NAME, of_thread=True) if fragment else None


def _opens(post: HtmlElement, url: str) -> bool:
    """Whether a post opens its thread: by its number where it has one, as who opened it may answer on each page."""
    texts = [" ".join(str(text).split()) for text in post.xpath(".//*[contains(@class, 'opposite')]//a/text()")]
    numbers = [text for text in texts if text.startswith("#")]
    if numbers or (place(url).number or 1) > 1:
        return "#1" in numbers
    return any(name in (post.get("class") or "") for name in ("threadStarter", "firstPost"))


PLATFORM = Platform(NAME, Kind.MARKUP, _read, marks=("message--post",), answer=pages_by(_read, shows_all=True))
