"""The values that scripts of a page carry: JSON by itself, in assignments, in strings, in streams of React's.

No framework is asked for by name but Next.js, whose stream comes in pieces. Attributes of elements that are JSON are
values, too, and so is markup kept for scripts, or for browsers that run none.
"""

import json
import re
from collections.abc import Iterator
from itertools import islice
from typing import Any, Final
from urllib.parse import unquote

from lxml import etree
from lxml.html import HtmlElement

from crawler.parsers.page import Page

LEAST_CHARS: Final = 200
"""Texts shorter than this are not looked for: not in a script or attribute, not in a string that may be JSON."""

_LEAST_VALUE: Final = 400
"""A script without a longer list or object may hold its text in strings elsewhere."""

_MOST_SCRIPT: Final = 4_000_000
_MOST_MISSES: Final = 20
_LEAST_STRING: Final = 20
_MOST_STRINGS: Final = 5_000
_SIGN: Final = re.compile(
    r"""[a-z)][.!?](?:["'\\<]|[ ][A-Z])|<(?:p|br|div)[\s>]|u003[cC]p|%3Cp|&lt;p|\\u(?!00)[0-9a-fA-F]{4}\\+u(?!00)"""
)
"""The end of a sentence or the beginning of a paragraph, also as JSON and addresses escape them; a word so escaped."""

_STREAM: Final = "__next_f"
_TEMPLATE: Final = re.compile("template|text/html")
_KEPT: Final = ("noscript", "template")
_BEGIN: Final = re.compile(r"""[=(,]\s*(?=[\[{"'])""")
_QUOTE: Final = re.compile(r"[\"']")
_LITERAL: Final = re.compile(r""""((?:[^"\\]|\\.)*)"|'((?:[^'\\]|\\.)*)'""", re.S)
_ESCAPE: Final = re.compile(r"""\\x([0-9a-fA-F]{2})|\\(')|(")""")
_ROW: Final = re.compile(rb"(?:[0-9a-f]+:(?:T([0-9a-f]{1,7}),|[A-Z]*))?")
_DECODER: Final = json.JSONDecoder(strict=False)


def states(page: Page) -> Iterator[Any]:
    """Values in page order, lists and objects, of scripts that may hold sentences; a stream's pieces last, as one."""
    streamed: list[str] = []
    for script in page.elements("script"):
        source = script.text or ""
        kind = (script.get("type") or "").lower()
        if _STREAM in source:
            streamed.extend(_pushed(source))
        elif "ld+json" not in kind and _may_say(source):
            yield from (source,) if _TEMPLATE.search(kind) else _values(source)
    if streamed:
        yield list(_rows("".join(streamed).encode("utf-8", "replace")))
    yield from _in_attributes(page)
    kept = (element for element in page.elements(*_KEPT) if next(element.iterancestors(*_KEPT), None) is None)
    yield from filter(_may_say, map(_markup, kept))


def _markup(element: HtmlElement) -> str:
    """What is in an element, as HTML."""
    inside = (etree.tostring(child, encoding="unicode", method="html") for child in element)
    return (element.text or "") + "".join(inside)


def _in_attributes(page: Page) -> Iterator[Any]:
    """What elements are given to begin with, as components are: values of attributes that are JSON."""
    left = _MOST_SCRIPT
    for element in page.everything:
        for text in element.values():
            if len(text) >= LEAST_CHARS and text.lstrip()[:1] in ("{", "[") and _may_say(text):
                left -= len(text)
                if left >= 0 and (value := decoded(text.strip())) is not None:
                    yield value


def _may_say(source: str) -> bool:
    """Whether a sentence ends, or a paragraph begins, in a script: in two of three neither does."""
    if not LEAST_CHARS <= len(source) <= _MOST_SCRIPT:
        return False
    return not source.isascii() or _SIGN.search(source) is not None


def decoded(text: str) -> Any:
    """The list or object that a string holds, None when it holds none."""
    if text[:1] not in ("{", "["):
        return None
    try:
        return _DECODER.raw_decode(text)[0]
    except (ValueError, RecursionError):
        return None


def _values(source: str) -> Iterator[Any]:
    """Lists and objects in a script, whole or by assignments and arguments; else all its strings as one list."""
    if (value := decoded(source.strip())) is not None:
        yield value
        return
    at = misses = most = 0
    while misses < _MOST_MISSES and (begun := _BEGIN.search(source, at)):
        at = begun.end()
        value, end = _value_at(source, at)
        if value is None:
            misses += end == at
        else:
            yield value
        most, at = max(most, end - at if value is not None else 0), end
    if most < _LEAST_VALUE:
        strings = map(_string, _literals(source))
        yield list(islice((text for text in strings if len(text) >= _LEAST_STRING), _MOST_STRINGS))


def _literals(source: str) -> Iterator[re.Match[str]]:
    """All strings of a script, up to one that does not end."""
    at = 0
    while (begun := _QUOTE.search(source, at)) and (literal := _LITERAL.match(source, begun.start())):
        yield literal
        at = literal.end()


def _value_at(source: str, at: int) -> tuple[Any, int]:
    """The list or object that begins here, or is in the string that does, and its end; its beginning where none is."""
    try:
        if source[at] not in "\"'":
            return _DECODER.raw_decode(source, at)
    except (ValueError, RecursionError):
        return None, at
    literal = _LITERAL.match(source, at)
    if literal is None:
        return None, at
    text = _string(literal)
    return decoded(unquote(text) if text.startswith("%") else text), literal.end()


def _string(literal: re.Match[str]) -> str:
    """What a string in single or double quotes says."""
    text = literal[1] or _ESCAPE.sub(_as_json, literal[2] or "")
    try:
        return str(json.loads(f'"{text}"', strict=False)) if "\\" in text else text
    except ValueError:
        return text


def _as_json(found: re.Match[str]) -> str:
    """An escape, or a quote, of a string in single quotes as JSON writes it."""
    return f"\\u00{found[1]}" if found[1] else found[2] or '\\"'


def _pushed(source: str) -> Iterator[str]:
    """The pieces of a stream that one script gives."""
    for begun in re.finditer(r"push\(\s*(?=\[)", source):
        try:
            pushed = _DECODER.raw_decode(source, begun.end())[0]
        except (ValueError, RecursionError):
            continue
        yield from (piece for piece in pushed if isinstance(piece, str))


def _rows(stream: bytes) -> Iterator[Any]:
    """The values of a stream: rows of an id and JSON, or of an id, a length in bytes, and that much text."""
    at = 0
    while (row := _ROW.match(stream, at)) and at < len(stream):
        if row[1]:
            at = row.end() + int(row[1], 16)
            yield stream[row.end() : at].decode("utf-8", "replace")
            continue
        at = stream.find(b"\n", at) + 1 or len(stream)
        if (value := decoded(stream[row.end() : at].decode("utf-8", "replace"))) is not None:
            yield value
