"""Writes a WARC anew with some of its records changed; every other gzip member is copied byte for byte."""

import os
from collections.abc import Callable, Mapping
from errno import EIO
from io import BufferedReader, BufferedWriter
from pathlib import Path
from typing import Final

from crawler.errors import ConfigError, DiskError
from crawler.warc.openfile import Location
from crawler.warc.reader import read_record
from crawler.warc.record import Record, member

_PIECE: Final = 1 << 20
_MAGIC: Final = b"\x1f\x8b\x08"

Change = Callable[[Record], Record]
"""From a record as it is to the record to write in its place."""


def rewrite(path: Path, target: Path, changes: Mapping[Location, Change]) -> None:
    """Copy ``path`` to the new file ``target``, durably, with ``changes`` made to the records at these places.

    Memory does not grow with the file. ConfigError when a place is not a gzip member of its own (then it cannot be
    changed alone), DiskError when the copy cannot be written; nothing is left of it then.
    """
    try:
        with path.open("rb") as source, target.open("xb") as copy:
            at = 0
            for place in sorted(changes, key=lambda place: place.offset):
                _require_member(source, path, place)
                _copy(source, copy, at, place.offset)
                copy.writelines(member(changes[place](read_record(path, place.offset).record)))
                at = place.end
            _copy(source, copy, at, path.stat().st_size)
            copy.flush()
            os.fsync(copy.fileno())
    except OSError as error:
        target.unlink(missing_ok=True)
        raise DiskError(f"cannot write {path.name} anew: {error.strerror}; free some space") from error
    except BaseException:
        target.unlink(missing_ok=True)
        raise


def _require_member(source: BufferedReader, path: Path, place: Location) -> None:
    """Files that are not compressed record by record count their offsets otherwise, or hold no gzip there."""
    source.seek(place.offset)
    if source.read(len(_MAGIC)) != _MAGIC:
        raise ConfigError(
            f"writing {path} anew: the record at offset {place.offset} is no gzip member of its own; compress the file "
            "record by record first (warcio recompress)"
        )


def _copy(source: BufferedReader, target: BufferedWriter, start: int, end: int) -> None:
    source.seek(start)
    while start < end:
        piece = source.read(min(_PIECE, end - start))
        if not piece:
            raise OSError(EIO, f"the file ends at {start}, not at {end}")
        target.write(piece)
        start += len(piece)
