"""Chunked framing undone, in pieces: https://www.rfc-editor.org/rfc/rfc9112.html#section-7.1."""

import re
from collections.abc import Iterable, Iterator
from typing import Final

_MOST_BLANKS: Final = 64
_MOST_EXTENSION: Final = 1 << 14
_LINE_BYTES: Final = _MOST_EXTENSION + 2 * _MOST_BLANKS + 32
"""More than any line that is taken for a chunk size has; servers' own limits are about 1 kB."""
_SIZE: Final = re.compile(
    rb"[ \t]{0,%d}([0-9A-Fa-f]{1,16})[ \t]{0,%d}(?:;[^\n]{0,%d})?\r?\n" % (_MOST_BLANKS, _MOST_BLANKS, _MOST_EXTENSION)
)


class Dechunked:
    """What a chunked body carries, to be iterated once; in memory is a piece at a time, however long the body is.

    ``pieces`` are the message's bytes, the body begins at ``start``. A body that does not begin with a chunk size is
    given as it is. Once all was given, ``whole``, ``note`` and ``end`` are what ``message.Entity`` says of a body.
    """

    def __init__(self, pieces: Iterable[bytes], start: int) -> None:
        self.whole = False
        self.note: str | None = None
        self.end = 0
        self._source = _Source(pieces, start)

    def __iter__(self) -> Iterator[bytes]:
        """The payload in order."""
        source, begun = self._source, False
        while found := source.match_size():
            size = int(found[1], 16)
            if size == 0:
                self._after_last_chunk()
                return
            begun = True
            yield from source.give(size)
            source.skip_line_end()
        self.end, self.note = source.offset, "body cut between chunks or within one"
        if source.ended():
            return
        if not begun:
            self.note = "said to be chunked, but is not"
            yield from source.rest()
        elif any(b"\n" in piece for piece in source.rest()):
            self.note = f"no chunk size at offset {self.end}"
            return
        self.end = source.offset

    def _after_last_chunk(self) -> None:
        """Skip the trailer section, which ends with an empty line."""
        source = self._source
        self.whole = any(line in (b"\n", b"\r\n") for line in source.line_starts())
        self.note = None if self.whole else "cut in the trailer section"
        self.end = source.offset


class _Source:
    """Pieces as one run of bytes, with a place in it."""

    def __init__(self, pieces: Iterable[bytes], start: int) -> None:
        self._pieces = iter(pieces)
        self._data, self._at, self._base = b"", 0, 0
        while start > len(self._data) and self._more():
            pass
        self._at = start

    @property
    def offset(self) -> int:
        """Offset of the next byte."""
        return self._base + self._at

    def ended(self) -> bool:
        """Whether no byte is left."""
        return self._at >= len(self._data) and not self._more()

    def match_size(self) -> "re.Match[bytes] | None":
        """Read a line with a chunk's size; None where there is none, and nothing is read."""
        while len(self._data) - self._at < _LINE_BYTES and self._more():
            pass
        found = _SIZE.match(self._data, self._at)
        self._at = found.end() if found else self._at
        return found

    def give(self, size: int) -> Iterator[bytes]:
        """The next ``size`` bytes, or as many as there are."""
        while size > 0 and not self.ended():
            part = self._data[self._at : self._at + size]
            self._at, size = self._at + len(part), size - len(part)
            yield part

    def rest(self) -> Iterator[bytes]:
        """All bytes that are left."""
        while not self.ended():
            part = self._data[self._at :]
            self._at += len(part)
            yield part

    def skip_line_end(self) -> None:
        """Read a line end, if that comes next."""
        while len(self._data) - self._at < 2 and self._more():
            pass
        if self._data.startswith(b"\r\n", self._at):
            self._at += 2
        elif self._data.startswith(b"\n", self._at):
            self._at += 1

    def line_starts(self) -> Iterator[bytes]:
        """The first three bytes of each line, line end included; the last may have none."""
        start = b""
        while not self.ended():
            end = self._data.find(b"\n", self._at) + 1 or len(self._data)
            start = (start + self._data[self._at : min(end, self._at + 3)])[:3]
            ends = self._data.startswith(b"\n", end - 1)
            self._at = end
            if ends:
                yield start
                start = b""

    def _more(self) -> bool:
        """Have another piece behind what is left; False at the end."""
        piece = next(self._pieces, None)
        if piece is None:
            return False
        self._data, self._base, self._at = self._data[self._at :] + piece, self._base + self._at, 0
        return True
