"""How a collection stands: read beside whoever works on it, without a lock, and nothing is written.

The journal gives the job and, while it lasts, its URLs; a job that is over has its lines in ``data/``. How hosts were
treated and what went wrong last is in ``logs/``, as the latest run left it.
"""

import json
import os
import sqlite3
from collections import Counter
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

import msgspec

from crawler.collection.hosts import HostRecord
from crawler.collection.lock import holder_of
from crawler.collection.paths import Paths
from crawler.dataset.before import unread_by_visit
from crawler.dataset.names import SKIPPED, VISITS
from crawler.errors import ArchiveError
from crawler.store import collections, rows
from crawler.store.collections import Job
from crawler.store.journal import has_log
from crawler.store.rows import State

LOG_BYTES: Final = 256 << 10
"""How far back the log is searched for the last error."""


@dataclass(slots=True)
class Urls:
    """Pages of a job: those that wait, whose visit is open, that were looked at, and not taken by reason."""

    waiting: int = 0
    open: int = 0
    done: int = 0
    skipped: Counter[str] = field(default_factory=Counter)


@dataclass(frozen=True, slots=True)
class Status:
    """One collection. ``holder`` says who works on it, ``job`` is the newest one, ``error`` the last one logged.

    ``unread`` pages of all jobs are empty in the data, since no parser could read them.
    """

    name: str
    holder: str | None
    job: Job | None
    urls: Urls
    hosts: list[HostRecord]
    unread: int
    error: dict[str, Any] | None

    @property
    def state(self) -> str:
        """``running``, ``finished``, ``stopped`` (the same command goes on with it), or ``unknown`` to the journal."""
        if self.holder is not None:
            return "running"
        if self.job is None:
            return "unknown"
        return "finished" if self.job.finished_at else "stopped"


def collections_in(archives: Path) -> list[Paths]:
    """Every collection of an archives folder, by name."""
    return [Paths(archives, path.parent.name) for path in sorted(archives.glob("*/archive")) if path.is_dir()]


def status(paths: Paths) -> Status:
    """How it stands now. ArchiveError when the journal cannot be read."""
    with _journal(paths.journal) as journal:
        number = collections.known_id(journal, paths.name) if journal is not None else None
        job = collections.last_job(journal, number) if journal is not None and number is not None else None
        if job is not None and journal is not None and not job.finished_at:
            urls = _waiting(journal, job.job_id)
        else:
            urls = _told(paths, since=job.started_at if job is not None else "")
    unread = unread_by_visit(paths.data / VISITS).total()
    return Status(paths.name, holder_of(paths.lock), job, urls, _hosts(paths.hosts), unread, _last_error(paths))


@contextmanager
def _journal(path: Path) -> Iterator[sqlite3.Connection | None]:
    """The journal for reading; None when there is none. SQLite needs no file beside it when nobody has it open."""
    if not path.exists():
        yield None
        return
    mode = "mode=ro" if has_log(path) else "mode=ro&immutable=1"
    try:
        with closing(sqlite3.connect(f"{path.absolute().as_uri()}?{mode}", uri=True, timeout=10)) as connection:
            yield connection
    except sqlite3.Error as error:
        raise ArchiveError(f"journal {path}: cannot be read ({error}); see crawler check, or try again") from error


def _waiting(journal: sqlite3.Connection, job_id: int) -> Urls:
    counts = rows.page_states(journal, job_id)
    return Urls(
        counts[State.QUEUED], counts[State.ARCHIVED], counts[State.DONE], Counter(rows.skip_counts(journal, job_id))
    )


class _Told(msgspec.Struct):
    reason: str = ""
    decidedAt: str | None = None  # noqa: N815 - keys as they are written
    visitId: str | None = None  # noqa: N815
    metadata: dict[str, Any] = {}


def _told(paths: Paths, *, since: str) -> Urls:
    """What the data files say of a job that began at ``since``."""
    urls = Urls()
    for told in _lines(paths.data / VISITS):
        urls.done += _second(told.metadata.get("capturedAt")) >= _second(since)
    for told in _lines(paths.data / SKIPPED):
        if told.visitId is None and _second(told.decidedAt) >= _second(since):
            urls.skipped[told.reason] += 1
    return urls


def _second(moment: object) -> str:
    """The part of a moment that all of them have."""
    return moment[:19] if isinstance(moment, str) else ""


def _lines(path: Path) -> Iterator[_Told]:
    if not path.exists():
        return
    decoder = msgspec.json.Decoder(_Told)
    with path.open("rb") as lines:
        for line in lines:
            try:
                yield decoder.decode(line)
            except (msgspec.DecodeError, UnicodeDecodeError):
                continue  # half a line, while somebody writes


def _hosts(path: Path) -> list[HostRecord]:
    try:
        return [msgspec.json.decode(line, type=HostRecord) for line in path.read_bytes().splitlines()]
    except (FileNotFoundError, msgspec.DecodeError, UnicodeDecodeError):
        return []


def _last_error(paths: Paths) -> dict[str, Any] | None:
    """The last line of the job's log that tells of an error, else of a warning."""
    path = paths.logs / "crawl.jsonl"
    if not path.exists():
        return None
    with path.open("rb") as log:
        log.seek(max(0, log.seek(0, os.SEEK_END) - LOG_BYTES))
        lines = [line for line in log.read().splitlines() if line.startswith(b"{")]
    for levels in (("ERROR", "CRITICAL"), ("WARNING",)):
        for line in reversed(lines):
            if (found := _logged(line)) is not None and found.get("level") in levels:
                return {key: found.get(key) for key in ("time", "level", "message")}
    return None


def _logged(line: bytes) -> dict[str, Any] | None:
    try:
        found = json.loads(line)
    except ValueError:
        return None
    return found if isinstance(found, dict) else None
