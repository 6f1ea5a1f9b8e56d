"""Whether each line of the data files is what it should be, and its evidence in the archive."""

import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec

from crawler.dataset.names import SKIPPED
from crawler.warc.check.finding import Finding


class _Evidence(msgspec.Struct):
    warcRecordId: str | None = None  # noqa: N815 - the key as it is written
    warcFilename: str | None = None  # noqa: N815
    warcOffset: int | None = None  # noqa: N815
    payloadDigest: str | None = None  # noqa: N815
    capturedAt: str | None = None  # noqa: N815


class _Item(msgspec.Struct):
    metadata: _Evidence


class _Skipped(msgspec.Struct):
    url: str
    reason: str


Record = tuple[str, int, str | None, str | None]


def judge_data(connection: sqlite3.Connection, path: Path, *, size: int, live: bool) -> Iterator[Finding]:
    """Findings in the first ``size`` bytes of a data file; offsets count in it. ``live``: half a last line is fine."""
    decoder = msgspec.json.Decoder(_Skipped if path.name == SKIPPED else _Item)
    known: tuple[str | None, Record | None] = (None, None)
    with path.open("rb") as lines:
        for number, (at, line) in enumerate(_upto(lines, size), 1):
            if not line.endswith(b"\n") and live:
                return
            item = _decoded(decoder, line)
            if not line.endswith(b"\n") or item is None:
                yield Finding("dataLine", str(path), f"line {number} is {line[:60]!r}", at)
            elif isinstance(item, _Item):
                if item.metadata.warcRecordId != known[0] or known[1] is None:
                    known = (item.metadata.warcRecordId, _record(connection, item.metadata.warcRecordId))
                yield from _judge(item.metadata, known[1], str(path), at)


def _upto(lines: Any, size: int) -> Iterator[tuple[int, bytes]]:
    at = 0
    while at < size and (line := lines.readline(size - at)):
        yield at, line
        at += len(line)


def _decoded(decoder: "msgspec.json.Decoder[Any]", line: bytes) -> _Item | _Skipped | None:
    try:
        item: _Item | _Skipped = decoder.decode(line)
    except (msgspec.DecodeError, UnicodeDecodeError):
        return None
    return item


def _record(connection: sqlite3.Connection, record_id: str | None) -> Record | None:
    sql = "SELECT file, offset, entity, date FROM record WHERE id = ?"
    found: Record | None = connection.execute(sql, (record_id,)).fetchone()
    return found


def _judge(evidence: _Evidence, record: Record | None, shown: str, at: int) -> Iterator[Finding]:
    named = evidence.warcRecordId
    if record is None:
        yield Finding("itemRecord", shown, f"it names record {named}, which is in no WARC here", at, named)
        return
    file, offset, entity, date = record
    place = (evidence.warcFilename, evidence.warcOffset)
    if place != (file, offset):
        yield Finding("itemPlace", shown, f"it says {place[0]} at {place[1]}, it is {file} at {offset}", at, named)
    if entity is not None and evidence.payloadDigest != entity:
        yield Finding("itemDiffers", shown, f"it says {evidence.payloadDigest}, the record has {entity}", at, named)
    if evidence.capturedAt != date:
        yield Finding("itemDiffers", shown, f"it says {evidence.capturedAt}, the record is of {date}", at, named)
