"""What the committer is asked to write, in the order it happened."""

from dataclasses import dataclass, field
from functools import cached_property

from crawler.collection.ended import Ended
from crawler.collection.facts import Facts
from crawler.dataset.changes import Changes
from crawler.errors import ParseError
from crawler.frontier.trap import Trap
from crawler.parsers.visit import Evidence
from crawler.store.captures import CaptureRow
from crawler.store.rows import Row, State
from crawler.warc.ids import RecordIds, new_ids
from crawler.warc.record import warc_date
from crawler.warc.written import Written
from crawler.wire.exchange import Exchange
from crawler.wire.message import Head, response_head


@dataclass(eq=False)
class Capture:
    """One exchange on its way to the archive. ``written`` is set once its records lie in the file (not yet synced).

    ``validated`` is the response whose validators the request carried: a 304 becomes its revisit.
    """

    exchange: Exchange
    facts: Facts
    validated: CaptureRow | None = None
    ids: RecordIds = field(default_factory=new_ids)
    written: Written | None = None

    @property
    def evidence(self) -> Evidence:
        """How items name its record, known before it is written."""
        return Evidence(self.ids.response, warc_date(self.exchange.started_at))

    @cached_property
    def head(self) -> Head | None:
        """Head of the answer, None without one that can be read."""
        first = next(self.exchange.response.chunks(), b"")
        try:
            return response_head(first) if first else None
        except ParseError:
            return None


@dataclass(frozen=True, slots=True)
class NewRow:
    """A row, how it begins, and why it is skipped if it is; ``trap`` says which kind of trap it belongs to."""

    row: Row
    state: State = State.QUEUED
    reason: str | None = None
    trap: Trap | None = None


@dataclass(frozen=True, slots=True)
class Discovered:
    """New rows; those skipped at once get their line in skipped.jsonl."""

    rows: tuple[NewRow, ...]


@dataclass(frozen=True, slots=True)
class Settled:
    """A row that is done with, archived, or not taken (reason and detail say why)."""

    row: Row
    state: State
    reason: str | None = None
    detail: str | None = None


@dataclass(frozen=True, slots=True)
class VisitEnded:
    """A visit's end and the lines it gives; its record is durable before its lines."""

    end: Ended
    job_id: int
    changes: Changes
    record: bool = True


@dataclass(frozen=True, slots=True)
class Lines:
    """Lines of a data file that belong to no visit: items of other people's spiders."""

    name: str
    lines: tuple[bytes, ...]


@dataclass(frozen=True, slots=True)
class ScopeMoved:
    """A seed's redirect moved the job's scope along; JSON as the frontier writes it."""

    job_id: int
    scope: str


@dataclass(frozen=True, slots=True)
class JobFinished:
    """Nothing is left to do; marked by the very last transaction, after every file is closed."""

    job_id: int
    finished_at: str


Change = Capture | Discovered | Settled | VisitEnded | Lines | ScopeMoved | JobFinished
