"""How hosts are asked and how they answer: every request counted, every trouble told to the throttle, all on record."""

from crawler.collection.hosts import HostBook
from crawler.collection.job.dispatch import Dispatcher
from crawler.collection.job.queue import Queue
from crawler.collection.job.tally import Tally
from crawler.collection.job.task import Task
from crawler.frontier.throttle import TROUBLE, Throttle
from crawler.parsers.extraction import PageKind

GONE = (404, 410)
"""Statuses of a page that is missing, which is none that blocks us."""


class Conduct:
    """``hosts`` is the record. All times are monotonic seconds passed in."""

    def __init__(
        self, dispatcher: Dispatcher, throttle: Throttle, queue: Queue, *, hosts: HostBook, tally: Tally
    ) -> None:
        """No host was asked yet."""
        self._dispatcher, self._throttle, self._queue, self._tally = dispatcher, throttle, queue, tally
        self.hosts = hosts

    def started(self, task: Task, now: float) -> None:
        """A request goes out."""
        self.hosts.started(task.host, now)

    def landed(
        self, task: Task, now: float, *, status: int | None, took: float, wait: float | None = None, received: int = 0
    ) -> None:
        """A request is over after ``took`` seconds and ``received`` bytes; ``wait`` is what Retry-After asked for."""
        self._dispatcher.landed(task, now, status=status, took=took, wait=wait)
        self.hosts.of(task.host).bytes += received
        self._tally.exchange(task.host, status=status, received=received)
        if status in TROUBLE:
            self._slowed(task.host, now)

    def looked(self, host: str, *, status: int, kind: PageKind, now: float) -> None:
        """A page of the host was read: a wall, an error, or what was asked for."""
        wrong = kind in (PageKind.WALL, PageKind.ERROR) or status >= 400
        self._judged(host, now, blocked=wrong and status not in GONE)

    def turned_away(self, host: str, now: float) -> None:
        """A page of the host sent us to its login."""
        self._judged(host, now, blocked=True)

    def _judged(self, host: str, now: float, *, blocked: bool) -> None:
        self.hosts.of(host).blocks += blocked
        self._tally.blocks += blocked
        if self._throttle.looked(self._queue.host(host).state, now, blocked=blocked):
            self._slowed(host, now)

    def _slowed(self, host: str, now: float) -> None:
        self.hosts.waits(host, self._queue.host(host).state.due - now)
