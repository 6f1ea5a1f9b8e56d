"""What a style asks for: @import, url() and image-set(), in the order of the text.

Theory of operation. A tokenizer in Python takes two seconds for a megabyte, and most of a style names no address. So
one expression runs over the text, past comments and strings, and stops where an address can stand; only what stands
there is given to tinycss2, which knows escapes, quotes and bad tokens (https://www.w3.org/TR/css-syntax-3/).
A function's name spelt with escapes is not recognised.
"""

import re
from collections.abc import Iterable, Iterator
from typing import Any, Final

import tinycss2

from crawler.parsers.page import Page
from crawler.parsers.requisite import Requisite, RequisiteKind
from crawler.urls import join
from crawler.wire.charset import read
from crawler.wire.labels import encoding_for

MAX_CHARS: Final = 4 << 20
"""Most characters of a style that are read; the largest of real sites have about one million."""
MAX_URLS: Final = 1_000
"""Most addresses of one style; what follows is left out."""
MAX_TOKENS: Final = 4 * MAX_URLS
"""Most different places of one style that are given to the tokenizer."""
MAX_TOKEN_CHARS: Final = 4_096
"""Longest text given to the tokenizer; no address may be longer than half of it."""

_STRING: Final = r"""(?:"(?:[^"\\\n]|\\.)*+"?|'(?:[^'\\\n]|\\.)*+'?)"""
_INSIDE: Final = rf"""\s*+(?:{_STRING}|(?:[^\\)]|\\.)*+)\s*+\)?"""
_URL: Final = rf"url\({_INSIDE}"
# Every branch begins with a literal character: so the engine leaps from one to the next, ten times faster.
# @namespace and @document name addresses that nobody fetches.
_PLACES: Final = re.compile(
    rf"""/\*.*?(?:\*/|\Z)
    | "(?:[^"\\\n]|\\.)*+"?
    | '(?:[^'\\\n]|\\.)*+'?
    | @(?:namespace|(?:-moz-)?document)\b[^;{{]*+
    | @(?P<import>import\b(?:{_STRING}|{_URL}|[^;{{}}"'])*+)
    | \((?<=url\()(?<![\w-]url\()(?P<url>{_INSIDE})
    | \((?<=image-set\()(?P<set>(?:{_STRING}|{_URL}|[^;}}"'])*+)""",
    re.X | re.I | re.S,
)
_BEFORE: Final = {"import": "@", "url": "url(", "set": "image-set("}
"""What stands before each group."""
_PLAIN: Final = re.compile(r"""\s*+(["']?+)([^\s"'()\\\x00-\x20\x7f]++)\1\s*+\)""")
"""The inside of a url() that needs no tokenizer."""
_DATA: Final = re.compile(r"\s*+[\"']?+\s*+(?:data:|#)", re.I)
_FONT: Final = re.compile(r"\.(?:woff2?|ttf|otf|eot)\Z", re.I)
_CHARSET_RULE: Final = re.compile(rb'@charset "([^"]{1,100})";')
_BOMS: Final = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16le"), (b"\xfe\xff", "utf-16be"))
_HTTP_CHARSET: Final = re.compile(r"charset\s*=\s*(?:[\"']\s*)?([^\s;\"',]+)", re.I)


def style_requisites(page: Page) -> tuple[Requisite, ...]:
    """What the style at ``page`` asks for, each address once; nothing when its type says that it is a page."""
    if page.content_type in ("text/html", "application/xhtml+xml"):
        return ()
    return requisites_of_text(decode_style(page.payload, page.header("Content-Type")), page.url)


def decode_style(payload: bytes, content_type: str | None) -> str:
    """Text of a style: byte order mark, then HTTP, then @charset, then UTF-8 (CSS Syntax 3, section 3.2).

    The encoding of the page that links it would come before UTF-8; it is not known here.
    """
    for mark, encoding in _BOMS:
        if payload.startswith(mark):
            return read(payload[len(mark) :], encoding)
    named = _HTTP_CHARSET.search(content_type or "")
    rule = _CHARSET_RULE.match(payload)
    encoding = (encoding_for(named[1]) if named else None) or (_rule_encoding(rule[1]) if rule else None) or "utf-8"
    return read(payload, encoding)


def _rule_encoding(label: bytes) -> str | None:
    """What @charset can mean: its own bytes are ASCII, so UTF-16 it is not."""
    encoding = encoding_for(label.decode("latin-1"))
    return "utf-8" if encoding in ("utf-16le", "utf-16be") else encoding


def requisites_of_text(text: str, base: str) -> tuple[Requisite, ...]:
    """What a style's ``text`` asks for, its addresses relative to ``base``; each once, at most ``MAX_URLS``."""
    found: dict[str, RequisiteKind] = {}
    for href, kind in _hrefs(text[:MAX_CHARS]):
        url = join(base, href) if href and href[0] != "#" else None
        if url is not None:
            found.setdefault(url, kind)
        if len(found) == MAX_URLS:
            break
    return tuple(Requisite(url, kind) for url, kind in found.items())


def _hrefs(text: str) -> Iterator[tuple[str, RequisiteKind]]:
    for name, token in _places(text):
        if name == "url" and (plain := _PLAIN.fullmatch(token, len("url("))):
            yield plain[2], _kind(plain[2], imported=False)
            continue
        for href in _addresses(_tokens(token), strings=name == "import"):
            yield href, _kind(href, imported=name == "import")
            if name == "import":
                break


def _places(text: str) -> dict[tuple[str, str], None]:
    """Name (import, url, set) and text of every place that may hold an address, each text once."""
    found: dict[tuple[str, str], None] = {}
    for place in _PLACES.finditer(text):
        name = place.lastgroup
        if name is not None and not _DATA.match(text, place.start(name)):
            found[name, _BEFORE[name] + place[name][:MAX_TOKEN_CHARS]] = None
        if len(found) == MAX_TOKENS:
            break
    return found


def _tokens(text: str) -> list[Any]:
    """Tokens of a piece of style; none where it holds a number of thousands of digits, which Python refuses to read."""
    try:
        tokens: list[Any] = tinycss2.parse_component_value_list(text, skip_comments=True)
    except ValueError:
        return []
    return tokens


def _addresses(tokens: Iterable[Any], *, strings: bool) -> Iterator[str]:
    """The addresses in url tokens, and in strings where they stand for such: in @import and directly in image-set()."""
    for token in tokens:
        if token.type == "url" or (token.type == "string" and strings):
            yield token.value.strip()
        elif token.type == "function" and token.lower_name == "url":
            yield from (part.value.strip() for part in token.arguments[:1] if part.type == "string")
        elif token.type == "function" and token.lower_name.endswith("image-set"):
            yield from _addresses(token.arguments, strings=True)


def _kind(href: str, *, imported: bool) -> RequisiteKind:
    if imported:
        return RequisiteKind.STYLE
    path = href.partition("#")[0].partition("?")[0]
    return RequisiteKind.FONT if _FONT.search(path) else RequisiteKind.IMAGE
