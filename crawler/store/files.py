"""Committed lengths: how many bytes of each file the journal vouches for."""

import sqlite3
from collections.abc import Mapping


def lengths(connection: sqlite3.Connection, collection: int) -> dict[str, int]:
    """Committed length in bytes by path below the collection's folder."""
    sql = "SELECT path, length FROM file WHERE collection_id = ?"
    return dict(connection.execute(sql, (collection,)).fetchall())


def put(connection: sqlite3.Connection, collection: int, changed: Mapping[str, int]) -> None:
    """Commit new lengths."""
    connection.executemany(
        "INSERT OR REPLACE INTO file (collection_id, path, length) VALUES (?, ?, ?)",
        [(collection, path, length) for path, length in changed.items()],
    )


def remove(connection: sqlite3.Connection, collection: int, path: str) -> None:
    """Forget a file that was closed and renamed."""
    connection.execute("DELETE FROM file WHERE collection_id = ? AND path = ?", (collection, path))
