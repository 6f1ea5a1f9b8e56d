"""Makes WARC, data and journal agree again at start, whatever killed the last run.

Under the collection's lock: data files are cut to their committed length when they are opened. Each WARC that was being
written is scanned from its committed length; whole captures found there are journalled, the torn tail is moved to
``logs/``, the file is closed under its final name, indexed and entered in the manifest. Visits that ended there without
their lines are noted in the journal, so that they are exported whatever happens next; rows in flight are simply queued
again, since only final states are journalled. A copy of a collection is another matter: see ``take_in``.
"""

import logging
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from crawler.collection.found import Finds
from crawler.collection.manifest import extend_manifest
from crawler.collection.paths import Paths
from crawler.errors import ArchiveError
from crawler.store import files
from crawler.warc.mend import free_name, set_aside
from crawler.warc.openfile import OPEN_SUFFIX
from crawler.warc.scan import Tail, scan_tail
from crawler.warc.seal import seal

logger = logging.getLogger(__name__)

ARCHIVE: Final = "archive/"


def recover(paths: Paths, connection: sqlite3.Connection, *, collection_id: int) -> None:
    """Settle what the last run left behind.

    Raises ArchiveError when a file is shorter than what was committed: then bytes that were safe are gone.
    """
    connection.execute("BEGIN IMMEDIATE")
    lengths = files.lengths(connection, collection_id)
    _check_closed(paths, lengths)
    left = list(_left_open(paths, lengths))
    # Known before they are renamed: a death between the two would leave a closed file that nobody looks into.
    opened = (f"{ARCHIVE}{path.name.removesuffix(OPEN_SUFFIX)}{OPEN_SUFFIX}" for path in left)
    files.put(connection, collection_id, {name: lengths.get(name, 0) for name in opened})
    connection.execute("COMMIT")
    connection.execute("BEGIN IMMEDIATE")
    finds = Finds(connection, collection_id)
    for path in left:
        name = path.name.removesuffix(OPEN_SUFFIX)
        start = lengths.get(f"{ARCHIVE}{name}{OPEN_SUFFIX}", 0)
        _check_length(path, start, paths)
        finds.enter(settle_file(path, paths, start=start))
        files.remove(connection, collection_id, f"{ARCHIVE}{name}{OPEN_SUFFIX}")
        closed = paths.archive / name
        if closed.exists():
            files.put(connection, collection_id, {f"{ARCHIVE}{name}": closed.stat().st_size})
    connection.execute("COMMIT")
    extend_manifest(paths)


def settle_file(path: Path, paths: Paths, *, start: int = 0) -> Tail:
    """Close a WARC that was being written: its torn end moved aside, indexed, named; gives what is behind ``start``."""
    if not path.exists():  # It held nothing, and was removed right before a death.
        return Tail(0, (), ())
    tail, size = scan_tail(path, start), path.stat().st_size
    if tail.good_end < size:
        name = f"torn-{path.name.removesuffix(OPEN_SUFFIX)}-{tail.good_end}.bin"
        set_aside(path, tail.good_end, free_name(paths.logs / name))
    if path.name.endswith(OPEN_SUFFIX):
        seal(path, indexes=paths.indexes)
    logger.info("%s: %d captures recovered, %d bytes set aside", path.name, len(tail.captures), size - tail.good_end)
    return tail


def _check_closed(paths: Paths, lengths: dict[str, int]) -> None:
    for path, length in lengths.items():
        if path.startswith(ARCHIVE) and not path.endswith(OPEN_SUFFIX):
            _check_length(paths.folder / path, length, paths)


def _check_length(file: Path, length: int, paths: Paths) -> None:
    size = file.stat().st_size if file.exists() else 0
    if size < length:
        found = f"{size} bytes" if file.exists() else "nothing"
        raise ArchiveError(
            f"archive file {file}: {found} where {length} bytes were committed; put the file back from a copy, or "
            f"give up what is missing: crawler mend {paths.folder}"
        )


def _left_open(paths: Paths, lengths: dict[str, int]) -> Iterator[Path]:
    """WARCs that were being written: under their open name, or renamed just before the end."""
    names = {path.name.removesuffix(OPEN_SUFFIX) for path in paths.archive.glob(f"*{OPEN_SUFFIX}")}
    names |= {path.removeprefix(ARCHIVE).removesuffix(OPEN_SUFFIX) for path in lengths if path.endswith(OPEN_SUFFIX)}
    for name in sorted(names):
        opened = paths.archive / (name + OPEN_SUFFIX)
        yield opened if opened.exists() else paths.archive / name
