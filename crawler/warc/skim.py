"""Records of a WARC without their bodies: head, start of the block, and where the record lies. For indexing only.

A body need not be unpacked to find where its member ends. Where it is stored as it is, its end is reckoned
(``packed``), and it is not even read. Else: a gzip member ends with the length of what it holds
(https://www.rfc-editor.org/rfc/rfc1952.html#section-2.3.1), which the record's head tells beforehand; so the next
member is where the first bytes of the file, with which one writer begins every member, stand behind that length.
"""

import os
from collections.abc import Iterator
from io import BufferedReader
from typing import Final, NamedTuple

from isal import isal_zlib

from crawler.warc.packed import LARGEST, block_head, stored_length

START_BYTES: Final = 3 << 10
"""So much of a block is given, if it is that long, and the HTTP head that it starts with is not shorter."""

_MAGIC: Final = b"\x1f\x8b\x08"
_GZIP_HEAD: Final = 10
_GZIP: Final = 31
_FEED: Final = 3 << 9
_READ: Final = 1 << 12
_WINDOW: Final = 1 << 20
_HEAD_ROOM: Final = 1 << 12
_END: Final = b"\r\n\r\n"
TYPE: Final = b"WARC/1.1\r\nWARC-Type: "
_REQUEST: Final = TYPE + b"request\r\n"
_ANSWERS: Final = (TYPE + b"response\r\n", TYPE + b"revisit\r\n")
_ENDS: Final = (TYPE + b"warcinfo\r\n", TYPE + b"metadata\r\n")
"""Behind these a capture may begin: only then is a record that an answer follows its request."""
_LENGTH: Final = b"\r\nContent-Length: "


class Skimmed(NamedTuple):
    """One record: ``data`` is its head, which ends at ``head_end``, and its block or the first bytes of that.

    ``whole`` tells which. Of a request that an answer follows nothing is read but its type.
    """

    offset: int
    length: int
    data: bytes
    head_end: int
    whole: bool

    @property
    def kind(self) -> bytes:
        """WARC-Type, which we write first; ValueError where it does not stand there."""
        if not self.data.startswith(TYPE):
            raise ValueError("a head that is not ours")
        return self.data[len(TYPE) : self.data.find(b"\r", len(TYPE))]

    @property
    def start(self) -> bytes:
        """The block, or its first bytes."""
        return self.data[self.head_end :]

    def value(self, mark: bytes) -> str | None:
        """The field of the head that ``mark``, its line's beginning, stands before; None without it."""
        at = self.data.find(mark, 0, self.head_end) + len(mark)
        return self.data[at : self.data.find(b"\r", at)].decode() if at >= len(mark) else None

    def fact(self, mark: bytes) -> str | None:
        """As ``value``, in a block of fields."""
        at = self.data.find(mark, self.head_end - 2) + len(mark)
        return self.data[at : self.data.find(b"\r", at)].decode() if at >= len(mark) else None


def mark(name: str) -> bytes:
    """What stands before the value of a field."""
    return f"\r\n{name}: ".encode()


def skim(file: BufferedReader) -> Iterator[Skimmed]:
    """Every record from the file's start; ValueError or ``PackError`` for anything that is not as it should be."""
    window, at, between = _Window(file), 0, False
    while window.get(at):
        found = None
        if between and (behind := window.next_member(at)) is not None:
            following = _read(window, behind)
            if following.data.startswith(_ANSWERS):
                yield Skimmed(at, behind - at, _REQUEST, len(_REQUEST), whole=False)
                found = following
        found = found or _read(window, at)
        yield found
        between, at = found.data.startswith(_ENDS), found.offset + found.length


def _read(window: "_Window", at: int) -> Skimmed:
    """The record in the member at ``at``."""
    unpacker, packed = isal_zlib.decompressobj(_GZIP), window.get(at)
    data, fed = unpacker.decompress(packed, _HEAD_ROOM), len(packed)
    while not unpacker.eof and not _enough(data):
        more: bytes | memoryview = unpacker.unconsumed_tail
        if not more:
            more = window.get(at + fed)
            fed += len(more)
        if not more:
            raise ValueError("the file ends within a record")
        data += unpacker.decompress(more, _HEAD_ROOM)
    head = data.find(_END) + len(_END)
    length = _length(data, head)
    if not unpacker.eof:
        end = window.behind_stored(at, data, head, length) or window.behind(at, head + length + len(_END))
    elif len(data) == head + length + len(_END):
        end = at + fed - len(unpacker.unused_data)
    else:
        raise ValueError("the record is not as long as it says")
    return Skimmed(at, end - at, data[: head + length], head, unpacker.eof)


def _enough(data: bytes) -> bool:
    """Whether a record's head is there, and the HTTP head behind it or else the block's start."""
    end = data.find(_END)
    return end >= 0 and (len(data) >= end + START_BYTES or data.find(_END, end + 1) >= 0)


def _length(data: bytes, head: int) -> int:
    """The Content-Length of the head that ends at ``head``."""
    at = data.find(_LENGTH, 0, head)
    if at < 0:
        raise ValueError("no Content-Length")
    return int(data[at + len(_LENGTH) : data.find(b"\r", at + len(_LENGTH))])


class _Window:
    """A part of the file that is held in memory."""

    def __init__(self, file: BufferedReader) -> None:
        self._file, self._bytes = file.fileno(), bytearray(_WINDOW)
        self._view, self._length, self._base, self._ended = memoryview(self._bytes), 0, 0, False
        self._load(0, _READ)
        self._first = bytes(self._view[: min(_GZIP_HEAD, self._length)])
        if self._first and not self._first.startswith(_MAGIC):
            raise ValueError("no gzip")

    def get(self, at: int) -> memoryview:
        """The next kB from ``at``, empty at the end; they stand until the next call."""
        first = at - self._base
        if first < 0 or first + _FEED > self._length:
            self._load(at, _READ)
            first = 0
        return self._view[first : min(first + _FEED, self._length)]

    def next_member(self, at: int) -> int | None:
        """Where the next member begins, if that is within a kB or two."""
        near = len(self.get(at))
        first = at - self._base
        found = self._bytes.find(self._first, first + _GZIP_HEAD, first + near)
        return None if found < 0 else self._base + found

    def behind_stored(self, at: int, data: bytes, head: int, length: int) -> int | None:
        """Where the member at ``at`` ends, if its body, what follows the HTTP head in ``data``, is stored in it."""
        body = head + length - (data.find(_END, head) + len(_END))
        if body <= 0:
            return None
        near = len(self.get(at))
        first = at - self._base
        found = self._bytes.find(block_head(min(body, LARGEST)), first, first + near)
        if found < 0:
            return None
        end = self._base + found + stored_length(body, len(_END))
        wanted = ((head + length + len(_END)) & 0xFFFFFFFF).to_bytes(4, "little")
        there = bytes(self.get(end - len(wanted))[: len(wanted) + _GZIP_HEAD])
        return end if there in (wanted, wanted + self._first) else None

    def behind(self, at: int, length: int) -> int:
        """Where the member at ``at`` ends, which holds ``length`` bytes."""
        wanted = (length & 0xFFFFFFFF).to_bytes(4, "little")
        pattern = wanted + self._first
        at += _GZIP_HEAD
        while True:
            if not 0 <= at - self._base < self._length:
                self._load(at, _WINDOW)
            found = self._bytes.find(pattern, at - self._base, self._length)
            if found >= 0:
                return self._base + found + len(wanted)
            if self._ended:
                if self._bytes.endswith(wanted, 0, self._length):
                    return self._base + self._length
                raise ValueError("the end of a record was not found")
            at = max(at, self._base + self._length - len(pattern) + 1)
            self._load(at, _WINDOW)

    def _load(self, at: int, size: int) -> None:
        self._length, self._base = os.preadv(self._file, [self._view[:size]], at), at
        self._ended = self._length < size
