"""Journals to test against: real SQLite files with a collection and a job in them."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from crawler.frontier.priority import Priority
from crawler.store import collections, rows
from crawler.store.journal import open_journal
from crawler.store.rows import Row, State, page_key
from crawler.urls import host_of


@dataclass
class Journal:
    connection: sqlite3.Connection
    collection: int
    job: int

    def row(self, url: str, **more: object) -> Row:
        values = {"priority": Priority.PAGE} | more
        return Row(page_key(self.job, url), self.job, url, host_of(url), **values)  # type: ignore[arg-type]

    def queued(self, *urls: str) -> list[Row]:
        made = [self.row(url) for url in urls]
        rows.add(self.connection, [(row, State.QUEUED, None) for row in made])
        return made


@contextmanager
def journal(folder: Path) -> Iterator[Journal]:
    with closing(open_journal(folder / "journal.sqlite")) as connection:
        number = collections.collection_id(connection, "test")
        job = collections.start_job(connection, number, seeds=("http://a.example/",), scope="{}", started_at="now")
        yield Journal(connection, number, job.job_id)
