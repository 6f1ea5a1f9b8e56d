"""Bytes that arrive in pieces: in memory while they are few, in a temporary file beyond that."""

import os
import tempfile
from collections.abc import Iterator
from typing import IO, Final

IN_MEMORY_BYTES: Final = 1 << 20
READ_BYTES: Final = 1 << 18


class Spool:
    """An append-only run of bytes that spills to an unnamed temporary file above ``IN_MEMORY_BYTES``.

    Once nothing is appended any more, several threads may read it at the same time. The file goes with the object.
    """

    __slots__ = ("_chunks", "_file", "length")

    def __init__(self, data: bytes = b"") -> None:
        """Start with ``data``."""
        self._chunks: list[bytes] = [data] if data else []
        self._file: IO[bytes] | None = None
        self.length = len(data)

    def append(self, data: bytes) -> None:
        """Add ``data`` at the end."""
        self.length += len(data)
        if self._file is not None:
            self._file.write(data)
            return
        self._chunks.append(data)
        if self.length > IN_MEMORY_BYTES:
            self._file = tempfile.TemporaryFile()  # noqa: SIM115 - closed with the object
            self._file.writelines(self._chunks)
            self._chunks = []

    def trim(self, count: int) -> None:
        """Drop the last ``count`` bytes (read from the socket, but of no part of this message)."""
        if count <= 0:
            return
        self.length -= count
        if self._file is not None:
            self._file.seek(self.length)
            self._file.truncate()
            return
        self._chunks = [b"".join(self._chunks)[: self.length]]

    def chunks(self) -> Iterator[bytes]:
        """Every byte in order, in pieces of at most a few hundred kB once spilled."""
        if self._file is None:
            yield from self._chunks
            return
        self._file.flush()
        offset = 0
        while piece := os.pread(self._file.fileno(), READ_BYTES, offset):
            offset += len(piece)
            yield piece

    def __iter__(self) -> Iterator[bytes]:
        """As ``chunks``."""
        return self.chunks()

    def read(self) -> bytes:
        """All of it as one bytes object."""
        if self._file is None and len(self._chunks) == 1:
            return self._chunks[0]
        return b"".join(self.chunks())
