"""Makes WARC, data and journal agree again at start, whatever killed the last run.

Under the collection's lock: data files are cut to their committed length when they are opened. Each WARC that was being
written is scanned from its committed length; whole captures found there are journalled, the torn tail is moved to
``logs/``, the file is closed under its final name, indexed and entered in the manifest. Visits that ended there without
their lines are noted in the journal, so that they are exported whatever happens next, and given back; rows in flight
are simply queued again, since only final states are journalled.
"""

import logging
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from crawler.collection.answered import Answered, settle_answered
from crawler.collection.ended import Ended, read_ended
from crawler.collection.facts import read_facts
from crawler.collection.journalled import capture_row
from crawler.collection.manifest import extend_manifest
from crawler.collection.paths import Paths
from crawler.errors import ArchiveError
from crawler.store import captures, files
from crawler.store import ends as visit_ends
from crawler.warc.mend import free_name, set_aside
from crawler.warc.openfile import OPEN_SUFFIX
from crawler.warc.scan import Recovered, scan_tail
from crawler.warc.seal import seal
from crawler.warc.uris import VISIT_URI
from crawler.wire.exchange import Outcome

logger = logging.getLogger(__name__)

_ARCHIVE: Final = "archive/"


def recover(paths: Paths, connection: sqlite3.Connection, *, collection_id: int) -> list[Ended]:
    """Settle what the last run left behind; gives the visits whose end is archived, in order.

    Raises ArchiveError when a file is shorter than what was committed: then bytes that were safe are gone.
    """
    connection.execute("BEGIN IMMEDIATE")
    lengths = files.lengths(connection, collection_id)
    _check_closed(paths, lengths)
    left = list(_left_open(paths, lengths))
    # Known before they are renamed: a death between the two would leave a closed file that nobody looks into.
    opened = (f"{_ARCHIVE}{path.name.removesuffix(OPEN_SUFFIX)}{OPEN_SUFFIX}" for path in left)
    files.put(connection, collection_id, {name: lengths.get(name, 0) for name in opened})
    connection.execute("COMMIT")
    connection.execute("BEGIN IMMEDIATE")
    for path in left:
        name = path.name.removesuffix(OPEN_SUFFIX)
        start = lengths.get(f"{_ARCHIVE}{name}{OPEN_SUFFIX}", 0)
        ends = _settle_file(path, start, paths, connection, collection_id=collection_id)
        visit_ends.add(connection, collection_id, [(end.visit_id, end.fields()) for end in ends])
        files.remove(connection, collection_id, f"{_ARCHIVE}{name}{OPEN_SUFFIX}")
        closed = paths.archive / name
        if closed.exists():
            files.put(connection, collection_id, {f"{_ARCHIVE}{name}": closed.stat().st_size})
    connection.execute("COMMIT")
    extend_manifest(paths)
    found = (
        read_ended(VISIT_URI + visit_id, pairs) for visit_id, pairs in visit_ends.waiting(connection, collection_id)
    )
    return [end for end in found if end is not None]


def _check_closed(paths: Paths, lengths: dict[str, int]) -> None:
    for path, length in lengths.items():
        file = paths.folder / path
        if not path.startswith(_ARCHIVE) or path.endswith(OPEN_SUFFIX):
            continue
        if not file.exists() or file.stat().st_size < length:
            found = f"{file.stat().st_size} bytes" if file.exists() else "nothing"
            raise ArchiveError(
                f"archive file {file}: {found} where {length} bytes were committed; put the file back from a copy"
            )


def _left_open(paths: Paths, lengths: dict[str, int]) -> Iterator[Path]:
    """WARCs that were being written: under their open name, or renamed just before the end."""
    names = {path.name.removesuffix(OPEN_SUFFIX) for path in paths.archive.glob(f"*{OPEN_SUFFIX}")}
    names |= {path.removeprefix(_ARCHIVE).removesuffix(OPEN_SUFFIX) for path in lengths if path.endswith(OPEN_SUFFIX)}
    for name in sorted(names):
        opened = paths.archive / (name + OPEN_SUFFIX)
        yield opened if opened.exists() else paths.archive / name


def _settle_file(
    path: Path, start: int, paths: Paths, connection: sqlite3.Connection, *, collection_id: int
) -> list[Ended]:
    size = path.stat().st_size if path.exists() else 0
    if size < start:
        raise ArchiveError(
            f"archive file {path}: {size} bytes where {start} were committed; put the file back from a copy"
        )
    tail = scan_tail(path, start)
    for found in tail.captures:
        _journal(found, connection, collection_id=collection_id)
    if tail.good_end < size:
        name = f"torn-{path.name.removesuffix(OPEN_SUFFIX)}-{tail.good_end}.bin"
        set_aside(path, tail.good_end, free_name(paths.logs / name))
    if path.name.endswith(OPEN_SUFFIX):
        seal(path, indexes=paths.indexes)
    logger.info("%s: %d captures recovered, %d bytes set aside", path.name, len(tail.captures), size - tail.good_end)
    ends = (read_ended(end.stored.record.target_uri, end.facts) for end in tail.visit_ends)
    return [end for end in ends if end is not None]


def _journal(found: Recovered, connection: sqlite3.Connection, *, collection_id: int) -> None:
    row = capture_row(found.url, found.written)
    facts = read_facts(found.facts)
    if row is None:
        return
    captures.add(connection, collection_id, row)
    if facts is not None:
        settle_answered(
            connection,
            Answered(
                url=found.url,
                facts=facts,
                record_id=row.record_id,
                status=found.written.status,
                outcome=_outcome(found),
            ),
        )


def _outcome(found: Recovered) -> Outcome:
    named = dict(found.facts).get("outcome")
    return Outcome(named) if named in set(Outcome) else Outcome.UNSPECIFIED
