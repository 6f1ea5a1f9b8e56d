"""The answer that a capture stands for: its own, or for a revisit its original's."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from crawler.errors import ParseError
from crawler.warc.capture import Capture, RefersTo, StoredRecord
from crawler.warc.cdxj import lookup, timestamp_of
from crawler.warc.reader import read_record
from crawler.warc.revisit import NOT_MODIFIED
from crawler.wire.message import Entity, Head, entity, response_head

FindRecord = Callable[[RefersTo], StoredRecord | None]


@dataclass(frozen=True, slots=True)
class Resolved:
    """A head and the entity under it. A payload revisit has its own head, a 304 that of its original.

    ``original`` is the record the entity was taken from, None where it is the capture's own.
    """

    head: Head
    entity: Entity
    original: StoredRecord | None = None


def resolve(capture: Capture, find: FindRecord) -> Resolved | None:
    """What a browser would have been shown; None without an answer, a status line, or the original of a revisit."""
    try:
        if capture.refers_to is None:
            return _own(capture)
        original = find(capture.refers_to)
        return _of_original(capture, original) if original else None
    except ParseError:
        return None


@dataclass(frozen=True, slots=True)
class Originals:
    """Finds originals through a sorted index file and the folder of its WARCs; call it with what a revisit says."""

    index: Path
    archive: Path

    def __call__(self, refers_to: RefersTo) -> StoredRecord | None:
        """The response that is referred to, by its address and time, and by its id where that is given."""
        if refers_to.url is None or refers_to.date is None:
            return None
        wanted = timestamp_of(refers_to.date)
        for line in lookup(self.index, refers_to.url):
            if line.timestamp == wanted and line.url == refers_to.url and line.mime != "warc/revisit":
                stored = read_record(self.archive / line.filename, line.offset)
                if refers_to.record_id in (None, stored.record.record_id):
                    return stored
        return None


def _own(capture: Capture) -> Resolved | None:
    block = capture.response.read()
    if not block:
        return None
    head = response_head(block)
    return Resolved(head, entity(block, head, capture.method))


def _of_original(capture: Capture, original: StoredRecord) -> Resolved:
    block = original.record.block.read()
    head = response_head(block)
    shown = head if capture.main.record.get("WARC-Profile") == NOT_MODIFIED else response_head(capture.response.read())
    return Resolved(shown, entity(block, head, capture.method), original)
