"""Takes a collection in anew from its archive: one that was copied while it was written, or lost what was committed.

Theory of operation. Nobody copies files that grow, and a database with its log beside it, all at one instant: journal
and files of such a copy do not agree, and neither is newer in all of it. Only a WARC speaks for itself, since it is
written from front to back: any beginning of it is an archive. So the journal keeps its jobs, with their seeds and
scopes, and forgets the rest; each WARC is cut behind its last whole capture and read into the journal, as recovery
reads the end of one; data files are written again from it by the crawl that follows, as ``crawler reparse`` does; those
from before are kept until then (``old_lines``). What was not copied is not known, and so is asked for again. A copy of
a collection at rest is left as it is.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Final

import msgspec

from crawler import PRODUCT
from crawler.collection.found import Finds
from crawler.collection.manifest import closed_warcs, every_warc, extend_manifest, forget_changed
from crawler.collection.old_lines import put_aside
from crawler.collection.paths import Paths
from crawler.collection.recovery import ARCHIVE, settle_file
from crawler.dataset.files import whole_length
from crawler.dataset.names import FILES, ITEMS, SKIPPED
from crawler.dataset.rows import SkippedLine
from crawler.errors import ArchiveError
from crawler.store import captures, collections, files, rows
from crawler.store.collections import Job
from crawler.store.rows import Row, State, page_key
from crawler.urls import canonical, host_of
from crawler.warc.cdxj import SUFFIX, merge
from crawler.warc.mend import free_name
from crawler.warc.openfile import OPEN_SUFFIX, final_path
from crawler.warc.reader import read_records
from crawler.warc.record import RecordType
from crawler.warc.scan import Tail, scan_tail
from crawler.warc.seal import index_file

STILL_TRUE: Final = ("outOfScope", "trap", "robotsTxt", "redacted", "failed")
"""Why a page stays skipped whatever the copy misses; a duplicate may be one of something that was not copied."""


BATCH: Final = 10_000
"""Skipped pages of one transaction."""


@dataclass(frozen=True, slots=True)
class TakenIn:
    """What came of it: captures in the archive, those that the journal knew and nobody has, files of other tools."""

    captures: int
    lost: int
    foreign: int

    def words(self, paths: Paths) -> str:
        """What the operator should know."""
        said = (
            f"collection {paths.folder}: not as its last crawl left it (copied while it was written, or mended); "
            f"taken in anew from its archive, {self.captures} captures; its data is written again"
        )
        if self.lost:
            said += f"; {self.lost} captures that the journal knew are not there, and are asked for again"
        if self.foreign:
            said += f"; run crawler reparse {paths.folder} for the data of {self.foreign} files of other tools"
        return said


def at_rest(paths: Paths, connection: sqlite3.Connection, *, collection_id: int) -> bool:
    """Whether the files are those that the journal speaks of, to the byte."""
    known = files.lengths(connection, collection_id)
    if any(name.endswith(OPEN_SUFFIX) for name in known):
        return False
    here = {f"{ARCHIVE}{path.name}": path.stat().st_size for path in every_warc(paths)}
    here |= {f"data/{path.name}": path.stat().st_size for path in paths.data.iterdir() if f"data/{path.name}" in known}
    return here == {name: length for name, length in known.items() if length or name in here}


def holds_ours(paths: Paths) -> bool:
    """Whether there is anything to take in: a WARC that a crawl wrote."""
    return any(path.name.endswith(OPEN_SUFFIX) or _is_ours(path) for path in every_warc(paths))


def take_in(paths: Paths, connection: sqlite3.Connection, *, collection_id: int) -> TakenIn:
    """Read the archive into the journal. May be repeated when it died half way.

    ArchiveError when a file that was closed is damaged; nothing is changed then but what recovery would change.
    """
    for path in paths.indexes.glob(f"*{SUFFIX}"):
        path.unlink()
    with _transaction(connection):
        captures.remember(connection, collection_id)
        collections.renew(connection, collection_id)
    finds, foreign = Finds(connection, collection_id), 0
    for path in every_warc(paths):
        if _is_beside_its_successor(path):
            path.rename(free_name(paths.logs / f"torn-{path.name}"))
        elif path.name.endswith(OPEN_SUFFIX) or _is_ours(path):
            tail = settle_file(path, paths) if path.name.endswith(OPEN_SUFFIX) else _closed(path, paths)
            with _transaction(connection):
                finds.enter(tail)
        else:
            foreign += 1
            with suppress(ArchiveError):  # Damage in it is check's to tell, and no reason not to crawl.
                index_file(path, indexes=paths.indexes)
    merge(paths.indexes)
    forget_changed(paths)
    extend_manifest(paths)
    _skip_again(paths, connection, collections.last_job(connection, collection_id))
    put_aside(paths)
    with _transaction(connection):
        lengths = {f"{ARCHIVE}{path.name}": path.stat().st_size for path in closed_warcs(paths)}
        files.put(connection, collection_id, lengths | _kept_lengths(paths))
        return TakenIn(*captures.since_remembered(connection, collection_id), foreign)


@contextmanager
def _transaction(connection: sqlite3.Connection) -> Iterator[None]:
    """Short ones, since crawls of other collections write to the same journal; left by an error, it is rolled back."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


def _is_beside_its_successor(path: Path) -> bool:
    """Whether a copy holds a file under both names: it was closed while it was copied."""
    return path.name.endswith(OPEN_SUFFIX) and final_path(path).exists()


def _is_ours(path: Path) -> bool:
    try:
        first = next(read_records(path), None)
    except ArchiveError:
        return False
    return (
        first is not None
        and first.record.type == RecordType.WARCINFO
        and f"software: {PRODUCT}/".encode() in first.record.block.read()
    )


def _closed(path: Path, paths: Paths) -> Tail:
    tail = scan_tail(path)
    if tail.good_end < path.stat().st_size:
        raise ArchiveError(
            f"archive file {path}: damaged at offset {tail.good_end}; put the file back from a copy, or give up what "
            f"is missing: crawler mend {paths.folder}"
        )
    index_file(path, indexes=paths.indexes)
    return tail


def _kept_lengths(paths: Paths) -> dict[str, int]:
    """Lengths of data files: what cannot be read from an archive is kept as far as its lines are whole."""
    kept = {name: _whole(paths.data / name) for name in (SKIPPED, ITEMS)}
    return {f"data/{name}": kept.get(name, 0) for name in (*FILES, ITEMS) if name in FILES or kept[name]}


def _whole(path: Path) -> int:
    """Length of a file up to its last line end."""
    if not path.exists():
        return 0
    with path.open("rb") as file:
        return whole_length(file)


def _skip_again(paths: Paths, connection: sqlite3.Connection, job: Job | None) -> None:
    """Pages that an unfinished job decided not to take: decided once, told once."""
    if job is None or job.finished_at is not None or not (paths.data / SKIPPED).exists():
        return
    with (paths.data / SKIPPED).open("rb") as lines:
        while told := list(islice(lines, BATCH)):
            with _transaction(connection):
                rows.add(connection, _skipped(told, job))


def _skipped(lines: list[bytes], job: Job) -> Iterator[tuple[Row, State, str | None]]:
    for line in lines:
        try:
            told = msgspec.json.decode(line, type=SkippedLine)
        except (msgspec.DecodeError, UnicodeDecodeError):
            continue
        if told.visitId is None and told.reason in STILL_TRUE and (told.decidedAt or "") >= job.started_at:
            url = canonical(told.url)
            row = Row(page_key(job.job_id, url), job.job_id, url, host_of(url), depth=told.depth, via=told.via)
            yield row, State.SKIPPED, told.reason
