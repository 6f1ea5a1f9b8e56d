"""Which form of each item was seen last: version number and digest of its fields."""

import sqlite3
from collections.abc import Mapping

Known = dict[str, tuple[int, bytes]]
"""By name within a group (a comment's id, or "" for the group's own item): version and fields digest."""


def of_group(connection: sqlite3.Connection, collection: int, group: str) -> Known:
    """Every item known of one group (an article, or a thread with its comments)."""
    sql = "SELECT name, version, digest FROM version WHERE collection_id = ? AND item_group = ?"
    return {name: (version, digest) for name, version, digest in connection.execute(sql, (collection, group))}


def put(connection: sqlite3.Connection, collection: int, changed: Mapping[str, Known]) -> None:
    """Remember new versions, by group."""
    connection.executemany(
        "INSERT OR REPLACE INTO version (collection_id, item_group, name, version, digest) VALUES (?, ?, ?, ?, ?)",
        [
            (collection, group, name, version, digest)
            for group, names in changed.items()
            for name, (version, digest) in names.items()
        ],
    )


def clear(connection: sqlite3.Connection, collection: int) -> None:
    """Forget them all, before a rebuilt data set is counted anew."""
    connection.execute("DELETE FROM version WHERE collection_id = ?", (collection,))


def copy(source: sqlite3.Connection, source_id: int, target: sqlite3.Connection, target_id: int) -> None:
    """Copy every version of a collection from one journal to another."""
    rows = source.execute(
        "SELECT ?, item_group, name, version, digest FROM version WHERE collection_id = ?", (target_id, source_id)
    )
    sql = "INSERT OR REPLACE INTO version (collection_id, item_group, name, version, digest) VALUES (?, ?, ?, ?, ?)"
    target.executemany(sql, rows)
