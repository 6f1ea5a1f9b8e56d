"""A WARC that is being written: whole captures or nothing, under a name that ends in ``.open``."""

import os
from collections.abc import Iterable
from dataclasses import dataclass
from errno import EEXIST
from pathlib import Path
from typing import Final

from crawler.errors import DiskError

OPEN_SUFFIX: Final = ".open"


@dataclass(frozen=True, slots=True)
class Location:
    """Where a record lies: final name of its file, offset and length of its gzip member in bytes."""

    filename: str
    offset: int
    length: int

    @property
    def end(self) -> int:
        """Offset of the first byte after it."""
        return self.offset + self.length


def final_path(path: Path) -> Path:
    """``path`` without ``.open``."""
    return path.with_name(path.name.removesuffix(OPEN_SUFFIX))


class OpenFile:
    """One new file, written by one process. All errors of the disk are DiskError and name the file."""

    def __init__(self, path: Path) -> None:
        """Create ``path`` (ends in ``.open``); FileExistsError when it, or the file it will become, exists."""
        if final_path(path).exists():
            raise FileExistsError(final_path(path))
        self.path = path
        self.name = final_path(path).name
        self.length = 0
        self._closed = False
        try:
            self._file = path.open("xb", buffering=0)
            sync_folder(path.parent)
        except FileExistsError:
            raise
        except OSError as error:
            raise DiskError(f"cannot create {path}: {error.strerror}; check that the folder can be written") from error

    def append(self, members: Iterable[Iterable[bytes]]) -> list[Location]:
        """Write gzip members, each given in pieces; when one fails, none of them is left in the file."""
        if self._closed:
            raise DiskError(f"{self.path} takes no more captures, since it could not be cut or renamed; start again")
        start = self.length
        try:
            return [self._append(pieces) for pieces in members]
        except OSError as error:
            self._cut(start)
            raise DiskError(
                f"cannot write to {self.path}: {error.strerror}; it was cut back to its last whole capture, "
                f"{start} bytes; free some space and go on"
            ) from error
        except BaseException:
            self._cut(start)
            raise

    def sync(self) -> None:
        """Bring everything written to the disk."""
        try:
            if not self._file.closed:
                os.fsync(self._file.fileno())
        except OSError as error:
            raise DiskError(f"cannot bring {self.path} to the disk: {error.strerror}; check the disk") from error

    def finish(self) -> Path:
        """Sync, close and give the file its final name, which is returned. May be tried again when that fails."""
        self.sync()
        self._closed = True
        self._file.close()
        return rename_final(self.path)

    def discard(self) -> None:
        """Close and remove a file that holds no capture."""
        self._file.close()
        self.path.unlink(missing_ok=True)

    def _append(self, pieces: Iterable[bytes]) -> Location:
        offset = self.length
        for piece in pieces:
            rest = memoryview(piece)
            while rest:
                rest = rest[self._file.write(rest) :]
            self.length += len(piece)
        return Location(self.name, offset, self.length - offset)

    def _cut(self, length: int) -> None:
        self._closed = True
        self.length = length
        try:
            self._file.truncate(length)
            self._file.seek(length)
        except OSError as error:
            raise DiskError(
                f"cannot write to {self.path}, nor cut it back to its last whole capture at {length} bytes: "
                f"{error.strerror}; the next start does it"
            ) from error
        self._closed = False


def rename_final(path: Path) -> Path:
    """Take ``.open`` off a file's name, durably; a file of that name is never replaced."""
    target = final_path(path)
    try:
        if target.exists():
            raise FileExistsError(EEXIST, "a file of that name exists")
        path.rename(target)
        sync_folder(path.parent)
    except OSError as error:
        raise DiskError(f"cannot rename {path} to {target.name}: {error.strerror}") from error
    return target


def sync_folder(folder: Path) -> None:
    """Make the names in ``folder`` durable."""
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
