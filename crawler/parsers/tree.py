"""Text to an lxml tree that has all of the page, however it is nested.

libxml2 silently drops everything below a nesting of 2,048 elements (256 without ``huge_tree``); its error log tells.
Such a page is read again with BeautifulSoup's html.parser and copied, with what is nested deeper moved up; it costs
a hundred times its size, so only the beginning of a long one is read.
"""

import re
from typing import Final

from bs4 import BeautifulSoup
from bs4.element import NavigableString, PreformattedString, Tag
from lxml import etree, html
from lxml.html import HtmlElement

MAX_DEPTH: Final = 200
"""Deepest nesting of a fallback tree; readers may recurse over it. Pages of real publishers stay below 60."""

MAX_FALLBACK_CHARS: Final = 1 << 19
"""Most text that the second parser reads."""

_CLASSES: Final = etree.ElementDefaultClassLookup(
    element=html.HtmlElement,
    comment=html.HtmlComment,
    pi=html.HtmlProcessingInstruction,
    entity=html.HtmlEntity,
)
"""One class for all elements, chosen in C: lxml.html's own choice by tag is Python and costs a tenth of a page."""

_EMPTY: Final = b"<html><head></head><body></body></html>"
_NAME: Final = re.compile(r"[A-Za-z_][A-Za-z0-9_.-]*")
_CONTROL: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")


def build(text: str, encoded: bytes | None = None) -> tuple[HtmlElement, bool]:
    """The tree of ``text``, its root ``html``, and whether libxml2 had to be replaced for it.

    ``encoded`` is its UTF-8 where that is at hand.
    """
    parser = _parser()
    source = (encoded or text.encode("utf-8", "replace")) if text and not text.isspace() else _EMPTY
    try:
        tree = html.document_fromstring(source, parser=parser, ensure_head_body=True)
    except etree.ParserError:  # nothing but comments
        return html.document_fromstring(_EMPTY, parser=_parser(), ensure_head_body=True), False
    if any(entry.type_name == "ERR_RESOURCE_LIMIT" for entry in parser.error_log):
        return _fallback(text[:MAX_FALLBACK_CHARS]), True
    _take_in_other_roots(tree)
    return tree, False


def _take_in_other_roots(tree: HtmlElement) -> None:
    """Move what stands beside the root into its body: libxml2 lets a page with markup behind its end have several."""
    body, others = tree.find("body"), list(tree.itersiblings("*"))
    if body is not None:
        body.extend(others)


def _parser() -> html.HTMLParser:
    parser = html.HTMLParser(encoding="utf-8", huge_tree=True)
    parser.set_element_class_lookup(_CLASSES)
    return parser


def _fallback(text: str) -> HtmlElement:
    """The same page by html.parser, copied without recursion."""
    root = html.document_fromstring(_EMPTY, parser=_parser(), ensure_head_body=True)
    soup = BeautifulSoup(_CONTROL.sub("\N{REPLACEMENT CHARACTER}", text), "html.parser")
    homes = {"html": root, "head": root[0], "body": root[1]}
    stack = [(child, root[1], 2) for child in reversed(soup.contents)]
    while stack:
        node, parent, depth = stack.pop()
        if isinstance(node, Tag):
            element = homes.get(node.name)
            if element is None:
                element = _copy(node, parent)
            home = element if depth < MAX_DEPTH else parent
            stack.extend((child, home, depth + 1) for child in reversed(node.contents))
        elif isinstance(node, NavigableString) and not isinstance(node, PreformattedString):
            _append_text(parent, str(node))
    return root


def _copy(node: Tag, parent: HtmlElement) -> HtmlElement:
    """One element with its attributes, appended to ``parent``; names XML cannot hold are replaced."""
    element = etree.SubElement(parent, node.name if _NAME.fullmatch(node.name) else "span")
    for name, value in node.attrs.items():
        if _NAME.fullmatch(name):
            element.set(name, " ".join(value) if isinstance(value, list) else str(value))
    return element


def _append_text(parent: HtmlElement, text: str) -> None:
    """Add ``text`` after what ``parent`` already has."""
    if len(parent):
        parent[-1].tail = (parent[-1].tail or "") + text
    else:
        parent.text = (parent.text or "") + text
