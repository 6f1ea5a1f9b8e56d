"""Captures of a WARC file: its records put together again.

Records belong together when they stand side by side and one names the other, or both name a third, in
WARC-Concurrent-To. In our files the metadata record comes last, and with it the capture is whole. In other people's
files each response or revisit of an http address is a capture, with the request that stands beside it, if any.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from crawler.errors import ParseError
from crawler.warc.capture import Capture, StoredRecord, VisitEnd
from crawler.warc.fields import MEDIA_TYPE, load_fields
from crawler.warc.reader import read_records
from crawler.warc.record import RecordType
from crawler.warc.tombstone import is_tombstone, read_tombstone
from crawler.warc.uris import INTERIM_URI, NOT_MODIFIED_URI, REDACTED_URI, VISIT_URI
from crawler.wire.message import request_head

_ANSWERS: Final = (RecordType.RESPONSE, RecordType.REVISIT)


@dataclass(frozen=True, slots=True)
class Group:
    """Records that belong together, in order. ``whole``: nothing of them can still follow."""

    records: tuple[StoredRecord, ...]
    whole: bool

    def first(self, *kinds: str) -> StoredRecord | None:
        """The first record of one of these types; a tombstone is none of them."""
        found = (stored for stored in self.records if stored.record.type in kinds)
        return next((stored for stored in found if not is_tombstone(stored.record)), None)


def read_captures(path: Path, start: int = 0) -> Iterator[Capture | VisitEnd]:
    """Every capture and every end of a visit from offset ``start``, in file order.

    ``start`` is 0, where a capture ends, or a capture's own offset: that is its answer's, and its request is left out.
    Raises ArchiveError at the first damage, after all that stands before it. A torn capture at the end of a file is
    given as far as it is there; ``scan_tail`` tells it from a whole one.
    """
    for group in read_groups(path, start):
        if (found := read_group(group)) is not None:
            yield found


def read_groups(path: Path, start: int = 0) -> Iterator[Group]:
    """Every record from offset ``start``, in groups; also those that are no captures, such as warcinfo."""
    pending: list[StoredRecord] = []
    known: set[str] = set()
    answered = False
    for stored in read_records(path, start):
        ids, is_answer = _ids(stored), stored.record.type in _ANSWERS
        if pending and ((is_answer and answered) or known.isdisjoint(ids)):
            yield Group(tuple(pending), whole=False)
            pending, known, answered = [], set(), False
        pending.append(stored)
        known.update(ids)
        answered |= is_answer
        if _closes(stored, alone=len(pending) == 1):
            yield Group(tuple(pending), whole=True)
            pending, known, answered = [], set(), False
    if pending:
        yield Group(tuple(pending), whole=False)


def read_group(group: Group) -> Capture | VisitEnd | None:
    """What a group is: a capture, the end of a visit, or neither."""
    answer, metadata = group.first(*_ANSWERS), group.first(RecordType.METADATA)
    facts = _facts(metadata) if metadata else ()
    if answer is not None and answer.record.target_uri.lower().startswith(("http://", "https://")):
        return _capture(group, answer, facts)
    if answer is None and (stone := _telling(group)) is not None:
        return _capture(group, stone, facts)
    if answer is not None or metadata is None:
        return None
    if metadata.record.target_uri.startswith(VISIT_URI):
        return VisitEnd(metadata.record.target_uri.removeprefix(VISIT_URI), facts, metadata)
    return _capture(group, metadata, facts) if _has_outcome(facts) else None


def whole_capture(records: tuple[StoredRecord, ...]) -> Capture:
    """The capture made of ``records``, the last of which is its metadata record."""
    group = Group(records, whole=True)
    return _capture(group, group.first(*_ANSWERS) or records[-1], _facts(records[-1]))


def _capture(group: Group, main: StoredRecord, facts: tuple[tuple[str, str], ...]) -> Capture:
    request = group.first(RecordType.REQUEST)
    sent = request.record.block.read() if request else b""
    not_modified = _heads(group, NOT_MODIFIED_URI)
    return Capture(
        url=main.record.target_uri.removeprefix(REDACTED_URI),
        method=_method(sent, facts),
        main=main,
        records=group.records,
        request=sent,
        interim=_heads(group, INTERIM_URI),
        not_modified=not_modified[0] if not_modified else None,
        facts=facts,
    )


def _telling(group: Group) -> StoredRecord | None:
    """The tombstone that still tells what was read in its record."""
    return next((stored for stored in group.records if (stone := read_tombstone(stored.record)) and stone.kept), None)


def _ids(stored: StoredRecord) -> tuple[str, ...]:
    return (stored.record.record_id, *stored.record.get_all("WARC-Concurrent-To"))


def _closes(stored: StoredRecord, *, alone: bool) -> bool:
    if stored.record.type == RecordType.METADATA and not is_tombstone(stored.record):
        return alone or _has_outcome(_facts(stored))
    return stored.record.type == RecordType.WARCINFO


def _has_outcome(facts: tuple[tuple[str, str], ...]) -> bool:
    return any(name == "outcome" for name, _ in facts)


def _facts(metadata: StoredRecord) -> tuple[tuple[str, str], ...]:
    if metadata.record.get("Content-Type") != MEDIA_TYPE:
        return ()
    return load_fields(metadata.record.block.read())


def _heads(group: Group, prefix: str) -> tuple[bytes, ...]:
    records = (stored.record for stored in group.records if stored.record.type == RecordType.RESOURCE)
    return tuple(record.block.read() for record in records if record.target_uri.startswith(prefix))


def _method(request: bytes, facts: tuple[tuple[str, str], ...]) -> str:
    stated = next((value for name, value in facts if name == "method"), None)
    if stated is not None:
        return stated
    try:
        return request_head(request).method
    except ParseError:
        return "GET"
