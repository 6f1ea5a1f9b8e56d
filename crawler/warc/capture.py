"""One capture as it is read back: what the wire said, what we knew of it, and where it lies."""

from dataclasses import dataclass
from datetime import datetime

from crawler.warc.openfile import Location
from crawler.warc.record import Record, parse_date
from crawler.warc.tombstone import TOMBSTONE, is_tombstone
from crawler.wire.spool import Spool


@dataclass(frozen=True, slots=True)
class StoredRecord:
    """A record and where it lies."""

    record: Record
    location: Location


@dataclass(frozen=True, slots=True)
class RefersTo:
    """What a revisit says of its original; any of it may be missing in other people's archives."""

    record_id: str | None
    url: str | None
    date: str | None


@dataclass(frozen=True, slots=True)
class Capture:
    """One exchange from the archive.

    ``main`` is the response or revisit, the tombstone that tells what was read in one that was taken out, or the
    metadata record where nothing was answered, or nothing of it is left; ``record_id`` and ``location`` are its.
    ``response`` is the block as stored: for a revisit the head alone, or nothing. ``not_modified`` is the head of a
    304. ``facts`` are the pairs of the metadata record, in order; empty in other people's archives. ``end`` is the
    offset after the capture's last record; ``records`` holds all of them in order.
    """

    url: str
    method: str
    main: StoredRecord
    records: tuple[StoredRecord, ...]
    request: bytes = b""
    interim: tuple[bytes, ...] = ()
    not_modified: bytes | None = None
    facts: tuple[tuple[str, str], ...] = ()

    @property
    def record_type(self) -> str:
        """``response``, ``revisit``, ``tombstone``, or ``metadata``."""
        return TOMBSTONE if is_tombstone(self.main.record) else self.main.record.type

    @property
    def record_id(self) -> str:
        """WARC-Record-ID of the main record as written: the identity of the evidence."""
        return self.main.record.record_id

    @property
    def date(self) -> str:
        """WARC-Date as written."""
        return self.main.record.date

    @property
    def captured_at(self) -> datetime:
        """WARC-Date, UTC."""
        return parse_date(self.date)

    @property
    def location(self) -> Location:
        """Where the main record lies."""
        return self.main.location

    @property
    def end(self) -> int:
        """Offset after the last record."""
        return self.records[-1].location.end

    @property
    def response(self) -> Spool:
        """The stored answer, empty when there is none."""
        return Spool() if self.main.record.type == "metadata" else self.main.record.block

    @property
    def truncated(self) -> str | None:
        """WARC-Truncated of the answer."""
        return self.main.record.get("WARC-Truncated")

    @property
    def refers_to(self) -> RefersTo | None:
        """The original of a revisit."""
        record = self.main.record
        if record.type != "revisit":
            return None
        url = record.get("WARC-Refers-To-Target-URI")
        return RefersTo(record.get("WARC-Refers-To"), url, record.get("WARC-Refers-To-Date"))

    def fact(self, name: str) -> str | None:
        """First value of a fact."""
        return next((value for key, value in self.facts if key == name), None)


@dataclass(frozen=True, slots=True)
class VisitEnd:
    """The metadata record that ends a visit: its id (the Target-URI without prefix), its pairs, where it lies."""

    visit_id: str
    facts: tuple[tuple[str, str], ...]
    stored: StoredRecord
