"""Where a WARC lies: a file of its own, or stored inside a WACZ."""

import io
import os
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, cast

_WINDOW = 1 << 18


@dataclass(frozen=True, slots=True)
class Source:
    """A WARC to check. ``name`` is what indexes call it, ``shown`` what a report does.

    ``start`` and ``length`` tell which bytes of ``path`` it is; ``length`` None is all of them. ``live``: somebody is
    writing it now, so that its end may be half a record.
    """

    name: str
    shown: str
    path: Path
    start: int = 0
    length: int | None = None
    live: bool = False


def open_source(source: Source) -> io.BufferedReader:
    """The source's bytes, from 0; OSError when it cannot be opened."""
    file = source.path.open("rb")
    if source.length is None:
        return file
    return io.BufferedReader(cast("io.RawIOBase", _Slice(file, source.start, source.length)), _WINDOW)


class _Slice(io.RawIOBase):
    """Some of a file's bytes as a file."""

    def __init__(self, file: BinaryIO, start: int, length: int) -> None:
        self._file, self._start, self._length, self._at = file, start, length, 0

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def seek(self, offset: int, whence: int = os.SEEK_SET) -> int:
        self._at = offset + {os.SEEK_SET: 0, os.SEEK_CUR: self._at, os.SEEK_END: self._length}[whence]
        return self._at

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        size = max(0, min(len(buffer), self._length - self._at))
        data = os.pread(self._file.fileno(), size, self._start + self._at)
        buffer[: len(data)] = data
        self._at += len(data)
        return len(data)

    def close(self) -> None:
        self._file.close()
        super().close()
