"""Where a collection was written: so that a copy of it is known for one, whoever made it and how.

A file ``place`` in the collection's folder holds the inodes of the journal, the folder and its archive, and when it was
written itself. Written at every start of a crawl, it fits for ever where it was written, and never a copy: that has
inodes of its own and, should they happen to be the same ones again, a file ``place`` that came later than it says.
Moving the folder within a file system is no copying. Where ``place`` is missing, an earlier version wrote there.
"""

import os
from enum import StrEnum
from pathlib import Path
from typing import Final

import msgspec

from crawler.collection.paths import Paths
from crawler.errors import DiskError
from crawler.warc.replace import replacing

SECONDS: Final = 60
"""How much later than it says the file may have come into being."""


class Standing(StrEnum):
    """``untold``: nothing tells; ``changed``: its files are known to be no longer what the journal says."""

    HERE = "here"
    ELSEWHERE = "elsewhere"
    UNTOLD = "untold"
    CHANGED = "changed"


class _Place(msgspec.Struct, frozen=True):
    journal: int
    folder: int
    archive: int
    written: int


def note_place(paths: Paths) -> None:
    """Write down that the collection belongs here. DiskError when that cannot be done."""
    try:
        with replacing(paths.place, paths.place.with_name("place.new")) as file:
            file.write(msgspec.json.encode(_here(paths, written=os.fstat(file.fileno()).st_ctime_ns)) + b"\n")
    except OSError as error:
        raise DiskError(f"collection {paths.folder}: cannot write {paths.place.name} ({error.strerror})") from error


def forget_place(paths: Paths) -> None:
    """Have the next crawl take the collection in anew, since its files are no longer what the journal says."""
    try:
        paths.place.write_bytes(b"{}\n")
    except OSError as error:
        raise DiskError(f"collection {paths.folder}: cannot write {paths.place.name} ({error.strerror})") from error


def standing(paths: Paths) -> Standing:
    """Whether the collection stands where it was written."""
    try:
        noted = msgspec.json.decode(paths.place.read_bytes(), type=_Place)
        made = paths.place.stat().st_ctime_ns
    except FileNotFoundError:
        return Standing.UNTOLD
    except OSError as error:
        raise DiskError(f"collection {paths.folder}: cannot read {paths.place.name} ({error.strerror})") from error
    except (msgspec.DecodeError, UnicodeDecodeError):
        return Standing.CHANGED
    fits = noted == _here(paths, written=noted.written) and 0 <= made - noted.written < SECONDS * 10**9
    return Standing.HERE if fits else Standing.ELSEWHERE


def _here(paths: Paths, *, written: int) -> _Place:
    return _Place(_inode(paths.journal), _inode(paths.folder), _inode(paths.archive), written)


def _inode(path: Path) -> int:
    return path.stat().st_ino if path.exists() else 0
