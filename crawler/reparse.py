"""Rebuilds data/ from archive/ alone: the same functions over old captures, without network.

Theory of operation. The WARCs are read once, in the order of their names (``collection.reread``); when the record that
ends a visit comes by, its page and answers are parsed as the crawl parsed them, versions are counted in the order in
which visits ended, and the lines appended. New files replace the old ones only when all of them are complete;
skipped.jsonl tells of the crawl, not of pages, and stays. A page that no parser can read counts as empty, and is told
of; where it could be read when the old files were made, they are worth more than the new ones, and stay.
"""

import sqlite3
from collections.abc import Callable
from contextlib import ExitStack, closing
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

from crawler.collection.journalled import place_of
from crawler.collection.lock import locked
from crawler.collection.manifest import closed_warcs
from crawler.collection.others import reachable
from crawler.collection.paths import Paths
from crawler.collection.place import Standing, standing
from crawler.collection.reread import Reread
from crawler.collection.visits import OpenVisit
from crawler.dataset.before import read_before
from crawler.dataset.changes import changes, visit_line
from crawler.dataset.files import DataFile
from crawler.dataset.names import ARTICLES, COMMENTS, REBUILT, SKIPPED, THREADS, VISITS
from crawler.dataset.stamp import evidence, stamp
from crawler.errors import ArchiveError, ParseError
from crawler.parsers.unread import UnreadPages, unread_pages
from crawler.parsers.visit import Found, Visit
from crawler.parsing import items_of, parse
from crawler.store import captures, collections, files, versions
from crawler.store.journal import open_journal
from crawler.warc.openfile import OPEN_SUFFIX, final_path, sync_folder
from crawler.warc.others import Others


@dataclass(slots=True)
class Progress:
    """How far a rebuild is: captures read, and lines of visits and items written.

    ``missing`` visits cannot be rebuilt: no WARC here holds their page. Of ``elsewhere`` visits the page lies in
    another collection that is not at hand. ``unread`` pages count as empty.
    """

    file: str = ""
    captures: int = 0
    visits: int = 0
    articles: int = 0
    threads: int = 0
    comments: int = 0
    missing: int = 0
    elsewhere: int = 0
    unread: UnreadPages = field(default_factory=UnreadPages)


def reparse(
    paths: Paths, told: Callable[[Progress], None], others: Others | None = None, *, old: Path | None = None
) -> Progress:
    """Rebuild the data files of a collection; ``told`` is called for every capture read.

    What was deduplicated against other collections is read through ``others``, by default through the indexes that the
    WARCs name, where those still lie there.
    Needs only the collection's ``archive/`` folder. Where a journal knows the collection, or could, it is brought in
    line. ArchiveError names the file and offset of the first damage, ParseError pages that could be read when the files
    in ``old`` (by default the collection's own data) were made; the data files are then as they were. Memory grows with
    pages that cannot be read, and with nothing else.
    """
    warcs_of(paths)
    paths.make()
    with ExitStack() as stack:
        stack.enter_context(locked(paths.lock, doing="reparse"))
        scratch = Path(stack.enter_context(TemporaryDirectory(prefix=".reparse-", dir=paths.folder)))
        journal = stack.enter_context(closing(open_journal(scratch / "journal.sqlite")))
        journal.execute("PRAGMA synchronous = OFF")
        journal.execute("BEGIN")
        progress = Progress()
        lines = _Lines(paths, journal, data=scratch, progress=progress)
        others = reachable(paths) if others is None else others
        reread(paths, journal, lines.write, told=told, progress=progress, others=others)
        lines.close()
        journal.execute("COMMIT")
        _require_read(old or paths.data, lines.unread, progress.unread)
        _take_over(paths, scratch, journal)
        return progress


def reread(
    paths: Paths,
    journal: sqlite3.Connection,
    take: Callable[[OpenVisit], None],
    *,
    told: Callable[[Progress], None],
    progress: Progress,
    others: Others,
) -> None:
    """Call ``take`` with every visit of an archive, captures noted in ``journal``; the same at every call.

    ArchiveError at the first damage.
    """

    def one_more() -> None:
        progress.captures += 1
        told(progress)

    reading = Reread(paths, journal, parse=parse, take=take, told=one_more, others=others)
    for path in warcs_of(paths):
        progress.file = path.name
        reading.read(path)
    reading.read_foreign()
    progress.missing, progress.elsewhere = reading.missing, reading.elsewhere


def warcs_of(paths: Paths) -> list[Path]:
    """Every WARC to read, by name, those that were left open among them; ArchiveError when there is none."""
    opened = (path for path in paths.archive.glob(f"*{OPEN_SUFFIX}") if not final_path(path).exists())
    warcs = sorted([*closed_warcs(paths), *opened])
    if not warcs:
        raise ArchiveError(f"collection {paths.folder}: no WARC file in {paths.archive}; nothing to rebuild from")
    return warcs


class _Lines:
    """Where visits become lines: versions are counted in the order in which they come.

    ``unread`` counts pages that could not be read by visit, those that had any.
    """

    def __init__(self, paths: Paths, journal: sqlite3.Connection, *, data: Path, progress: Progress) -> None:
        self._journal, self._progress = journal, progress
        self._collection = collections.collection_id(journal, paths.name)
        self._files = {name: DataFile(data / name) for name in REBUILT}
        self.unread: dict[str, int] = {}

    def write(self, visit: OpenVisit) -> None:
        """Append the lines of a visit."""
        found = items_of(settled := visit.settled())
        self._note_unread(visit.visit, found)
        for item in (found.article, *found.threads):
            for metadata in evidence(item) if item is not None else ():
                row = captures.by_record(self._journal, self._collection, metadata.warcRecordId or "")
                if row is not None:
                    stamp(metadata, place_of(row))
        result = changes(settled, found, status=visit.status, known=self._known)
        versions.put(self._journal, self._collection, result.versions)
        for name, lines in result.lines.items():
            self._files[name].append(lines)
        page = captures.by_record(self._journal, self._collection, visit.visit.evidence.record_id)
        self._files[VISITS].append([visit_line(result.visit, place_of(page) if page else None)])
        self._progress.visits += 1
        self._progress.articles += len(result.lines.get(ARTICLES, ()))
        self._progress.threads += len(result.lines.get(THREADS, ()))
        self._progress.comments += len(result.lines.get(COMMENTS, ()))

    def close(self) -> None:
        for file in self._files.values():
            file.sync()
            file.close()

    def _note_unread(self, visit: Visit, found: Found) -> None:
        if pages := unread_pages(visit, found):
            self.unread[visit.visit_id] = len(pages)
            self._progress.unread.add(pages)

    def _known(self, group: str) -> versions.Known:
        return versions.of_group(self._journal, self._collection, group)


def _require_read(old: Path, unread: dict[str, int], pages: UnreadPages) -> None:
    """What was read before must not go for want of a parser that works."""
    if lost := read_before(old / VISITS, unread):
        raise ParseError(
            f"rebuilding {old}: what {lost} pages gave before would be lost; nothing was changed. Not read: {pages}. "
            f"Report or mend what fails; or, to go on without what they gave, move {old / VISITS} away first"
        )


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
    if not paths.journal.exists() or standing(paths) in (Standing.ELSEWHERE, Standing.CHANGED):
        return  # What a copied journal says is settled by the next crawl, which takes the collection in anew.
    with closing(open_journal(paths.journal)) as journal:
        journal.execute("BEGIN IMMEDIATE")
        number = collections.collection_id(journal, paths.name)
        files.put(journal, number, lengths)
        versions.clear(journal, number)
        source = collections.collection_id(made, paths.name)
        versions.copy(made, source, journal, number)
        captures.copy(made, source, journal, number)
        journal.execute("COMMIT")
