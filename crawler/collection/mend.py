"""Repairs WARC files in their place: torn ends cut, ``.open`` taken off, index and manifest brought in line.

What a crawl had committed and is not there any more is given up with it: the collection is marked, and the next crawl
takes it in anew from its archive (``take_in``), where it would else refuse to go on.
"""

from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, replace
from pathlib import Path

from crawler.collection.lock import locked
from crawler.collection.manifest import every_warc, forget_changed, is_as_closed, last_lines, note_closed
from crawler.collection.paths import Paths
from crawler.collection.place import forget_place
from crawler.errors import ArchiveError
from crawler.store import collections, files
from crawler.store.journal import open_journal
from crawler.warc.cdxj import INDEX_NAME, load_line, merge, write_index
from crawler.warc.mend import find_torn, free_name, set_aside
from crawler.warc.openfile import OPEN_SUFFIX, final_path, rename_final
from crawler.warc.seal import index_file, seal


@dataclass(frozen=True, slots=True)
class Mended:
    """What was done: the file as it is called now (None: it held nothing and is gone), bytes cut and where they are.

    ``given_up``: it holds less than a crawl had committed, which is given up with this.
    """

    path: Path | None
    cut: int = 0
    aside: Path | None = None
    why: str = ""
    renamed: bool = False
    given_up: bool = False

    @property
    def changed(self) -> bool:
        """Whether the file was."""
        return bool(self.cut) or self.renamed or self.path is None


def mend(path: Path) -> Mended:
    """Mend one file. In a collection what is cut goes to its ``logs/``, elsewhere to FILE.torn.

    Raises LockedError while a crawl is at work in the collection, ArchiveError when a cut would lose good records or
    leave none; nothing is changed then.
    """
    where = collection_of(path)
    with _held(where):
        return _mend(path, where)


def mend_collection(paths: Paths) -> tuple[list[Mended], list[str]]:
    """Mend every WARC of a collection; also gives the names of those that a crawl had committed and that are gone."""
    with _held(paths):
        done = [_mend(path, paths) for path in every_warc(paths)]
        gone = [name for name in _committed(paths) if not (paths.archive / name).exists()]
        if gone:
            _forget_files(paths)
            forget_place(paths)
        return done, gone


def _mend(path: Path, where: Paths | None) -> Mended:
    torn = find_torn(path)
    if torn.end == 0 and torn.size and not path.name.endswith(OPEN_SUFFIX):
        raise ArchiveError(f"mend {path}: no record in it is whole ({torn.why}); nothing was changed")
    aside = None
    if torn.end < torn.size:
        aside = free_name(_aside(path, torn.end, where))
        set_aside(path, torn.end, aside)
    final = _close(path, where) if path.name.endswith(OPEN_SUFFIX) else path
    mended = Mended(final, torn.size - torn.end, aside, torn.why, renamed=final is not None and final != path)
    if where is None:
        return mended
    if final is not None:
        _bring_in_line(where, final, changed=mended.changed)
    given_up = torn.end < _committed(where).get(final_path(path).name, 0)
    if given_up:
        forget_place(where)
    return replace(mended, given_up=given_up)


def _committed(where: Paths) -> dict[str, int]:
    """Bytes of each WARC, by its final name, that the journal vouches for; none without one that can be read."""
    if not where.journal.exists():
        return {}
    with suppress(ArchiveError), closing(open_journal(where.journal)) as journal:
        lengths = files.lengths(journal, collections.collection_id(journal, where.name))
        archived = {name.partition("/")[2]: length for name, length in lengths.items() if name.startswith("archive/")}
        return {name.removesuffix(OPEN_SUFFIX): length for name, length in archived.items() if length}
    return {}


def _forget_files(where: Paths) -> None:
    """Index and manifest without files that are gone."""
    forget_changed(where)
    _keep_lines(where, lambda name: (where.archive / (name or "")).is_file())


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
    if not changed and is_as_closed(warc, last_lines(where).get(where.archive / warc.name)):
        return
    _keep_lines(where, lambda name: name != warc.name)
    index_file(warc, indexes=where.indexes)
    merge(where.indexes)
    note_closed(where, warc)


def _keep_lines(where: Paths, stays: Callable[[str | None], bool]) -> None:
    """Drop lines from the index, where there is one, by the file that they name, None for one that names none."""
    index = where.indexes / INDEX_NAME
    if index.exists():
        with index.open("rb") as lines:
            write_index(index, (entry for entry in lines if stays(_filename(entry))))


def _filename(entry: bytes) -> str | None:
    try:
        return load_line(entry).filename
    except ValueError:
        return None
