"""The frontier on disk: one row per URL to fetch, fetched, or not taken."""

import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from enum import IntEnum
from hashlib import blake2b
from typing import Final

import msgspec

from crawler.frontier.priority import Priority
from crawler.parsers.need import Need


class State(IntEnum):
    """Where a row stands. ``ARCHIVED``: its capture is on disk, but the visit it belongs to has not ended."""

    QUEUED = 0
    ARCHIVED = 1
    DONE = 2
    SKIPPED = 3


@dataclass(frozen=True, slots=True)
class Row:
    """One URL of a job. ``need`` is set when a comment platform asked for it, ``visit_id`` names the visit it feeds.

    ``requisite`` is set when a page needs it to be shown: n for a style reached over n links, which may ask for more,
    0 for all that is kept unread. A row that is neither is a page.
    ``hops`` are the addresses that redirected here, first one first; ``record_id`` names the record that answered.
    """

    key: int
    job_id: int
    url: str
    host: str
    priority: int = 0
    depth: int = 0
    via: str | None = None
    need: Need | None = None
    visit_id: str | None = None
    record_id: str | None = None
    attempts: int = 0
    requisite: int | None = None
    hops: tuple[str, ...] = field(default=())

    @property
    def is_page(self) -> bool:
        """Whether it is fetched for its own sake."""
        return self.need is None and self.requisite is None

    @property
    def first_url(self) -> str:
        """The address that was asked for before any redirect."""
        return self.hops[0] if self.hops else self.url


_BATCH: Final = 500
_ARCHIVED: Final = "job_id IN (SELECT id FROM job WHERE collection_id = ?) AND state = 1"
_ANY: Final = 1 << 30
"""Beyond every priority."""
_COLUMNS: Final = "key, job_id, url, host, priority, depth, via, need, visit_id, record_id, attempts, requisite"


def page_key(job_id: int, canonical_url: str) -> int:
    """Identity of a page in a job: 63 bits, the journal's primary key."""
    return _key(f"{job_id} {canonical_url}")


def need_key(job_id: int, visit_id: str, key: str) -> int:
    """Identity of a need (by its own key) within its visit."""
    return _key(f"{job_id} {visit_id} {key}")


def requisite_key(job_id: int, canonical_url: str) -> int:
    """Identity of a page requisite in a job; an address may be a page as well."""
    return _key(f"{job_id} requisite {canonical_url}")


def _key(text: str) -> int:
    return int.from_bytes(blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "big") >> 1


def add(connection: sqlite3.Connection, rows: Iterable[tuple[Row, State, str | None]]) -> None:
    """Insert (row, state, reason); a row that is known already stays as it is."""
    connection.executemany(
        "INSERT OR IGNORE INTO url (key, job_id, url, host, priority, depth, via, need, visit_id, requisite, state,"
        " reason) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [
            (row.key, row.job_id, row.url, row.host, row.priority, row.depth, row.via, _pack(row.need), row.visit_id,
             row.requisite, state.value, reason)
            for row, state, reason in rows
        ],
    )  # fmt: skip


def settle(connection: sqlite3.Connection, row: Row, state: State, reason: str | None = None) -> None:
    """Move a row to ``state``; visit, record and attempts go with it."""
    connection.execute(
        "UPDATE url SET state = ?, reason = ?, visit_id = ?, record_id = ?, attempts = ? WHERE key = ?",
        (state.value, reason, row.visit_id, row.record_id, row.attempts, row.key),
    )


def end_visit(connection: sqlite3.Connection, job_id: int, visit_id: str) -> None:
    """Every row that fed a visit is done with, and so is what it no longer waits for."""
    update = "UPDATE url SET state = 2 WHERE job_id = ? AND visit_id = ?"
    connection.execute(f"{update} AND state = 1", (job_id, visit_id))
    connection.execute(f"{update} AND state = 0 AND need IS NOT NULL", (job_id, visit_id))


def known(connection: sqlite3.Connection, keys: Iterable[int]) -> set[int]:
    """Those of ``keys`` that have a row, whatever its state."""
    asked = msgspec.json.encode(list(keys)).decode()
    found = connection.execute("SELECT key FROM url WHERE key IN (SELECT value FROM json_each(?))", (asked,))
    return {key for (key,) in found}


def queued_hosts(connection: sqlite3.Connection, job_id: int, *, before: int = _ANY) -> dict[str, int]:
    """How many rows of a priority below ``before`` wait for each host."""
    where = "job_id = ? AND state = 0 AND priority < ? GROUP BY host"
    return dict(connection.execute(f"SELECT host, COUNT(*) FROM url WHERE {where}", (job_id, before)).fetchall())


def queued(connection: sqlite3.Connection, job_id: int, host: str, *, before: int = _ANY) -> Iterator[Row]:
    """The rows of a priority below ``before`` that wait for ``host``, most urgent first, streamed."""
    where = "job_id = ? AND state = 0 AND host = ? AND priority < ? ORDER BY priority, depth"
    return map(_row, connection.execute(f"SELECT {_COLUMNS} FROM url WHERE {where}", (job_id, host, before)))


def drop_requisites(connection: sqlite3.Connection, job_id: int) -> None:
    """Forget the page requisites that still wait."""
    connection.execute("DELETE FROM url WHERE job_id = ? AND state = 0 AND requisite IS NOT NULL", (job_id,))


def of_visit(connection: sqlite3.Connection, collection: int, visit_id: str) -> list[Row]:
    """Rows of any job that are archived for a visit that has not ended: its page before its needs."""
    where = f"{_ARCHIVED} AND visit_id = ? AND requisite IS NULL ORDER BY need IS NOT NULL, key"
    return _select(connection, where, (collection, visit_id))


def begun(connection: sqlite3.Connection, collection: int) -> Iterator[Row]:
    """Pages of any job that are archived, and whose visit has no end that is waiting for its lines."""
    ended = "SELECT 1 FROM visit_end WHERE visit_end.collection_id = ? AND visit_end.visit_id = url.visit_id"
    where = f"{_ARCHIVED} AND need IS NULL AND requisite IS NULL AND NOT EXISTS ({ended})"
    return _batches(connection, where, (collection, collection))


def open_requisites(connection: sqlite3.Connection, collection: int) -> Iterator[Row]:
    """Requisites of any job that are archived and may not have been read."""
    return _batches(connection, f"{_ARCHIVED} AND requisite IS NOT NULL", (collection,))


def given_up(connection: sqlite3.Connection, job_id: int, visit_id: str) -> list[tuple[Row, str]]:
    """The needs of a visit that will not be answered, with the reason."""
    where = "job_id = ? AND visit_id = ? AND need IS NOT NULL AND state = 3"
    rows = connection.execute(f"SELECT reason, {_COLUMNS} FROM url WHERE {where}", (job_id, visit_id))
    return [(_row(values), reason or "failed") for reason, *values in rows]


def waiting(connection: sqlite3.Connection, job_id: int) -> Iterator[Row]:
    """Every row still queued, streamed."""
    rows = connection.execute(f"SELECT {_COLUMNS} FROM url WHERE job_id = ? AND state = 0", (job_id,))
    return map(_row, rows)


def page_count(connection: sqlite3.Connection, job_id: int) -> int:
    """Pages of the job that were captured; needs, requisites, feeds and sitemaps not counted."""
    where = "job_id = ? AND need IS NULL AND requisite IS NULL AND record_id IS NOT NULL AND priority <> ?"
    sql = f"SELECT COUNT(*) FROM url WHERE {where}"
    count: int = connection.execute(sql, (job_id, Priority.INDEX.value)).fetchone()[0]
    return count


def page_states(connection: sqlite3.Connection, job_id: int) -> Counter[State]:
    """How many pages of the job stand where; needs and requisites not counted."""
    where = "job_id = ? AND need IS NULL AND requisite IS NULL GROUP BY state"
    found = connection.execute(f"SELECT state, COUNT(*) FROM url WHERE {where}", (job_id,))
    return Counter({State(state): count for state, count in found})


def skip_counts(connection: sqlite3.Connection, job_id: int) -> dict[str, int]:
    """How many pages were not taken, by reason."""
    where = "job_id = ? AND state = 3 AND need IS NULL AND requisite IS NULL GROUP BY reason ORDER BY 2 DESC"
    return dict(connection.execute(f"SELECT reason, COUNT(*) FROM url WHERE {where}", (job_id,)).fetchall())


def by_keys(connection: sqlite3.Connection, keys: Iterable[int]) -> dict[int, tuple[Row, State]]:
    """Rows by key with their state."""
    asked = msgspec.json.encode(list(keys)).decode()
    where = "key IN (SELECT value FROM json_each(?))"
    rows = connection.execute(f"SELECT state, {_COLUMNS} FROM url WHERE {where}", (asked,))
    return {values[0]: (_row(values), State(state)) for state, *values in rows}


def _batches(connection: sqlite3.Connection, where: str, values: tuple[object, ...]) -> Iterator[Row]:
    """Rows by key, a few read at once: what was given may be settled meanwhile."""
    last = -1
    while found := _select(connection, f"{where} AND key > ? ORDER BY key LIMIT {_BATCH}", (*values, last)):
        yield from found
        last = found[-1].key


def _select(connection: sqlite3.Connection, where: str, values: tuple[object, ...]) -> list[Row]:
    rows = connection.execute(f"SELECT {_COLUMNS} FROM url WHERE {where}", values)
    return [_row(row) for row in rows]


def _row(values: Iterable[object]) -> Row:
    row = Row(*values)  # type: ignore[arg-type]
    return replace(row, need=_unpack(row.need))  # type: ignore[arg-type]


def _pack(need: Need | None) -> bytes | None:
    if need is None:
        return None
    parts = (need.url, need.platform, need.thread, need.method, need.headers, need.body, dict(need.state))
    return msgspec.json.encode(parts)


def _unpack(data: bytes | None) -> Need | None:
    if data is None:
        return None
    url, platform, thread, method, headers, body, state = msgspec.json.decode(data)
    return Need(url, platform, thread, method, tuple((name, value) for name, value in headers), body, state)
