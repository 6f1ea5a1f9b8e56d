"""The one writer: exchanges to WARC, lines to data, rows to the journal, in the one order that survives any death.

Theory of operation. Changes are taken from a queue, first in first out, by one thread. Records are written as they
come; lines wait. Once a second or every 8 MiB: (1) the WARC is synced, which covers every record of the changes taken;
(2) the lines are appended and synced; (3) one SQLite transaction commits rows, captures, versions and the length of
every file. A death before (3) leaves bytes beyond the committed lengths, which recovery cuts or journals. What a
revisit refers to lies before it in the same file, or in one that was synced when it was closed: it is not lost alone.
"""

import logging
import sqlite3
import threading
import time
from collections import deque
from collections.abc import Callable
from itertools import islice
from typing import Final

from crawler.collection.changes import Capture, Change, Settled
from crawler.collection.entries import Entries
from crawler.collection.manifest import note_closed
from crawler.collection.paths import Paths
from crawler.dataset.files import DataFile
from crawler.errors import CrawlerError, DiskError
from crawler.store import collections, files, rows
from crawler.store.rows import State
from crawler.warc.cdxj import merge
from crawler.warc.openfile import OPEN_SUFFIX
from crawler.warc.writer import WarcWriter

logger = logging.getLogger(__name__)

COMMIT_SECONDS: Final = 1.0
COMMIT_BYTES: Final = 8 << 20
BACKLOG_BYTES: Final = 64 << 20
BACKLOG_CHANGES: Final = 2_000
"""Some 500 pages: where they are small, what waits for their records to be written takes more memory than they do."""
LAST_ROWS: Final = 10_000
"""Rows of a transaction among those that a page limit kept back; there may be millions."""


class Committer(threading.Thread):
    """Takes changes with ``submit`` and commits them in its own thread; ``committed`` counts those that are safe.

    ``written`` is called in this thread for each capture whose records lie in the file, ``failed`` once when writing
    went wrong: nothing is written after that, and recovery settles the rest at the next start.
    """

    def __init__(
        self,
        paths: Paths,
        connection: sqlite3.Connection,
        *,
        collection_id: int,
        writer: WarcWriter,
        data: dict[str, DataFile],
        idle_seconds: float,
        written: Callable[[Capture], None],
        failed: Callable[[CrawlerError], None],
    ) -> None:
        """Take over ``connection``, ``writer`` and ``data``; nobody else may use them until ``close`` returns."""
        super().__init__(name="committer", daemon=True)
        self._paths, self._connection, self._collection = paths, connection, collection_id
        self._writer, self._data = writer, data
        self._written, self._failed, self._idle_seconds = written, failed, idle_seconds
        self._queue: deque[Change] = deque()
        self._wake = threading.Condition()
        self._bytes = self._applied = 0
        self._entries = Entries(connection, collection_id, writer)
        self._lengths: dict[str, int] = {}
        self._warc: tuple[str, int] | None = None
        self._file = ""
        self._last_commit = self._last_record = time.monotonic()
        self._flush = self._closing = self._rolled = False
        self.backlog_bytes = 0
        self.submitted = 0
        self.committed = 0
        self.error: CrawlerError | None = None

    def submit(self, change: Change) -> int:
        """Queue a change; gives the ticket that ``committed`` reaches once it is safe. Any thread."""
        with self._wake:
            self._queue.append(change)
            self.submitted += 1
            if isinstance(change, Capture):
                self.backlog_bytes += change.exchange.response.length
            self._wake.notify()
            return self.submitted

    def flush(self) -> bool:
        """Ask for a commit soon; gives at once whether everything submitted is committed already."""
        with self._wake:
            if self.committed == self.submitted:
                return True
            self._flush = True
            self._wake.notify()
            return False

    def close(self) -> None:
        """Commit what is queued, close the WARC, and wait for the thread to end."""
        with self._wake:
            self._closing = True
            self._wake.notify()
        self.join()

    @property
    def full(self) -> bool:
        """Whether so much waits that fetching should pause."""
        return self.backlog_bytes > BACKLOG_BYTES or self.submitted - self._applied > BACKLOG_CHANGES

    def run(self) -> None:
        """Work until closed or failed."""
        try:
            while not self._closing or self._queue:
                for change in self._take():
                    self._apply(change)
                    if self._due():
                        self._commit()
                if self._due():
                    self._commit()
                self._roll_when_idle()
            self._finish()
        except CrawlerError as error:
            self._fail(error)
        except (sqlite3.Error, OSError) as error:
            self._fail(
                DiskError(f"collection {self._paths.folder}: cannot be written ({error}); free space and resume")
            )

    def _take(self) -> list[Change]:
        with self._wake:
            if not (self._queue or self._closing or self._flush):
                self._wake.wait(COMMIT_SECONDS)
            taken = list(self._queue)
            self._queue.clear()
            return taken

    def _due(self) -> bool:
        waited = time.monotonic() - self._last_commit
        return self._flush or self._rolled or waited >= COMMIT_SECONDS or self._bytes >= COMMIT_BYTES

    def _apply(self, change: Change) -> None:
        self._begin()
        location = self._entries.enter(change)
        if location is not None:
            self._note_file(location.filename)
            self._bytes += location.length
            self._last_record = time.monotonic()
        if isinstance(change, Capture):
            with self._wake:
                self.backlog_bytes -= change.exchange.response.length
            self._written(change)
        self._applied += 1

    def _begin(self) -> None:
        if not self._connection.in_transaction:
            self._connection.execute("BEGIN IMMEDIATE")

    def _commit(self) -> None:
        self._flush = self._rolled = False
        self._last_commit = time.monotonic()
        if not self._connection.in_transaction:
            return
        self._note_warc(self._writer.sync())
        for name, lines in self._entries.lines.items():
            self._data[name].append(lines)
        for name in self._entries.lines:
            self._data[name].sync()
        self._entries.lines.clear()
        lengths = {f"data/{name}": file.length for name, file in self._data.items()}
        files.put(self._connection, self._collection, dict(lengths.items() - self._lengths.items()))
        self._lengths = lengths
        self._connection.execute("COMMIT")
        self._bytes = 0
        self.committed = self._applied

    def _note_file(self, name: str) -> None:
        """Commit soon after a file was begun: one that was closed on the way must not stay unknown to recovery."""
        self._rolled |= name != self._file
        self._file = name

    def _note_warc(self, now: tuple[str, int] | None) -> None:
        """Note the length of the WARC in use; one that is no longer in use bears its final name."""
        if self._warc is not None and (now is None or now[0] != self._warc[0]):
            name = self._warc[0]
            files.remove(self._connection, self._collection, f"archive/{name}{OPEN_SUFFIX}")
            length = (self._paths.archive / name).stat().st_size
            files.put(self._connection, self._collection, {f"archive/{name}": length})
            note_closed(self._paths, self._paths.archive / name)
        if now is not None:
            files.put(self._connection, self._collection, {f"archive/{now[0]}{OPEN_SUFFIX}": now[1]})
        self._warc = now

    def _roll_when_idle(self) -> None:
        if self._warc is not None and time.monotonic() - self._last_record > self._idle_seconds:
            self._begin()
            self._writer.roll()
            self._commit()

    def _finish(self) -> None:
        """Close in order; the job is finished by the very last transaction, after the files are renamed and indexed.

        Rows that still wait in a finished job are those that its page limit kept back.
        """
        self._commit()
        self._writer.close()
        merge(self._paths.indexes)
        self._begin()
        if (finished := self._entries.finished) is not None:
            while kept_back := list(islice(rows.waiting(self._connection, finished.job_id), LAST_ROWS)):
                for row in kept_back:
                    self._apply(Settled(row, State.SKIPPED, "pageLimit"))
                self._commit()
                self._begin()
            collections.finish_job(self._connection, finished.job_id, finished.finished_at)
        self._commit()

    def _fail(self, error: CrawlerError) -> None:
        logger.error("%s", error)
        self.error = error
        if self._connection.in_transaction:
            self._connection.execute("ROLLBACK")
        self._failed(error)
