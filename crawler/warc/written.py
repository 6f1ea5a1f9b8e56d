"""What is known of a capture once it is on disk: the same whether it was just written or found again after a crash."""

from dataclasses import dataclass

from crawler.warc.answer import Answer, Entity, read_answer
from crawler.warc.capture import Capture, StoredRecord
from crawler.warc.cdxj import IndexLine, index_key, timestamp_of
from crawler.warc.digest import both_digests, usual_sha1
from crawler.warc.openfile import Location
from crawler.warc.record import RecordType
from crawler.warc.tombstone import read_tombstone
from crawler.wire.spool import Spool


@dataclass(frozen=True, slots=True)
class Written:
    """One capture in the archive.

    ``record_id``, ``record_type`` and ``location`` are those of the response or revisit, of the metadata record where
    nothing was answered; ``date`` is its WARC-Date as written. ``entity`` is what the capture shows: a revisit's is
    its original's. ``end`` is the length of the file once the capture is whole. ``index_lines`` are its CDXJ lines,
    that of the answer first, none where nothing was answered.
    """

    location: Location
    record_id: str
    record_type: str
    date: str
    end: int
    status: int | None
    media_type: str | None
    entity: Entity | None
    index_lines: tuple[bytes, ...]


def written_of(capture: Capture, answer: Answer | None = None) -> Written:
    """What is known of ``capture``; ``answer`` saves reading its block again."""
    stone = read_tombstone(capture.main.record)
    if answer is None and capture.main.record.type != RecordType.METADATA:
        head = capture.not_modified
        answer = read_answer(capture.response if head is None else Spool(head), capture.method)
    told = stone or answer
    return Written(
        location=capture.location,
        record_id=capture.record_id,
        record_type=capture.record_type,
        date=capture.date,
        end=capture.end,
        status=told.status if told else None,
        media_type=answer.media_type if answer else None,
        entity=stone.found if stone else _entity(capture, answer),
        index_lines=tuple(_lines(capture, answer)),
    )


def resource_line(stored: StoredRecord) -> bytes:
    """The index line of a resource record."""
    record = stored.record
    sha256, sha1, _ = both_digests(record.block.chunks())
    mime = (record.get("Content-Type") or "unk").partition(";")[0].strip()
    return _line(stored, mime=mime, status="200", digest=sha1, entity=sha256)


def _lines(capture: Capture, answer: Answer | None) -> list[bytes]:
    resources = [resource_line(stored) for stored in capture.records if stored.record.type == RecordType.RESOURCE]
    return [_answer_line(capture, answer), *resources] if answer else resources


def _answer_line(capture: Capture, answer: Answer) -> bytes:
    main, entity = capture.main, _entity(capture, answer)
    revisit = capture.record_type == RecordType.REVISIT
    shown = answer.status if main.record.block.length else None
    return _line(
        main,
        mime="warc/revisit" if revisit else answer.media_type or "unk",
        status="-" if shown is None else str(shown),
        digest=_stated(main) if revisit else _shared(main, answer),
        entity=entity.sha256 if entity else None,
        method=capture.method,
    )


def _shared(main: StoredRecord, answer: Answer) -> str:
    """The digest by which replay tools find this answer from a revisit: of the kind that its writer uses."""
    stated = _stated(main)
    return answer.entity.sha1 if stated is None or stated.lower().startswith(("sha1:", "sha-1:")) else stated


def _stated(stored: StoredRecord) -> str | None:
    digest = stored.record.get("WARC-Payload-Digest")
    return usual_sha1(digest) if digest else None


def _entity(capture: Capture, answer: Answer | None) -> Entity | None:
    """The entity shown. A revisit's is told by its own fields; None where other people's archives leave it out."""
    if answer is None or capture.record_type != RecordType.REVISIT:
        return answer.entity if answer else None
    sha256, length = capture.fact("entity"), capture.fact("entityLength")
    sha1 = capture.main.record.get("WARC-Payload-Digest")
    return Entity(sha256, sha1, int(length)) if sha256 and sha1 and length and length.isdigit() else None


def _line(
    stored: StoredRecord, *, mime: str, status: str, digest: str | None, entity: str | None, method: str = "GET"
) -> bytes:
    url, location = stored.record.target_uri, stored.location
    return IndexLine(
        key=index_key(url),
        timestamp=timestamp_of(stored.record.date),
        url=url,
        filename=location.filename,
        offset=location.offset,
        length=location.length,
        mime=mime,
        status=status,
        digest=digest,
        entity=entity,
        method=method,
    ).dump()
