"""Makes index.cdxj anew from the WARCs, the same bytes as when they were written."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from crawler.collection.lock import locked
from crawler.collection.manifest import closed_warcs
from crawler.collection.paths import Paths
from crawler.collection.processes import side_by_side
from crawler.errors import ArchiveError, DiskError
from crawler.warc.cdxj import INDEX_NAME, SUFFIX, merge, unmerged
from crawler.warc.openfile import OPEN_SUFFIX, sync_folder
from crawler.warc.reader import require_bytes
from crawler.warc.seal import index_file

Told = Callable[[Path], None]
"""Called with each WARC once it was read."""


def reindex(paths: Paths, told: Told, *, jobs: int = 1) -> Path:
    """Replace a collection's index by one of all its closed WARCs; returns its path.

    The old index stays until the new one is whole. LockedError when somebody is at work there, ArchiveError at the
    first damage or when a file was left open, DiskError when the folder cannot be written.
    """
    with locked(paths.lock, doing="index"):
        warcs = closed_for(paths, doing="index")
        with scratch_index(warcs, told, jobs=jobs, beside=paths.folder) as made:
            _take_over(made, paths)
    return paths.indexes / INDEX_NAME


def closed_for(paths: Paths, *, doing: str) -> list[Path]:
    """Every WARC of a collection that nobody writes; ArchiveError when there is none, or one was left open."""
    if left := sorted(paths.archive.glob(f"*{OPEN_SUFFIX}")):
        raise ArchiveError(f"{doing} {paths.folder}: {left[0].name} was left open; run first: crawler mend {left[0]}")
    if not (warcs := closed_warcs(paths)):
        raise ArchiveError(f"{doing} {paths.folder}: no WARC file in {paths.archive}; check the path")
    return warcs


@contextmanager
def scratch_index(warcs: Sequence[Path], told: Told, *, jobs: int = 1, beside: Path | None = None) -> Iterator[Path]:
    """A sorted index of these files, of any maker, in a folder that goes away; ``beside`` says on which disk.

    ``jobs`` files are read at once, in as many processes.
    """
    try:
        folder = TemporaryDirectory(prefix=".index-", dir=beside)
    except OSError as error:
        raise DiskError(f"index: no folder can be made in {error.filename} ({error.strerror})") from error
    with folder as name:
        calls = [(warc, Path(name) / f"{number:06}") for number, warc in enumerate(warcs)]
        for number in side_by_side(index_into, calls, jobs=jobs, doing="index"):
            told(warcs[number])
        yield _gathered(Path(name))


def index_into(warc: Path, folder: Path) -> None:
    """Index one WARC into a new folder: files of two folders may bear the same name."""
    folder.mkdir()
    require_bytes(warc, doing="index")
    index_file(warc, indexes=folder)


def _gathered(folder: Path) -> Path:
    """One index of all that ``index_into`` made."""
    parts = sorted(folder.glob(f"*/*{SUFFIX}"))
    if len(parts) == 1:
        return parts[0]
    for part in parts:
        part.rename(folder / f"{part.parent.name}{SUFFIX}")
    return merge(folder)


def _take_over(made: Path, paths: Paths) -> None:
    try:
        paths.indexes.mkdir(exist_ok=True)
        made.replace(paths.indexes / INDEX_NAME)
        for part in unmerged(paths.indexes):
            part.unlink()
        sync_folder(paths.indexes)
    except OSError as error:
        raise DiskError(f"index {paths.folder}: cannot write to {paths.indexes} ({error.strerror})") from error
