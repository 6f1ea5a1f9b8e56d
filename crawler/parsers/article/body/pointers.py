"""Lines amid an article that only lead to another page of the site: a short label and a link, as "Read also: …".

They are told by their form, since there are more words for it than anybody knows.
"""

import re
from collections.abc import Sequence
from typing import Final

from lxml.html import HtmlElement

from crawler import urls
from crawler.parsers.article.blocks.block import Block, Piece
from crawler.parsers.article.blocks.features import HEADINGS, PARTS
from crawler.parsers.article.body.related import is_related_label

_LABEL: Final = re.compile(r"(?:\S{1,30} ){0,4}\S{0,30} ?[:：|>»–—]")
_LINKED: Final = 0.5
"""Least share of such a line that is its link."""
_LISTED: Final = 0.6
"""The same of several lines."""
_PARAGRAPHS: Final = frozenset({"p", "div"})
_LONGEST: Final = 300
_LINE_CHARS: Final = 100
_STEPS: Final = 4


def without_pointers(blocks: Sequence[Block], base: str, *, lists: bool) -> list[Block]:
    """``blocks`` but such lines; ``base`` is what their links are relative to. ``lists``: of several links, too.

    Lines next to each other with different labels are data, such as who made a film.
    """
    kept = [block for block in blocks if not (lists and _lists_links(block))]
    labels = [_label(block, base) for block in kept]
    if not any(labels):
        return kept
    shown = [label or _shown_label(block.text) for label, block in zip(labels, kept, strict=True)]
    beside = zip(["", *shown], [*shown[1:], ""], strict=False)
    told = zip(kept, labels, beside, strict=False)
    return [block for block, label, others in told if not label or not {*others} <= {"", label}]


def _shown_label(text: str) -> str:
    """The label of a short line; empty where it has none."""
    label, colon, _ = text.partition(":")
    return label + colon if colon and len(text) <= _LINE_CHARS and _LABEL.fullmatch(label + colon) else ""


def _lists_links(block: Block) -> bool:
    """Whether a paragraph has lines of which most are links, which may have labels of their own."""
    text = block.text
    return "\n" in text and block.box.tag in _PARAGRAPHS and block.link_chars >= _LISTED * len(text)


def _label(block: Block, base: str) -> str:
    """The label of such a line; empty for others, and in lists and tables, which have links of many kinds."""
    size = len(block.text)
    if block.box.tag in PARTS or not _LINKED * size <= block.link_chars or size > _LONGEST:
        return ""
    if block.link_chars >= size:
        label, colon, _ = block.text.replace("：", ":").partition(":")
        return label if colon and is_related_label(label) else ""
    told = [(text, _link(piece)) for piece in block.pieces if (text := " ".join(piece[0].split()))]
    first = next((at for at, (_, link) in enumerate(told) if link is not None), len(told))
    links = {link for _, link in told[first:]}
    link = links.pop() if len(links) == 1 else None
    label = " ".join(text for text, _ in told[:first])
    if link is None or not _LABEL.fullmatch(label) or (block.box.tag in HEADINGS and label[-1] not in ":："):
        return ""
    return label if _is_of_site(link, base) else ""


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
    return url is not None and urls.host_name(url) == urls.host_name(base)
