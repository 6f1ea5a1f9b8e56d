"""Finds a person's comments by reading the archive as reparse does, and keeps what remains of each page around them."""

import sqlite3
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final

import msgspec

from crawler.collection.others import reachable
from crawler.collection.pages import stored_page
from crawler.collection.paths import Paths
from crawler.collection.redact.wanted import same_page
from crawler.collection.visits import OpenVisit
from crawler.parsers.extraction import Extraction
from crawler.parsers.need import Need
from crawler.parsers.page import Page
from crawler.parsers.visit import Visit
from crawler.parsing import parse
from crawler.redact.mask import authored, holds, masked
from crawler.redact.text import Person, seen
from crawler.reparse import Progress, reread
from crawler.warc.capture import Capture

Mention = tuple[str, str]
"""Address and date of a capture that names the person and stays."""

SHOWN: Final = 50
"""Mentions that are listed; the others are counted."""


@dataclass(slots=True)
class Commenter:
    """What was found of a person. ``named`` counts captures that name the person and stay, ``mentions`` lists some.

    ``kept`` (a scratch database) has what remains of each page by record and need; ``kept_named`` counts those in which
    others still name the person.
    """

    person: Person
    article: str | None
    kept: sqlite3.Connection
    comments: set[tuple[str, str]] = field(default_factory=set)
    articles: set[str] = field(default_factory=set)
    mentions: list[Mention] = field(default_factory=list)
    named: int = 0
    kept_named: int = 0
    _named: bool = False

    def find(self, paths: Paths, journal: sqlite3.Connection, told: Callable[[Progress], None]) -> None:
        """Read every visit."""
        self.kept.execute("CREATE TABLE kept (record_id TEXT, need TEXT, found INTEGER, extraction BLOB)")
        self.kept.execute("CREATE INDEX kept_record ON kept (record_id)")
        reread(
            paths,
            journal,
            self._take,
            told=told,
            progress=Progress(),
            others=reachable(paths),
            parse=self._parse,
        )

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

    def _parse(self, page: Page, asked: Need | None) -> Extraction:
        self._named = self._named or self.person.is_named(seen(page.text))
        return parse(page, asked)

    def _take(self, visit: OpenVisit) -> None:
        sources = _sources(visit.visit)
        named, self._named = self._named, False
        article = visit.visit.extraction.article
        url = article.url if article else visit.visit.url
        here = self.article is None or same_page(url, self.article)
        ids = authored([extraction for _, _, extraction in sources], self.person.name) if here else frozenset()
        for need, record_id, extraction in sources:
            found = holds(extraction, ids)
            if found or named:
                data = msgspec.json.encode(masked(extraction, ids))
                self.kept_named += found and self.person.is_named(seen(data.decode()))
                self.kept.execute("INSERT INTO kept VALUES (?, ?, ?, ?)", (record_id, need, found, data))
        if ids:
            self.comments |= ids
            self.articles.add(url)
            self.person.add(_texts([extraction for _, _, extraction in sources], ids))


def _sources(visit: Visit) -> list[tuple[str, str, Extraction]]:
    """Key of the need, record, and what was read, of every page of a visit."""
    answers = [(answer.need.key, answer.evidence.record_id, answer.extraction) for answer in visit.answers]
    return [("", visit.evidence.record_id, visit.extraction), *answers]


def _texts(extractions: list[Extraction], ids: frozenset[tuple[str, str]]) -> list[str | None]:
    fragments = (fragment for extraction in extractions for fragment in extraction.threads)
    return [
        comment.text for each in fragments for comment in each.comments if (each.thread_id, comment.commentId) in ids
    ]
