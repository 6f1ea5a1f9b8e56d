"""The entity of a response of any length, in pieces; the same bytes that ``message.entity`` gives at once."""

from collections.abc import Iterator

from crawler.wire.chunks import Dechunked
from crawler.wire.message import Head, entity, extent, is_chunked
from crawler.wire.spool import IN_MEMORY_BYTES, Spool


class Body:
    """What follows the head of a response block, de-chunked, content coding kept. May be iterated again and again.

    A short block is one piece, of a long one only a piece is in memory. Once all was given, ``whole``, ``note`` and
    ``end`` are as in ``message.Entity``.
    """

    def __init__(self, block: Spool, head: Head, method: str = "GET") -> None:
        self.whole = False
        self.note: str | None = None
        self.end = 0
        self._block, self._head, self._method = block, head, method

    def __iter__(self) -> Iterator[bytes]:
        """The payload in order."""
        if self._block.length <= IN_MEMORY_BYTES:
            found = entity(self._block.read(), self._head, self._method)
            self.whole, self.note, self.end = found.whole, found.note, found.end
            yield found.payload
        elif is_chunked(self._head, self._method):
            running = Dechunked(self._block.chunks(), self._head.length)
            yield from running
            self.whole, self.note, self.end = running.whole, running.note, running.end
        else:
            self.whole, self.note, self.end = extent(self._block.length, self._head, self._method)
            yield from part(self._block, self._head.length if self._head.whole else self.end, self.end)


def part(block: Spool, start: int, end: int) -> Iterator[bytes]:
    """The bytes of a block from ``start`` to ``end``."""
    at = 0
    for piece in block.chunks():
        if found := piece[max(0, start - at) : max(0, end - at)]:
            yield found
        at += len(piece)
