"""Closing a WARC: its index lines, then its final name."""

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from crawler.errors import ArchiveError, DiskError
from crawler.warc.capture import Capture
from crawler.warc.captures import Group, read_group, read_groups
from crawler.warc.cdxj import index_path, write_sorted
from crawler.warc.openfile import OPEN_SUFFIX, rename_final
from crawler.warc.ownlines import NotOurs, own_lines
from crawler.warc.record import RecordType
from crawler.warc.written import resource_line, written_of


def seal(path: Path, *, indexes: Path) -> Path | None:
    """Close an ``.open`` file that a crash left behind: write its index lines, give it its final name, return that.

    Nothing is written to it any more; the next capture goes into a new file. A file without a byte is removed and
    None returned. Raises ArchiveError when it does not end with a whole capture: cut it at ``scan_tail``'s end first.
    """
    _sync(path)
    if path.stat().st_size == 0:
        path.unlink()
        return None
    index_file(path, indexes=indexes)
    return rename_final(path)


def index_file(path: Path, *, indexes: Path) -> Path:
    """Read a WARC, ours or another's, and write its sorted index lines into ``indexes``; returns their file.

    Memory does not grow with the file. Raises ArchiveError at the first damage.
    """
    target = index_path(indexes, path.name)
    if not path.name.endswith(OPEN_SUFFIX):
        try:
            write_sorted(target, own_lines(path))
            return target
        except NotOurs:
            pass  # Nothing was written; it takes patience.
    write_sorted(target, index_lines(path))
    return target


def index_lines(path: Path) -> Iterator[bytes]:
    """The index line of every response, revisit and resource record of any file, in file order; reads all of it.

    Raises ArchiveError when a file that is still open does not end with a whole capture.
    """
    last = None
    for last in read_groups(path):
        yield from _lines(last)
    if last is not None and not last.whole and path.name.endswith(OPEN_SUFFIX):
        start = last.records[0].location.offset
        raise ArchiveError(f"reading {path}: the capture at offset {start} is not whole; cut the file there")


def _lines(group: Group) -> Iterable[bytes]:
    found = read_group(group)
    if isinstance(found, Capture):
        return written_of(found).index_lines
    return [resource_line(stored) for stored in group.records if stored.record.type == RecordType.RESOURCE]


def _sync(path: Path) -> None:
    try:
        with path.open("rb") as file:
            os.fsync(file.fileno())
    except OSError as error:
        raise DiskError(f"cannot bring {path} to the disk: {error.strerror}; check the disk") from error
