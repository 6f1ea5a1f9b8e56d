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
from io import BufferedReader
from itertools import islice
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO, Final, NamedTuple

import msgspec

from crawler.errors import ArchiveError, DiskError
from crawler.surt import surt
from crawler.warc.openfile import OPEN_SUFFIX
from crawler.warc.replace import replacing

INDEX_NAME: Final = "index.cdxj"
SUFFIX: Final = ".cdxj"

_NEW_SUFFIX: Final = ".new"
_MAX_SIZE: Final = 1 << 63
_FILES_AT_ONCE: Final = 200
_RUN_LINES: Final = 1 << 15
_MARKS: Final = str.maketrans("", "", "-:T")


class _Fields(msgspec.Struct):
    """The JSON of a line, in this order; what is unset is left out."""

    url: str
    digest: str | msgspec.UnsetType
    entity: str | msgspec.UnsetType
    mime: str
    filename: str
    offset: str
    length: str
    status: str
    method: str | msgspec.UnsetType


class IndexLine(NamedTuple):
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
        fields = _Fields(
            self.url,
            msgspec.UNSET if self.digest is None else self.digest,
            msgspec.UNSET if self.entity is None else self.entity,
            self.mime,
            self.filename,
            str(self.offset),
            str(self.length),
            self.status,
            msgspec.UNSET if self.method == "GET" else self.method,
        )
        return b"%s %s %s\n" % (self.key.encode(), self.timestamp.encode(), msgspec.json.encode(fields))


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
            offset=_size(fields["offset"], line),
            length=_size(fields.get("length"), line),
            mime=str(fields.get("mime") or "unk"),
            status=str(fields.get("status") or "-"),
            digest=_text(fields.get("digest")),
            entity=_text(fields.get("entity")),
            method=str(fields.get("method") or "GET"),
        )
    except KeyError as error:
        raise ValueError(f"an index line without {error}: {line!r}") from error


def _size(value: str | int | None, line: bytes) -> int:
    """A number of bytes as files have them; beyond that no database would take it."""
    size = int(value or 0)
    if not 0 <= size < _MAX_SIZE:
        raise ValueError(f"an index line with {size} bytes: {line!r}")
    return size


def index_key(url: str) -> str:
    """The SURT key of ``url``; spaces, which would end it, are escaped."""
    return surt(url).replace(" ", "%20")


def timestamp_of(date: str) -> str:
    """The 14 digits of a WARC-Date; one with less precision is filled with its first month, day or second."""
    usual = date[:19].translate(_MARKS)
    if len(usual) == 14 and usual.isdigit() and usual.isascii():
        return usual
    digits = "".join(filter(str.isdigit, date.partition(".")[0]))[:14]
    return digits + "00000101000000"[len(digits) :]


def index_path(indexes: Path, warc_name: str) -> Path:
    """Where the lines of one WARC lie until they are merged: ``indexes/<final name of the WARC>.cdxj``."""
    return indexes / f"{warc_name.removesuffix(OPEN_SUFFIX)}{SUFFIX}"


def write_index(path: Path, lines: Iterable[bytes]) -> None:
    """Put ``lines``, already sorted, into ``path``: all at once, durably, in place of what was there."""
    try:
        with replacing(path, path.with_name(path.name + _NEW_SUFFIX)) as file:
            file.writelines(lines)
    except OSError as error:
        raise DiskError(f"cannot write the index {path}: {error.strerror}; free some space there") from error


def write_sorted(path: Path, lines: Iterable[bytes]) -> None:
    """As ``write_index``, of lines in any order; some are in memory, the others in sorted runs on the disk.

    What ``lines`` raises comes through, and ``path`` is as it was.
    """
    remaining = iter(lines)
    run = sorted(islice(remaining, _RUN_LINES))
    if len(run) < _RUN_LINES:
        write_index(path, run)
        return
    with ExitStack() as stack:
        runs = []
        while run:
            runs.append(_set_down(run, stack, path))
            run = sorted(islice(remaining, _RUN_LINES))
        write_index(path, heapq.merge(*runs))


def _set_down(run: list[bytes], stack: ExitStack, path: Path) -> IO[bytes]:
    """A run in an unnamed file beside ``path``, from its start."""
    try:
        file = stack.enter_context(TemporaryFile(dir=path.parent))  # noqa: SIM115 - closed by the stack
        file.writelines(run)
        file.seek(0)
    except OSError as error:
        raise DiskError(f"cannot write the index {path}: {error.strerror}; free some space there") from error
    return file


def merge(folder: Path) -> Path:
    """Fold every ``*.cdxj`` of ``folder`` into its ``index.cdxj`` and remove them; returns its path.

    Reads the files side by side, a line of each at a time. Lines that are there twice are kept once, so that a merge
    that died half way can be repeated. Raises ArchiveError when a file is not sorted.
    """
    index = folder / INDEX_NAME
    if not index.exists():
        write_index(index, ())
    parts = unmerged(folder)
    for start in range(0, len(parts), _FILES_AT_ONCE):
        _fold(index, parts[start : start + _FILES_AT_ONCE])
    return index


def unmerged(folder: Path) -> list[Path]:
    """Every ``*.cdxj`` of ``folder`` but its ``index.cdxj``, by name."""
    return sorted(path for path in folder.glob(f"*{SUFFIX}") if path.name != INDEX_NAME)


def _fold(index: Path, parts: list[Path]) -> None:
    with ExitStack() as stack:
        files = [_sorted_lines(path, stack.enter_context(_open(path))) for path in (index, *parts)]
        write_index(index, _once(heapq.merge(*files)))
    for part in parts:
        part.unlink()


def lookup(index: Path, url: str) -> Iterator[IndexLine]:
    """Every line of ``url`` in the sorted file ``index``, oldest first; none when there is no such file.

    Binary search: reads about log2(size) lines. Lines share a key when their SURT is the same, so ``url`` may differ
    in case, ``www.`` or order of parameters; compare it where that matters. Raises ArchiveError at a line that is no
    CDXJ, DiskError when the file cannot be read.
    """
    if not index.exists():
        return
    wanted = index_key(url).encode() + b" "
    with _open(index) as file:
        file.seek(_first_at_or_after(file, wanted))
        for line in file:
            if not line.startswith(wanted):
                return
            try:
                yield load_line(line)
            except ValueError as error:
                raise ArchiveError(f"reading {index}: {error}; make it anew with `crawler index`") from error


def _first_at_or_after(file: BufferedReader, wanted: bytes) -> int:
    """Offset of the first line not below ``wanted``; the file's length when all are below."""
    low, high = 0, os.fstat(file.fileno()).st_size
    while low < high:
        middle = (low + high) // 2
        if middle:
            file.seek(middle - 1)
            file.readline()
        else:
            file.seek(0)
        line = file.readline()
        if line and line < wanted:
            low = file.tell()
        else:
            high = middle
    return low


def _open(path: Path) -> BufferedReader:
    try:
        return path.open("rb")
    except OSError as error:
        raise DiskError(f"cannot read the index {path}: {error.strerror}") from error


def _sorted_lines(path: Path, file: BufferedReader) -> Iterator[bytes]:
    previous = b""
    for line in file:
        if line < previous:
            raise ArchiveError(f"the index {path} is not sorted at {line[:80]!r}; make it anew with `crawler index`")
        previous = line
        yield line if line.endswith(b"\n") else line + b"\n"


def _once(lines: Iterable[bytes]) -> Iterator[bytes]:
    previous = b""
    for line in lines:
        if line != previous:
            yield line
        previous = line


def _text(value: str | int | None) -> str | None:
    return None if value is None else str(value)
