"""Between what the archive says of a capture and the journal's row of it."""

import sqlite3

from crawler.dataset.stamp import Place
from crawler.store import captures
from crawler.store.captures import CaptureRow
from crawler.warc.answer import Entity
from crawler.warc.record import RecordType
from crawler.warc.revisit import Original
from crawler.warc.tombstone import TOMBSTONE
from crawler.warc.written import Written
from crawler.wire.message import Head


def capture_row(url: str, written: Written, head: Head | None = None) -> CaptureRow | None:
    """The journal's row of a capture, None where nothing was answered; its validators are told by the answer's head."""
    if written.record_type == RecordType.METADATA:
        return None
    entity = written.entity
    return CaptureRow(
        record_id=written.record_id,
        url=url,
        captured_at=written.date,
        filename=written.location.filename,
        offset=written.location.offset,
        status=written.status,
        entity=entity.sha256 if entity else None,
        sha1=entity.sha1 if entity else None,
        length=entity.length if entity else None,
        revisit=written.record_type in (RecordType.REVISIT, TOMBSTONE),
        transfer_coded=bool(entity and entity.transfer_coded),
        etag=head.get("ETag") if head else None,
        last_modified=head.get("Last-Modified") if head else None,
    )


def place_of(row: CaptureRow) -> Place:
    """Where a journalled record lies."""
    return Place(row.filename, row.offset, row.entity)


def original_of(connection: sqlite3.Connection, collection: int, *, entity: Entity, url: str) -> Original | None:
    """The capture that one of ``url`` with the same entity may refer to."""
    row = captures.original(connection, collection, entity=entity.sha256, url=url)
    return as_original(row) if row is not None else None


def as_original(row: CaptureRow) -> Original | None:
    """A journalled response as what a revisit may refer to."""
    if row.entity is None or row.sha1 is None or row.length is None:
        return None
    return Original(
        row.record_id, row.url, row.captured_at, Entity(row.entity, row.sha1, row.length, row.transfer_coded)
    )
