"""Repairs a WARC that was cut while it was written: the torn end is moved aside, good records stay as they are."""

import os
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from crawler import PRODUCT
from crawler.errors import ArchiveError, DiskError
from crawler.warc.check.finding import RULES, Finding
from crawler.warc.check.source import Source
from crawler.warc.check.walk import Raw, walk
from crawler.warc.openfile import OPEN_SUFFIX
from crawler.warc.scan import scan_tail

_PIECE: Final = 1 << 20
_WAY_OUT: Final = (
    "nothing was changed; put the file back from a copy; without one, move it out of archive/ and run "
    "crawler mend COLLECTION, which gives up what it held"
)
_AT_THE_END: Final = frozenset(("tornTail", "damaged", "notARecord", "blockLength"))


@dataclass(frozen=True, slots=True)
class Torn:
    """Where a file is to be cut, how long it is, and why; ``end`` is ``size`` where nothing is torn."""

    end: int
    size: int
    why: str = ""


def find_torn(path: Path) -> Torn:
    """Where the last whole capture ends, in other people's files the last whole record.

    Raises ArchiveError when good records lie behind the damage, which a cut would lose, or when there is no WARC.
    """
    size = path.stat().st_size
    if size == 0 and not path.name.endswith(OPEN_SUFFIX):
        raise ArchiveError(f"mend {path}: it has no bytes, nothing can be mended; {RULES['empty'].advice}")
    if size == 0:
        return Torn(0, 0)
    last, ours, broken = 0, False, None
    for found in walk(Source(path.name, str(path), path)):
        if isinstance(found, Finding):
            broken = broken or _judged(found, path)
        elif broken is not None:
            raise ArchiveError(
                f"mend {path}: damage at offset {broken.offset} with good records behind it, from {found.offset} on; "
                f"{_WAY_OUT}"
            )
        else:
            ours = ours or _is_ours(found)
            last = found.offset + found.length
    if ours:
        return _end_of_captures(path, size)
    return Torn(last, size, broken.found) if broken else Torn(size, size)


def set_aside(path: Path, end: int, aside: Path) -> None:
    """Copy what lies behind ``end`` to ``aside``, durably, then cut the file there. A copy is never written over."""
    try:
        with path.open("r+b") as file, aside.open("xb") as copy:
            file.seek(end)
            while piece := file.read(_PIECE):
                copy.write(piece)
            copy.flush()
            os.fsync(copy.fileno())
            file.truncate(end)
            os.fsync(file.fileno())
    except OSError as error:
        raise DiskError(f"archive file {path}: its torn end cannot be moved to {aside} ({error.strerror})") from error


def free_name(path: Path) -> Path:
    """``path``, or with a number behind it where that is taken."""
    number, free = 0, path
    while free.exists():
        number += 1
        free = path.with_name(f"{path.name}.{number}")
    return free


def _judged(found: Finding, path: Path) -> Finding | None:
    """A finding that a cut can settle; None for one that does no harm."""
    if found.code in _AT_THE_END:
        return found
    if found.code in ("oneStream", "notAWarc", "noAccess"):
        raise ArchiveError(f"mend {path}: {found.found}; it cannot be cut, nothing was changed; {found.rule.advice}")
    return None


def _is_ours(raw: Raw) -> bool:
    return raw.named.get("warc-type") == "warcinfo" and f"software: {PRODUCT}".encode() in raw.block.read()


def _end_of_captures(path: Path, size: int) -> Torn:
    """Our own files are cut behind the last whole capture, unless another one stands behind what is damaged."""
    tail = scan_tail(path)
    for found in walk(Source(path.name, str(path), path)) if tail.good_end < size else ():
        if isinstance(found, Raw) and found.offset >= tail.good_end and found.named.get("warc-type") == "metadata":
            raise ArchiveError(f"mend {path}: {tail.damage}; whole captures lie behind it; {_WAY_OUT}")
    return Torn(tail.good_end, size, tail.damage or "")
