"""A data file that grows by whole lines and is never half written as far as the journal knows."""

import os
from collections.abc import Sequence
from pathlib import Path
from typing import BinaryIO

from crawler.errors import ArchiveError, DiskError


class DataFile:
    """An append-only file of lines; ``length`` counts what was appended, ``sync`` makes it durable."""

    def __init__(self, path: Path, committed: int = 0) -> None:
        """Open ``path``, cut to its ``committed`` bytes. ArchiveError when the file is shorter than that."""
        self.path = path
        try:
            self._descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_CLOEXEC, 0o644)
            self.length = os.fstat(self._descriptor).st_size
            if self.length < committed:
                os.close(self._descriptor)
                raise ArchiveError(
                    f"data file {path}: {self.length} bytes where {committed} were committed; it was cut from outside. "
                    "Rebuild it from the archive with crawler reparse"
                )
            os.ftruncate(self._descriptor, committed)
            os.lseek(self._descriptor, committed, os.SEEK_SET)
        except OSError as error:
            raise DiskError(f"data file {path}: cannot be opened for writing ({error.strerror})") from error
        self.length = committed
        self._dirty = False

    def append(self, lines: Sequence[bytes]) -> None:
        """Add lines (without their line ends)."""
        if not lines:
            return
        data = memoryview(b"\n".join([*lines, b""]))
        self._dirty = True
        try:
            while data:
                written = os.write(self._descriptor, data)
                self.length += written
                data = data[written:]
        except OSError as error:
            raise DiskError(f"data file {self.path}: cannot be written ({error.strerror}); free some space") from error

    def sync(self) -> None:
        """Return once every appended line is on disk."""
        if self._dirty:
            os.fdatasync(self._descriptor)
            self._dirty = False

    def close(self) -> None:
        """Give the file back."""
        os.close(self._descriptor)


def whole_length(file: BinaryIO) -> int:
    """Bytes of an open file up to and including its last line end; read from its end, without moving its position."""
    start = os.fstat(file.fileno()).st_size
    while start:
        start, end = max(0, start - 65536), start
        found = os.pread(file.fileno(), end - start, start).rfind(b"\n")
        if found >= 0:
            return start + found + 1
    return 0
