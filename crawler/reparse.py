"""Rebuilds data/ from archive/ alone: the same functions over old captures, without network.

Theory of operation. The WARCs are read once, in the order of their names. Captures are noted in a scratch journal; when
the record that ends a visit comes by, its page and answers are parsed as the crawl parsed them, versions are counted in
the order in which visits ended, and the lines appended. Captures without our metadata, from other people's archives,
are visits of one page each; their needs are answered from the same archive, by address. New files replace the old ones
only when all of them are complete; skipped.jsonl tells of the crawl, not of pages, and stays.
"""

import sqlite3
from collections import OrderedDict
from collections.abc import Callable
from contextlib import ExitStack, closing
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from crawler.collection.ended import Ended, read_ended
from crawler.collection.facts import Purpose, read_facts
from crawler.collection.journalled import capture_row, place_of
from crawler.collection.lock import locked
from crawler.collection.pages import StoredPage, stored_page
from crawler.collection.paths import Paths
from crawler.collection.rebuild import rebuild
from crawler.collection.respect import respectful
from crawler.collection.visits import OpenVisit, open_visit
from crawler.dataset.changes import ARTICLES, COMMENTS, FILES, SKIPPED, THREADS, VISITS, changes, visit_line
from crawler.dataset.files import DataFile
from crawler.dataset.stamp import evidence, stamp
from crawler.errors import ArchiveError
from crawler.frontier.answer import Verdict, judge
from crawler.parsing import items_of, parse
from crawler.store import captures, collections, files, versions
from crawler.store.journal import open_journal
from crawler.warc.capture import Capture, RefersTo, StoredRecord, VisitEnd
from crawler.warc.captures import read_captures
from crawler.warc.openfile import sync_folder
from crawler.warc.reader import read_record
from crawler.warc.written import written_of
from crawler.wire.exchange import Outcome

HELD_BYTES: Final = 64 << 20
"""Captures of visits under way kept in memory; what is beyond is read again when its visit ends."""

NEEDS: Final = 10_000
"""Most answers that are looked for in an archive for one page of other people's."""


@dataclass(slots=True)
class Progress:
    """How far a rebuild is: captures read, and lines of visits and items written."""

    file: str = ""
    captures: int = 0
    visits: int = 0
    articles: int = 0
    threads: int = 0
    comments: int = 0


def reparse(paths: Paths, told: Callable[[Progress], None]) -> Progress:
    """Rebuild the data files of a collection; ``told`` is called for every capture read.

    Needs only the collection's ``archive/`` folder. Where a journal knows the collection, or could, it is brought in
    line. ArchiveError names the file and offset of the first damage; the data files are then as they were.
    """
    warcs = sorted(path for path in paths.archive.iterdir() if path.name.endswith((".warc", ".warc.gz")))
    if not warcs:
        raise ArchiveError(f"collection {paths.folder}: no WARC file in {paths.archive}; nothing to rebuild from")
    paths.make()
    with ExitStack() as stack:
        stack.enter_context(locked(paths.lock, doing="reparse"))
        scratch = Path(stack.enter_context(TemporaryDirectory(prefix=".reparse-", dir=paths.folder)))
        journal = stack.enter_context(closing(open_journal(scratch / "journal.sqlite")))
        journal.execute("PRAGMA synchronous = OFF")
        rebuilt = _Rebuild(paths, journal, data=scratch, told=told)
        journal.execute("BEGIN")
        for path in warcs:
            rebuilt.read(path)
        rebuilt.read_foreign()
        rebuilt.close()
        journal.execute("COMMIT")
        _take_over(paths, scratch, journal)
        return rebuilt.progress


@dataclass(slots=True)
class _Held:
    """What came by of a visit that has not ended: record ids of its captures, answers with the key of their need."""

    pages: list[str] = field(default_factory=list)
    answers: list[tuple[str, str]] = field(default_factory=list)


class _Rebuild:
    def __init__(self, paths: Paths, journal: sqlite3.Connection, *, data: Path, told: Callable[[Progress], None]):
        self._paths, self._journal, self._told = paths, journal, told
        self._collection = collections.collection_id(journal, paths.name)
        self._files = {name: DataFile(data / name) for name in FILES if name != SKIPPED}
        self._open: dict[str, _Held] = {}
        self._kept: OrderedDict[str, Capture] = OrderedDict()
        self._kept_bytes = 0
        self._foreign: list[str] = []
        self.progress = Progress()

    def read(self, path: Path) -> None:
        """Take one WARC in."""
        self.progress.file = path.name
        for found in read_captures(path):
            if isinstance(found, VisitEnd):
                end = read_ended(found.stored.record.target_uri, found.facts)
                if end is not None:
                    self._end(end)
            else:
                self._take(found)
                self.progress.captures += 1
                self._told(self.progress)

    def read_foreign(self) -> None:
        """Visits of the captures that carry no metadata of ours."""
        for record_id in self._foreign:
            if (page := self._page(record_id)) is not None:
                self._write(self._foreign_visit(record_id, page))

    def close(self) -> None:
        for file in self._files.values():
            file.sync()
            file.close()

    def _take(self, capture: Capture) -> None:
        written = written_of(capture)
        row = capture_row(capture.url, written)
        if row is None:
            return
        captures.add(self._journal, self._collection, row)
        facts = read_facts(capture.facts)
        if facts is None or facts.purpose is Purpose.FOREIGN:
            if judge(written.status, Outcome.COMPLETE, location="-") is Verdict.FINAL:
                self._foreign.append(row.record_id)
            return
        if facts.visit is not None and facts.purpose is not Purpose.REQUISITE:
            held = self._open.setdefault(facts.visit, _Held())
            if facts.need is None:
                held.pages.append(row.record_id)
            else:
                held.answers.append((facts.need, row.record_id))
            self._keep(capture)

    def _end(self, end: Ended) -> None:
        held = self._open.pop(end.visit_id, _Held())
        page = self._page(end.page)
        if page is None:
            raise ArchiveError(
                f"collection {self._paths.folder}: visit {end.visit_id} names record {end.page}, which no WARC here "
                "holds; put the missing file back"
            )
        answers = ((key, self._page(record_id)) for key, record_id in held.answers)
        self._write(rebuild(end, page, [(key, found) for key, found in answers if found], parse=parse))
        for record_id in (*held.pages, *(record_id for _, record_id in held.answers)):
            self._let_go(record_id)

    def _foreign_visit(self, record_id: str, page: StoredPage) -> OpenVisit:
        """A page and what its needs find in the same archive, nearest in time."""
        visit = open_visit(
            record_id.strip("<>").rpartition(":")[2],
            page.page.url,
            status=page.page.status,
            evidence=page.evidence,
            extraction=respectful(parse(page.page, None), page.facts),
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
            extraction = parse(found.page, need)
            visit.answer(need.key, evidence=found.evidence, extraction=extraction)
            wanted += visit.ask(extraction.needs, limit=NEEDS)
        return visit

    def _write(self, visit: OpenVisit) -> None:
        found = items_of(visit.settled())
        for item in (found.article, *found.threads):
            for metadata in evidence(item) if item is not None else ():
                row = captures.by_record(self._journal, metadata.warcRecordId or "")
                if row is not None:
                    stamp(metadata, place_of(row))
        result = changes(visit.visit, found, status=visit.status, known=self._known)
        versions.put(self._journal, self._collection, result.versions)
        for name, lines in result.lines.items():
            self._files[name].append(lines)
        page = captures.by_record(self._journal, visit.visit.evidence.record_id)
        self._files[VISITS].append([visit_line(result.visit, place_of(page) if page else None)])
        self.progress.visits += 1
        self.progress.articles += len(result.lines.get(ARTICLES, ()))
        self.progress.threads += len(result.lines.get(THREADS, ()))
        self.progress.comments += len(result.lines.get(COMMENTS, ()))

    def _known(self, group: str) -> versions.Known:
        return versions.of_group(self._journal, self._collection, group)

    def _page(self, record_id: str) -> StoredPage | None:
        capture = self._kept.get(record_id) or self._reread(record_id)
        return stored_page(capture, self._original) if capture is not None else None

    def _reread(self, record_id: str) -> Capture | None:
        row = captures.by_record(self._journal, record_id)
        if row is None:
            return None
        found = next(iter(read_captures(self._paths.archive / row.filename, row.offset)), None)
        return found if isinstance(found, Capture) else None

    def _original(self, refers_to: RefersTo) -> StoredRecord | None:
        row = captures.by_record(self._journal, refers_to.record_id or "")
        return read_record(self._paths.archive / row.filename, row.offset) if row is not None else None

    def _keep(self, capture: Capture) -> None:
        self._kept[capture.record_id] = capture
        self._kept_bytes += capture.response.length
        while self._kept_bytes > HELD_BYTES:
            self._let_go(next(iter(self._kept)))

    def _let_go(self, record_id: str) -> None:
        if (capture := self._kept.pop(record_id, None)) is not None:
            self._kept_bytes -= capture.response.length


def _take_over(paths: Paths, scratch: Path, made: sqlite3.Connection) -> None:
    """Put the new files in place of the old ones, and tell the journal of lengths, versions and captures."""
    lengths = {}
    for name, path in paths.data_files().items():
        if name != SKIPPED:
            lengths[f"data/{name}"] = (scratch / name).stat().st_size
            (scratch / name).replace(path)
        elif path.exists():
            lengths[f"data/{name}"] = path.stat().st_size
    sync_folder(paths.data)
    if not paths.journal.exists():
        return
    with closing(open_journal(paths.journal)) as journal:
        journal.execute("BEGIN IMMEDIATE")
        number = collections.collection_id(journal, paths.name)
        files.put(journal, number, lengths)
        versions.clear(journal, number)
        source = collections.collection_id(made, paths.name)
        versions.copy(made, source, journal, number)
        captures.copy(made, source, journal, number)
        journal.execute("COMMIT")
