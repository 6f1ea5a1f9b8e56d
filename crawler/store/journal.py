"""Opens the journal and holds its schema."""

import sqlite3
from pathlib import Path
from typing import Final

from crawler.errors import ArchiveError, DiskError

SCHEMA_VERSION: Final = 1

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
    record_id TEXT PRIMARY KEY,
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
    last_modified TEXT
) WITHOUT ROWID;
CREATE INDEX capture_entity ON capture (collection_id, entity) WHERE revisit = 0;
CREATE INDEX capture_url ON capture (collection_id, url, captured_at);
CREATE TABLE visit_end (
    number INTEGER PRIMARY KEY,
    collection_id INTEGER NOT NULL REFERENCES collection ON DELETE CASCADE,
    visit_id TEXT NOT NULL UNIQUE,
    fields BLOB NOT NULL
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

    WAL with synchronous=FULL: a committed transaction survives power loss, and readers never wait for the writer.
    Raises DiskError when the file cannot be opened, ArchiveError when it is no journal or a newer one.
    """
    try:
        connection = sqlite3.connect(path, timeout=30, isolation_level=None, check_same_thread=False)
        version = connection.execute("PRAGMA user_version").fetchone()[0]
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("PRAGMA foreign_keys = ON")
        if version == 0:
            _create(connection)
    except sqlite3.OperationalError as error:
        raise DiskError(f"journal {path}: cannot be opened ({error}); check the folder and its permissions") from error
    except sqlite3.DatabaseError as error:
        raise ArchiveError(
            f"journal {path}: damaged ({error}); move it away, the archives are whole without it (crawler reparse)"
        ) from error
    if version > SCHEMA_VERSION:
        raise ArchiveError(f"journal {path}: version {version}, this program knows {SCHEMA_VERSION}; update it")
    return connection


def _create(connection: sqlite3.Connection) -> None:
    connection.execute("BEGIN IMMEDIATE")
    if connection.execute("PRAGMA user_version").fetchone()[0] == 0:
        for statement in _SCHEMA.split(";\n"):
            connection.execute(statement)
        connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")
    connection.execute("COMMIT")
