"""``crawler extract``: stored pages in, JSON lines out; no network, no Scrapy."""

import logging
import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

import click
import msgspec

from crawler.cli.defects import show_defects
from crawler.cli.main import one_line
from crawler.cli.progress import progress
from crawler.collection.pages import stored_page
from crawler.collection.processes import in_order
from crawler.dataset.lines import json_line
from crawler.dataset.stamp import Place, evidence, stamp
from crawler.errors import ConfigError, CrawlerError, ParseError
from crawler.frontier.answer import REDIRECTS
from crawler.items import Metadata
from crawler.parsers.page import Page
from crawler.parsers.unread import Unread, UnreadPages, unread_pages
from crawler.parsers.visit import Evidence, Visit
from crawler.parsing import items_of, parse
from crawler.urls import is_http
from crawler.warc.capture import Capture, RefersTo, StoredRecord
from crawler.warc.captures import read_captures
from crawler.warc.reader import read_record, require_bytes
from crawler.warc.record import RecordType
from crawler.warc.written import written_of

_WARCS: Final = (".warc", ".warc.gz", ".warc.gz.open")
_PAGES: Final = (".html", ".htm", ".xhtml")
_MOST_PAGES, _MOST_BYTES = 64, 8 << 20
"""Pages read by one process at a time: starting one takes as long as some thirty."""
_PATHS: Final = "DIR|FILE.html…|FILE.warc.gz…"


@dataclass(frozen=True, slots=True)
class Source:
    """One stored page: the name it is reported under, its page, and for archives its record."""

    file: str
    page: Page
    evidence: Evidence | None = None
    place: Place | None = None


@dataclass(slots=True)
class _Found:
    """What some pages gave: their lines, those that could not be read, and what was logged of them elsewhere."""

    lines: list[bytes]
    unread: list[Unread]
    said: list[logging.LogRecord] = field(default_factory=list)


@click.command("extract")
@click.argument("paths", nargs=-1, required=True, metavar=_PATHS, type=click.Path(path_type=Path))
@click.option("--url", help="Address the pages came from, for HTML files that do not tell.")
@click.option("--jobs", type=click.IntRange(min=1), help="Pages read at once (default: one for each processor).")
def command(paths: tuple[Path, ...], url: str | None, jobs: int | None) -> None:
    """Read stored pages and print one JSON line for each: file, url, article, threads with their comments.

    A folder is read through its index.jsonl, lines of {"file", "url"}, in that order; without one, every .html file
    in it by name.

    \b
    Examples:
      crawler extract page.html --url https://news.example/story
      crawler extract archives/news.example/archive/*.warc.gz > pages.jsonl
    """  # noqa: D301 - \b is click's mark for lines kept as they are
    missing = [path for path in paths if not path.exists()]
    if missing:
        raise ConfigError(f"extract {missing[0]}: there is no such file or folder; check the path")
    if url is not None and not is_http(url):
        raise ConfigError(f"extract: {url!r} is no address; give it with http:// or https://")
    show_defects()
    unread, pages = UnreadPages(), 0
    at_once = jobs or os.cpu_count() or 1
    with progress("reading") as tell:
        for found in in_order(_read, _batches(paths, url), jobs=at_once, apart=_read_apart, doing="extract"):
            for record in found.said:
                logging.getLogger(record.name).handle(record)
            sys.stdout.buffer.writelines(found.lines)
            unread.add(found.unread)
            pages += len(found.lines)
            tell(f"read {pages} pages")
    sys.stdout.buffer.flush()
    if unread.count:
        raise ParseError(
            f"extract: not read, and empty in their lines: {unread}. Report or mend what fails, then extract again"
        )


def _batches(paths: Iterable[Path], url: str | None) -> Iterator[list[Source]]:
    """The pages of all paths in order, some at a time; an error comes behind the pages before it."""
    batch: list[Source] = []
    size = 0
    try:
        for path in paths:
            empty = True
            for source in sources(path, url):
                empty = False
                batch.append(source)
                size += len(source.page.payload)
                if len(batch) >= _MOST_PAGES or size >= _MOST_BYTES:
                    yield batch
                    batch, size = [], 0
            if empty:
                click.echo(one_line(f"warning: {path}: no page in it{_instead(path)}"), err=True)
    except CrawlerError:
        if batch:
            yield batch
        raise
    if batch:
        yield batch


def _read(batch: Sequence[Source]) -> _Found:
    """The lines of some pages."""
    unread: list[Unread] = []
    return _Found([line(source, unread) + b"\n" for source in batch], unread)


def _read_apart(batch: Sequence[Source]) -> _Found:
    """The same in a process of its own, which tells nothing itself."""
    kept = _Kept()
    logger = logging.getLogger("crawler")
    logger.addHandler(kept)
    try:
        found = _read(batch)
    finally:
        logger.removeHandler(kept)
    found.said.extend(kept.records)
    return found


class _Kept(logging.Handler):
    """Keeps what is logged as words, tracebacks too, which another process can take."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.records: list[logging.LogRecord] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Keep one."""
        record.msg, record.args = self.format(record), None
        record.exc_info = record.exc_text = None
        self.records.append(record)


def _instead(path: Path) -> str:
    """What to do about a WARC without pages."""
    return "" if path.is_dir() else f"; crawler index {path} lists the answers in it, redirects and failures, too"


def sources(path: Path, url: str | None) -> Iterator[Source]:
    """The pages of a folder, an HTML file or a WARC, in order. ArchiveError or ConfigError name what cannot be read."""
    if path.is_dir():
        yield from _folder(path, url)
    elif path.name.endswith(_WARCS):
        yield from _warc(path)
    else:
        yield _html(path, path.name, url)


def line(source: Source, unread: list[Unread]) -> bytes:
    """What was found in one page, as JSON; one that cannot be read is empty, and goes to ``unread``."""
    page, record = source.page, source.evidence or Evidence("", "")
    visit = Visit("", page.url, record, parse(page))
    found = items_of(visit)
    unread += unread_pages(visit, found)
    for item in (found.article, *found.threads):
        for metadata in evidence(item) if item is not None else ():
            _finish(metadata, source)
    return json_line({"file": source.file, "url": page.url, "article": found.article, "threads": found.threads})


def _finish(metadata: Metadata, source: Source) -> None:
    metadata.visitId = metadata.visitId or None
    metadata.warcRecordId = metadata.warcRecordId or None
    metadata.capturedAt = metadata.capturedAt or None
    if source.place is not None:
        stamp(metadata, source.place)


def _folder(folder: Path, url: str | None) -> Iterator[Source]:
    for name, address in _listed(folder, url):
        yield _html(folder / name, name, address)


def _listed(folder: Path, url: str | None) -> Iterable[tuple[str, str | None]]:
    index = folder / "index.jsonl"
    if not index.exists():
        names = sorted(path.name for path in folder.iterdir() if path.name.endswith(_PAGES))
        if not names:
            raise ConfigError(f"extract {folder}: no index.jsonl and no .html file in it; name another folder")
        return [(name, url) for name in names]
    return [_entry(index, number, entry, url) for number, entry in enumerate(index.read_bytes().splitlines(), 1)]


def _entry(index: Path, number: int, entry: bytes, url: str | None) -> tuple[str, str | None]:
    try:
        row = msgspec.json.decode(entry, type=dict[str, str | None])
        return row["file"] or "", row.get("url") or url
    except (msgspec.DecodeError, KeyError) as error:
        raise ConfigError(f'extract {index}, line {number}: not {{"file", "url"}} ({error}); correct it') from error


def _html(path: Path, name: str, url: str | None) -> Source:
    try:
        payload, changed = path.read_bytes(), path.stat().st_mtime
    except OSError as error:
        raise ConfigError(f"extract {path}: cannot be read ({error.strerror}); check the path") from error
    address = url if url and is_http(url) else path.absolute().as_uri()
    return Source(name, Page(url=address, payload=payload, captured_at=datetime.fromtimestamp(changed, UTC)))


def _warc(path: Path) -> Iterator[Source]:
    """Every final answer of a WARC; revisits are read when their original is in the same file."""
    require_bytes(path, doing="extract")
    places: dict[str, int] = {}
    for found in read_captures(path):
        if not isinstance(found, Capture) or found.record_type == RecordType.METADATA:
            continue
        places[found.record_id] = found.location.offset
        stored = stored_page(found, lambda refers_to: _original(path, places, refers_to))
        if stored is None or stored.kept is not None or stored.page.status in REDIRECTS:
            continue
        written = written_of(found)
        place = Place(path.name, found.location.offset, written.entity.sha256 if written.entity else None)
        yield Source(path.name, stored.page, stored.evidence, place)


def _original(path: Path, places: dict[str, int], refers_to: RefersTo) -> StoredRecord | None:
    offset = places.get(refers_to.record_id or "")
    return read_record(path, offset) if offset is not None else None
