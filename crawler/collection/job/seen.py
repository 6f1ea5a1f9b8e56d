"""Which URLs a job knows already: the newest in memory, all of them in the journal."""

import sqlite3
from collections.abc import Iterable, Sequence
from typing import Final

from crawler.store import rows

GENERATION: Final = 100_000


class Seen:
    """Two generations of keys in memory before the journal is asked; a key is never forgotten before it is committed.

    Keys that every page links to are answered from memory; the rest of a page costs one query.
    """

    def __init__(self, reader: sqlite3.Connection) -> None:
        """``reader`` sees committed rows only; what is not committed yet is in the young generation."""
        self._reader = reader
        self._young: set[int] = set()
        self._old: set[int] = set()
        self._old_ticket = 0

    def fresh(self, keys: Sequence[int]) -> set[int]:
        """Those of ``keys`` never seen before; they count as seen from now on."""
        fresh = self.unknown(keys)
        self.remember(keys)
        return fresh

    def unknown(self, keys: Iterable[int]) -> set[int]:
        """Those of ``keys`` never seen before; they do not count as seen."""
        asked = set(keys) - self._young - self._old
        return asked - rows.known(self._reader, asked) if asked else asked

    def remember(self, keys: Iterable[int]) -> None:
        """From now on ``keys`` count as seen."""
        self._young.update(keys)

    def committed(self, ticket: int, *, submitted: int) -> None:
        """The journal has caught up to ``ticket``; what it has may be forgotten once two generations are full."""
        if len(self._young) > GENERATION and ticket >= self._old_ticket:
            self._old, self._young = self._young, set()
            self._old_ticket = submitted
