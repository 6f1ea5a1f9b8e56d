"""What the journal forgets of records that were taken out, and where those lie that moved up."""

import sqlite3
from collections.abc import Iterable


def forget(connection: sqlite3.Connection, collection: int, record_ids: Iterable[str]) -> None:
    """Captures that went: nothing refers to them any more, nor is asked for by their validators.

    URLs whose visit had not ended when their capture went are not taken, and comment pages not asked for any more.
    """
    ids = [(collection, record_id) for record_id in record_ids]
    connection.executemany("DELETE FROM capture WHERE collection_id = ? AND record_id = ?", ids)
    jobs = "SELECT id FROM job WHERE collection_id = ?"
    visits = f"SELECT visit_id FROM url WHERE job_id IN ({jobs}) AND record_id = ? AND state = 1 AND need IS NULL"
    connection.executemany(f"UPDATE url SET state = 2 WHERE visit_id IN ({visits}) AND need IS NOT NULL", ids)
    sql = f"UPDATE url SET state = 3, reason = 'redacted' WHERE job_id IN ({jobs}) AND record_id = ? AND state = 1"
    connection.executemany(sql, ids)


def move(source: sqlite3.Connection, source_id: int, target: sqlite3.Connection, target_id: int, *, name: str) -> None:
    """Bring the captures of a file that was written anew in line with ``source``, a journal made from that file.

    That is where each lies and whether it holds a payload; validators go with the payload. ``name`` is the file's.
    """
    names = "offset, revisit, transfer_coded"
    rows = source.execute(
        f"SELECT {names}, record_id, ? FROM capture WHERE collection_id = ? AND filename = ?",
        (target_id, source_id, name),
    )
    target.executemany(
        "UPDATE capture SET offset = ?1, revisit = ?2, transfer_coded = ?3, etag = iif(?2 > revisit, NULL, etag), "
        "last_modified = iif(?2 > revisit, NULL, last_modified) WHERE record_id = ?4 AND collection_id = ?5",
        rows,
    )
