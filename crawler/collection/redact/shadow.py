"""The collection as it will be, made beside it: every changed file anew, what does not change by its name alone.

A folder ``.redact-ID`` in the collection holds a journal of its own and a collection whose archive is the new WARCs and
links to the others, so that the data can be rebuilt in it as anywhere else. Nothing of the collection is touched, and a
disk that is full here leaves it as it was.
"""

import os
import shutil
import sqlite3
from collections.abc import Callable, Container, Iterable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Any, Final

import msgspec

from crawler.collection.manifest import closed_warcs
from crawler.collection.paths import Paths
from crawler.collection.redact.plan import Plan
from crawler.collection.redact.wanted import same_page
from crawler.dataset.lines import json_line
from crawler.dataset.names import ITEMS, SKIPPED
from crawler.errors import ArchiveError, DiskError
from crawler.store import captures, collections
from crawler.store.journal import open_journal
from crawler.warc.cdxj import SUFFIX, IndexLine, load_line, merge, write_index
from crawler.warc.openfile import sync_folder
from crawler.warc.rewrite import rewrite
from crawler.warc.seal import index_file

PREFIX: Final = ".redact-"


@dataclass(frozen=True, slots=True)
class Shadow:
    """Where the new files lie; ``paths`` is the collection in it, ``names`` its WARCs that were written anew."""

    root: Path
    paths: Paths
    names: tuple[str, ...]


def shadow_of(paths: Paths, redaction_id: str, names: Iterable[str]) -> Shadow:
    """The place of a redaction's files, made or not."""
    root = paths.folder / f"{PREFIX}{redaction_id}"
    return Shadow(root, Paths(root, paths.name), tuple(names))


@contextmanager
def new_shadow(paths: Paths, redaction_id: str, names: Iterable[str]) -> Iterator[Shadow]:
    """An empty one; it goes away when it could not be filled, and stays otherwise.

    What an earlier death left of another is removed.
    """
    made = shadow_of(paths, redaction_id, names)
    try:
        for left in paths.folder.glob(f"{PREFIX}*"):
            shutil.rmtree(left)
        made.paths.make()
        yield made
    except (OSError, sqlite3.Error, DiskError) as error:
        shutil.rmtree(made.root, ignore_errors=True)
        raise DiskError(
            f"redact {paths.folder}: the new files cannot be written ({error}); nothing was changed; "
            "free as much space as the files that change and the data take"
        ) from error
    except BaseException:
        shutil.rmtree(made.root, ignore_errors=True)
        raise


def write_archive(shadow: Shadow, paths: Paths, plan: Plan) -> None:
    """The WARCs that change, and links to those that do not."""
    for path in closed_warcs(paths):
        target = shadow.paths.archive / path.name
        if path.name in plan.changes:
            rewrite(path, target, plan.changes[path.name])
        else:
            target.symlink_to(path)


def write_indexes(shadow: Shadow, paths: Paths) -> None:
    """The index, where there is one: lines of files that stay, and of the new files."""
    if not any(paths.indexes.glob(f"*{SUFFIX}")):
        return
    for name in shadow.names:
        index_file(shadow.paths.archive / name, indexes=shadow.paths.indexes)
    for path in sorted(paths.indexes.glob(f"*{SUFFIX}")):
        stay = (line for line, entry in index_lines(path) if entry.filename not in shadow.names)
        write_index(shadow.paths.indexes / f"0-{path.name}", stay)
    merge(shadow.paths.indexes)


def write_others(shadow: Shadow, paths: Paths, *, gone: Container[str], url: str | None, skipped: bytes | None) -> None:
    """Files that no archive tells of: URLs not taken (one more line), other people's items, lists of pages."""
    old = paths.data / SKIPPED
    if skipped is not None and old.exists():
        _write(shadow.paths.data / SKIPPED, chain(_whole_lines(old), (skipped + b"\n",)))
    with closing(open_journal(shadow.paths.journal)) as made:
        number = collections.collection_id(made, paths.name)

        def offset(record_id: str) -> int | None:
            row = captures.by_record(made, number, record_id)
            return row.offset if row else None

        if (paths.data / ITEMS).exists():
            _write(shadow.paths.data / ITEMS, _staying(paths.data / ITEMS, gone, url, offset))
    for path in sorted((paths.folder / "pages").glob("*.jsonl")):
        new = shadow.paths.folder / "pages" / path.name
        new.parent.mkdir(exist_ok=True)
        _write(new, _staying(path, gone, url, lambda record_id: None))


def sync(shadow: Shadow) -> None:
    """Bring every new file and name to the disk."""
    for folder, _, names in os.walk(shadow.root):
        for name in names:
            path = Path(folder, name)
            if not path.is_symlink():
                with path.open("rb") as file:
                    os.fsync(file.fileno())
        sync_folder(Path(folder))
    sync_folder(shadow.root.parent)


def _staying(path: Path, gone: Container[str], url: str | None, offset: Callable[[str], int | None]) -> Iterator[bytes]:
    """The lines that stay; one that says where its record lies says where it lies now, the others are as they were."""
    for line in _whole_lines(path):
        item = _decoded(line, path)
        if _is_of(item, gone, url):
            continue
        metadata = item.get("metadata")
        now = offset(str(metadata.get("warcRecordId"))) if isinstance(metadata, dict) else None
        if isinstance(metadata, dict) and now is not None and metadata.get("warcOffset") not in (None, now):
            metadata["warcOffset"] = now
            line = json_line(item) + b"\n"
        yield line


def _is_of(item: dict[str, Any], gone: Container[str], url: str | None) -> bool:
    """Whether an item names a record that goes, or the address."""
    metadata = item.get("metadata")
    if isinstance(metadata, dict) and metadata.get("warcRecordId") in gone:
        return True
    return url is not None and any(isinstance(value, str) and same_page(value, url) for value in item.values())


def _decoded(line: bytes, path: Path) -> dict[str, Any]:
    try:
        return msgspec.json.decode(line, type=dict[str, Any])
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise ArchiveError(f"redact: a line of {path} is no JSON object ({error}); nothing was changed") from error


def _whole_lines(path: Path) -> Iterator[bytes]:
    with path.open("rb") as lines:
        yield from (line for line in lines if line.endswith(b"\n"))


def _write(path: Path, lines: Iterable[bytes]) -> None:
    with path.open("wb") as file:
        file.writelines(lines)


def index_lines(path: Path) -> Iterator[tuple[bytes, IndexLine]]:
    """Every line of an index file, as it stands and read; ArchiveError for one that is none."""
    with path.open("rb") as lines:
        for line in lines:
            try:
                yield line, load_line(line)
            except ValueError as error:
                raise ArchiveError(
                    f"redact: reading {path}: {error}; nothing was changed; make it anew: crawler index"
                ) from error
