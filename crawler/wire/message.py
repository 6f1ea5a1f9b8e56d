"""Heads and framing of HTTP/1.x messages held as bytes (https://www.rfc-editor.org/rfc/rfc9112.html).

Tolerant where real servers need it: lines that end in LF alone, header lines without a colon (left out), no reason
phrase, folded values, chunk extensions, trailers, several equal Content-Length fields. Nothing is changed on the way:
``Head`` and ``Entity`` are readings of a block, the block stays what is archived.
"""

import re
from dataclasses import dataclass
from typing import Final

from crawler.errors import ParseError
from crawler.wire.chunks import Dechunked

Fields = tuple[tuple[str, str], ...]

_HEAD_END: Final = re.compile(rb"\n\r?\n")
UNUSUAL: Final = (b"\n ", b"\n\t", b"\n\n", b"\n\r\n")
"""In a head up to its first two line ends of CRLF: folded lines, and line ends of LF alone that end it earlier."""
_STATUS_LINE: Final = re.compile(rb"(HTTP/\d+(?:\.\d+)?)[ \t]+(\d{3})(?:[ \t](.*))?")
_INTERIM: Final = re.compile(rb"HTTP/\d+(?:\.\d+)?[ \t]+1\d\d(?![^\s])")
_BODILESS: Final = frozenset((204, 304))


@dataclass(frozen=True, slots=True)
class Head:
    """Status line and header section of a response.

    ``fields`` keep order, case and repetition; values are Latin-1 text, folded lines joined by one space. ``length``
    counts the bytes up to and including the empty line; where that never came, ``whole`` is False, ``length`` is the
    block's and an unfinished last line is left out.
    """

    version: str
    status: int
    reason: bytes
    fields: Fields
    length: int
    whole: bool = True

    def get(self, name: str) -> str | None:
        """First value by case-insensitive name."""
        return next(iter(self.get_all(name)), None)

    def get_all(self, name: str) -> list[str]:
        """Every value by case-insensitive name, in order."""
        wanted = name.lower()
        return [value for key, value in self.fields if key.lower() == wanted]


@dataclass(frozen=True, slots=True)
class RequestHead:
    """Request line and header section; ``fields``, ``length`` and ``whole`` as in ``Head``."""

    method: str
    target: str
    version: str
    fields: Fields
    length: int
    whole: bool = True


@dataclass(frozen=True, slots=True)
class Entity:
    """What a response carries: de-chunked, content coding kept.

    ``whole`` is False where the body was cut or breaks its framing; ``note`` then says how. ``end`` is the offset in
    the block behind the message's last byte: what lies beyond it is of no part of this message.
    """

    payload: bytes
    whole: bool
    end: int
    note: str | None = None


def response_head(block: bytes) -> Head:
    """Head of a response block that starts at the status line; ParseError where there is no status line."""
    line, fields, length, whole = _split(block)
    match = _STATUS_LINE.fullmatch(line)
    if match is None:
        raise ParseError(f"reading an HTTP response: expected a status line, found {line[:80]!r}")
    version, status, reason = match.groups()
    return Head(version.decode("ascii"), int(status), reason or b"", fields, length, whole)


def request_head(block: bytes) -> RequestHead:
    """Head of a request block, the rest of which is its body; ParseError where the first line is no request line."""
    line, fields, length, whole = _split(block)
    parts = line.decode("latin-1").split(" ")
    if len(parts) != 3 or not parts[2].startswith("HTTP/"):
        raise ParseError(f"reading an HTTP request: expected a request line, found {line[:80]!r}")
    method, target, version = parts
    return RequestHead(method, target, version, fields, length, whole)


def split_interim(block: bytes) -> tuple[tuple[bytes, ...], bytes]:
    """The whole 1xx heads in front of a response, one entry each, and the block from the next status line on.

    Interim answers: https://www.rfc-editor.org/rfc/rfc9110.html#section-15.2
    """
    heads, at = [], 0
    while _INTERIM.match(block, at) and (end := _HEAD_END.search(block, at)):
        heads.append(block[at : end.end()])
        at = end.end()
    return tuple(heads), block[at:] if at else block


def entity(block: bytes, head: Head, method: str = "GET") -> Entity:
    """The entity of a response block by https://www.rfc-editor.org/rfc/rfc9112.html#section-6.3.

    A cut body gives what is there. A body said to be chunked that does not begin with a chunk size is taken as
    already de-chunked: other people's archives hold such records.
    """
    if is_chunked(head, method):
        running = Dechunked((block,), head.length)
        payload = b"".join(running)
        return Entity(payload, running.whole, running.end, running.note)
    whole, note, end = extent(len(block), head, method)
    return Entity(block[head.length : end] if head.whole else b"", whole, end, note)


def is_chunked(head: Head, method: str = "GET") -> bool:
    """Whether the answer has a body, and that in chunks."""
    if not (codings := head.get_all("Transfer-Encoding")):
        return False
    return not _is_bodiless(head, method) and ",".join(codings).lower().rpartition(",")[2].strip() == "chunked"


def extent(length: int, head: Head, method: str = "GET") -> tuple[bool, str | None, int]:
    """``whole``, ``note`` and ``end`` as in ``Entity``, of a block of ``length`` bytes that is not chunked."""
    if not head.whole:
        return False, "cut in the header section", length
    if _is_bodiless(head, method):
        return True, None, head.length
    lengths = head.get_all("Content-Length")
    if not lengths or any(value.strip(", ") for value in head.get_all("Transfer-Encoding")):
        return True, None, length
    return _by_length(length, head.length, lengths)


def _is_bodiless(head: Head, method: str) -> bool:
    return not head.whole or method == "HEAD" or head.status in _BODILESS or head.status < 200


def _split(block: bytes) -> tuple[bytes, Fields, int, bool]:
    """First line, header fields, length and completeness of a head."""
    end, length = _head_end(block)
    section = block[:end] if end >= 0 else block[: block.rfind(b"\n") + 1] or block
    line, _, rest = section.partition(b"\n")
    return line.removesuffix(b"\r"), _fields(rest.decode("latin-1")), length, end >= 0


def _head_end(block: bytes) -> tuple[int, int]:
    """Where the last line of the head ends, -1 where the empty line never came; and where the body begins."""
    end = block.find(b"\n\r\n")
    if (short := block.find(b"\n\n", 0, len(block) if end < 0 else end)) >= 0:
        return short, short + 2
    return end, len(block) if end < 0 else end + 3


def _fields(section: str) -> Fields:
    """Header lines to fields; a line without a colon is left out, with the lines folded into it."""
    if "\n " not in section and "\n\t" not in section and section[:1] not in (" ", "\t"):
        pairs = [line.partition(":") for line in section.split("\n")]
        return tuple([(name.rstrip(), value.strip()) for name, colon, value in pairs if colon])
    fields: list[tuple[str, str]] = []
    folds: dict[int, list[str]] = {}
    kept = False
    for line in section.split("\n"):
        if line[:1] in (" ", "\t"):
            if kept:
                folds.setdefault(len(fields) - 1, []).append(line.strip())
            continue
        name, colon, value = line.partition(":")
        kept = bool(colon)
        if kept:
            fields.append((name.rstrip(), value.strip()))
    for at, lines in folds.items():
        name, value = fields[at]
        fields[at] = (name, " ".join([value, *lines]).strip())
    return tuple(fields)


def _by_length(total: int, start: int, values: list[str]) -> tuple[bool, str | None, int]:
    """Where a body of a stated length ends; repeated equal lengths count once, unreadable ones are as none."""
    if len(values) == 1 and values[0].isdigit() and values[0].isascii() and len(values[0]) < 19:
        length = int(values[0])
    else:
        stated = {value.strip() for value in ",".join(values).split(",")}
        lengths = {int(value) for value in stated if value.isascii() and value.isdigit() and len(value) < 19}
        if len(lengths) != 1 or len(lengths) != len({value.lstrip("0") for value in stated}):
            return False, f"Content-Length unreadable: {sorted(stated)}", total
        length = lengths.pop()
    if start + length > total:
        return False, f"body cut: {total - start} of {length} bytes", total
    return True, None, start + length
