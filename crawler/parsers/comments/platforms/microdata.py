"""Comments in schema.org microdata or RDFa (https://schema.org/Comment), whatever system wrote them."""

from typing import Final

from crawler.parsers.comments.markup import thread
from crawler.parsers.comments.paging import pages_by, with_pages
from crawler.parsers.comments.platform import Kind, Platform, Reading
from crawler.parsers.comments.shape import Shape, read_shape
from crawler.parsers.comments.view import View

NAME: Final = "schemaorg"
_TYPES: Final = ("schema.org/Comment", "schema.org/UserComments")
_RDFA_TYPES: Final = frozenset({"Comment", "schema:Comment", "UserComments"})
_SHAPE = Shape(
    items="//*[contains(@itemtype, 'schema.org/Comment') or contains(@itemtype, 'schema.org/UserComments')"
    " or @typeof='Comment' or @typeof='schema:Comment' or @typeof='UserComments']"
    "[not(self::meta or self::link)]",
    author=".//*[@itemprop='author' or @itemprop='creator']//*[@itemprop='name']"
    " | .//*[(@itemprop='author' or @itemprop='creator') and not(.//*[@itemprop='name'])]"
    " | .//*[@property='author' or @property='schema:author']",
    date=".//*[@itemprop='datePublished' or @itemprop='dateCreated' or @itemprop='commentTime']"
    " | .//*[@property='dateCreated' or @property='schema:dateCreated' or @property='datePublished']",
    body=".//*[@itemprop='text' or @itemprop='commentText' or @itemprop='description']"
    " | .//*[@property='text' or @property='schema:text']",
)


def _read(view: View) -> Reading | None:
    if not any(name in view.signs for name in _TYPES) and _RDFA_TYPES.isdisjoint(view.page.having("typeof").values()):
        return None
    items = [item for item in read_shape(view.tree, _SHAPE, view.reader) if item.is_signed]
    if not items or len(items) < len(view.items):
        return None
    fragment = thread(view, NAME, items)
    own = view.with_items(items)
    return with_pages(own, Reading((fragment,)), NAME) if fragment else None


PLATFORM = Platform(
    NAME,
    Kind.MARKUP,
    _read,
    marks=(*_TYPES, "comment"),
    answer=pages_by(_read),
)
