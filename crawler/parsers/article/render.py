"""Blocks as HTML that is safe to show: a few tags, no attribute but the address of a link (http or https)."""

from collections.abc import Iterator, Sequence
from html import escape
from itertools import groupby
from typing import Final

from lxml.html import HtmlElement

from crawler.parsers.article.blocks import Block, Box
from crawler.urls import join

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
_MOST_NESTED: Final = 16
"""Emphasis nested deeper is not shown."""
Chain = tuple[HtmlElement, ...]
_HOLDERS: Final = frozenset({"li", "td", "th", "dt", "dd", "blockquote"})


def render(blocks: Sequence[Block], base: str) -> str:
    """The blocks in order; list items, cells and quotes that belong together share one element."""
    known: dict[Box, Box | None] = {}
    placed = ((block, _holder(block.box, known)) for block in blocks)
    parts: list[str] = []
    for (opening, closing, _), group in groupby(placed, key=lambda pair: _frame(pair[1])):
        parts += [opening, *(_block(block, holder, base) for block, holder in group), closing]
    return "".join(parts)


def _holder(box: Box, known: dict[Box, Box | None]) -> Box | None:
    """The list item, cell or quote that a box is or lies in; ``known`` keeps what was found."""
    if box.parent is None:
        return None
    if box.tag in _HOLDERS:
        return box
    if box not in known:
        known[box] = _holder(box.parent, known)
    return known[box]


def _frame(holder: Box | None) -> tuple[str, str, int]:
    """What is written around neighbouring blocks of one container, and that container's identity."""
    if holder is None:
        return "", "", 0
    match holder.tag:
        case "li":
            ordered = holder.parent is not None and holder.parent.tag == "ol"
            return ("<ol>", "</ol>", id(holder.parent)) if ordered else ("<ul>", "</ul>", id(holder.parent))
        case "td" | "th":
            return "<table><tr>", "</tr></table>", id(holder.parent)
        case "dt" | "dd":
            return "<dl>", "</dl>", id(holder.parent)
        case _:
            return "<blockquote>", "</blockquote>", id(holder)


def _block(block: Block, holder: Box | None, base: str) -> str:
    """A block as the element it is, or as the list item or cell it lies in."""
    tag = _BLOCK.get(block.box.tag, "p") if holder is None or holder.tag == "blockquote" else holder.tag
    return f"<{tag}>{''.join(_inline(block, base)).strip()}</{tag}>"


def _inline(block: Block, base: str) -> Iterator[str]:
    """Text with the inline elements around it, opened and closed where they change."""
    own = block.box.element
    if all(element is own and not is_tail for _, element, is_tail in block.pieces):
        yield escape("".join(piece[0] for piece in block.pieces), quote=False)
        return
    known: dict[HtmlElement | None, Chain] = {own: (), None: ()}
    stack: Chain = ()
    for text, element, is_tail in block.pieces:
        if text == "\n" and element.tag == "br" and not is_tail:
            yield "<br>"
            continue
        chain = _chain(element.getparent() if is_tail else element, known)
        common = sum(1 for one, other in zip(stack, chain, strict=False) if one is other)
        yield from (f"</{_INLINE[str(gone.tag)]}>" for gone in reversed(stack[common:]))
        yield from (_open(new, base) for new in chain[common:])
        stack = chain
        yield escape(text, quote=False)
    yield from (f"</{_INLINE[str(gone.tag)]}>" for gone in reversed(stack))


def _chain(element: HtmlElement | None, known: dict[HtmlElement | None, Chain]) -> Chain:
    """Inline elements worth keeping around a text in ``element``, outermost first; of links only the innermost."""
    passed: list[HtmlElement] = []
    while element is not None and element not in known:
        passed.append(element)
        element = element.getparent()
    chain = known[element]
    for inner in reversed(passed):
        if inner.tag == "a":
            chain = (*(each for each in chain if each.tag != "a"), inner)
        elif inner.tag in _INLINE and len(chain) < _MOST_NESTED:
            chain = (*chain, inner)
        known[inner] = chain
    return chain


def _open(element: HtmlElement, base: str) -> str:
    if element.tag != "a":
        return f"<{_INLINE[str(element.tag)]}>"
    address = web_address(element.get("href"), base)
    return f'<a href="{escape(address)}">' if address else "<a>"


def web_address(value: str | None, base: str) -> str | None:
    """``value`` as an absolute http(s) address, None for anything else."""
    if not value:
        return None
    href, _, fragment = value.strip().partition("#")
    address = join(base, href)
    return f"{address}#{fragment}" if address and fragment else address
