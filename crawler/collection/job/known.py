"""Versions as they are known now: what the journal holds, and over it what is on its way there."""

import sqlite3
from collections import deque
from collections.abc import Mapping

from crawler.store import versions
from crawler.store.versions import Known


class KnownVersions:
    """Answers what was seen last of a group of items, uncommitted changes included."""

    def __init__(self, reader: sqlite3.Connection, collection_id: int) -> None:
        """``reader`` sees committed versions only."""
        self._reader, self._collection = reader, collection_id
        self._pending: dict[str, Known] = {}
        self._tickets: deque[tuple[int, str]] = deque()
        self._last: dict[str, int] = {}

    def of(self, group: str) -> Known:
        """Version and digest of every item of the group."""
        return versions.of_group(self._reader, self._collection, group) | self._pending.get(group, {})

    def changed(self, groups: Mapping[str, Known], *, ticket: int) -> None:
        """Remember new versions until ``ticket`` is committed."""
        for group, names in groups.items():
            self._pending.setdefault(group, {}).update(names)
            self._last[group] = ticket
            self._tickets.append((ticket, group))

    def committed(self, ticket: int) -> None:
        """The journal has caught up to ``ticket``."""
        while self._tickets and self._tickets[0][0] <= ticket:
            group = self._tickets.popleft()[1]
            if self._last.get(group, ticket + 1) <= ticket:
                self._pending.pop(group, None)
                self._last.pop(group, None)
