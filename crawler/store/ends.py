"""Ends of visits that recovery found in an archive, kept until their lines are written."""

import sqlite3
from collections.abc import Iterable, Iterator
from typing import Final

import msgspec

BATCH: Final = 500
"""Ends read at once: a reader that stays would keep the journal's log from being folded in."""

Fields = tuple[tuple[str, str], ...]
"""The block of an end's record: names and values in order."""


def add(connection: sqlite3.Connection, collection: int, ends: Iterable[tuple[str, Fields]]) -> None:
    """Remember ends as (visit id, fields), in the order in which they stand in the archive."""
    connection.executemany(
        "INSERT OR IGNORE INTO visit_end (collection_id, visit_id, fields) VALUES (?, ?, ?)",
        [(collection, visit_id, msgspec.json.encode(fields)) for visit_id, fields in ends],
    )


def waiting(connection: sqlite3.Connection, collection: int) -> Iterator[tuple[str, Fields]]:
    """Those whose lines are not written yet, as (visit id, fields), in order; they may be removed meanwhile."""
    sql = (
        "SELECT number, visit_id, fields FROM visit_end WHERE collection_id = ? AND number > ? ORDER BY number LIMIT ?"
    )
    number = 0
    while found := connection.execute(sql, (collection, number, BATCH)).fetchall():
        yield from ((visit_id, msgspec.json.decode(fields, type=Fields)) for _, visit_id, fields in found)
        number = found[-1][0]


def remove(connection: sqlite3.Connection, collection: int, visit_id: str) -> None:
    """The visit's lines are written."""
    connection.execute("DELETE FROM visit_end WHERE collection_id = ? AND visit_id = ?", (collection, visit_id))
