"""The records of a WARC one after the other, going on behind damage instead of stopping there.

gzip with a member for each record is read by the member; plain files, and gzip files that are one stream, by
Content-Length. Behind damage the next place is looked for where a record begins.
"""

import gzip
import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from io import BufferedReader
from typing import Final, cast

from isal import isal_zlib

from crawler.warc.check.finding import Finding
from crawler.warc.check.source import Source, open_source
from crawler.warc.heads import MAX_HEAD_BYTES, RecordHead, split_head
from crawler.warc.packed import PackError
from crawler.wire.spool import IN_MEMORY_BYTES, Spool

_MAGIC: Final = b"\x1f\x8b\x08"
_GZIP: Final = 31
_FEED: Final = 1 << 15
_WINDOW: Final = 1 << 18
_PIECE: Final = 1 << 18
_VERSION_LINE: Final = re.compile(rb"WARC/\d+\.\d+\r?\n")
_END: Final = b"\r\n\r\n"
_REST: Final = 16


@dataclass(slots=True)
class Raw:
    """One record as it lies there. ``named`` has the first value of each field by lower-case name."""

    offset: int
    length: int
    head: RecordHead
    named: dict[str, str]
    block: Spool

    @property
    def concurrent(self) -> list[str]:
        """Every value of WARC-Concurrent-To."""
        return [self.head.values[at] for at in self.head.shape.concurrent]


class _Broken(Exception):
    """A record that cannot be read: the finding's code and words, and whether others follow in its gzip member."""

    def __init__(self, code: str, found: str, *, others: bool = False) -> None:
        super().__init__(code, found)
        self.code, self.found, self.others = code, found, others


def walk(source: Source) -> Iterator[Raw | Finding]:
    """Every record that can be read, and a finding for every place where none can. OSError when the disk fails."""
    with open_source(source) as file:
        start = file.peek(len(_MAGIC))[: len(_MAGIC)]
        if not start:
            yield Finding("empty", source.shown, "0 bytes")
        elif start != _MAGIC:
            yield from _plain(file, source)
        elif _is_one_stream(source):
            yield Finding("oneStream", source.shown, "the first gzip member holds more than one record", offset=0)
            yield from _plain(cast("BufferedReader", gzip.GzipFile(fileobj=file)), source)
        else:
            yield from _members(_Feeder(file), source)


def _is_one_stream(source: Source) -> bool:
    """Whether the first member goes on with another record, and nothing follows the member, as far as it is whole."""
    with open_source(source) as file:
        feeder = _Feeder(file)
        try:
            _member(feeder)
        except _Broken as broken:
            return broken.others and (broken.code != "manyRecords" or not feeder.more())
    return False


class _Feeder:
    """A file as small pieces, some of which are given back."""

    def __init__(self, file: BufferedReader) -> None:
        self._file, self._window = file, memoryview(bytearray(_WINDOW))
        self._data, self._used, self._base = self._window[:0], 0, 0

    @property
    def offset(self) -> int:
        """Offset in the file of the next byte."""
        return self._base + self._used

    def take(self) -> memoryview:
        """The next few kB, empty at the end. They stand until ``take`` is called again."""
        if self._used == len(self._data):
            self._base += self._used
            self._data, self._used = self._window[: self._file.readinto(self._window)], 0
        piece = self._data[self._used : self._used + _FEED]
        self._used += len(piece)
        return piece

    def more(self) -> bool:
        """Whether bytes are left."""
        if self._used < len(self._data):
            return True
        self.give_back(len(self.take()))
        return self._used < len(self._data)

    def give_back(self, count: int) -> None:
        """Take back the last bytes of what ``take`` gave last."""
        self._used -= count

    def seek(self, offset: int) -> None:
        self._file.seek(offset)
        self._data, self._used, self._base = self._window[:0], 0, offset


def _members(feeder: _Feeder, source: Source) -> Iterator[Raw | Finding]:
    while feeder.more():
        offset = feeder.offset
        try:
            head, block = _member(feeder)
        except _Broken as broken:
            if offset == 0 and broken.code == "notARecord":
                yield Finding("notAWarc", source.shown, broken.found, offset=0)
                return
            yield from _behind(feeder, source, offset, broken)
        else:
            yield Raw(offset, feeder.offset - offset, head, head.named, block)


def _behind(feeder: _Feeder, source: Source, offset: int, broken: _Broken) -> Iterator[Finding]:
    """Say what is wrong at ``offset``, and go to where the next record begins."""
    following = feeder.offset if broken.code not in ("damaged", "tornTail") else _next_member(feeder, offset + 1)
    if following is None and source.live:
        return
    lost = f"; bytes {offset} to {following or feeder.offset} cannot be read" if broken.code == "damaged" else ""
    code = "damaged" if broken.code == "tornTail" and following is not None else broken.code
    yield Finding(code, source.shown, broken.found + lost, offset=offset)
    if following is not None:
        feeder.seek(following)


def _next_member(feeder: _Feeder, offset: int) -> int | None:
    """Offset of the next gzip member that holds a record; None when the file has no more."""
    feeder.seek(offset)
    kept = b""
    while piece := feeder.take():
        base = feeder.offset - len(piece) - len(kept)
        data = kept + bytes(piece)
        at = data.find(_MAGIC)
        while at >= 0:
            resume = feeder.offset
            if _begins_record(feeder, base + at):
                return base + at
            feeder.seek(resume)
            at = data.find(_MAGIC, at + 1)
        kept = data[-len(_MAGIC) + 1 :]
    return None


def _begins_record(feeder: _Feeder, offset: int) -> bool:
    feeder.seek(offset)
    try:
        return isal_zlib.decompressobj(_GZIP).decompress(feeder.take(), 64).startswith(b"WARC/")
    except PackError:
        return False


def _member(feeder: _Feeder) -> tuple[RecordHead, Spool]:
    """The record in the member that starts here; leaves the feeder behind the member, also when it is no record."""
    unpacker = isal_zlib.decompressobj(_GZIP)
    data = _unpack(unpacker, feeder)
    while not unpacker.eof and len(data) < MAX_HEAD_BYTES and data.find(_END) < 0 and data.find(b"\n\n") < 0:
        data += _unpack(unpacker, feeder)
    try:
        head = _head(data)
        length = _length(head.named)
    except _Broken:
        _skip(unpacker, feeder)
        raise
    end = head.end + length
    block, rest = Spool(data[head.end : end]), data[end : end + _REST]
    while not unpacker.eof:
        try:
            data = _unpack(unpacker, feeder)
        except _Broken as broken:
            broken.others = rest.startswith(_END + b"WARC/")
            raise
        missing = length - block.length
        if missing:
            block.append(data[:missing])
        rest = (rest + data[missing : missing + _REST])[:_REST]
    feeder.give_back(len(unpacker.unused_data))
    if rest != _END or block.length < length:
        raise _wrong_end(block.length, length, rest)
    return head, block


def _wrong_end(present: int, length: int, rest: bytes) -> _Broken:
    if present < length:
        return _Broken("blockLength", f"the block has {present} of {length} bytes")
    if rest.lstrip(b"\r\n").startswith(b"WARC/"):
        return _Broken("manyRecords", "the gzip member goes on with another record", others=True)
    if rest.strip(b"\r\n"):
        return _Broken("blockLength", f"bytes follow the block of {length} bytes in its gzip member: {rest!r}")
    return _Broken("recordEnd", f"behind the block stands {rest!r}")


def _unpack(unpacker: "isal_zlib._Decompress", feeder: _Feeder) -> bytes:  # type: ignore[name-defined]
    packed = unpacker.unconsumed_tail or feeder.take()
    if not packed:
        raise _Broken("tornTail", "the file ends within the record")
    try:
        return cast("bytes", unpacker.decompress(packed, _PIECE))
    except PackError as error:
        raise _Broken("damaged", f"the gzip member is damaged ({error})") from error


def _skip(unpacker: "isal_zlib._Decompress", feeder: _Feeder) -> None:  # type: ignore[name-defined]
    while not unpacker.eof:
        _unpack(unpacker, feeder)
    feeder.give_back(len(unpacker.unused_data))


def _head(data: bytes) -> RecordHead:
    try:
        return split_head(data)
    except ValueError as error:
        raise _Broken("notARecord", f"no WARC head: {error}") from error


def _length(named: dict[str, str]) -> int:
    length = named.get("content-length", "none")
    if not (length.isascii() and length.isdigit()):
        raise _Broken("notARecord", f"its Content-Length is {length}")
    return int(length)


def _plain(file: BufferedReader, source: Source) -> Iterator[Raw | Finding]:
    """Records that lie there by Content-Length alone; offsets count in what a stream unpacks to."""
    offset = 0
    try:
        while file.peek(1):
            try:
                head, block = _record(file)
            except _Broken as broken:
                if offset == 0 and broken.code == "notARecord":
                    yield Finding("notAWarc", source.shown, broken.found, offset=0)
                    return
                if broken.code != "tornTail" or not source.live:
                    yield Finding(broken.code, source.shown, broken.found, offset=offset)
                _to_next_record(file)
            else:
                yield Raw(offset, file.tell() - offset, head, head.named, block)
            offset = file.tell()
    except EOFError:
        yield Finding("tornTail", source.shown, "the gzip stream ends early", offset=offset)
    except (gzip.BadGzipFile, zlib.error) as error:
        yield Finding("damaged", source.shown, f"the gzip stream is damaged ({error})", offset=offset)


def _record(file: BufferedReader) -> tuple[RecordHead, Spool]:
    lines = [file.readline(MAX_HEAD_BYTES)]
    if not _VERSION_LINE.fullmatch(lines[0]):
        raise _Broken("notARecord", f"no WARC head: it starts with {lines[0][:24]!r}")
    while lines[-1] not in (b"\r\n", b"\n"):
        lines.append(file.readline(MAX_HEAD_BYTES))
        if not lines[-1]:
            raise _Broken("tornTail", "the file ends within a record's head")
    head = _head(b"".join(lines))
    length, block = _length(head.named), Spool()
    while block.length < length:
        piece = file.read(min(length - block.length, IN_MEMORY_BYTES))
        if not piece:
            raise _Broken("tornTail", f"the file ends within the record: {block.length} of {length} bytes")
        block.append(piece)
    if (end := file.read(len(_END))) != _END:
        raise _Broken("recordEnd" if not end.strip(b"\r\n") else "blockLength", f"behind the block stands {end!r}")
    return head, block


def _to_next_record(file: BufferedReader) -> None:
    """Go on to the next line that is a version line, or to the end."""
    at = file.tell()
    while line := file.readline(_WINDOW):
        if _VERSION_LINE.search(line[-12:]) and (line.endswith(b"\n")):
            file.seek(at + len(line) - len(line[line.rfind(b"WARC/") :]))
            return
        at += len(line)
