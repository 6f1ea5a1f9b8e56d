"""A journal of an earlier version is brought up to this one, or refused in one line with what to do; never half."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from crawler.errors import ArchiveError
from crawler.store import captures, collections, ends, rows
from crawler.store.journal import SCHEMA_VERSION, is_sound, open_journal

# The first journal that a crawl could be resumed from.
FIRST = """
CREATE TABLE collection (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE);
CREATE TABLE job (id INTEGER PRIMARY KEY, collection_id INTEGER NOT NULL REFERENCES collection ON DELETE CASCADE,
    seeds TEXT NOT NULL, scope TEXT NOT NULL, started_at TEXT NOT NULL, finished_at TEXT);
CREATE TABLE url (key INTEGER PRIMARY KEY, job_id INTEGER NOT NULL REFERENCES job ON DELETE CASCADE,
    state INTEGER NOT NULL, host TEXT NOT NULL, priority INTEGER NOT NULL, depth INTEGER NOT NULL, url TEXT NOT NULL,
    via TEXT, need BLOB, visit_id TEXT, record_id TEXT, attempts INTEGER NOT NULL DEFAULT 0, reason TEXT);
CREATE INDEX url_queue ON url (job_id, host, priority, depth) WHERE state = 0;
CREATE TABLE capture (record_id TEXT PRIMARY KEY, collection_id INTEGER NOT NULL REFERENCES collection
    ON DELETE CASCADE, url TEXT NOT NULL, captured_at TEXT NOT NULL, filename TEXT NOT NULL, offset INTEGER NOT NULL,
    status INTEGER, entity TEXT, sha1 TEXT, length INTEGER, revisit INTEGER NOT NULL, transfer_coded INTEGER NOT NULL
    ) WITHOUT ROWID;
CREATE TABLE version (collection_id INTEGER NOT NULL REFERENCES collection ON DELETE CASCADE, item_group TEXT NOT NULL,
    name TEXT NOT NULL, version INTEGER NOT NULL, digest BLOB NOT NULL, PRIMARY KEY (collection_id, item_group, name)
    ) WITHOUT ROWID;
CREATE TABLE file (collection_id INTEGER NOT NULL REFERENCES collection ON DELETE CASCADE, path TEXT NOT NULL,
    length INTEGER NOT NULL, PRIMARY KEY (collection_id, path)) WITHOUT ROWID;
INSERT INTO collection VALUES (1, 'news');
INSERT INTO job VALUES (7, 1, '["http://a.example/"]', '{}', '2026-03-01T09:30:00Z', NULL);
INSERT INTO url (key, job_id, state, host, priority, depth, url) VALUES (5, 7, 0, 'a.example', 40, 2, 'http://a.example/');
INSERT INTO capture VALUES ('<urn:uuid:1>', 1, 'http://a.example/', '2026-03-01T09:30:00Z', 'n.warc.gz', 10, 200,
    'sha256:0', 'sha1:0', 3, 0, 0);
PRAGMA user_version = 1;
"""


def made(folder: Path, schema: str) -> Path:
    path = folder / "journal.sqlite"
    with closing(sqlite3.connect(path)) as old:
        old.executescript(schema)
    return path


def test_what_an_old_journal_knows_is_kept(tmp_path: Path) -> None:
    with closing(open_journal(made(tmp_path, FIRST))) as journal:
        job = collections.last_job(journal, 1)
        assert job is not None and (job.job_id, job.seeds) == (7, ("http://a.example/",))
        (row,) = rows.queued(journal, 7, "a.example")
        assert (row.url, row.depth, row.requisite) == ("http://a.example/", 2, None)
        known = captures.by_record(journal, 1, "<urn:uuid:1>")
        assert known is not None and (known.offset, known.etag) == (10, None)
        assert list(ends.waiting(journal, 1)) == []
        assert journal.execute("PRAGMA user_version").fetchone() == (SCHEMA_VERSION,)
        assert journal.execute("PRAGMA foreign_key_check").fetchall() == []
        tables = {name for (name,) in journal.execute("SELECT name FROM sqlite_master")}
        assert not any("old_" in name for name in tables)
        assert {"url_queue", "url_open", "url_need", "capture_entity"} <= tables
    assert is_sound(tmp_path / "journal.sqlite")


def test_it_then_takes_what_this_version_writes(tmp_path: Path) -> None:
    with closing(open_journal(made(tmp_path, FIRST))) as journal:
        other = collections.collection_id(journal, "news-2")
        row = captures.by_record(journal, 1, "<urn:uuid:1>")
        assert row is not None
        captures.add(journal, other, row)
        ends.add(journal, 1, [("v", (("outcome", "complete"),))])
        ends.add(journal, other, [("v", (("outcome", "complete"),))])
        assert captures.by_record(journal, other, "<urn:uuid:1>") == row
        assert [len(list(ends.waiting(journal, number))) for number in (1, other)] == [1, 1]


@pytest.mark.parametrize("change", ["transfer_coded", "CREATE TABLE file"])
def test_a_shape_that_is_not_known_is_refused_and_left_as_it_was(tmp_path: Path, change: str) -> None:
    path = made(tmp_path, FIRST.replace(change, {"transfer_coded": "chunked"}.get(change, "CREATE TABLE files")))
    before = dump(path)
    with pytest.raises(ArchiveError, match="move it away"):
        open_journal(path)
    assert dump(path) == before


def dump(path: Path) -> list[str]:
    with closing(sqlite3.connect(path)) as journal:
        return [*journal.iterdump(), str(journal.execute("PRAGMA user_version").fetchone())]


def test_a_database_of_somebody_else_is_refused_and_left(tmp_path: Path) -> None:
    path = made(tmp_path, "CREATE TABLE notes (text TEXT); INSERT INTO notes VALUES ('mine');")
    with pytest.raises(ArchiveError, match=r"journal\.sqlite"):
        open_journal(path)
    assert dump(path)[2] == "INSERT INTO \"notes\" VALUES('mine');"


def test_a_later_version_is_refused(tmp_path: Path) -> None:
    path = made(tmp_path, f"PRAGMA user_version = {SCHEMA_VERSION + 1};")
    with pytest.raises(ArchiveError, match="update"):
        open_journal(path)
