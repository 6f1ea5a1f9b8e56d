"""Records of a WARC without their bodies: head, start of the block, and where the record lies. For indexing only.

A body need not be unpacked to find where its member ends. A gzip member ends with the length of what it holds
(https://www.rfc-editor.org/rfc/rfc1952.html#section-2.3.1), which the record's head tells beforehand; so the next
member is where gzip's first bytes stand behind that length. Where nothing of the kind is found, the body is unpacked.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from io import BufferedReader
from typing import Final, cast

from isal import isal_zlib

from crawler.warc.heads import split_head

START_BYTES: Final = 3 << 10
"""At least so much of a block is given, if it is that long."""

_MAGIC: Final = b"\x1f\x8b\x08"
_GZIP: Final = 31
_FEED: Final = 1 << 12
_WINDOW: Final = 1 << 20
_HEAD_ROOM: Final = 1 << 13
_RECORD_END: Final = 4
_LEAST_MEMBER: Final = 10
"""gzip's own head; what was fed already is searched too, since a body that packs well may end within it."""

# isal's type stubs call the class an instance.
PackError: Final = cast("type[Exception]", isal_zlib.error)


@dataclass(slots=True)
class Skimmed:
    """One record: ``start`` is the block, or its first bytes; ``whole`` tells which."""

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
        while not unpacker.eof and len(data) < START_BYTES:
            more = unpacker.unconsumed_tail
            if not more:
                more = window.get(at + fed)
                fed += len(more)
            if not more:
                raise ValueError("the file ends within a record")
            data += unpacker.decompress(more, _HEAD_ROOM)
        found = split_head(data)
        head, named = found.end, found.named
        length = int(named["content-length"])
        if unpacker.eof:
            end = at + fed - len(unpacker.unused_data)
            if len(data) != head + length + _RECORD_END:
                raise ValueError("the record is not as long as it says")
        else:
            end = window.behind(at + _LEAST_MEMBER, head + length + _RECORD_END)
        block = data[head : head + length]
        yield Skimmed(at, end - at, named, block, len(block) == length)
        at = end


class _Window:
    """A part of the file that is held in memory."""

    def __init__(self, file: BufferedReader) -> None:
        self._file, self._data, self._base = file, b"", 0

    def get(self, at: int) -> bytes:
        """The next kB from ``at``, empty at the end."""
        first = at - self._base
        if first < 0 or first + _FEED > len(self._data):
            self._load(at)
            first = 0
        return self._data[first : first + _FEED]

    def behind(self, at: int, length: int) -> int:
        """Where the member ends that goes on at ``at`` and holds ``length`` bytes."""
        wanted = (length & 0xFFFFFFFF).to_bytes(4, "little")
        pattern = wanted + _MAGIC
        while True:
            first = at - self._base
            if first < 0 or first + len(pattern) > len(self._data):
                self._load(at)
                first = 0
            found = self._data.find(pattern, first)
            if found >= 0:
                return self._base + found + len(wanted)
            if len(self._data) < _WINDOW:
                if self._data.endswith(wanted):
                    return self._base + len(self._data)
                raise ValueError("the end of a record was not found")
            self._load(self._base + len(self._data) - len(pattern))
            at = self._base

    def _load(self, at: int) -> None:
        self._file.seek(at)
        self._data, self._base = self._file.read(_WINDOW), at
