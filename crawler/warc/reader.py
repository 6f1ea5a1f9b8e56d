"""Records of a WARC file, one after the other: our own and other people's.

Read here: gzip with a member for each record, any WARC version, which is what we and nearly all others write.
Uncompressed files, and gzip files that are one stream, go through warcio (``foreign``).
A damaged file is read up to the damage; ArchiveError then names file and offset.
"""

import re
from collections.abc import Iterator
from io import BufferedReader
from itertools import chain
from os import SEEK_CUR
from pathlib import Path
from typing import Final, cast

from isal import igzip_lib

from crawler.errors import ArchiveError, DiskError
from crawler.warc.capture import StoredRecord
from crawler.warc.heads import MAX_HEAD_BYTES, parse_head
from crawler.warc.openfile import Location, final_path
from crawler.warc.record import Record
from crawler.wire.spool import Spool

_FEED_BYTES: Final = 1 << 15
_PIECE_BYTES: Final = 1 << 18
_MAGIC: Final = b"\x1f\x8b"
_HEAD_END: Final = re.compile(rb"\r?\n\r?\n")

# isal's type stubs call the class an instance.
_PackError: Final = cast("type[Exception]", igzip_lib.IsalError)


class _Damage(Exception):
    """What is wrong with a record, without its place."""


class _ManyRecords(_Damage):
    """A member that holds more than its record."""


def read_records(path: Path, start: int = 0) -> Iterator[StoredRecord]:
    """Every record from offset ``start``, which is the start of a record; memory is bounded by ``Spool``.

    In a gzip file that is one stream, offsets count in what it unpacks to.
    """
    try:
        with open_archive(path) as file:
            if _has_member_for_each_record(file):
                file.seek(start)
                yield from _members(file, path)
            else:
                from crawler.warc.foreign import read_foreign  # Brings warcio, which few files need.

                yield from read_foreign(path, start)
    except OSError as error:
        raise DiskError(f"cannot read {path}: {error.strerror}; check the disk") from error


def read_record(path: Path, offset: int) -> StoredRecord:
    """The record at ``offset``; ArchiveError when there is none."""
    for stored in read_records(path, offset):
        return stored
    raise ArchiveError(f"reading {path}: there is no record at offset {offset}, where the file ends")


def open_archive(path: Path) -> BufferedReader:
    """``path`` for reading; DiskError when it cannot be opened."""
    try:
        return path.open("rb")
    except OSError as error:
        raise DiskError(f"cannot read {path}: {error.strerror}") from error


def require_bytes(path: Path, *, doing: str) -> None:
    """ArchiveError for a file without a byte, which is no WARC although nothing in it is damaged."""
    if path.stat().st_size == 0:
        raise ArchiveError(f"{doing} {path}: it has no bytes; put the file back from a copy, or remove it")


def _has_member_for_each_record(file: BufferedReader) -> bool:
    """Whether this is gzip whose first member, as far as it can be read, ends with its first record."""
    if not _MAGIC.startswith(file.read(len(_MAGIC))):
        return False
    file.seek(0)
    try:
        _read_member(file)
    except _ManyRecords:
        return False
    except (_Damage, _PackError):
        return True
    return True


def _members(file: BufferedReader, path: Path) -> Iterator[StoredRecord]:
    name, offset = final_path(path).name, file.tell()
    try:
        while file.peek(1):
            record = _read_member(file)
            end = file.tell()
            yield StoredRecord(record, Location(name, offset, end - offset))
            offset = end
    except (_Damage, _PackError) as error:
        found = f"the record at offset {offset} is damaged ({error}); all before it is safe; run crawler check"
        raise ArchiveError(f"reading {path}: {found}") from error


def _read_member(file: BufferedReader) -> Record:
    """The record in the member that starts here; leaves the file behind the member."""
    pieces = _unpacked(file)
    head, rest = _take_head(pieces)
    try:
        version, fields = parse_head(head)
    except ValueError as error:
        raise _Damage(str(error)) from error
    length = next((value for name, value in fields if name.lower() == "content-length"), "none")
    if not (length.isascii() and length.isdigit()):
        raise _Damage(f"its Content-Length is {length}")
    block = _take_block(int(length), rest, pieces)
    return Record(tuple(pair for pair in fields if pair[0].lower() != "content-length"), block, version)


def _take_head(pieces: Iterator[bytes]) -> tuple[bytes, bytes]:
    """The head, and what was unpacked beyond it."""
    data = b""
    for piece in pieces:
        data += piece
        if end := _HEAD_END.search(data):
            return data[: end.start()], data[end.end() :]
        if len(data) > MAX_HEAD_BYTES:
            break
    raise _Damage("its head has no end")


def _take_block(length: int, rest: bytes, pieces: Iterator[bytes]) -> Spool:
    """The block; reads on to the member's end, where nothing but line ends may follow."""
    block = Spool(rest[:length])
    rest = rest[length:]
    for piece in chain((rest,), pieces):
        missing = length - block.length
        if missing and piece:
            block.append(piece[:missing])
        if piece[missing:].strip(b"\r\n"):
            raise _ManyRecords("its gzip member goes on after its block")
    if block.length < length:
        raise _Damage(f"its block has {block.length} of {length} bytes")
    return block


def _unpacked(file: BufferedReader) -> Iterator[bytes]:
    """What the member that starts here holds, in pieces."""
    unpacker = igzip_lib.IgzipDecompressor(flag=igzip_lib.DECOMP_GZIP)
    while not unpacker.eof:
        data = file.read(_FEED_BYTES) if unpacker.needs_input else b""
        if unpacker.needs_input and not data:
            raise _Damage("the file ends within it")
        yield unpacker.decompress(data, _PIECE_BYTES)
    file.seek(-len(unpacker.unused_data), SEEK_CUR)
