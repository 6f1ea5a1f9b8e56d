"""Repairs WARC files in their place: torn ends cut, ``.open`` taken off, index and manifest brought in line."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from crawler.collection.lock import locked
from crawler.collection.manifest import Closed, file_sha256, note_closed, read_manifest
from crawler.collection.paths import Paths
from crawler.errors import ArchiveError
from crawler.warc.cdxj import INDEX_NAME, load_line, merge, write_index
from crawler.warc.mend import find_torn, free_name, set_aside
from crawler.warc.openfile import OPEN_SUFFIX, rename_final
from crawler.warc.seal import index_file, seal


@dataclass(frozen=True, slots=True)
class Mended:
    """What was done: the file as it is called now (None: it held nothing and is gone), bytes cut and where they are."""

    path: Path | None
    cut: int = 0
    aside: Path | None = None
    why: str = ""
    renamed: bool = False

    @property
    def changed(self) -> bool:
        """Whether anything was."""
        return bool(self.cut) or self.renamed or self.path is None


def mend(path: Path) -> Mended:
    """Mend one file. In a collection what is cut goes to its ``logs/``, elsewhere to FILE.torn.

    Raises LockedError while a crawl is at work in the collection, ArchiveError when a cut would lose good records or
    leave none; nothing is changed then.
    """
    where = collection_of(path)
    with _held(where):
        torn = find_torn(path)
        if torn.end == 0 and torn.size and not path.name.endswith(OPEN_SUFFIX):
            raise ArchiveError(f"mend {path}: no record in it is whole ({torn.why}); nothing was changed")
        aside = None
        if torn.end < torn.size:
            aside = free_name(_aside(path, torn.end, where))
            set_aside(path, torn.end, aside)
        final = _close(path, where) if path.name.endswith(OPEN_SUFFIX) else path
        mended = Mended(final, torn.size - torn.end, aside, torn.why, renamed=final is not None and final != path)
        if where is not None and final is not None:
            _bring_in_line(where, final, changed=mended.changed)
        return mended


def collection_of(path: Path) -> Paths | None:
    """The collection in whose archive a file lies, None for a file anywhere else."""
    folder = path.absolute().parent
    if folder.name != "archive" or not (folder.parent / "indexes").is_dir():
        return None
    return Paths(folder.parent.parent, folder.parent.name)


@contextmanager
def _held(where: Paths | None) -> Iterator[None]:
    if where is None:
        yield
        return
    where.make()
    with locked(where.lock, doing="mend"):
        yield


def _aside(path: Path, end: int, where: Paths | None) -> Path:
    if where is None:
        return path.with_name(f"{path.name}.torn")
    return where.logs / f"torn-{path.name.removesuffix(OPEN_SUFFIX)}-{end}.bin"


def _close(path: Path, where: Paths | None) -> Path | None:
    if where is not None:
        return seal(path, indexes=where.indexes)
    if path.stat().st_size:
        return rename_final(path)
    path.unlink()
    return None


def _bring_in_line(where: Paths, warc: Path, *, changed: bool) -> None:
    """Index and manifest as the file is now. Repeating a mend that died half way does what was left."""
    known = {line.file: line for line in read_manifest(where.manifest) if isinstance(line, Closed)}
    line = known.get(f"{where.archive.name}/{warc.name}")
    if not changed and line is not None and (line.size, line.sha256) == (warc.stat().st_size, file_sha256(warc)):
        return
    index = where.indexes / INDEX_NAME
    if index.exists():
        with index.open("rb") as lines:
            write_index(index, (entry for entry in lines if _filename(entry) != warc.name))
    index_file(warc, indexes=where.indexes)
    merge(where.indexes)
    note_closed(where, warc)


def _filename(entry: bytes) -> str | None:
    try:
        return load_line(entry).filename
    except ValueError:
        return None
