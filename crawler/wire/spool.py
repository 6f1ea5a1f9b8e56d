"""Bytes that arrive in pieces: in memory while they are few, in a temporary file beyond that."""

import tempfile
from collections.abc import Iterator
from typing import IO, Final

IN_MEMORY_BYTES: Final = 1 << 20
READ_BYTES: Final = 1 << 18


class Spool:
    """An append-only run of bytes that spills to an unnamed temporary file above ``IN_MEMORY_BYTES``."""

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
            self._file = tempfile.TemporaryFile()  # noqa: SIM115 - closed in close()
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
        self._file.seek(0)
        while piece := self._file.read(READ_BYTES):
            yield piece

    def read(self) -> bytes:
        """All of it as one bytes object."""
        if self._file is None and len(self._chunks) == 1:
            return self._chunks[0]
        return b"".join(self.chunks())

    def close(self) -> None:
        """Give the temporary file back; the spool is empty then."""
        if self._file is not None:
            self._file.close()
            self._file = None
        self._chunks = []
        self.length = 0
