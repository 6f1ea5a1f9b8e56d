"""Captures by record: where each lies, what it held, and which original a repeated payload refers to."""

import sqlite3
from dataclasses import dataclass, fields
from typing import Final


@dataclass(frozen=True, slots=True)
class CaptureRow:
    """One response or revisit record on disk. ``entity`` is "sha256:hex", ``sha1`` base32 with its prefix.

    ``filename`` is the final name, ``length`` the entity's in bytes, ``captured_at`` the WARC-Date as written.
    ``etag`` and ``last_modified`` are the validators of a 200, as sent (RFC 9110 section 8.8).
    """

    record_id: str
    url: str
    captured_at: str
    filename: str
    offset: int
    status: int | None = None
    entity: str | None = None
    sha1: str | None = None
    length: int | None = None
    revisit: bool = False
    transfer_coded: bool = False
    etag: str | None = None
    last_modified: str | None = None


_NAMES: Final = ", ".join(field.name for field in fields(CaptureRow))
_MARKS: Final = ", ".join("?" for _ in fields(CaptureRow))


def add(connection: sqlite3.Connection, collection: int, row: CaptureRow) -> None:
    """Journal one capture; journalling it twice (recovery) changes nothing."""
    connection.execute(
        f"INSERT OR IGNORE INTO capture (collection_id, {_NAMES}) VALUES (?, {_MARKS})",
        (collection, *(getattr(row, field.name) for field in fields(row))),
    )


def by_record(connection: sqlite3.Connection, collection: int, record_id: str) -> CaptureRow | None:
    """The capture whose response or revisit record has this WARC-Record-ID."""
    return _one(connection, "collection_id = ? AND record_id = ?", (collection, record_id))


def original(connection: sqlite3.Connection, collection: int, *, entity: str, url: str) -> CaptureRow | None:
    """The first capture of the same entity; at another address only one without transfer coding."""
    where = "collection_id = ? AND entity = ? AND revisit = 0 AND (url = ? OR transfer_coded = 0) ORDER BY url <> ?"
    return _one(connection, where, (collection, entity, url, url))


def validated(connection: sqlite3.Connection, collection: int, url: str) -> CaptureRow | None:
    """The newest response of an address that answered 200 with a validator; not a revisit, which holds no payload."""
    where = "collection_id = ? AND url = ? AND status = 200 AND revisit = 0 ORDER BY captured_at DESC"
    row = _one(connection, where, (collection, url))
    return row if row is not None and (row.etag or row.last_modified) else None


def copy(source: sqlite3.Connection, source_id: int, target: sqlite3.Connection, target_id: int) -> None:
    """Copy every capture of a collection that the other journal does not have."""
    rows = source.execute(f"SELECT ?, {_NAMES} FROM capture WHERE collection_id = ?", (target_id, source_id))
    target.executemany(f"INSERT OR IGNORE INTO capture (collection_id, {_NAMES}) VALUES (?, {_MARKS})", rows)


def nearest(connection: sqlite3.Connection, collection: int, *, url: str, captured_at: str) -> CaptureRow | None:
    """The capture of an address that answered 200, nearest in time before or else after an instant."""
    where = "collection_id = ? AND url = ? AND status = 200 ORDER BY captured_at > ?, abs(julianday(captured_at) - "
    return _one(connection, where + "julianday(?))", (collection, url, captured_at, captured_at))


def remember(connection: sqlite3.Connection, collection: int) -> None:
    """Remember which captures are known, for this connection alone, until ``since_remembered``."""
    connection.execute("DROP TABLE IF EXISTS temp.known")
    known = "SELECT record_id FROM capture WHERE collection_id = ?"
    connection.execute(f"CREATE TEMP TABLE known AS {known}", (collection,))


def since_remembered(connection: sqlite3.Connection, collection: int) -> tuple[int, int]:
    """How many captures are known now, and how many are not that were when ``remember`` was called."""
    known = "SELECT record_id FROM capture WHERE collection_id = ?"
    (count,) = connection.execute("SELECT COUNT(*) FROM capture WHERE collection_id = ?", (collection,)).fetchone()
    missing = f"SELECT COUNT(*) FROM temp.known WHERE record_id NOT IN ({known})"
    (lost,) = connection.execute(missing, (collection,)).fetchone()
    connection.execute("DROP TABLE temp.known")
    return count, lost


def _one(connection: sqlite3.Connection, where: str, values: tuple[object, ...]) -> CaptureRow | None:
    found = connection.execute(f"SELECT {_NAMES} FROM capture WHERE {where} LIMIT 1", values).fetchone()
    if found is None:
        return None
    row = dict(zip((field.name for field in fields(CaptureRow)), found, strict=True))
    return CaptureRow(**{**row, "revisit": bool(row["revisit"]), "transfer_coded": bool(row["transfer_coded"])})
