"""Blocks as HTML that is safe to show: a few tags, no attribute but the address of a link (http or https)."""

from collections import Counter
from collections.abc import Iterator, Sequence
from html import escape
from itertools import chain
from typing import Final

from lxml.html import HtmlElement

from crawler.parsers.article.blocks.block import Block, Box, chars_of
from crawler.parsers.article.blocks.features import HEADINGS
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
    "pre": "pre",
}
_MOST_NESTED: Final = 16
"""Emphasis nested deeper is not shown."""
Chain = tuple[HtmlElement, ...]

_ITEMS: Final = {"li": ("ul", "ol"), "td": ("tr",), "th": ("tr",), "dt": ("dl",), "dd": ("dl",), "blockquote": ()}
"""What holds a block, and what it may be an item of: the first where its own box is none of these."""
_MOST_OF_TEXT: Final = 0.8
"""An item or cell that holds more is there for the page's looks."""


Holders = tuple[Box, ...]
Frame = tuple[int, str]
"""An element to write: the identity of the box that it stands for, and its tag."""


def render(blocks: Sequence[Block], base: str) -> str:
    """The blocks in order, in the lists, tables and quotes that they lie in."""
    known: dict[Box, Holders] = {}
    holders = [_holders(block.box, known) for block in blocks]
    if not any(holders):
        return "".join([_block(block, _BLOCK.get(block.box.tag, "p"), base) for block in blocks])
    around = _frames(blocks, holders)
    alone = Counter(frames[-1] for frames in around if frames)
    parts: list[str] = []
    stack: tuple[Frame, ...] = ()
    for block, frames in zip(blocks, around, strict=True):
        if frames != stack:
            common = 0
            for one, other in zip(stack, frames, strict=False):
                if one != other:
                    break
                common += 1
            parts += [f"</{tag}>" for _, tag in reversed(stack[common:])]
            parts += [f"<{tag}>" for _, tag in frames[common:]]
            stack = frames
        is_bare = bool(frames) and frames[-1][1] != "blockquote" and alone[frames[-1]] == 1
        parts.append(_block(block, _BLOCK.get(block.box.tag, "" if is_bare else "p"), base))
    parts.extend(f"</{tag}>" for _, tag in reversed(stack))
    return "".join(parts)


def _holders(box: Box, known: dict[Box, Holders]) -> Holders:
    """The items, cells and quotes that a box is or lies in, outermost first; ``known`` keeps what was found."""
    found = known.get(box)
    if found is None:
        outer = _holders(box.parent, known) if box.parent is not None else ()
        found = known[box] = (*outer, box) if box.tag in _ITEMS else outer
    return found


def _frames(blocks: Sequence[Block], holders: Sequence[Holders]) -> list[tuple[Frame, ...]]:
    """What is written around each block. Items and cells with a heading, and what has all the text, are layout."""
    chars: Counter[Box] = Counter()
    passed: set[Box] = set()
    for block, around in zip(blocks, holders, strict=True):
        for box in around:
            chars[box] += len(block.text)
        if block.box.tag in HEADINGS:
            passed.update(box for box in around if box.tag != "blockquote")
    most = _MOST_OF_TEXT * chars_of(blocks)
    passed.update(box for box, size in chars.items() if size > most)
    written = {box: () if box in passed else _written(box) for box in chars}
    return [tuple(chain.from_iterable(map(written.__getitem__, around))) for around in holders]


def _written(box: Box) -> tuple[Frame, ...]:
    """What is written for an item: the list or row that it belongs to, and itself."""
    owners = _ITEMS[box.tag]
    if not owners or box.parent is None:
        return ((id(box), box.tag),)
    owner = box.parent
    tag = owner.tag if owner.tag in owners else owners[0]
    if tag != "tr":
        return (id(owner), tag), (id(box), box.tag)
    table = owner
    while table.tag != "table" and table.parent is not None:
        table = table.parent
    return (id(table), "table"), (id(owner), tag), (id(box), box.tag)


def _block(block: Block, tag: str, base: str) -> str:
    """A block as an element, or bare where its item holds nothing else."""
    shown = "".join(_inline(block, base)).strip()
    return f"<{tag}>{shown}</{tag}>" if tag else shown


def _inline(block: Block, base: str) -> Iterator[str]:
    """Text with the inline elements around it, opened and closed where they change."""
    own, pieces = block.box.element, block.pieces
    if len(pieces) == 1 and pieces[0][1] is own and not pieces[0][2]:
        yield _escaped(pieces[0][0])
        return
    known: dict[HtmlElement | None, Chain] = {own: (), None: ()}
    stack: Chain = ()
    for text, element, is_tail in pieces:
        if text == "\n" and element.tag == "br" and not is_tail:
            yield "<br>"
            continue
        chain = _chain(element.getparent() if is_tail else element, known)
        if chain != stack:
            common = sum([one is other for one, other in zip(stack, chain, strict=False)])
            for gone in reversed(stack[common:]):
                yield f"</{_INLINE[str(gone.tag)]}>"
            for new in chain[common:]:
                yield _open(new, base)
            stack = chain
        yield _escaped(text)
    yield from (f"</{_INLINE[str(gone.tag)]}>" for gone in reversed(stack))


def _escaped(text: str) -> str:
    return escape(text, quote=False) if "&" in text or "<" in text or ">" in text else text


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
