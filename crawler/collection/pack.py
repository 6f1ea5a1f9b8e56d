"""Packs a collection as one WACZ file: its WARCs, its index, and its pages with title and text."""

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from zipfile import ZipFile

import msgspec

from crawler import PRODUCT, __version__
from crawler.collection.lock import locked
from crawler.collection.paths import Paths
from crawler.collection.redactions import read_redactions
from crawler.collection.reindex import closed_for
from crawler.dataset.names import ARTICLES, VISITS
from crawler.errors import ArchiveError, DiskError
from crawler.warc.cdxj import INDEX_NAME, load_line, unmerged
from crawler.warc.replace import replacing
from crawler.warc.wacz import About, PackageWriter, Page

Told = Callable[[str], None]
"""Called with the name of each file before it is packed."""


class _Evidence(msgspec.Struct):
    warcRecordId: str | None = None  # noqa: N815 - the key as it is written
    capturedAt: str | None = None  # noqa: N815


class _Line(msgspec.Struct):
    """What is needed of an article's or a look's line."""

    url: str
    metadata: _Evidence
    headline: str | None = None
    articleBody: str | None = None  # noqa: N815
    articleChanged: bool = False  # noqa: N815


@dataclass(frozen=True, slots=True)
class Wanted:
    """What to pack into which file, and what the package says of itself."""

    target: Path
    title: str | None = None
    description: str | None = None


def pack(paths: Paths, wanted: Wanted, told: Told) -> Path:
    """Write the package beside its place and put it there once it is whole; returns its path.

    LockedError when somebody is at work there; ArchiveError when a WARC was left open or the index was never merged;
    DiskError when it cannot be written: nothing is left behind then, and a file of that name is as it was.
    """
    with locked(paths.lock, doing="pack"):
        warcs = closed_for(paths, doing="pack")
        index = _whole_index(paths)
        target = wanted.target
        new = target.with_name(f".{target.name}.{os.getpid()}.new")
        try:
            with replacing(target, new) as out, ZipFile(out, "w") as file:
                about = About(f"{PRODUCT}/{__version__}", datetime.now(UTC), wanted.title, wanted.description)
                package = PackageWriter(file, about)
                for warc in warcs:
                    told(warc.name)
                    package.add_warc(warc)
                told(INDEX_NAME)
                package.add_index(index)
                package.add_pages(pages(paths))
                package.finish()
        except OSError as error:
            raise DiskError(
                f"pack {paths.folder}: {error.filename or target}: {error.strerror}; nothing was left of {target}; "
                "check the permissions, free some space, or name another place with -o"
            ) from error
    return target


def pages(paths: Paths) -> Iterator[Page]:
    """Every version of every article, then the other pages that were looked at; without data, pages of the index.

    Pages whose bytes were taken out are left out: players could not show them.
    """
    gone = {each.recordId for redaction in read_redactions(paths.redactions) for each in redaction.records}
    found = False
    for line in _lines(paths.data / ARTICLES):
        found = True
        if line.metadata.warcRecordId not in gone:
            yield _page(line)
    for line in _lines(paths.data / VISITS):
        found = True
        if not line.articleChanged and line.metadata.warcRecordId not in gone:
            yield _page(line)
    if not found:
        yield from _indexed(paths.indexes / INDEX_NAME)


def _whole_index(paths: Paths) -> Path:
    index = paths.indexes / INDEX_NAME
    parts = unmerged(paths.indexes)
    if parts or not index.exists():
        found = f"{parts[0].name} was never merged" if parts else "there is no index"
        raise ArchiveError(f"pack {paths.folder}: {found}; run first: crawler index {paths.folder}")
    return index


def _lines(path: Path) -> Iterator[_Line]:
    if not path.exists():
        return
    decoder = msgspec.json.Decoder(_Line)
    with path.open("rb") as lines:
        for number, line in enumerate(lines, 1):
            try:
                yield decoder.decode(line)
            except (msgspec.DecodeError, UnicodeDecodeError) as error:
                found = f"line {number} cannot be read ({error}); run first: crawler reparse {path.parent.parent}"
                raise ArchiveError(f"pack {path}: {found}") from error


def _page(line: _Line) -> Page:
    evidence = line.metadata
    record = evidence.warcRecordId or ""
    return Page(line.url, evidence.capturedAt or "", record, title=line.headline, text=line.articleBody)


def _indexed(index: Path) -> Iterator[Page]:
    with index.open("rb") as lines:
        for number, line in enumerate(lines, 1):
            entry = load_line(line)
            if entry.status == "200" and entry.mime in ("text/html", "application/xhtml+xml"):
                stamp = datetime.strptime(entry.timestamp, "%Y%m%d%H%M%S")
                yield Page(entry.url, f"{stamp.isoformat()}Z", f"page-{number}")
