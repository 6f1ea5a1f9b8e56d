"""Collections and their jobs in the journal."""

import sqlite3
from dataclasses import dataclass

import msgspec


@dataclass(frozen=True, slots=True)
class Job:
    """One run over a set of seeds; ``scope`` is the scope's JSON form as the frontier last knew it."""

    job_id: int
    seeds: tuple[str, ...]
    scope: str
    finished_at: str | None
    started_at: str = ""


def collection_id(connection: sqlite3.Connection, name: str) -> int:
    """The collection's number, given out on first use."""
    connection.execute("INSERT OR IGNORE INTO collection (name) VALUES (?)", (name,))
    number = known_id(connection, name)
    assert number is not None
    return number


def known_id(connection: sqlite3.Connection, name: str) -> int | None:
    """The collection's number, None when the journal does not know it; nothing is written."""
    row = connection.execute("SELECT id FROM collection WHERE name = ?", (name,)).fetchone()
    return row and int(row[0])


def forget(connection: sqlite3.Connection, name: str) -> None:
    """Drop all that the journal knows of a collection: its folder is gone."""
    connection.execute("DELETE FROM collection WHERE name = ?", (name,))


def renew(connection: sqlite3.Connection, collection: int) -> None:
    """Drop all that the archive tells as well: what is left are the jobs, with their seeds and scopes."""
    jobs = "SELECT id FROM job WHERE collection_id = ?"
    connection.execute(f"DELETE FROM url WHERE job_id IN ({jobs})", (collection,))
    for table in ("capture", "visit_end", "version", "file"):
        connection.execute(f"DELETE FROM {table} WHERE collection_id = ?", (collection,))


def job_ids(connection: sqlite3.Connection, collection: int) -> set[int]:
    """Every job of the collection."""
    return {number for (number,) in connection.execute("SELECT id FROM job WHERE collection_id = ?", (collection,))}


def past_job(connection: sqlite3.Connection, collection: int, at: str) -> int:
    """A new number for a job of which only the archive tells, since ``at``; it is over."""
    sql = "INSERT INTO job (collection_id, seeds, scope, started_at, finished_at) VALUES (?, '[]', '{}', ?, ?)"
    number = connection.execute(sql, (collection, at, at)).lastrowid
    assert number is not None
    return number


def last_job(connection: sqlite3.Connection, collection: int) -> Job | None:
    """The collection's newest job, finished or not."""
    sql = "SELECT id, seeds, scope, finished_at, started_at FROM job WHERE collection_id = ? ORDER BY id DESC LIMIT 1"
    row = connection.execute(sql, (collection,)).fetchone()
    return row and Job(row[0], tuple(msgspec.json.decode(row[1])), row[2], row[3], row[4])


def start_job(
    connection: sqlite3.Connection, collection: int, *, seeds: tuple[str, ...], scope: str, started_at: str
) -> Job:
    """A new job of the collection. An unfinished one is over with it: what it had queued is not asked for any more."""
    unfinished = "SELECT id FROM job WHERE collection_id = ? AND finished_at IS NULL"
    connection.execute(f"DELETE FROM url WHERE state = 0 AND job_id IN ({unfinished})", (collection,))
    connection.execute(
        "UPDATE job SET finished_at = ? WHERE collection_id = ? AND finished_at IS NULL", (started_at, collection)
    )
    sql = "INSERT INTO job (collection_id, seeds, scope, started_at) VALUES (?, ?, ?, ?) RETURNING id"
    values = (collection, msgspec.json.encode(seeds).decode(), scope, started_at)
    return Job(connection.execute(sql, values).fetchone()[0], seeds, scope, None, started_at)


def move_scope(connection: sqlite3.Connection, job_id: int, scope: str) -> None:
    """Remember that a seed's redirect moved the scope along."""
    connection.execute("UPDATE job SET scope = ? WHERE id = ?", (scope, job_id))


def finish_job(connection: sqlite3.Connection, job_id: int, finished_at: str) -> None:
    """The job is over. The collection's frontier is dropped, since a next job starts with every seed due."""
    connection.execute("UPDATE job SET finished_at = ? WHERE id = ?", (finished_at, job_id))
    same = "SELECT other.id FROM job, job AS other WHERE job.id = ? AND other.collection_id = job.collection_id"
    connection.execute(f"DELETE FROM url WHERE job_id IN ({same})", (job_id,))
