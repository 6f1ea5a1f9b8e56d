"""Ends of visits that recovery found in an archive, kept until their lines are written."""

import sqlite3
from collections.abc import Iterable

import msgspec

Fields = tuple[tuple[str, str], ...]
"""The block of an end's record: names and values in order."""


def add(connection: sqlite3.Connection, collection: int, ends: Iterable[tuple[str, Fields]]) -> None:
    """Remember ends as (visit id, fields), in the order in which they stand in the archive."""
    connection.executemany(
        "INSERT OR IGNORE INTO visit_end (collection_id, visit_id, fields) VALUES (?, ?, ?)",
        [(collection, visit_id, msgspec.json.encode(fields)) for visit_id, fields in ends],
    )


def waiting(connection: sqlite3.Connection, collection: int) -> list[tuple[str, Fields]]:
    """Those whose lines are not written yet, as (visit id, fields), in order."""
    sql = "SELECT visit_id, fields FROM visit_end WHERE collection_id = ? ORDER BY number"
    rows = connection.execute(sql, (collection,)).fetchall()
    return [(visit_id, msgspec.json.decode(fields, type=Fields)) for visit_id, fields in rows]


def remove(connection: sqlite3.Connection, visit_id: str) -> None:
    """The visit's lines are written."""
    connection.execute("DELETE FROM visit_end WHERE visit_id = ?", (visit_id,))
