"""``manifest.jsonl``: size and sha256 of every closed WARC, so that a later look can tell whether it is still the same.

One line ``{"file","size","sha256","closedAt"}`` a file, appended when it is closed; ``file`` is its path below the
collection's folder, ``sha256`` is hexadecimal as sha256sum prints it. Of several lines for a file the last one counts.
"""

import hashlib
import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import msgspec
from msgspec import Meta

from crawler.collection.paths import Paths
from crawler.dataset.files import whole_length
from crawler.errors import DiskError
from crawler.warc.openfile import OPEN_SUFFIX, sync_folder
from crawler.warc.replace import replacing

Sha256 = Annotated[str, Meta(pattern="^[0-9a-f]{64}$")]


@dataclass(frozen=True, slots=True)
class Closed:
    """One line: a file as it was when nothing more was to be written to it. ``closedAt`` is UTC."""

    file: str
    size: Annotated[int, Meta(ge=0)]
    sha256: Sha256
    closedAt: str  # noqa: N815 - the key as it is written


def note_closed(paths: Paths, warc: Path) -> None:
    """Append the line of a WARC that was just closed; it is durable on return. Reads the whole file once."""
    append_lines(paths.manifest, [_line_of(paths, warc, datetime.now(UTC))])


def extend_manifest(paths: Paths) -> int:
    """Append lines for WARCs that have none, which a death left out; how many. Their last change counts as closing."""
    known = last_lines(paths)
    missing = [path for path in closed_warcs(paths) if path not in known]
    lines = [_line_of(paths, path, datetime.fromtimestamp(path.stat().st_mtime, UTC)) for path in missing]
    if lines:
        append_lines(paths.manifest, lines)
    return len(lines)


def forget_changed(paths: Paths) -> None:
    """Drop the lines of files that are gone or have another size, in a collection that is taken in anew."""
    kept = [line for line in read_manifest(paths.manifest) if isinstance(line, Closed) and _fits(paths, line)]
    if not paths.manifest.exists():
        return
    try:
        with replacing(paths.manifest, paths.manifest.with_name(paths.manifest.name + ".new")) as file:
            file.writelines(msgspec.json.encode(line) + b"\n" for line in kept)
    except OSError as error:
        raise DiskError(f"cannot write {paths.manifest}: {error.strerror}; free some space and go on") from error


def _fits(paths: Paths, line: Closed) -> bool:
    path = paths.folder / line.file
    return path.exists() and path.stat().st_size == line.size


def closed_warcs(paths: Paths) -> list[Path]:
    """Every WARC of a collection under its final name, by name."""
    return sorted(path for path in paths.archive.glob("*.warc*") if path.name.endswith((".warc", ".warc.gz")))


def every_warc(paths: Paths) -> list[Path]:
    """Every WARC of a collection in the order in which they were begun, open or closed."""
    return sorted([*closed_warcs(paths), *paths.archive.glob(f"*{OPEN_SUFFIX}")])


def last_lines(paths: Paths) -> dict[Path, Closed]:
    """The line that counts of each file, by its path below ``paths``; those that cannot be read are passed over."""
    return {paths.folder / line.file: line for line in read_manifest(paths.manifest) if isinstance(line, Closed)}


def is_as_closed(path: Path, line: Closed | None) -> bool:
    """Whether a file has its line, and is as that says; reads the whole file where the size is right."""
    return line is not None and line.size == path.stat().st_size and line.sha256 == file_sha256(path)


def read_manifest(path: Path) -> Iterator[Closed | bytes]:
    """The lines in order, those that cannot be read as they stand; nothing when there is no manifest."""
    if not path.exists():
        return
    with path.open("rb") as lines:
        for line in lines:
            try:
                yield msgspec.json.decode(line, type=Closed)
            except (msgspec.DecodeError, UnicodeDecodeError):
                yield line


def file_sha256(path: Path) -> str:
    """Hexadecimal SHA-256 of a file; DiskError when it cannot be read."""
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise DiskError(f"cannot read {path}: {error.strerror}; check the disk") from error


def _line_of(paths: Paths, warc: Path, closed: datetime) -> bytes:
    at = closed.strftime("%Y-%m-%dT%H:%M:%SZ")
    return msgspec.json.encode(Closed(_name(paths, warc), warc.stat().st_size, file_sha256(warc), at)) + b"\n"


def _name(paths: Paths, warc: Path) -> str:
    return f"{paths.archive.name}/{warc.name.removesuffix(OPEN_SUFFIX)}"


def append_lines(path: Path, lines: Iterable[bytes]) -> None:
    """Add whole lines behind the last whole one: what a death left half written is cut."""
    try:
        new = not path.exists()
        with path.open("a+b") as file:
            file.truncate(whole_length(file))
            file.writelines(lines)
            file.flush()
            os.fsync(file.fileno())
        if new:
            sync_folder(path.parent)
    except OSError as error:
        raise DiskError(f"cannot write {path}: {error.strerror}; free some space and go on") from error
