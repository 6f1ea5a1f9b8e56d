"""Records of files that are not gzip with a member for each record, read by warcio: plain, or one gzip stream."""

import gzip
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any, Final, cast

from warcio.archiveiterator import WARCIterator
from warcio.exceptions import ArchiveLoadFailed

from crawler.errors import ArchiveError
from crawler.warc.capture import StoredRecord
from crawler.warc.openfile import Location
from crawler.warc.record import Record
from crawler.wire.spool import READ_BYTES, Spool

_MAGIC: Final = b"\x1f\x8b"


def read_foreign(path: Path, start: int = 0) -> Iterator[StoredRecord]:
    """Every record from offset ``start`` of what the file unpacks to; offsets and lengths count there too.

    Raises ArchiveError that names the offset after the last record that could be read.
    """
    with path.open("rb") as packed:
        one_stream = packed.read(len(_MAGIC)) == _MAGIC
        packed.seek(0)
        file = cast("IO[bytes]", _Stream(fileobj=packed)) if one_stream else packed
        good_end = start
        try:
            file.seek(start)
            for stored in _records(file, path.name):
                good_end = stored.location.end
                yield stored
        except (ArchiveLoadFailed, EOFError, gzip.BadGzipFile, zlib.error) as error:
            found = f"what follows offset {good_end} is damaged ({error}); all before it is safe; run crawler check"
            raise ArchiveError(f"reading {path}: {found}") from error


class _Stream(gzip.GzipFile):
    """A gzip stream whose early end is told from a regular one: warcio takes EOFError for the latter."""

    def read(self, size: int | None = -1) -> bytes:
        """At most ``size`` bytes."""
        try:
            return super().read(size)
        except EOFError as error:
            raise gzip.BadGzipFile(str(error)) from error


def _records(file: IO[bytes], name: str) -> Iterator[StoredRecord]:
    records = WARCIterator(file, no_record_parse=True)
    for found in records:
        block = Spool()
        while piece := found.raw_stream.read(READ_BYTES):
            block.append(piece)
        location = Location(name, records.get_record_offset(), records.get_record_length())
        stated = found.rec_headers.get_header("Content-Length", "no")
        if stated != str(block.length):
            raise EOFError(f"the block at offset {location.offset} has {block.length} bytes of {stated}")
        yield StoredRecord(Record(_fields(found), block, found.rec_headers.protocol), location)


def _fields(found: Any) -> tuple[tuple[str, str], ...]:
    return tuple((name, value) for name, value in found.rec_headers.headers if name.lower() != "content-length")
