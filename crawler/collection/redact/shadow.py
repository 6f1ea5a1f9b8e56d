"""The collection as it will be, made beside it: every changed file anew, what does not change by its name alone.

A folder ``.redact-ID`` in the collection holds a journal of its own and a collection whose archive is the new WARCs and
links to the others, so that the data can be rebuilt in it as anywhere else. Nothing of the collection is touched, and a
disk that is full here leaves it as it was.
"""

import os
import shutil
from collections.abc import Callable, Container, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import msgspec

from crawler.collection.manifest import closed_warcs
from crawler.collection.paths import Paths
from crawler.collection.redact.plan import Plan
from crawler.collection.redact.wanted import same_page
from crawler.dataset.changes import ITEMS, SKIPPED
from crawler.errors import ArchiveError, DiskError
from crawler.store.journal import open_journal
from crawler.warc.cdxj import SUFFIX, load_line, merge, write_index
from crawler.warc.openfile import sync_folder
from crawler.warc.rewrite import rewrite
from crawler.warc.seal import index_file

PREFIX: Final = ".redact-"

Rebuild = Callable[[Paths], None]
"""Makes the data files of a collection anew from its archive."""


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
    """An empty one; it goes away when it could not be filled. What an earlier death left of another is removed."""
    for left in paths.folder.glob(f"{PREFIX}*"):
        shutil.rmtree(left)
    made = shadow_of(paths, redaction_id, names)
    try:
        made.paths.make()
        yield made
    except OSError as error:
        raise DiskError(
            f"redact {paths.folder}: the new files cannot be written ({error.strerror}); nothing was changed; "
            "free as much space as the files that change take"
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
        with path.open("rb") as lines:
            stay = (line for line in lines if load_line(line).filename not in shadow.names)
            write_index(shadow.paths.indexes / f"0-{path.name}", stay)
    merge(shadow.paths.indexes)


def write_data(shadow: Shadow, paths: Paths, rebuild: Rebuild) -> None:
    """The data files, from the new archive; and what the journal is to know of them."""
    open_journal(shadow.paths.journal).close()
    rebuild(shadow.paths)


def write_others(shadow: Shadow, paths: Paths, *, gone: Container[str], url: str | None, skipped: bytes | None) -> None:
    """Files that no archive tells of: URLs not taken (one more line), other people's items, lists of pages."""
    old = paths.data / SKIPPED
    if skipped is not None and old.exists():
        _write(shadow.paths.data / SKIPPED, (*_whole_lines(old), skipped + b"\n"))
    _filter(paths.data / ITEMS, shadow.paths.data / ITEMS, lambda item: not _is_of(item, gone, url))
    pages = shadow.paths.folder / "pages"
    for path in sorted((paths.folder / "pages").glob("*.jsonl")):
        pages.mkdir(exist_ok=True)
        _filter(path, pages / path.name, lambda item: not _is_of(item, gone, url))


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


def _filter(old: Path, new: Path, stays: Callable[[dict[str, Any]], bool]) -> None:
    """Lines of ``old`` that stay, when any does not."""
    if not old.exists():
        return
    lines = [line for line in _whole_lines(old) if not stays(_decoded(line, old))]
    if lines:
        gone = set(lines)
        _write(new, (line for line in _whole_lines(old) if line not in gone))


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


def index_lines(paths: Paths) -> Iterator[bytes]:
    """Every line of a collection's index files."""
    for path in sorted(paths.indexes.glob(f"*{SUFFIX}")):
        with path.open("rb") as lines:
            yield from lines
