"""Blocks as HTML that is safe to show: a few tags, no attribute but the address of a link (http or https)."""

from collections.abc import Iterable, Iterator, Sequence
from html import escape
from itertools import groupby
from typing import Final
from urllib.parse import urljoin, urlsplit

from lxml.html import HtmlElement

from crawler.parsers.article.blocks import Block

_INLINE: Final = {
    "a": "a",
    "b": "strong",
    "strong": "strong",
    "i": "em",
    "em": "em",
    "cite": "em",
    "code": "code",
    "sub": "sub",
    "sup": "sup",
    "del": "del",
    "ins": "ins",
    "q": "q",
}
_BLOCK: Final = {
    "h1": "h2",
    "h2": "h2",
    "h3": "h3",
    "h4": "h4",
    "h5": "h5",
    "h6": "h6",
    "li": "li",
    "pre": "pre",
    "td": "td",
    "th": "th",
    "dt": "dt",
    "dd": "dd",
}


def render(blocks: Sequence[Block], base: str) -> str:
    """The blocks in order; list items, cells and quotes that belong together share one element."""
    parts: list[str] = []
    for (opening, closing, _), group in groupby(blocks, key=_frame):
        parts += [opening, *(_block(block, base) for block in group), closing]
    return "".join(parts)


def _frame(block: Block) -> tuple[str, str, int]:
    """What is written around neighbouring blocks of one container, and that container's identity."""
    box = block.box
    while box is not None and box.parent is not None:
        match box.tag:
            case "li":
                ordered = box.parent.tag == "ol"
                return ("<ol>", "</ol>", id(box.parent)) if ordered else ("<ul>", "</ul>", id(box.parent))
            case "td" | "th":
                return "<table><tr>", "</tr></table>", id(box.parent)
            case "dt" | "dd":
                return "<dl>", "</dl>", id(box.parent)
            case "blockquote":
                return "<blockquote>", "</blockquote>", id(box)
        box = box.parent
    return "", "", 0


def _tag(block: Block) -> str:
    """The element a block is shown as: its own, or that of the list item or cell it lies in."""
    box = block.box
    own = _BLOCK.get(box.tag)
    while box is not None and box.parent is not None:
        if box.tag in ("li", "td", "th", "dt", "dd"):
            return _BLOCK[box.tag]
        if box.tag == "blockquote":
            break
        box = box.parent
    return own or "p"


def _block(block: Block, base: str) -> str:
    tag = _tag(block)
    return f"<{tag}>{''.join(_inline(block, base)).strip()}</{tag}>"


def _inline(block: Block, base: str) -> Iterator[str]:
    """Text with the inline elements around it, opened and closed where they change."""
    own = block.box.element
    if all(element is own and not is_tail for _, element, is_tail in block.pieces):
        yield escape("".join(piece[0] for piece in block.pieces), quote=False)
        return
    stack: list[HtmlElement] = []
    for text, element, is_tail in block.pieces:
        if text == "\n" and element.tag == "br" and not is_tail:
            yield "<br>"
            continue
        chain = list(_chain(element.getparent() if is_tail else element, own))
        common = sum(1 for one, other in zip(stack, chain, strict=False) if one is other)
        yield from (f"</{_INLINE[str(gone.tag)]}>" for gone in reversed(stack[common:]))
        yield from (_open(new, base) for new in chain[common:])
        stack = chain
        yield escape(text, quote=False)
    yield from (f"</{_INLINE[str(gone.tag)]}>" for gone in reversed(stack))


def _chain(element: HtmlElement | None, box: HtmlElement) -> Iterable[HtmlElement]:
    """Inline elements worth keeping between ``box`` and ``element``, outermost first."""
    found: list[HtmlElement] = []
    while element is not None and element is not box:
        if element.tag in _INLINE and (element.tag != "a" or not any(inner.tag == "a" for inner in found)):
            found.append(element)
        element = element.getparent()
    return reversed(found)


def _open(element: HtmlElement, base: str) -> str:
    if element.tag != "a":
        return f"<{_INLINE[str(element.tag)]}>"
    address = web_address(element.get("href"), base)
    return f'<a href="{escape(address)}">' if address else "<a>"


def web_address(value: str | None, base: str) -> str | None:
    """``value`` as an absolute http(s) address, None for anything else."""
    if not value:
        return None
    try:
        address = urljoin(base, value.strip())
        return address if urlsplit(address).scheme in ("http", "https") else None
    except ValueError:
        return None
