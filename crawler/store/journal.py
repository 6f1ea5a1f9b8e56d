"""Opens the journal, holds its schema, and brings a journal of an earlier version up to it."""

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Final

from crawler.errors import ArchiveError, DiskError

SCHEMA_VERSION: Final = 2
"""2: a record and the end of a visit are known by collection, since a collection may be copied beside itself."""

_LOG: Final = "-wal"
SIDE_FILES: Final = (_LOG, "-shm")
"""Endings of what SQLite keeps beside a journal while it is in use (https://www.sqlite.org/walformat.html)."""

READ_BACK: Final = "move it away, and the next crawl reads back from the archives what it knew"

_SCHEMA: Final = """
CREATE TABLE collection (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE
);
CREATE TABLE job (
    id INTEGER PRIMARY KEY,
    collection_id INTEGER NOT NULL REFERENCES collection ON DELETE CASCADE,
    seeds TEXT NOT NULL,
    scope TEXT NOT NULL,
    started_at TEXT NOT NULL,
    finished_at TEXT
);
CREATE TABLE url (
    key INTEGER PRIMARY KEY,
    job_id INTEGER NOT NULL REFERENCES job ON DELETE CASCADE,
    state INTEGER NOT NULL,
    host TEXT NOT NULL,
    priority INTEGER NOT NULL,
    depth INTEGER NOT NULL,
    url TEXT NOT NULL,
    via TEXT,
    need BLOB,
    visit_id TEXT,
    record_id TEXT,
    attempts INTEGER NOT NULL DEFAULT 0,
    requisite INTEGER,
    reason TEXT
);
CREATE INDEX url_queue ON url (job_id, host, priority, depth) WHERE state = 0;
CREATE INDEX url_open ON url (job_id, visit_id) WHERE state = 1;
CREATE INDEX url_need ON url (job_id, visit_id) WHERE need IS NOT NULL;
CREATE TABLE capture (
    record_id TEXT NOT NULL,
    collection_id INTEGER NOT NULL REFERENCES collection ON DELETE CASCADE,
    url TEXT NOT NULL,
    captured_at TEXT NOT NULL,
    filename TEXT NOT NULL,
    offset INTEGER NOT NULL,
    status INTEGER,
    entity TEXT,
    sha1 TEXT,
    length INTEGER,
    revisit INTEGER NOT NULL,
    transfer_coded INTEGER NOT NULL,
    etag TEXT,
    last_modified TEXT,
    PRIMARY KEY (collection_id, record_id)
) WITHOUT ROWID;
CREATE INDEX capture_entity ON capture (collection_id, entity) WHERE revisit = 0;
CREATE INDEX capture_url ON capture (collection_id, url, captured_at);
CREATE TABLE visit_end (
    number INTEGER PRIMARY KEY,
    collection_id INTEGER NOT NULL REFERENCES collection ON DELETE CASCADE,
    visit_id TEXT NOT NULL,
    fields BLOB NOT NULL,
    UNIQUE (collection_id, visit_id)
);
CREATE TABLE version (
    collection_id INTEGER NOT NULL REFERENCES collection ON DELETE CASCADE,
    item_group TEXT NOT NULL,
    name TEXT NOT NULL,
    version INTEGER NOT NULL,
    digest BLOB NOT NULL,
    PRIMARY KEY (collection_id, item_group, name)
) WITHOUT ROWID;
CREATE TABLE file (
    collection_id INTEGER NOT NULL REFERENCES collection ON DELETE CASCADE,
    path TEXT NOT NULL,
    length INTEGER NOT NULL,
    PRIMARY KEY (collection_id, path)
) WITHOUT ROWID;
"""


def open_journal(path: Path) -> sqlite3.Connection:
    """A connection to the journal at ``path``, made when there is none; usable from any one thread at a time.

    WAL with synchronous=FULL: a committed transaction survives power loss, and readers never wait for the writer. A
    journal of an earlier version is brought up to this one. Raises DiskError when the file cannot be opened,
    ArchiveError when it is no journal, one of a later version, or of no shape that is known.
    """
    try:
        connection = sqlite3.connect(path, timeout=30, isolation_level=None, check_same_thread=False)
        version = _version(connection)
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = FULL")
        if version < SCHEMA_VERSION:
            _bring_up(connection, path)
        connection.execute("PRAGMA foreign_keys = ON")
    except sqlite3.OperationalError as error:
        raise DiskError(f"journal {path}: cannot be opened ({error}); check the folder and its permissions") from error
    except sqlite3.DatabaseError as error:
        raise ArchiveError(f"journal {path}: damaged ({error}); {READ_BACK}") from error
    if version > SCHEMA_VERSION:
        raise ArchiveError(f"journal {path}: version {version}, this program knows {SCHEMA_VERSION}; update it")
    return connection


def has_log(path: Path) -> bool:
    """Whether SQLite's log of the journal holds anything: somebody has it open, or died with it."""
    log = path.with_name(path.name + _LOG)
    return log.exists() and log.stat().st_size > 0


def is_sound(path: Path) -> bool:
    """Whether the journal can be opened and its tables agree with their indexes; reads all of it.

    Raises what ``open_journal`` does for a journal that is not damaged, and cannot be opened all the same.
    """
    try:
        with closing(open_journal(path)) as connection:
            return bool(connection.execute("PRAGMA integrity_check(1)").fetchone() == ("ok",))
    except sqlite3.DatabaseError:
        return False
    except ArchiveError as error:
        if isinstance(error.__cause__, sqlite3.DatabaseError):
            return False
        raise


def _version(connection: sqlite3.Connection) -> int:
    version: int = connection.execute("PRAGMA user_version").fetchone()[0]
    return version


def _bring_up(connection: sqlite3.Connection, path: Path) -> None:
    """Make the tables of this version, and move what those of an earlier one hold into them; all or nothing."""
    connection.execute("BEGIN IMMEDIATE")
    if _version(connection) < SCHEMA_VERSION:
        old = [name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        for (index,) in connection.execute("SELECT name FROM sqlite_master WHERE sql LIKE 'CREATE INDEX%'").fetchall():
            connection.execute(f"DROP INDEX {index}")
        for table in old:
            connection.execute(f"ALTER TABLE {table} RENAME TO old_{table}")
        for statement in _SCHEMA.split(";\n"):
            connection.execute(statement)
        for table in old:
            _move(connection, table, path)
        connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")
    connection.execute("COMMIT")


def _move(connection: sqlite3.Connection, table: str, path: Path) -> None:
    """Move the rows of one table; columns that it did not have yet are as if nothing was known."""
    known = set(_columns(connection, table))
    both = ", ".join(name for name in _columns(connection, f"old_{table}") if name in known)
    try:
        connection.execute(f"INSERT INTO {table} ({both}) SELECT {both} FROM old_{table}")
    except sqlite3.DatabaseError as error:
        connection.execute("ROLLBACK")
        raise ArchiveError(f"journal {path}: of a shape that is not known ({table}: {error}); {READ_BACK}") from error
    connection.execute(f"DROP TABLE old_{table}")


def _columns(connection: sqlite3.Connection, table: str) -> list[str]:
    return [name for (name,) in connection.execute("SELECT name FROM pragma_table_info(?)", (table,))]
