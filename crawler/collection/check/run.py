"""Checks files, WACZ packages and collections: every WARC on its own, then everything against everything."""

import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from crawler.collection.check.data import judge_data
from crawler.collection.check.elsewhere import judge_elsewhere
from crawler.collection.check.files import judge_leftovers, judge_manifest
from crawler.collection.check.index import judge_complete, judge_index
from crawler.collection.check.links import Show, judge_links
from crawler.collection.check.pages import judge_pages
from crawler.collection.check.redactions import judge_redactions
from crawler.collection.check.scratch import findings, keep, make_searchable, open_scratch, take_over
from crawler.collection.lock import holder_of
from crawler.collection.manifest import closed_warcs
from crawler.collection.paths import Paths
from crawler.collection.processes import side_by_side
from crawler.errors import DiskError
from crawler.warc.cdxj import INDEX_NAME, SUFFIX
from crawler.warc.check.finding import Finding
from crawler.warc.check.package import inside_lines, read_package
from crawler.warc.check.source import Source
from crawler.warc.check.warc import check_warc
from crawler.warc.openfile import OPEN_SUFFIX
from crawler.warc.others import NO_OTHERS, Others

WACZ_SUFFIX: Final = ".wacz"


@dataclass(slots=True)
class Progress:
    """How far a check is: files read of how many, and their records."""

    files: int = 0
    total: int = 0
    records: int = 0


@dataclass(frozen=True, slots=True)
class Check:
    """How to check: processes at once, whom to tell of progress, and indexes of collections that revisits refer to."""

    jobs: int
    progress: Progress
    told: Callable[[Progress], None]
    others: Others = NO_OTHERS

    def files(self, paths: list[Path]) -> Iterator[Finding]:
        """Findings in WARC files, and between them; what they name elsewhere is a warning."""
        sources = [_source(path) for path in paths]
        with self._gathered(sources) as facts:
            yield from self._judge_records(facts, _shown(sources), complete=False)

    def package(self, path: Path) -> Iterator[Finding]:
        """Findings in a WACZ."""
        package = read_package(path)
        yield from package.findings
        sources = package.sources
        with self._gathered(sources) as facts:
            yield from self._judge_records(facts, _shown(sources), complete=True)
            for name in package.indexes:
                yield from judge_index(facts, _index_lines(path, name), f"{path}:{name}")
            if package.indexes:
                yield from judge_complete(facts, _shown(sources))
            for name in package.pages:
                yield from judge_pages(facts, inside_lines(path, name), f"{path}:{name}")

    def collection(self, paths: Paths) -> Iterator[Finding]:
        """Findings in a collection. One that is being written is judged as far as it was written at the start."""
        holder = holder_of(paths.lock)
        opened = sorted(paths.archive.glob(f"*{OPEN_SUFFIX}"))
        sizes = {path: path.stat().st_size for path in paths.data_files().values() if path.exists()}
        sources = [_source(path) for path in closed_warcs(paths)]
        sources += [_source(path, live=holder is not None) for path in opened]
        yield from judge_leftovers(opened, holder=holder)
        if not sources:
            yield Finding("empty", str(paths.archive), "there is no WARC file in it")
            return
        with self._gathered(sources) as facts:
            yield from self._judge_records(facts, _shown(sources), complete=True)
            yield from _judge_indexes(facts, paths, _shown(sources), live=holder is not None)
            yield from judge_manifest(paths)
            yield from judge_redactions(facts, paths, _shown(sources))
            for path, size in sizes.items():
                yield from judge_data(facts, path, size=size, live=holder is not None)

    def _judge_records(self, facts: sqlite3.Connection, show: Show, *, complete: bool) -> Iterator[Finding]:
        """What was found within the files, and what is wrong between their records."""
        yield from findings(facts)
        yield from judge_links(facts, show, complete=complete)
        yield from judge_elsewhere(facts, self.others, show)

    @contextmanager
    def _gathered(self, sources: list[Source]) -> Iterator[sqlite3.Connection]:
        """The facts of all sources, ready to be asked."""
        self.progress.total += len(sources)
        with TemporaryDirectory(prefix="crawler-check-") as name, closing(open_scratch(Path(name) / "all")) as facts:
            try:
                self._gather(facts, sources, Path(name))
                make_searchable(facts)
            except sqlite3.Error as error:
                raise DiskError(
                    f"checking: cannot write to {name} ({error}); free some space, or set TMPDIR to another folder"
                ) from error
            yield facts

    def _gather(self, facts: sqlite3.Connection, sources: list[Source], folder: Path) -> None:
        if len(sources) > 1 and self.jobs > 1:
            self._gather_parts(facts, sources, folder)
            return
        for source in sources:
            keep(facts, source.name, check_warc(source))
            self._count(facts)

    def _gather_parts(self, connection: sqlite3.Connection, sources: list[Source], folder: Path) -> None:
        calls = [(source, folder / f"part-{number}") for number, source in enumerate(sources)]
        for number in side_by_side(check_part, calls, jobs=self.jobs, doing="checking"):
            part = calls[number][1]
            take_over(connection, part)
            part.unlink()
            self._count(connection)

    def _count(self, connection: sqlite3.Connection) -> None:
        last = connection.execute("SELECT records FROM walked ORDER BY rowid DESC LIMIT 1").fetchone()
        self.progress.files += 1
        self.progress.records += last[0]
        self.told(self.progress)


def check_part(source: Source, scratch: Path) -> None:
    """Check one WARC into a scratch database of its own; the work of one process."""
    with closing(open_scratch(scratch)) as connection:
        keep(connection, source.name, check_warc(source))
        connection.execute("COMMIT")


def _judge_indexes(facts: sqlite3.Connection, paths: Paths, show: Show, *, live: bool) -> Iterator[Finding]:
    indexes = sorted(paths.indexes.glob(f"*{SUFFIX}"))
    if not indexes and not live:
        yield Finding("indexAbsent", str(paths.indexes / INDEX_NAME), "there is no index")
    for path in indexes:
        with path.open("rb") as lines:
            yield from judge_index(facts, lines, str(path))
        if path.name != INDEX_NAME and not live:
            yield Finding("indexParts", str(path), f"its lines are not in {INDEX_NAME}")
    if indexes and not live:
        yield from judge_complete(facts, show)


def _index_lines(path: Path, name: str) -> Iterable[bytes]:
    """The lines of an index in a WACZ; a compressed one is headed by a line that is none."""
    return (line for line in inside_lines(path, name) if not line.startswith(b"!"))


def _source(path: Path, *, live: bool = False) -> Source:
    return Source(path.name.removesuffix(OPEN_SUFFIX), str(path), path, live=live)


def _shown(sources: list[Source]) -> Show:
    shown = {source.name: source.shown for source in sources}
    return lambda name: shown.get(name, name)
