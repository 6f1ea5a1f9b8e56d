"""Markup whose elements end elsewhere for libxml2 than for browsers, rewritten so that both agree.

libxml2 passes over an end tag while a ``div`` in its element is open, so that one ``div`` left open in a ``noscript``
hides all the page behind it; it takes ``<script/>`` for an empty element, so that its code is text; and it drops
``</br>``, which is a line break. The parser's messages tell of all three, so that pages without them cost nothing.
"""

import re
from collections.abc import Iterable
from itertools import pairwise
from typing import Final

_BOXES: Final = "noscript|template|button|dialog|nav|figure|figcaption|h[1-6]"
"""What is read otherwise than the text around it."""
_KEPT_OPEN: Final = re.compile(f"Opening and ending tag mismatch: (?:{_BOXES}) and")
_CODE_ENDED: Final = frozenset({"Unexpected end tag : script", "Unexpected end tag : style"})
_BREAK_ENDED: Final = "Unexpected end tag : br"
_TAGS: Final = re.compile(rf"<(/?)(div|script|{_BOXES})(?=[\s/>])|<!--|-->".encode(), re.I)
_CODE: Final = re.compile(rb"<(/?)(?:script|style)(?=[\s/>])[^<>]*>", re.I)
_BREAK: Final = re.compile(rb"</br\s*>", re.I)
_BREAK_IN_TEXT: Final = re.compile(_BREAK.pattern + rb"\s*[^\s<]", re.I)


def rewritten(source: bytes, messages: Iterable[str]) -> bytes | None:
    """``source`` with such ends written out; None where the parser met none. Linear."""
    told = set(messages)
    fixed = source
    if not told.isdisjoint(_CODE_ENDED):
        fixed = _open_code(fixed)
    if any(map(_KEPT_OPEN.match, told)):
        fixed = _closed_boxes(fixed)
    if _BREAK_ENDED in told and _BREAK_IN_TEXT.search(fixed):
        fixed = _BREAK.sub(b"<br>", fixed)
    return None if fixed is source else fixed


def _open_code(source: bytes) -> bytes:
    """Take the slash from ``<script/>`` where its own end follows.

    https://html.spec.whatwg.org/#parse-error-non-void-html-element-start-tag-with-trailing-solidus
    """
    pieces: list[bytes] = []
    done = 0
    for tag, following in pairwise(_CODE.finditer(source)):
        if tag[0].endswith(b"/>") and not tag[1] and following[1]:
            pieces.append(source[done : tag.end() - 2])
            done = tag.end() - 1
    return b"".join((*pieces, source[done:])) if pieces else source


def _closed_boxes(source: bytes) -> bytes:
    """End what is still open of the ``div`` elements begun in an element, where it ends; code is no markup."""
    pieces: list[bytes] = []
    done, is_quiet = 0, False
    depth, depths = 0, dict[bytes, int]()
    for tag in _TAGS.finditer(source):
        name = (tag[2] or tag[0]).lower()
        if name in (b"script", b"<!--", b"-->"):
            is_quiet = not tag[1] and name != b"-->"
        elif is_quiet:
            continue
        elif name == b"div":
            depth += -1 if tag[1] else 1
        elif not tag[1]:
            depths[name] = depth
        elif (left := depth - depths.pop(name, depth)) > 0:
            pieces += source[done : tag.start()], b"</div>" * left
            depth, done = depth - left, tag.start()
    return b"".join((*pieces, source[done:])) if pieces else source
