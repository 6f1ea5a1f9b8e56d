"""Tags of thousands of attributes, cut.

For each attribute libxml2 passes over all before it, in one step that no signal interrupts: a tag of a megabyte would
take an hour. A tag is only found where it goes on for long without any ``>``, in quotes or not.
"""

import re
from typing import Final

MOST: Final = 1_000
"""Attributes kept of a long tag; none of real pages has so many."""
_LONG: Final = 1 << 13
"""Shorter tags have too few to matter."""

_ATTRIBUTE: Final = rb"""[\s/]*+[^\s/>][^\s/>=]*+(?:\s*+=\s*+(?:"[^"]*+"?+|'[^']*+'?+|[^\s>]*+))?+"""
_BEGIN: Final = re.compile(rb"<[a-z]", re.I)
_KEPT: Final = re.compile(rb"<[^\s/>]++(?:%b){%d}" % (_ATTRIBUTE, MOST))
_TAG: Final = re.compile(
    rb"<!--.*?(?=-->|\Z)|(<(?:(script|style)(?=[\s/>])|[a-z])[^\s/>]*+(?:%b)*+)"
    rb"(?(2)[\s/]*+>?.*?(?=</\2|\Z))" % _ATTRIBUTE,
    re.I | re.S,
)
"""A comment, or as its first group a tag up to its end, with the code in it where it holds code."""


def without_too_many(source: bytes) -> bytes:
    """``source`` with the first attributes alone of each long tag that has too many; else itself. Linear."""
    if not _may_have_too_many(source):
        return source
    pieces: list[bytes] = []
    done = 0
    for tag in _TAG.finditer(source):
        if tag[1] and len(tag[1]) > _LONG and (kept := _KEPT.match(tag[1])):
            pieces.append(source[done : tag.start() + kept.end()])
            done = tag.end(1)
    return b"".join((*pieces, source[done:])) if pieces else source


def _may_have_too_many(source: bytes) -> bool:
    """Whether what may be such a tag is there: code may look like one."""
    at = 0
    while len(source) - at > _LONG:
        last = source.rfind(b">", at, at + _LONG)
        if last < 0:
            last = end if (end := source.find(b">", at + _LONG)) >= 0 else len(source)
            begun = source.find(b"<", at, last - _LONG)
            if begun >= 0 and (tag := _BEGIN.search(source, begun, last - _LONG)) and _KEPT.match(source, tag.start()):
                return True
        at = last + 1
    return False
