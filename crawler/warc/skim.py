"""Records of a WARC without their bodies: head, start of the block, and where the record lies. For indexing only.

A body need not be unpacked to find where its member ends. A gzip member ends with the length of what it holds
(https://www.rfc-editor.org/rfc/rfc1952.html#section-2.3.1), which the record's head tells beforehand; so the next
member is where the first bytes of the file, with which one writer begins every member, stand behind that length. Where
nothing of the kind is found, the body is unpacked.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from io import BufferedReader
from typing import Final, cast

from isal import isal_zlib

from crawler.warc.heads import split_head

START_BYTES: Final = 3 << 10
"""So much of a block is given, if it is that long, and the HTTP head that it starts with is not shorter."""

_MAGIC: Final = b"\x1f\x8b\x08"
_GZIP_HEAD: Final = 10
_GZIP: Final = 31
_FEED: Final = 1 << 11
_WINDOW: Final = 1 << 20
_HEAD_ROOM: Final = 1 << 12
_END: Final = b"\r\n\r\n"
_REQUEST: Final = b"WARC/1.1\r\nWARC-Type: request\r\n"

# isal's type stubs call the class an instance.
PackError: Final = cast("type[Exception]", isal_zlib.error)


@dataclass(slots=True)
class Skimmed:
    """One record: ``start`` is the block, or its first bytes; ``whole`` tells which.

    Of a request nothing is read but its type.
    """

    offset: int
    length: int
    named: dict[str, str]
    start: bytes
    whole: bool


def skim(file: BufferedReader) -> Iterator[Skimmed]:
    """Every record from the file's start; ValueError or ``PackError`` for anything that is not as it should be."""
    window, at = _Window(file), 0
    while packed := window.get(at):
        unpacker = isal_zlib.decompressobj(_GZIP)
        data, fed = unpacker.decompress(packed, _HEAD_ROOM), len(packed)
        while not unpacker.eof and not _enough(data):
            more: bytes | memoryview = unpacker.unconsumed_tail
            if not more:
                more = window.get(at + fed)
                fed += len(more)
            if not more:
                raise ValueError("the file ends within a record")
            data += unpacker.decompress(more, _HEAD_ROOM)
        if unpacker.eof:
            end = at + fed - len(unpacker.unused_data)
            if data.startswith(_REQUEST) and data.endswith(_END):
                yield Skimmed(at, end - at, {"warc-type": "request"}, b"", whole=False)
                at = end
                continue
        head = split_head(data)
        length = int(head.named["content-length"])
        if not unpacker.eof:
            end = window.behind(at + _GZIP_HEAD, head.end + length + len(_END))
        elif len(data) != head.end + length + len(_END):
            raise ValueError("the record is not as long as it says")
        block = data[head.end : head.end + length]
        yield Skimmed(at, end - at, head.named, block, len(block) == length)
        at = end


def _enough(data: bytes) -> bool:
    """Whether a record's head is there, and the HTTP head behind it or else the block's start."""
    end = data.find(_END)
    return end >= 0 and (len(data) >= end + START_BYTES or data.find(_END, end + 1) >= 0)


class _Window:
    """A part of the file that is held in memory."""

    def __init__(self, file: BufferedReader) -> None:
        self._file, self._bytes = file, bytearray(_WINDOW)
        self._view, self._length, self._base = memoryview(self._bytes), 0, 0
        self._load(0)
        self._first = bytes(self._view[: min(_GZIP_HEAD, self._length)])
        if self._first and not self._first.startswith(_MAGIC):
            raise ValueError("no gzip")

    def get(self, at: int) -> memoryview:
        """The next kB from ``at``, empty at the end; they stand until the next call."""
        first = at - self._base
        if first < 0 or first + _FEED > self._length:
            self._load(at)
            first = 0
        return self._view[first : min(first + _FEED, self._length)]

    def behind(self, at: int, length: int) -> int:
        """Where the member ends that goes on at ``at`` and holds ``length`` bytes."""
        wanted = (length & 0xFFFFFFFF).to_bytes(4, "little")
        pattern = wanted + self._first
        first = at - self._base
        while True:
            if first < 0 or first + len(pattern) > self._length:
                self._load(at)
                first = 0
            found = self._bytes.find(pattern, first, self._length)
            if found >= 0:
                return self._base + found + len(wanted)
            if self._length < _WINDOW:
                if self._bytes.endswith(wanted, 0, self._length):
                    return self._base + self._length
                raise ValueError("the end of a record was not found")
            at = self._base + self._length - len(pattern) + 1
            first = self._length

    def _load(self, at: int) -> None:
        self._file.seek(at)
        self._length, self._base = self._file.readinto(self._view), at
