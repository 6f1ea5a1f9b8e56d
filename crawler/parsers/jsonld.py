"""JSON-LD blocks as plain nodes, read as leniently as browsers' consumers do (https://www.w3.org/TR/json-ld11/#embedding-json-ld-in-html-documents)."""

import html
import json
import re
from typing import Any, Final

import msgspec

from crawler.parsers.json_text import whole

MAX_NODES: Final = 2_000
_TOKEN: Final = re.compile(
    r"""
      <!\[CDATA\[ | \]\]> | <!-- | -->
    | //(?!\s*(?:<!|\]\]>|-->))[^\n\r]*
    | /\*[^*]*(?:\*(?!/)[^*]*)*
    | ( "[^"\\]*(?:\\.[^"\\]*)*"? | '[^'\\]*(?:\\.[^'\\]*)*'? | [\[\]{}:,] | [\w.+-]+ )
    """,
    re.X | re.S,
)
"""Marks put around a block for old browsers, comments, and as its group a string in either quotes or another token."""

_ESCAPE: Final = re.compile(r'(\\(?:["\\/bfnrt]|u[0-9A-Fa-f]{4}))|\\')
_NEXT: Final = re.compile(r"[^ ,\]}]")
_OPENING: Final = frozenset("[{")
_CLOSING: Final = frozenset("]}")
_PARTED: Final = frozenset("]},:")
"""What no comma stands before."""
_PARTING: Final = frozenset("[{,:")
"""What no comma stands behind."""


def nodes(block: str) -> list[dict[str, Any]]:
    """Nodes of one block, lists and ``@graph`` unfolded, in order; none when it cannot be read at all."""
    found: list[dict[str, Any]] = []
    stack = [loads(block)]
    while stack and len(found) < MAX_NODES:
        value = stack.pop()
        if isinstance(value, list):
            stack.extend(reversed(value))
        elif isinstance(value, dict):
            graph = value.get("@graph")
            if len(value) > (graph is not None) + ("@context" in value):
                found.append(value)
            if isinstance(graph, (list, dict)):
                stack.append(graph)
    return found


def loads(block: str) -> Any:
    """The value of a JSON text, a list of values where pages make mistakes; None when nothing helps."""
    for read in (_as_is, _mended, _unescaped):
        try:
            return read(block)
        except (ValueError, RecursionError):
            continue
    return None


def _as_is(block: str) -> Any:
    return msgspec.json.decode(block)


def _mended(block: str) -> list[Any]:
    """From the first bracket on, without comments and what else is no JSON, with commas where they are due alone."""
    kept: list[str] = []
    for token in filter(None, _TOKEN.findall(block)):
        if not kept and token not in _OPENING:
            continue
        last = kept[-1] if kept else ","
        if token == "," and (last == "," or last in _OPENING):
            continue
        if token in _CLOSING and last == ",":
            kept.pop()
        elif last == ":" and (token == "," or token in _CLOSING):
            kept.append("null")
        elif last not in _PARTING and token not in _PARTED:
            kept.append(",")
        kept.append(_string(token) if token[0] in "\"'" else token)
    return _values(whole(" ".join(kept)))


def _unescaped(block: str) -> list[Any]:
    """With quotes that were written as entities."""
    return _mended(html.unescape(block))


def _string(token: str) -> str:
    """A JSON string of one that scripts can read: either quotes, any character behind a backslash."""
    text = _ESCAPE.sub(r"\1", token[1:-1])
    if token[0] == "'":
        text = text.replace('\\"', '"').replace('"', '\\"')
    return f'"{text}"'


def _values(text: str) -> list[Any]:
    """Values one after the other, with raw line breaks inside strings; what follows the last readable is ignored."""
    decoder = json.JSONDecoder(strict=False)
    value, end = decoder.raw_decode(text)
    values = [value]
    while len(values) < MAX_NODES and (found := _NEXT.search(text, end)):
        try:
            value, end = decoder.raw_decode(text, found.start())
        except (ValueError, RecursionError):
            break
        values.append(value)
    return values
