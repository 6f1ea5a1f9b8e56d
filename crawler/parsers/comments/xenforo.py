"""XenForo threads (https://xenforo.com): a flat list of posts; the first post of the first page is what they answer."""

from typing import Final

from crawler.parsers.comments.markup import thread
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
    first = items[0].roots[0]
    numbers = [" ".join(str(text).split()) for text in first.xpath(".//*[contains(@class, 'opposite')]//a/text()")]
    opens = (
        "#1" in numbers or "threadStarter" in (first.get("class") or "") or "firstPost" in (first.get("class") or "")
    )
    fragment = thread(view, NAME, items[1:] if opens else items)
    return Reading((fragment,)) if fragment else None


PLATFORM = Platform(NAME, Kind.MARKUP, _read, marks=("message--post",))
