"""Facts of all records in a temporary SQLite file, so that memory stays flat however large an archive is."""

import sqlite3
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import Final

from crawler.errors import DiskError
from crawler.warc.cdxj import timestamp_of
from crawler.warc.check.finding import Finding
from crawler.warc.check.seen import Fact, Names, Refers, Seen, Walked

_SCHEMA: Final = """
CREATE TABLE record (id TEXT, kind TEXT, offset INTEGER, length INTEGER, url TEXT, date TEXT, sha1 TEXT, entity TEXT,
    status TEXT, indexed INTEGER, file TEXT, stamp TEXT);
CREATE TABLE names (code TEXT, file TEXT, offset INTEGER, id TEXT, target TEXT);
CREATE TABLE refers (file TEXT, offset INTEGER, id TEXT, target TEXT, url TEXT, date TEXT, stamp TEXT, sha1 TEXT,
    elsewhere INTEGER);
CREATE TABLE finding (code TEXT, file TEXT, found TEXT, offset INTEGER, record TEXT, usual INTEGER);
CREATE TABLE walked (file TEXT, records INTEGER, length INTEGER);
CREATE TABLE listed (record INTEGER PRIMARY KEY)
"""
_INDEXES: Final = """
CREATE INDEX record_id ON record (id);
CREATE INDEX record_place ON record (file, offset);
CREATE INDEX record_url ON record (url, stamp) WHERE url IS NOT NULL
"""
_TABLES: Final = ("record", "names", "refers", "finding", "walked")
_BATCH: Final = 2000


def open_scratch(path: Path) -> sqlite3.Connection:
    """A new, empty scratch database; nothing in it needs to survive."""
    try:
        connection = sqlite3.connect(path, isolation_level=None)
        connection.execute("PRAGMA journal_mode = OFF")
        connection.execute("PRAGMA synchronous = OFF")
        connection.execute("BEGIN")
        for statement in _SCHEMA.split(";\n"):
            connection.execute(statement)
    except sqlite3.Error as error:
        raise DiskError(f"cannot write {path}: {error}; free some space, or set TMPDIR to another folder") from error
    return connection


def keep(connection: sqlite3.Connection, file: str, found: Iterable[Finding | Fact]) -> None:
    """Put what was found in one WARC, called ``file`` in indexes, into the database."""
    remaining = iter(found)
    while batch := list(islice(remaining, _BATCH)):
        _insert(connection, "record", [_record(file, fact) for fact in batch if isinstance(fact, Seen)])
        _insert(connection, "finding", [_finding(fact) for fact in batch if isinstance(fact, Finding)])
        for fact in [fact for fact in batch if not isinstance(fact, Seen | Finding)]:
            if isinstance(fact, Names):
                _insert(connection, "names", [(fact.code, file, fact.offset, fact.record_id, fact.target)])
            elif isinstance(fact, Refers):
                _insert(connection, "refers", [_refers(file, fact)])
            elif isinstance(fact, Walked):
                _insert(connection, "walked", [(file, fact.records, fact.end)])


def take_over(connection: sqlite3.Connection, part: Path) -> None:
    """Add all that is in another scratch database."""
    connection.execute("COMMIT")
    connection.execute("ATTACH ? AS part", (str(part),))
    connection.execute("BEGIN")
    for table in _TABLES:
        connection.execute(f"INSERT INTO main.{table} SELECT * FROM part.{table}")
    connection.execute("COMMIT")
    connection.execute("DETACH part")
    connection.execute("BEGIN")


def make_searchable(connection: sqlite3.Connection) -> None:
    """Build what look-ups need, once everything is in."""
    for statement in _INDEXES.split(";\n"):
        connection.execute(statement)


def findings(connection: sqlite3.Connection) -> Iterator[Finding]:
    """What was found within the files, in order of file and offset."""
    order = "SELECT code, file, found, offset, record, usual FROM finding ORDER BY file, offset, rowid"
    for code, file, found, offset, record, usual in connection.execute(order):
        yield Finding(code, file, found, offset, record, bool(usual))


def _insert(connection: sqlite3.Connection, table: str, rows: Iterable[tuple[object, ...]]) -> None:
    columns = {"record": 12, "names": 5, "refers": 9, "finding": 6, "walked": 3}[table]
    connection.executemany(f"INSERT INTO {table} VALUES ({', '.join('?' * columns)})", rows)


def _record(file: str, seen: Seen) -> tuple[object, ...]:
    return (*seen, file, timestamp_of(seen.date) if seen.date else None)


def _refers(file: str, refers: Refers) -> tuple[object, ...]:
    stamp = timestamp_of(refers.target_date) if refers.target_date else None
    target = (refers.target_id, refers.target_url, refers.target_date, stamp)
    return (file, refers.offset, refers.record_id, *target, refers.sha1, refers.elsewhere)


def _finding(finding: Finding) -> tuple[object, ...]:
    return (finding.code, finding.file, finding.found, finding.offset, finding.record, finding.usual)
