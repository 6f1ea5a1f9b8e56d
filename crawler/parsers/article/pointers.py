"""Lines amid an article that only lead to another page of the site: a short label and a link, as "Read also: …".

They are told by their form, since there are more words for it than anybody knows.
"""

import re
from collections.abc import Iterable
from typing import Final

from lxml.html import HtmlElement

from crawler import urls
from crawler.parsers.article.blocks import Block, Piece
from crawler.parsers.article.related import is_related_label

_LABEL: Final = re.compile(r"(?:\S{1,30} ){0,4}\S{0,30} ?[:：|>»–—]")
_LINKED: Final = 0.5
"""Least share of such a line that is its link."""
_LISTED: Final = 0.6
"""The same of several lines."""
_PARAGRAPHS: Final = frozenset({"p", "div"})
_LONGEST: Final = 300
_STEPS: Final = 4


def without_pointers(blocks: Iterable[Block], base: str, *, lists: bool) -> list[Block]:
    """``blocks`` but such lines; ``base`` is what their links are relative to. ``lists``: of several links, too."""
    return [block for block in blocks if not (_points(block, base) or (lists and _lists_links(block)))]


def _lists_links(block: Block) -> bool:
    """Whether a paragraph has lines of which most are links, which may have labels of their own."""
    text = block.text
    return "\n" in text and block.box.tag in _PARAGRAPHS and block.link_chars >= _LISTED * len(text)


def _points(block: Block, base: str) -> bool:
    size = len(block.text)
    if block.link_chars >= size:
        label, colon, _ = block.text.partition(":")
        return bool(colon) and is_related_label(label)
    if block.box.tag == "li" or not _LINKED * size <= block.link_chars < size <= _LONGEST:
        return False
    told = [(text, _link(piece)) for piece in block.pieces if (text := " ".join(piece[0].split()))]
    first = next((at for at, (_, link) in enumerate(told) if link is not None), len(told))
    links = {link for _, link in told[first:]}
    link = links.pop() if len(links) == 1 else None
    if link is None or not _LABEL.fullmatch(" ".join(text for text, _ in told[:first])):
        return False
    return _is_of_site(link, base)


def _link(piece: Piece) -> HtmlElement | None:
    """The link that a piece of text is in."""
    _, element, is_tail = piece
    inner = element.getparent() if is_tail else element
    for _ in range(_STEPS):
        if inner is None or inner.tag == "a":
            return inner
        inner = inner.getparent()
    return None


def _is_of_site(link: HtmlElement, base: str) -> bool:
    """Whether a link leads to a page of the same host."""
    url = urls.join(base, link.get("href") or "")
    return url is not None and _host(url) == _host(base)


def _host(url: str) -> str:
    return (urls.parts(url).hostname or "").removeprefix("www.")
