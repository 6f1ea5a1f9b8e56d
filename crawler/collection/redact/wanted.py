"""What is to go: the records of an address, or the answers in which a person was found."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, Protocol

from crawler.urls import canonical, is_http
from crawler.warc.capture import Capture, StoredRecord
from crawler.warc.fields import load_fields
from crawler.warc.record import Record, RecordType
from crawler.warc.uris import INTERIM_URI, NOT_MODIFIED_URI, REDACTED_URI

_PREFIXES: Final = (REDACTED_URI, INTERIM_URI, NOT_MODIFIED_URI)


class Wanted(Protocol):
    """Says of each record whether it goes."""

    @property
    def shares(self) -> bool:
        """Whether a revisit of another address goes along with the record it refers to."""
        ...

    def takes(self, stored: StoredRecord, capture: Capture | None) -> bool:
        """Whether this record goes; ``capture`` is the one it belongs to, if any."""
        ...

    def names(self, record_id: str | None, url: str | None) -> bool:
        """Whether what a revisit refers to may be among the records that go."""
        ...

    def kept(self, record_id: str) -> str | None:
        """What remains of what was read in a record."""
        ...


@dataclass(frozen=True, slots=True)
class Address:
    """Every record of one address, in any spelling with the same canonical form; its captures' metadata stays."""

    url: str
    shares: bool = False

    def takes(self, stored: StoredRecord, capture: Capture | None) -> bool:
        """All but what we said of the capture ourselves."""
        return self.is_of(stored.record) and not _is_our_word(stored.record)

    def names(self, record_id: str | None, url: str | None) -> bool:
        """By address."""
        return url is not None and same_page(url.strip("<>"), self.url)

    def kept(self, record_id: str) -> str | None:
        """Nothing."""
        return None

    def is_of(self, record: Record) -> bool:
        """Whether a record is of this address; also a head beside one, or a tombstone."""
        url = record.target_uri
        for prefix in _PREFIXES:
            url = url.removeprefix(prefix)
        return same_page(url, self.url)


@dataclass(frozen=True, slots=True)
class Answers:
    """The answers that show a person: ``found`` by what was read in them, ``quoted`` by what their payload holds.

    ``remains`` gives what was read in a record, without the person.
    """

    found: Callable[[str], bool]
    quoted: Callable[[Capture], bool]
    remains: Callable[[str], str | None]
    shares: bool = True

    def takes(self, stored: StoredRecord, capture: Capture | None) -> bool:
        """The answer alone: the request and our metadata hold nothing of the person."""
        if capture is None or capture.main is not stored or capture.record_type == RecordType.METADATA:
            return False
        return self.found(stored.record.record_id) or self.quoted(capture)

    def names(self, record_id: str | None, url: str | None) -> bool:
        """By id."""
        return record_id is not None and self.found(record_id)

    def kept(self, record_id: str) -> str | None:
        """What was read, without the person."""
        return self.remains(record_id)


def same_page(url: str, other: str) -> bool:
    """Whether two addresses have one canonical form."""
    if url == other:
        return True
    return is_http(url) and is_http(other) and canonical(url) == canonical(other)


def _is_our_word(record: Record) -> bool:
    """The metadata record that makes a capture of ours whole."""
    if record.type != RecordType.METADATA:
        return record.type == RecordType.WARCINFO
    return any(name == "outcome" for name, _ in load_fields(record.block.read()))
