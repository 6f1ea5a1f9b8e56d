"""CDXJ: one line for each response, revisit and resource record, sorted bytewise by SURT key and time.

A line is the key, the 14-digit time and a JSON object
(https://specs.webrecorder.net/cdxj/0.1.0/): ``url``, ``digest`` (always the entity's SHA-1, also where the record has
no payload digest: replay tools find a revisit's original by it), ``entity`` (its SHA-256, ours), ``mime``
(``warc/revisit`` for revisits), ``filename``, ``offset``, ``length``, ``status`` (``-`` where there is none), and
``method`` where it is not GET. Numbers are strings, as other tools write them.

Each closed WARC leaves its own sorted file in ``indexes/``; ``merge`` folds them into ``index.cdxj``, so that a replay
tool that loads the whole folder sees every capture once.
"""

import heapq
import os
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import msgspec

from crawler.errors import ArchiveError, DiskError
from crawler.urls import surt
from crawler.warc.openfile import OPEN_SUFFIX, sync_folder

INDEX_NAME: Final = "index.cdxj"
SUFFIX: Final = ".cdxj"

_NEW_SUFFIX: Final = ".new"


@dataclass(frozen=True, slots=True)
class IndexLine:
    """One line. ``timestamp`` has 14 digits; ``entity`` is None in other people's indexes."""

    key: str
    timestamp: str
    url: str
    filename: str
    offset: int
    length: int
    mime: str
    status: str = "-"
    digest: str | None = None
    entity: str | None = None
    method: str = "GET"

    def dump(self) -> bytes:
        """The line with its line end."""
        fields = {
            "url": self.url,
            "digest": self.digest,
            "entity": self.entity,
            "mime": self.mime,
            "filename": self.filename,
            "offset": str(self.offset),
            "length": str(self.length),
            "status": self.status,
            "method": None if self.method == "GET" else self.method,
        }
        packed = msgspec.json.encode({name: value for name, value in fields.items() if value is not None})
        return b"%s %s %s\n" % (self.key.encode(), self.timestamp.encode(), packed)


def load_line(line: bytes) -> IndexLine:
    """Read a line, of ours or of another tool; ValueError for what is none."""
    key, timestamp, packed = line.decode().split(" ", 2)
    fields = msgspec.json.decode(packed, type=dict[str, str | int | None])
    try:
        required = {name: str(fields[name]) for name in ("url", "filename")}
        return IndexLine(
            key,
            timestamp,
            **required,
            offset=int(fields["offset"] or 0),
            length=int(fields.get("length") or 0),
            mime=str(fields.get("mime") or "unk"),
            status=str(fields.get("status") or "-"),
            digest=_text(fields.get("digest")),
            entity=_text(fields.get("entity")),
            method=str(fields.get("method") or "GET"),
        )
    except KeyError as error:
        raise ValueError(f"an index line without {error}: {line!r}") from error


def index_key(url: str) -> str:
    """The SURT key of ``url``; spaces, which would end it, are escaped."""
    return surt(url).replace(" ", "%20")


def timestamp_of(date: str) -> str:
    """The 14 digits of a WARC-Date; one with less precision is filled with its first month, day or second."""
    digits = "".join(filter(str.isdigit, date.partition(".")[0]))[:14]
    return digits + "00000101000000"[len(digits) :]


def index_path(indexes: Path, warc_name: str) -> Path:
    """Where the lines of one WARC lie until they are merged: ``indexes/<warc name without .warc.gz>.cdxj``."""
    stem = warc_name.removesuffix(OPEN_SUFFIX).removesuffix(".gz").removesuffix(".warc")
    return indexes / f"{stem}{SUFFIX}"


def write_index(path: Path, lines: Iterable[bytes]) -> None:
    """Put ``lines``, already sorted, into ``path``: all at once, durably, in place of what was there."""
    new = path.with_name(path.name + _NEW_SUFFIX)
    try:
        with new.open("wb") as file:
            file.writelines(lines)
            file.flush()
            os.fsync(file.fileno())
        new.replace(path)
        sync_folder(path.parent)
    except OSError as error:
        raise DiskError(f"cannot write the index {path}: {error.strerror}") from error


def merge(folder: Path) -> Path:
    """Fold every ``*.cdxj`` of ``folder`` into its ``index.cdxj`` and remove them; returns its path.

    Reads the files side by side, a line of each at a time. Lines that are there twice are kept once, so that a merge
    that died half way can be repeated. Raises ArchiveError when a file is not sorted.
    """
    index = folder / INDEX_NAME
    parts = sorted(path for path in folder.glob(f"*{SUFFIX}") if path != index)
    with ExitStack() as stack:
        sources = [*parts, index] if index.exists() else parts
        files = [_sorted_lines(path, stack) for path in sources]
        write_index(index, _once(heapq.merge(*files)))
    for part in parts:
        part.unlink()
    return index


def lookup(index: Path, url: str) -> Iterator[IndexLine]:
    """Every line of ``url`` in the sorted file ``index``, oldest first; none when there is no such file.

    Binary search: reads about log2(size) lines. Lines share a key when their SURT is the same, so ``url`` may differ
    in case, ``www.`` or order of parameters; compare it where that matters.
    """
    if not index.exists():
        return
    wanted = index_key(url).encode() + b" "
    with index.open("rb") as file:
        file.seek(_first_at_or_after(file.fileno(), wanted))
        for line in file:
            if not line.startswith(wanted):
                return
            try:
                yield load_line(line)
            except ValueError as error:
                raise ArchiveError(f"reading {index}: {error}; make it anew with `crawler index`") from error


def _first_at_or_after(handle: int, wanted: bytes) -> int:
    """Offset of the first line not below ``wanted``; the file's length when all are below."""
    low, high = 0, os.fstat(handle).st_size
    while low < high:
        start, line = _line_from(handle, (low + high) // 2, low)
        if line < wanted:
            low = start + len(line)
        else:
            high = start
    return low


def _line_from(handle: int, middle: int, low: int) -> tuple[int, bytes]:
    """The line that ``middle`` lies in, and where it starts; ``low`` is the start of a line."""
    start, block = middle, 512
    while start > low:
        begin = max(low, start - block)
        before = os.pread(handle, start - begin, begin)
        end = before.rfind(b"\n")
        start = begin + end + 1 if end >= 0 else begin
        if end >= 0:
            break
    line = b""
    while not line.endswith(b"\n"):
        more = os.pread(handle, block, start + len(line))
        if not more:
            break
        line += more[: more.find(b"\n") + 1] if b"\n" in more else more
    return start, line


def _sorted_lines(path: Path, stack: ExitStack) -> Iterator[bytes]:
    try:
        file = stack.enter_context(path.open("rb"))
    except OSError as error:
        raise DiskError(f"cannot read the index {path}: {error.strerror}") from error
    previous = b""
    for line in file:
        if line < previous:
            raise ArchiveError(f"the index {path} is not sorted at {line[:80]!r}; make it anew with `crawler index`")
        previous = line
        yield line


def _once(lines: Iterable[bytes]) -> Iterator[bytes]:
    previous = b""
    for line in lines:
        if line != previous:
            yield line
        previous = line


def _text(value: str | int | None) -> str | None:
    return None if value is None else str(value)
