"""JSON-LD blocks as plain nodes, read as leniently as browsers' consumers do (https://www.w3.org/TR/json-ld11/#embedding-json-ld-in-html-documents)."""

import html
import json
import re
from typing import Any, Final

import msgspec

MAX_NODES: Final = 2_000
_TRAILING_COMMA: Final = re.compile(r",\s*([\]}])")


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
    """The value of a JSON text with the mistakes that pages make; None when nothing helps."""
    for repair in (_as_is, _unwrapped, _mended, _unescaped):
        try:
            return repair(block)
        except (ValueError, RecursionError):
            continue
    return None


def _as_is(block: str) -> Any:
    return msgspec.json.decode(block)


def _unwrapped(block: str) -> Any:
    """Without CDATA or comment marks, with raw line breaks inside strings allowed; what follows is ignored."""
    return json.JSONDecoder(strict=False).raw_decode(_bare(block))[0]


def _mended(block: str) -> Any:
    """Without commas before a closing bracket."""
    return json.loads(_TRAILING_COMMA.sub(r"\1", _bare(block)), strict=False)


def _unescaped(block: str) -> Any:
    """With quotes that were written as entities."""
    return json.loads(html.unescape(_bare(block)), strict=False)


def _bare(block: str) -> str:
    """Without the comment or CDATA marks that were put around it for old browsers, and without a closing semicolon."""
    text = block.strip().removeprefix("//").lstrip()
    for mark in ("<![CDATA[", "<!--"):
        text = text.removeprefix(mark)
    text = text.rstrip("; \t\r\n")
    for mark in ("]]>", "-->"):
        text = text.removesuffix(mark)
    return text.rstrip().removesuffix("//").strip().rstrip(";")
