"""What each change brings: records into the WARC, rows into the open transaction, lines that wait for the commit."""

import sqlite3
from datetime import UTC, datetime

from crawler.collection.answered import Answered, settle_answered
from crawler.collection.changes import Capture, Change, Discovered, JobFinished, Lines, ScopeMoved, Settled, VisitEnded
from crawler.collection.journalled import as_original, capture_row, original_of, place_of
from crawler.dataset.changes import visit_line
from crawler.dataset.lines import json_line
from crawler.dataset.names import SKIPPED, VISITS
from crawler.dataset.rows import SkippedLine
from crawler.frontier.trap import Trap
from crawler.store import captures, collections, ends, rows, versions
from crawler.store.rows import Row, State
from crawler.warc.ids import new_id
from crawler.warc.openfile import Location
from crawler.warc.writer import WarcWriter


class Entries:
    """Enters changes in the order they come. ``lines`` are those of each data file that no commit has taken yet.

    ``finished`` is the job's end, which the last transaction marks.
    """

    def __init__(self, connection: sqlite3.Connection, collection_id: int, writer: WarcWriter) -> None:
        """Records go to ``writer``, rows to ``connection``, which is in a transaction whenever something is entered."""
        self._connection, self._collection, self._writer = connection, collection_id, writer
        self.lines: dict[str, list[bytes]] = {}
        self.finished: JobFinished | None = None

    def enter(self, change: Change) -> Location | None:
        """Enter one change; gives where the record lies that tells of it, when it has one."""
        match change:
            case Capture():
                return self._archive(change)
            case VisitEnded():
                return self._end_visit(change)
            case Discovered():
                rows.add(self._connection, ((new.row, new.state, new.reason) for new in change.rows))
                for new in change.rows:
                    if new.state is State.SKIPPED:
                        self._skipped(new.row, new.reason, trap=new.trap)
            case Settled():
                rows.settle(self._connection, change.row, change.state, change.reason)
                if change.state is State.SKIPPED:
                    self._skipped(change.row, change.reason, detail=change.detail)
            case Lines():
                self._add(change.name, *change.lines)
            case ScopeMoved():
                collections.move_scope(self._connection, change.job_id, change.scope)
            case JobFinished():
                self.finished = change
        return None

    def _archive(self, capture: Capture) -> Location:
        url = capture.exchange.url
        written = self._writer.write_exchange(
            capture.exchange,
            ids=capture.ids,
            facts=capture.facts.fields(),
            find_original=lambda entity: original_of(self._connection, self._collection, entity=entity, url=url),
            validated=as_original(capture.validated) if capture.validated else None,
        )
        if (row := capture_row(url, written, capture.head)) is not None:
            captures.add(self._connection, self._collection, row)
            settle_answered(
                self._connection,
                Answered(
                    url=url,
                    facts=capture.facts,
                    record_id=row.record_id,
                    status=written.status,
                    outcome=capture.exchange.outcome,
                ),
            )
        capture.written = written
        return written.location

    def _end_visit(self, change: VisitEnded) -> Location | None:
        location = self._write_end(change) if change.record else None
        for name, lines in change.changes.lines.items():
            self._add(name, *lines)
        page = captures.by_record(self._connection, self._collection, change.end.page)
        self._add(VISITS, visit_line(change.changes.visit, place_of(page) if page else None))
        versions.put(self._connection, self._collection, change.changes.versions)
        rows.end_visit(self._connection, change.job_id, change.end.visit_id)
        ends.remove(self._connection, self._collection, change.end.visit_id)
        return location

    def _write_end(self, change: VisitEnded) -> Location:
        return self._writer.write_metadata(
            change.end.target,
            change.end.fields(),
            date=datetime.now(UTC),
            concurrent_to=change.end.page,
            record_id=new_id(),
        )

    def _skipped(self, row: Row, reason: str | None, *, detail: str | None = None, trap: Trap | None = None) -> None:
        decided = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        line = SkippedLine(
            url=row.url,
            reason=reason or "failed",  # type: ignore[arg-type]
            detail=detail,
            trap=trap.value if trap else None,
            via=row.via,
            depth=row.depth,
            visitId=None if row.is_page else row.visit_id,
            decidedAt=decided,
        )
        self._add(SKIPPED, json_line(line))

    def _add(self, name: str, *lines: bytes) -> None:
        self.lines.setdefault(name, []).extend(lines)
