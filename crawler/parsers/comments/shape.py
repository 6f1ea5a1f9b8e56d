"""A platform's own markup, where structure alone would not do: which elements are comments, where their parts are."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from lxml.html import HtmlElement

from crawler.items import Party
from crawler.parsers.comments.fields import Reader
from crawler.parsers.comments.items import Item, settle_dates, without_empty
from crawler.parsers.comments.people import clean_name
from crawler.parsers.comments.render import nothing, render


@dataclass(frozen=True, slots=True)
class Shape:
    """XPaths: ``items`` from the document, the others from an item; a part without one is read by structure."""

    items: str
    author: str | None = None
    date: str | None = None
    body: str | None = None


def read_shape(tree: HtmlElement, shape: Shape, reader: Reader) -> list[Item]:
    """The comments of a page by their shape, in page order."""
    members = [element for element in tree.xpath(shape.items) if isinstance(element, HtmlElement)]
    others = frozenset(members)
    items = [Item((member,), reader.read((member,), others)) for member in members]
    for item in items:
        _apply(item, shape, reader=reader, others=others)
    kept = without_empty(items)
    settle_dates(kept, reader)
    return kept


def _apply(item: Item, shape: Shape, *, reader: Reader, others: frozenset[HtmlElement]) -> None:
    """Take the parts from where the shape says that they are."""
    fields = item.fields
    author = _own(item.roots[0], shape.author, others)
    if author is not None and (name := clean_name(" ".join(render((author,), excluded=nothing, base="")[0].split()))):
        fields = replace(fields, author=Party(name, reader.profile(author)), has_named_author=True)
    date = _own(item.roots[0], shape.date, others)
    if date is not None and (stamp := reader.stamp(date)):
        fields = replace(fields, date=stamp)
    body = _own(item.roots[0], shape.body, others)
    if body is not None:
        text, html = reader.text_of(body, others)
        fields = replace(fields, text=text, html=html)
    item.fields = fields


def _own(root: HtmlElement, path: str | None, others: frozenset[HtmlElement]) -> HtmlElement | None:
    """The first element on the path that belongs to this comment and to no other inside it."""
    if path is None:
        return None
    found: Sequence[HtmlElement] = root.xpath(path)
    for element in found[:20]:
        owner: HtmlElement | None = element
        while owner is not None and owner not in others:
            owner = owner.getparent()
        if owner is root:
            return element
    return None
