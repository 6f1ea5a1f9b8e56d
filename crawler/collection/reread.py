"""The visits of an archive, from its WARCs alone: each given once its end comes by, in the order of the files.

Captures are noted in a scratch journal. Those without our metadata, from other people's archives, are visits of one
page each; their needs are answered from the same archive, by address. What was taken out (``warc.tombstone``) is passed
over: a visit whose page went is none, an answer that went is a need given up; where what was read is kept, that counts.
"""

import sqlite3
from collections import OrderedDict
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Final

from crawler.collection.ended import Ended, read_ended
from crawler.collection.facts import Facts, Purpose, read_facts
from crawler.collection.journalled import capture_row
from crawler.collection.pages import ELSEWHERE, Parse, StoredPage, stored_page, warc_path
from crawler.collection.paths import Paths
from crawler.collection.rebuild import rebuild
from crawler.collection.respect import respectful
from crawler.collection.visits import OpenVisit, open_visit
from crawler.errors import ArchiveError
from crawler.frontier.answer import Verdict, judge
from crawler.store import captures, collections
from crawler.warc.capture import Capture, RefersTo, StoredRecord, VisitEnd
from crawler.warc.captures import read_captures
from crawler.warc.openfile import OPEN_SUFFIX
from crawler.warc.others import Others
from crawler.warc.reader import read_record
from crawler.warc.scan import scan_tail
from crawler.warc.tombstone import read_tombstone
from crawler.warc.written import written_of
from crawler.wire.exchange import Outcome

HELD_BYTES: Final = 64 << 20
"""Captures of visits under way kept in memory; what is beyond is read again when its visit ends."""

NEEDS: Final = 10_000
"""Most answers that are looked for in an archive for one page of other people's."""

REDACTED: Final = "redacted"
"""Why a need has no answer that was taken out."""


@dataclass(slots=True)
class _Held:
    """What came by of a visit that has not ended: record ids of its captures, answers with the key of their need."""

    pages: list[str] = field(default_factory=list)
    answers: list[tuple[str, str]] = field(default_factory=list)


class Reread:
    """Reads WARCs one after the other; ``take`` is called with each visit. ``journal`` knows every capture so far.

    ``missing`` counts visits whose page no WARC here holds: they cannot be rebuilt. ``elsewhere`` counts those whose
    page lies in another collection that is not at hand: only that they were made is told.
    """

    def __init__(
        self,
        paths: Paths,
        journal: sqlite3.Connection,
        *,
        parse: Parse,
        take: Callable[[OpenVisit], None],
        told: Callable[[], None],
        others: Others,
    ) -> None:
        """``told`` is called for every capture; ``others`` hold what was deduplicated against other collections."""
        self._paths, self._journal, self._told = paths, journal, told
        self._parse, self._take_visit = parse, take
        self._collection = collections.collection_id(journal, paths.name)
        self._open: dict[str, _Held] = {}
        self._kept: OrderedDict[str, Capture] = OrderedDict()
        self._kept_bytes = 0
        self._foreign: list[str] = []
        self._withheld: set[str] = set()
        self._others = others
        self.missing = self.elsewhere = 0

    def read(self, path: Path) -> None:
        """Take one WARC in; of one that was left open, what is whole. ArchiveError at the first damage."""
        for found in _whole_captures(path) if path.name.endswith(OPEN_SUFFIX) else read_captures(path):
            if isinstance(found, VisitEnd):
                end = read_ended(found.stored.record.target_uri, found.facts)
                if end is not None:
                    self._end(end)
            else:
                self._take(found)
                self._told()

    def read_foreign(self) -> None:
        """Visits of the captures that carry no metadata of ours."""
        for record_id in self._foreign:
            if (page := self._page(record_id)) is not None:
                self._take_visit(self._foreign_visit(record_id, page))

    def _take(self, capture: Capture) -> None:
        facts = read_facts(capture.facts)
        for stored in capture.records:
            self._pass_over(stored, facts)
        written = written_of(capture)
        row = capture_row(capture.url, written)
        if row is None:
            return
        captures.add(self._journal, self._collection, row)
        if facts is None or facts.purpose is Purpose.FOREIGN:
            if judge(written.status, Outcome.COMPLETE, location="-") is Verdict.FINAL:
                self._foreign.append(row.record_id)
            return
        if self._hold(row.record_id, facts):
            self._keep(capture)

    def _pass_over(self, stored: StoredRecord, facts: Facts | None) -> None:
        """Remember what was taken out with all that was read in it."""
        stone = read_tombstone(stored.record)
        if stone is not None and stone.kept is None:
            self._withheld.add(stone.record_id)
            if facts is not None:
                self._hold(stone.record_id, facts)

    def _hold(self, record_id: str, facts: Facts) -> bool:
        """Whether the record belongs to a visit, which is to end later."""
        if facts.visit is None or facts.purpose is Purpose.REQUISITE:
            return False
        held = self._open.setdefault(facts.visit, _Held())
        if facts.need is None:
            held.pages.append(record_id)
        else:
            held.answers.append((facts.need, record_id))
        return True

    def _end(self, end: Ended) -> None:
        held = self._open.pop(end.visit_id, _Held())
        page = self._page(end.page)
        if page is None and end.page not in self._withheld:
            self.missing += 1
        if page is not None:
            answers = [(key, record_id, self._page(record_id)) for key, record_id in held.answers]
            known = [(key, found) for key, _, found in answers if found and not found.elsewhere]
            gone = {key: ELSEWHERE for key, _, found in answers if found and found.elsewhere}
            gone |= {key: REDACTED for key, record_id, found in answers if not found and record_id in self._withheld}
            for key, _ in (*known, *end.given_up):
                gone.pop(key, None)
            given_up = (*end.given_up, *sorted(gone.items()))
            self._take_visit(rebuild(replace(end, given_up=given_up), page, known, parse=self._parse))
            self.elsewhere += page.elsewhere
        for record_id in (*held.pages, *(record_id for _, record_id in held.answers)):
            self._let_go(record_id)

    def _foreign_visit(self, record_id: str, page: StoredPage) -> OpenVisit:
        """A page and what its needs find in the same archive, nearest in time."""
        visit = open_visit(
            record_id.strip("<>").rpartition(":")[2],
            page.page.url,
            status=page.page.status,
            evidence=page.evidence,
            extraction=respectful(page.read(self._parse), page.facts),
        )
        wanted = visit.ask(visit.visit.extraction.needs, limit=NEEDS)
        while wanted:
            need = wanted.pop(0)
            when = page.evidence.captured_at
            row = captures.nearest(self._journal, self._collection, url=need.url, captured_at=when)
            found = self._page(row.record_id) if row is not None and need.method == "GET" else None
            if found is None:
                visit.give_up(need.key, "notCaptured")
                continue
            extraction = found.read(self._parse, need)
            visit.answer(need.key, evidence=found.evidence, extraction=extraction)
            wanted += visit.ask(extraction.needs, limit=NEEDS)
        return visit

    def _page(self, record_id: str) -> StoredPage | None:
        capture = self._kept.get(record_id) or self._reread(record_id)
        return stored_page(capture, self._original) if capture is not None else None

    def _reread(self, record_id: str) -> Capture | None:
        row = captures.by_record(self._journal, self._collection, record_id)
        if row is None:
            return None
        found = next(iter(read_captures(warc_path(self._paths.archive, row), row.offset)), None)
        return found if isinstance(found, Capture) else None

    def _original(self, refers_to: RefersTo) -> StoredRecord | None:
        row = captures.by_record(self._journal, self._collection, refers_to.record_id or "")
        if row is None:
            return self._others.record(refers_to)
        return read_record(warc_path(self._paths.archive, row), row.offset)

    def _keep(self, capture: Capture) -> None:
        self._kept[capture.record_id] = capture
        self._kept_bytes += capture.response.length
        while self._kept_bytes > HELD_BYTES:
            self._let_go(next(iter(self._kept)))

    def _let_go(self, record_id: str) -> None:
        if (capture := self._kept.pop(record_id, None)) is not None:
            self._kept_bytes -= capture.response.length


def _whole_captures(path: Path) -> Iterator[Capture | VisitEnd]:
    """What stands before the torn end of a file that was not closed."""
    end = scan_tail(path).good_end
    with suppress(ArchiveError):
        for found in read_captures(path):
            if (found.end if isinstance(found, Capture) else found.stored.location.end) > end:
                return
            yield found
