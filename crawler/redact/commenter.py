"""Finds a person's comments by reading the archive as reparse does, and keeps what remains of each page around them."""

import sqlite3
from collections.abc import Callable, Container
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

import msgspec

from crawler.collection.others import reachable
from crawler.collection.pages import stored_page
from crawler.collection.paths import Paths
from crawler.collection.redact.wanted import same_page
from crawler.collection.visits import OpenVisit
from crawler.parsers.extraction import Extraction
from crawler.parsers.unread import UnreadPages, unread_pages
from crawler.parsers.visit import Found, Visit
from crawler.redact.mask import Ids, authored, holds, masked
from crawler.redact.text import Person, seen
from crawler.reparse import Progress, reread
from crawler.store.journal import open_journal
from crawler.warc.capture import Capture

Mention = tuple[str, str]
"""Address and date of a capture that names the person and stays."""

SHOWN: Final = 50
"""Mentions that are listed; the others are counted."""


@dataclass(slots=True)
class Commenter:
    """What was found of a person. ``named`` counts captures that name the person and stay, ``mentions`` lists some.

    ``kept`` (a scratch database) has what remains of each page by record and need; ``kept_named`` counts those in which
    others still name the person. ``scratch`` is a folder that goes away. ``unread``: pages that could not be read.
    """

    person: Person
    article: str | None
    kept: sqlite3.Connection
    scratch: Path
    comments: Ids = frozenset()
    articles: set[str] = field(default_factory=set)
    mentions: list[Mention] = field(default_factory=list)
    named: int = 0
    kept_named: int = 0
    unread: UnreadPages = field(default_factory=UnreadPages)

    def find(self, paths: Paths, told: Callable[[Progress], None]) -> None:
        """Read every visit, and keep what remains of the pages in which a comment of the person was read."""
        self.kept.execute("CREATE TABLE kept (record_id TEXT, need TEXT, found INTEGER, extraction BLOB)")
        self.kept.execute("CREATE INDEX kept_record ON kept (record_id)")
        self._reread(paths, self._take, told)

    def keep(self, paths: Paths, records: Container[str], told: Callable[[Progress], None]) -> None:
        """Read every visit again, and keep what remains of these records, in which the person was found otherwise."""

        def take(visit: OpenVisit) -> None:
            for need, record_id, extraction in _sources(visit.visit):
                if record_id in records:
                    self._keep(record_id, need, extraction, ids=self.comments, found=False)

        self._reread(paths, take, told)

    def found_in(self, record_id: str) -> bool:
        """Whether comments were read in this record."""
        sql = "SELECT 1 FROM kept WHERE record_id = ? AND found"
        return self.kept.execute(sql, (record_id,)).fetchone() is not None

    def remains_of(self, record_id: str) -> str | None:
        """What was read in a record, without the person, as JSON by need."""
        rows = self.kept.execute("SELECT need, extraction FROM kept WHERE record_id = ?", (record_id,)).fetchall()
        return msgspec.json.encode({need: msgspec.Raw(data) for need, data in rows}).decode() if rows else None

    def quoted_in(self, capture: Capture) -> bool:
        """Whether an answer that no comment was read from shows one all the same; notes those that show the name."""
        stored = stored_page(capture, lambda refers_to: None)
        if stored is None or b"\0" in stored.page.payload[:1024]:
            return False
        plain = seen(stored.page.text)
        named = self.person.is_named(plain)
        if self.article is None and self.person.is_quoted(plain, named=named):
            return True
        self.named += named
        if named and len(self.mentions) < SHOWN:
            self.mentions.append((capture.url, capture.date))
        return False

    def _reread(self, paths: Paths, take: Callable[[OpenVisit], None], told: Callable[[Progress], None]) -> None:
        with TemporaryDirectory(dir=self.scratch) as name, closing(open_journal(Path(name) / "journal")) as journal:
            journal.execute("PRAGMA synchronous = OFF")
            journal.execute("BEGIN")
            reread(paths, journal, take, told=told, progress=Progress(), others=reachable(paths))

    def _take(self, visit: OpenVisit) -> None:
        self.unread.add(unread_pages(visit.visit, Found()))
        sources = _sources(visit.visit)
        extractions = [extraction for _, _, extraction in sources]
        article = visit.visit.extraction.article
        url = article.url if article else visit.visit.url
        here = self.article is None or same_page(url, self.article)
        ids = authored(extractions, self.person.name) if here else frozenset()
        for need, record_id, extraction in sources:
            if holds(extraction, ids):
                self._keep(record_id, need, extraction, ids=ids, found=True)
        if ids:
            self.comments |= ids
            self.articles.add(url)
            self.person.add(_texts(extractions, ids))

    def _keep(self, record_id: str, need: str, extraction: Extraction, *, ids: Ids, found: bool) -> None:
        data = msgspec.json.encode(masked(extraction, ids))
        self.kept_named += self.person.is_named(seen(data.decode()))
        self.kept.execute("INSERT INTO kept VALUES (?, ?, ?, ?)", (record_id, need, found, data))


def _sources(visit: Visit) -> list[tuple[str, str, Extraction]]:
    """Key of the need, record, and what was read, of every page of a visit."""
    answers = [(answer.need.key, answer.evidence.record_id, answer.extraction) for answer in visit.answers]
    return [("", visit.evidence.record_id, visit.extraction), *answers]


def _texts(extractions: list[Extraction], ids: Ids) -> list[str | None]:
    fragments = (fragment for extraction in extractions for fragment in extraction.threads)
    return [
        comment.text for each in fragments for comment in each.comments if (each.thread_id, comment.commentId) in ids
    ]
