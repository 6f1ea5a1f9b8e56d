"""Indexes of other collections, for deduplication against them: what was captured there from the same address.

An index is a sorted file and stays one: a look-up is a binary search, and memory does not grow with it. Only the same
address is looked for, since an index does not tell whether a payload lies in chunks, and replay tools find one that
does at its own address alone. Where the WARCs lie as in a collection, or beside their index, payloads can be read.
"""

import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import msgspec

from crawler.errors import ConfigError
from crawler.warc.answer import Entity
from crawler.warc.capture import RefersTo, StoredRecord
from crawler.warc.cdxj import IndexLine, lookup, timestamp_of
from crawler.warc.reader import read_record
from crawler.warc.revisit import Original

REVISIT: Final = "warc/revisit"
_TIME: Final = re.compile(rb"\d{14}")


class _Entry(msgspec.Struct):
    url: str
    digest: str | None = None
    entity: str | None = None


@dataclass(frozen=True, slots=True)
class OtherIndex:
    """One index, and the sha256 it had when it was verified, in hexadecimal. Look-ups raise as ``cdxj.lookup`` does."""

    path: Path
    sha256: str

    def find(self, url: str, entity: Entity) -> Original | None:
        """The oldest answer from this very address with the same payload; its record's id is not known."""
        for line in lookup(self.path, url):
            if _answers(line, url) and _is_payload(line, entity):
                return Original(None, url, _date(line.timestamp), entity)
        return None

    def holds(self, url: str, date: str, sha1: str | None) -> bool:
        """Whether it lists an answer from this address at this time, with this payload where that can be told."""
        lines = (line for line in lookup(self.path, url) if line.url == url and line.mime != REVISIT)
        return any(line.timestamp == timestamp_of(date) and _agree(line.digest, sha1) for line in lines)

    def record(self, refers_to: RefersTo) -> StoredRecord | None:
        """The record that is referred to; None when it, or its file, is not there; ArchiveError when it is damaged."""
        if refers_to.url is None or refers_to.date is None:
            return None
        wanted = timestamp_of(refers_to.date)
        for line in lookup(self.path, refers_to.url):
            if line.url == refers_to.url and line.timestamp == wanted and line.mime != REVISIT:
                for folder in (self.path.parent.parent / "archive", self.path.parent):
                    if (path := folder / line.filename).is_file():
                        return read_record(path, line.offset)
        return None


@dataclass(frozen=True, slots=True)
class Others:
    """Several indexes, asked in order."""

    indexes: tuple[OtherIndex, ...] = ()

    def find(self, url: str, entity: Entity) -> Original | None:
        """The original that a capture of ``url`` may refer to."""
        found = (index.find(url, entity) for index in self.indexes)
        return next((original for original in found if original is not None), None)

    def holds(self, url: str, date: str, sha1: str | None) -> bool:
        """Whether any of them lists it."""
        return any(index.holds(url, date, sha1) for index in self.indexes)

    def record(self, refers_to: RefersTo) -> StoredRecord | None:
        """The record that is referred to, where it can be read."""
        if not self.indexes or refers_to.record_id is not None:
            return None
        found = (index.record(refers_to) for index in self.indexes)
        return next((record for record in found if record is not None), None)


NO_OTHERS: Final = Others()


def verified(paths: Iterable[str | Path]) -> Others:
    """These indexes, each read once from end to end.

    ConfigError names file and line: not there, no CDXJ, not sorted bytewise, an entry without a digest.
    """
    return Others(tuple(_verified(Path(path).absolute()) for path in paths))


def _verified(path: Path) -> OtherIndex:
    running, previous = hashlib.sha256(), b""
    decoder = msgspec.json.Decoder(_Entry)
    try:
        with path.open("rb") as lines:
            for number, line in enumerate(lines, 1):
                running.update(line)
                if line < previous:
                    raise _error(path, number, "it stands behind a greater line; sort the file bytewise: LC_ALL=C sort")
                if not line.startswith(b"!"):
                    _require_entry(decoder, line, path, number)
                previous = line
    except OSError as error:
        raise ConfigError(f"deduplication against {path}: cannot be read ({error.strerror}); check the path") from error
    return OtherIndex(path, running.hexdigest())


def _require_entry(decoder: "msgspec.json.Decoder[_Entry]", line: bytes, path: Path, number: int) -> None:
    parts = line.split(b" ", 2)
    if len(parts) < 3 or _TIME.fullmatch(parts[1]) is None:
        raise _error(path, number, "it is no CDXJ: a key, 14 digits of time and a JSON object are expected")
    try:
        entry = decoder.decode(parts[2])
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise _error(path, number, f"its JSON cannot be read ({error})") from error
    if not (entry.digest or entry.entity):
        raise _error(path, number, f"it has no digest of {entry.url[:100]}; make the index with digests")


def _error(path: Path, number: int, found: str) -> ConfigError:
    return ConfigError(f"deduplication against {path}: line {number}: {found}")


def _answers(line: IndexLine, url: str) -> bool:
    return line.url == url and line.status == "200" and line.mime != REVISIT and line.method == "GET"


def _is_payload(line: IndexLine, entity: Entity) -> bool:
    """By sha256 where that is told, else by SHA-1 as nearly all indexes have it."""
    told = line.entity or line.digest or ""
    return told.lower() == entity.sha256 or _agree(told, entity.sha1)


def _agree(one: str | None, other: str | None) -> bool:
    """Whether two SHA-1 digests are the same, with or without ``sha1:``; what is not told agrees."""
    if one is None or other is None:
        return True
    return one.upper().removeprefix("SHA1:") == other.upper().removeprefix("SHA1:")


def _date(timestamp: str) -> str:
    """The WARC-Date that 14 digits stand for."""
    day, clock = timestamp[:8], timestamp[8:14]
    return f"{day[:4]}-{day[4:6]}-{day[6:]}T{clock[:2]}:{clock[2:4]}:{clock[4:]}Z"
