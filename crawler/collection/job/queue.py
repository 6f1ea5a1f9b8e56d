"""Rows that wait, by host: the next few in memory, the rest in the journal."""

import sqlite3
from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from heapq import heappop, heappush
from itertools import islice
from typing import Final

from crawler.frontier.priority import Priority, is_urgent
from crawler.frontier.throttle import HostState
from crawler.store import rows
from crawler.store.rows import Row

HOST_ROWS: Final = 100
"""Rows of a host kept in memory, and as many on top that are urgent."""
ALL_ROWS: Final = 20_000


@dataclass(slots=True)
class HostQueue:
    """What waits for one host: ``heap`` holds (priority, depth, arrival, row), ``on_disk`` counts the rest.

    ``urgent_on_disk`` are those of the rest that come before any page. ``awaits_file``: what one of its origins asks of
    robots is being asked for.
    """

    name: str
    state: HostState = field(default_factory=HostState)
    heap: list[tuple[int, int, int, Row]] = field(default_factory=list)
    on_disk: int = 0
    urgent_on_disk: int = 0
    awaits_file: bool = False
    scheduled: bool = False

    @property
    def has_rows(self) -> bool:
        """Whether anything waits."""
        return bool(self.heap or self.on_disk)

    @property
    def wants_urgent(self) -> bool:
        """Whether something urgent is on disk, and nothing of the kind in memory."""
        return bool(self.urgent_on_disk and not (self.heap and is_urgent(self.heap[0][0])))


class Queue:
    """The rows of one job by host. Beyond the ceilings a row is only counted, and read back from the journal later.

    ``_held`` are the rows that the journal may still call queued although they must not be read from it: those in
    memory, in flight, or done with but not committed.
    """

    def __init__(
        self,
        reader: sqlite3.Connection,
        job_id: int,
        *,
        flush: Callable[[], bool],
    ) -> None:
        """Start with what the journal holds.

        ``flush`` is called when rows are wanted that the journal does not have; it says whether all is committed.
        """
        self._reader, self._job_id = reader, job_id
        self._flush = flush
        self._arrivals = 0
        self._held: set[int] = set()
        self._settled: deque[tuple[int, int]] = deque()
        self.hosts: dict[str, HostQueue] = {}
        self.in_memory = 0
        self.on_disk = 0
        self.in_flight = 0
        self.delayed = 0
        self.urgent = 0
        for name, count in rows.queued_hosts(reader, job_id).items():
            self.host(name).on_disk = count
            self.on_disk += count
        for name, count in rows.queued_hosts(reader, job_id, before=Priority.SEED).items():
            self.host(name).urgent_on_disk = count
            self.urgent += count

    def host(self, name: str) -> HostQueue:
        """The queue of one host, made on first use."""
        if (found := self.hosts.get(name)) is None:
            found = self.hosts[name] = HostQueue(name)
        return found

    @property
    def waiting(self) -> int:
        """How many rows wait: in memory, on disk, or for their own time."""
        return self.in_memory + self.on_disk + self.delayed

    def push(self, row: Row, *, urgent: bool = False) -> HostQueue:
        """A new row waits. Kept in memory when ``urgent``, or while its host has few."""
        host, soon = self.host(row.host), is_urgent(row.priority)
        before = host.urgent_on_disk if soon else host.on_disk
        room = not before and len(host.heap) < HOST_ROWS * (1 + soon) and self.in_memory < ALL_ROWS
        if urgent or room:
            self._keep(host, row)
        else:
            host.on_disk += 1
            self.on_disk += 1
            host.urgent_on_disk += soon
        self.urgent += soon
        return host

    def pop(self, host: HostQueue) -> Row | None:
        """The host's most urgent row, now in flight; None when none is at hand (perhaps not committed yet)."""
        if host.wants_urgent:
            self._refill_urgent(host)
        if not host.heap and host.on_disk:
            self._refill(host)
        if not host.heap:
            return None
        row = heappop(host.heap)[3]
        self.urgent -= is_urgent(row.priority)
        self.in_memory -= 1
        self.in_flight += 1
        return row

    def put_back(self, row: Row) -> HostQueue:
        """A row in flight waits again, perhaps for another host than it was sent to."""
        self.in_flight -= 1
        host = self.host(row.host)
        self._keep(host, row)
        self.urgent += is_urgent(row.priority)
        return host

    def delay(self, row: Row) -> None:
        """A row in flight waits for its own time, in nobody's queue."""
        self.in_flight -= 1
        self.delayed += 1

    def undelay(self, row: Row) -> HostQueue:
        """Its time has come: it waits for its host like others."""
        self.delayed -= 1
        self.in_flight += 1
        return self.put_back(row)

    def settled(self, row: Row, *, ticket: int) -> None:
        """A row that was in flight is done with, as the journal will know once ``ticket`` is committed."""
        self.in_flight -= 1
        self._held.add(row.key)
        self._settled.append((ticket, row.key))

    def committed(self, ticket: int) -> None:
        """The journal has caught up to ``ticket``."""
        while self._settled and self._settled[0][0] <= ticket:
            self._held.discard(self._settled.popleft()[1])

    def _keep(self, host: HostQueue, row: Row) -> None:
        self._arrivals += 1
        heappush(host.heap, (row.priority, row.depth, self._arrivals, row))
        self._held.add(row.key)
        self.in_memory += 1

    def _refill(self, host: HostQueue) -> None:
        if not self._read(host, rows.queued(self._reader, self._job_id, host.name)) and self._flush():
            self.urgent -= host.urgent_on_disk
            self.on_disk -= host.on_disk
            host.on_disk = host.urgent_on_disk = 0

    def _refill_urgent(self, host: HostQueue) -> None:
        found = self._read(host, rows.queued(self._reader, self._job_id, host.name, before=Priority.SEED))
        if not found and self._flush():
            self.urgent -= host.urgent_on_disk
            host.urgent_on_disk = 0

    def _read(self, host: HostQueue, waiting: Iterator[Row]) -> int:
        """Take the first rows of ``waiting`` into memory; gives how many."""
        fresh = list(islice((row for row in waiting if row.key not in self._held), HOST_ROWS))
        for row in fresh:
            self._keep(host, row)
            host.urgent_on_disk -= is_urgent(row.priority)
        host.on_disk -= len(fresh)
        self.on_disk -= len(fresh)
        return len(fresh)
