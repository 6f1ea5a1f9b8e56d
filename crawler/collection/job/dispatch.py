"""Hands out what is due: never a page before what its origin asks of robots, never a host before its time.

Theory of operation. ``_due`` is a heap of (instant, host) with each host in it at most once. A host whose instant has
come gives its most urgent row. If the row's origin has no rules yet, a request for robots.txt goes out instead and the
host waits for it; a row that the rules forbid is not taken, and the next one is looked at. Before its first page the
origin is asked for its rights file in the same way. All times are monotonic seconds passed in.
"""

from collections.abc import Callable
from heapq import heappop, heappush
from typing import Final
from uuid import uuid4

from crawler.collection.facts import Purpose
from crawler.collection.job.queue import HostQueue, Queue
from crawler.collection.job.robots import PATHS, RobotsBook, shown
from crawler.collection.job.task import Task
from crawler.frontier.robots import RobotsRules
from crawler.frontier.throttle import HostState, Throttle
from crawler.store.rows import Row, page_key
from crawler.urls import host_of, origin_of

ORIGIN_PRIORITIES: Final = {Purpose.ROBOTS: -2, Purpose.RIGHTS: -1}
"""Rows that tell of an origin go before all others; none of them is journalled."""
AGAIN_SECONDS: Final = 0.05
"""How soon a host is looked at again whose rows are on their way into the journal, or wait for other hosts."""


class Dispatcher:
    """Gives tasks, and takes back how they went.

    ``refused`` is called for each row that robots.txt forbids. ``withheld`` says whether a row's address was taken out
    of the collection; the row is settled then. Of each requisite that is due, ``dropped`` says whether it is not worth
    a request any more, and was settled, ``held`` whether it is to wait until others are answered.
    """

    def __init__(
        self,
        queue: Queue,
        throttle: Throttle,
        *,
        obey_robots: bool,
        allow_pages: Callable[[], bool],
        refused: Callable[[Row, str], None],
        withheld: Callable[[Row], bool],
        dropped: Callable[[Row, HostState], bool],
        held: Callable[[Row], bool],
    ) -> None:
        """Start with every host of ``queue`` due. While ``allow_pages`` is False, only what is urgent goes out."""
        self._queue, self._throttle = queue, throttle
        self._allow_pages, self._refused, self._dropped = allow_pages, refused, dropped
        self._withheld, self._held = withheld, held
        self._book = RobotsBook(obey=obey_robots)
        self._due: list[tuple[float, str]] = []
        self._later: list[tuple[float, int, Row]] = []
        self._kept_back: list[HostQueue] = []
        for host in queue.hosts.values():
            self.wake(host)

    def wake(self, host: HostQueue) -> None:
        """The host has rows, or may take one more: look at it when its time comes."""
        if not host.scheduled and host.has_rows:
            host.scheduled = True
            heappush(self._due, (host.state.due, host.name))

    def next_at(self) -> float | None:
        """When the time of the next host or of a delayed row comes; None when none waits for it."""
        return min((waiting[0][0] for waiting in (self._due, self._later) if waiting), default=None)

    def next_task(self, now: float) -> Task | None:
        """A task that is due, its host's clock running from now; None when nothing is due."""
        if self._kept_back and self._allow_pages():
            self._release()
        while self._later and self._later[0][0] <= now:
            self.wake(self._queue.undelay(heappop(self._later)[2]))
        while self._due and self._due[0][0] <= now:
            host = self._queue.host(heappop(self._due)[1])
            host.scheduled = False
            if host.state.due > now:
                self.wake(host)
            elif self._throttle.ready(host.state, now) and (task := self._take(host, now)):
                self._throttle.started(host.state, now)
                self.wake(host)
                return task
        return None

    def landed(self, task: Task, now: float, *, status: int | None, took: float, wait: float | None = None) -> None:
        """The task's request is over after ``took`` seconds; ``wait`` is what Retry-After asked for."""
        host = self._queue.host(task.host)
        self._throttle.ended(host.state, now, status=status, took=took, retry_after=wait)
        self.wake(host)

    def again(self, row: Row, *, not_before: float = 0.0) -> None:
        """A row in flight is to be asked for again: elsewhere, or later, while others of its host go on."""
        if not_before:
            self._queue.delay(row)
            heappush(self._later, (not_before, row.key, row))
        else:
            self.wake(self._queue.put_back(row))

    def robots_arrived(self, task: Task, status: int | None, body: bytes, *, now: float) -> RobotsRules:
        """robots.txt was answered, or (None) will not be; what it allows may go."""
        first = task.row.first_url
        rules = self._book.learn(origin_of(first), status, body, now=now)
        host = self._queue.host(host_of(first))
        host.state.crawl_delay = self._book.crawl_delay(host.name)
        host.state.due = max(host.state.due, now + host.state.crawl_delay)
        self._released(host)
        return rules

    def rights_arrived(self, task: Task, status: int | None, body: bytes, *, now: float) -> None:
        """The rights file was answered, or (None) will not be; the pages that it tells of may go."""
        first = task.row.first_url
        self._book.learn_rights(origin_of(first), status, body, now=now)
        self._released(self._queue.host(host_of(first)))

    def _released(self, host: HostQueue) -> None:
        host.awaits_file = False
        self.wake(host)

    def _take(self, host: HostQueue, now: float) -> Task | None:
        while True:
            if host.awaits_file and not (host.heap and host.heap[0][0] in _OF_ORIGIN):
                return None
            row = self._queue.pop(host)
            if row is None:
                if host.on_disk:
                    self._look_again(host, now)
                return None
            if (purpose := _OF_ORIGIN.get(row.priority)) is not None:
                return Task(row, purpose, host.name, "")
            if self._withheld(row):
                continue
            if row.is_page and not self._allow_pages():
                self._queue.put_back(row)
                self._kept_back.append(host)
                if host.urgent_on_disk:
                    self._look_again(host, now)
                return None
            if row.requisite is not None and self._dropped(row, host.state):
                continue
            if row.requisite is not None and self._held(row):
                self._queue.put_back(row)
                self._look_again(host, now)
                return None
            if (wanted := self._book.wanted(row.url, page=row.is_page, now=now)) is not None:
                self._ask_first(host, row, wanted)
                continue
            decision = self._book.decision(row.url)
            if decision is not None and not decision.allowed:
                self._refused(row, shown(decision))
                continue
            rights = self._book.rights(row.url, now) if row.is_page else ()
            visit = row.visit_id or str(uuid4())
            return Task(row, _purpose(row), host.name, visit, shown(decision), rights=rights)

    def _release(self) -> None:
        """Pages may go out again, since one that was counted on was not taken."""
        hosts, self._kept_back = self._kept_back, []
        for host in hosts:
            self.wake(host)

    def _look_again(self, host: HostQueue, now: float) -> None:
        host.state.due = max(host.state.due, now + AGAIN_SECONDS)
        self.wake(host)

    def _ask_first(self, host: HostQueue, row: Row, purpose: Purpose) -> None:
        """``row`` waits until its origin was asked for a file of its own."""
        self._queue.put_back(row)
        host.awaits_file = True
        url = origin_of(row.url) + PATHS[purpose]
        key = page_key(row.job_id, f"{purpose} {url}")
        self._queue.push(Row(key, row.job_id, url, host.name, ORIGIN_PRIORITIES[purpose]), urgent=True)


_OF_ORIGIN: Final = {priority: purpose for purpose, priority in ORIGIN_PRIORITIES.items()}


def _purpose(row: Row) -> Purpose:
    if row.requisite is not None:
        return Purpose.REQUISITE
    return Purpose.NEED if row.need is not None else Purpose.PAGE
