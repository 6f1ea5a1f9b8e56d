"""Whether redactions.jsonl and the tombstones in the archive tell the same of what was taken out."""

import sqlite3
from collections.abc import Iterator

from crawler.collection.check.links import Show
from crawler.collection.lock import INTENT
from crawler.collection.paths import Paths
from crawler.collection.redactions import Removed, read_redactions
from crawler.errors import ArchiveError
from crawler.warc.check.finding import Finding


def judge_redactions(connection: sqlite3.Connection, paths: Paths, show: Show) -> Iterator[Finding]:
    """Findings in redactions.jsonl, and tombstones that it does not know; an intent that was left."""
    if (paths.folder / INTENT).exists():
        yield Finding("redactionOpen", str(paths.folder / INTENT), "it is still there")
        return
    shown, known = str(paths.redactions), set()
    try:
        for redaction in read_redactions(paths.redactions):
            for removed in redaction.records:
                known.add(removed.recordId)
                yield from _judge(connection, removed, shown)
    except ArchiveError as error:
        yield Finding("redactionLine", shown, str(error))
        return
    for file, offset, record in connection.execute("SELECT file, offset, id FROM record WHERE kind = 'tombstone'"):
        if record not in known:
            yield Finding("tombstoneDiffers", show(file), f"{shown} has no line of {record}", offset, record)


def _judge(connection: sqlite3.Connection, removed: Removed, shown: str) -> Iterator[Finding]:
    sql = "SELECT kind, file, entity FROM record WHERE id = ?"
    found = connection.execute(sql, (removed.recordId,)).fetchone()
    if found is None:
        words = f"no tombstone of {removed.recordId} in {removed.file}"
        yield Finding("redactedRecord", shown, words, record=removed.recordId)
    elif found[0] != "tombstone":
        words = f"{removed.recordId} is a {found[0]} record in {found[1]}"
        yield Finding("redactedRecord", shown, words, record=removed.recordId)
    elif found[1:] != (removed.file, removed.entity):
        words = f"it says {removed.entity} in {removed.file}, the tombstone {found[2]} in {found[1]}"
        yield Finding("tombstoneDiffers", shown, words, record=removed.recordId)
