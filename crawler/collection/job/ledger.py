"""Where rows go in and out: every change is told to the committer, and the queue follows."""

from crawler.collection.changes import Change, Discovered, NewRow, Settled
from crawler.collection.job.dispatch import Dispatcher
from crawler.collection.job.known import KnownVersions
from crawler.collection.job.queue import Queue
from crawler.collection.job.seen import Seen
from crawler.collection.job.tally import Tally
from crawler.collection.session import Session
from crawler.frontier.priority import Priority
from crawler.store.rows import Row, State


class Ledger:
    """The rows of one job between memory and journal. ``queue``, ``seen`` and ``versions`` are what memory holds."""

    def __init__(self, session: Session, *, job_id: int, tally: Tally) -> None:
        """Start with what the journal holds."""
        self.queue = Queue(session.reader, job_id, flush=session.committer.flush)
        self.seen = Seen(session.reader)
        self.versions = KnownVersions(session.reader, session.collection_id)
        self.dispatcher: Dispatcher | None = None
        self._committer, self._tally = session.committer, tally
        self._committed = 0

    @property
    def full(self) -> bool:
        """Whether the archive cannot keep up."""
        return self._committer.full

    def submit(self, change: Change) -> int:
        """Tell the committer; gives the ticket."""
        return self._committer.submit(change)

    def add(self, found: list[NewRow]) -> None:
        """New rows: queued ones wait from now on, the others are only journalled."""
        if not found:
            return
        for new in found:
            if new.state is not State.QUEUED:
                self._tally.skip(new.row, new.reason or "")
                continue
            host = self.queue.push(new.row, urgent=new.row.priority == Priority.NEED)
            if self.dispatcher is not None:
                self.dispatcher.wake(host)
        self._committer.submit(Discovered(tuple(found)))

    def settle(self, row: Row, state: State, *, reason: str | None = None, detail: str | None = None) -> None:
        """A row in flight is done with, archived, or not taken."""
        if reason is not None:
            self._tally.skip(row, reason)
        self.queue.settled(row, ticket=self._committer.submit(Settled(row, state, reason, detail)))

    def drop(self, row: Row) -> None:
        """A row in flight that was never journalled is done with."""
        self.queue.settled(row, ticket=self._committer.submitted)

    def catch_up(self) -> None:
        """Let go of what was only kept until the journal has it."""
        committed = self._committer.committed
        if committed == self._committed:
            return
        self._committed = committed
        self.queue.committed(committed)
        self.versions.committed(committed)
        self.seen.committed(committed, submitted=self._committer.submitted)
