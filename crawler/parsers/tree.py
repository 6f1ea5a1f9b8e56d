"""Text to an lxml tree that has all of the page, however it is nested.

libxml2 silently drops everything below a nesting of 2,048 elements (256 without ``huge_tree``); its error log tells.
That limit is the tree's, not the parser's: such a page is read again, its tree is built here from what libxml2 meets,
and what is nested deeper is moved up.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

from lxml import etree, html
from lxml.html import HtmlElement

from crawler.parsers.attributes import without_too_many
from crawler.parsers.end_tags import rewritten

MAX_DEPTH: Final = 200
"""Deepest nesting of a fallback tree; readers may recurse over it. Pages of real publishers stay below 60."""

MAX_FALLBACK_CHARS: Final = 1 << 19
"""Most text that is read again."""

_CHUNK: Final = 1 << 14
_MOST_COMPARED: Final = 500_000_000
"""An end tag is compared with all open elements where it closes none: a second in all."""

_CLASSES: Final = etree.ElementDefaultClassLookup(
    element=html.HtmlElement,
    comment=html.HtmlComment,
    pi=html.HtmlProcessingInstruction,
    entity=html.HtmlEntity,
)
"""One class for all elements, chosen in C: lxml.html's own choice by tag is Python and costs a tenth of a page."""

_OF_HEADS: Final = frozenset("title meta link script style base noscript template".split())
_EMPTY: Final = b"<html><head></head><body></body></html>"
_NAME: Final = re.compile(r"[A-Za-z_][A-Za-z0-9_.-]*")
_CONTROL: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")


def build(text: str, encoded: bytes | None = None) -> tuple[HtmlElement, tuple[str, ...]]:
    """The tree of ``text``, its root ``html``, and notes: ``fallbackParser`` where it was too deep for libxml2's own.

    ``fallbackCut``: not all of it was read then. ``cutAttributes``: tags had too many.
    ``encoded`` is its UTF-8 where that is at hand.
    """
    whole = (encoded or text.encode("utf-8", "replace")) if text and not text.isspace() else _EMPTY
    source = without_too_many(whole)
    try:
        tree, errors = _parsed(source)
        if errors and (source_again := rewritten(source, (error.message for error in errors))):
            tree, errors = _parsed(source_again)
    except etree.ParserError:  # nothing but comments
        return _parsed(_EMPTY)[0], ()
    notes = ("cutAttributes",) * (source is not whole)
    if is_too_deep(errors):
        tree, more = _fallback(source.decode())
        notes += more
    else:
        _take_in_what_is_behind(tree)
    _end_head(tree)
    return tree, notes


def is_too_deep(errors: Iterable[Any]) -> bool:
    """Whether a parser's error log tells that it dropped what was nested too deep."""
    return any(error.type_name == "ERR_RESOURCE_LIMIT" for error in errors)


def _parsed(source: bytes) -> tuple[HtmlElement, Sequence[Any]]:
    """The tree that libxml2 makes of UTF-8, and the entries of its error log."""
    parser = _parser()
    return html.document_fromstring(source, parser=parser, ensure_head_body=True), list(parser.error_log)


def _take_in_what_is_behind(tree: HtmlElement) -> None:
    """Move what stands behind the body, or beside the root, into the body.

    A page may end its body early, and libxml2 lets one with markup behind its end have several roots
    (https://html.spec.whatwg.org/#parsing-main-afterbody).
    """
    body = tree.find("body")
    if body is None:
        return
    if body.tail and not body.tail.isspace():
        _append(body, body.tail)
        body.tail = None
    body.extend([*body.itersiblings(), *tree.itersiblings("*")])


def _end_head(tree: HtmlElement) -> None:
    """Move what a head cannot hold, and all behind it, into the body, as a page may leave both tags out.

    libxml2 ends a head at HTML 4's elements alone, not at ``article``, ``main`` or ``header``
    (https://html.spec.whatwg.org/#parsing-main-inhead).
    """
    head, body = tree.find("head"), tree.find("body")
    if head is None or body is None:
        return
    foreign = next((element for element in head.iterchildren("*") if element.tag not in _OF_HEADS), None)
    if foreign is not None:
        moved = [foreign, *foreign.itersiblings()]
        moved[-1].tail = _without_controls((moved[-1].tail or "") + (body.text or ""))
        body.text = None
        body[:0] = moved


def _parser() -> html.HTMLParser:
    parser = html.HTMLParser(encoding="utf-8", huge_tree=True, collect_ids=False)
    parser.set_element_class_lookup(_CLASSES)
    return parser


def _fallback(text: str) -> tuple[HtmlElement, tuple[str, ...]]:
    """The same page built without recursion, in pieces, so that one which costs too much can be left."""
    builder = _Builder()
    parser = html.HTMLParser(encoding="utf-8", huge_tree=True, target=builder)  # type: ignore[call-arg]
    source = text[:MAX_FALLBACK_CHARS].encode("utf-8", "replace")
    compared, is_cut = 0, len(text) > MAX_FALLBACK_CHARS
    for start in range(0, len(source), _CHUNK):
        chunk = source[start : start + _CHUNK]
        compared += len(builder.open) * chunk.count(b"</")
        if compared > _MOST_COMPARED:
            is_cut = True
            break
        parser.feed(chunk)
    parser.close()
    return builder.root, ("fallbackParser",) + ("fallbackCut",) * is_cut


class _Builder:
    """A tree made of what a parser meets. ``open`` holds for each open element where what is in it goes."""

    def __init__(self) -> None:
        self.root = _parsed(_EMPTY)[0]
        self.open: list[HtmlElement] = [self.root[1]]
        self._known = {"html": self.root, "head": self.root[0], "body": self.root[1]}
        self._texts: list[str] = []

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """An element begins; names XML cannot hold are replaced."""
        parent = self.open[-1]
        self._write(parent)
        element = self._known.get(tag)
        if element is None:
            element = etree.SubElement(parent, tag if _NAME.fullmatch(tag) else "span")
        for name, value in attributes.items():
            if _NAME.fullmatch(name):
                element.set(name, _without_controls(value))
        home = self.root[1] if element is self.root else element  # what is neither in the head nor in the body
        self.open.append(home if len(self.open) < MAX_DEPTH else parent)

    def end(self, _: str) -> None:
        """The innermost element ends."""
        home = self.open.pop() if len(self.open) > 1 else self.open[0]
        if home is not self.open[-1]:
            self._write(home)

    def data(self, text: str) -> None:
        """Text of the innermost element."""
        self._texts.append(text)

    def close(self) -> HtmlElement:
        """The page ends."""
        self._write(self.open[-1])
        return self.root

    def _write(self, parent: HtmlElement) -> None:
        """Add the text met since after what ``parent`` already has."""
        if not self._texts:
            return
        _append(parent, "".join(self._texts))
        self._texts.clear()


def _append(parent: HtmlElement, text: str) -> None:
    """Add text after what ``parent`` already has; lxml reads characters that XML cannot hold, and does not set them."""
    last = next(parent.iterchildren(reversed=True), None)
    if last is None:
        parent.text = _without_controls((parent.text or "") + text)
    else:
        last.tail = _without_controls((last.tail or "") + text)


def _without_controls(text: str) -> str:
    return _CONTROL.sub("\N{REPLACEMENT CHARACTER}", text)
