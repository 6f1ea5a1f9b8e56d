"""One WARC/1.1 record as a value, and as the gzip member it is stored in.

A record is a version line, named fields, an empty line, the block, and two line ends
(https://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/#file-and-record-model). Every record
is a gzip member of its own (annex D.2), so that it can be read by its offset alone.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from enum import StrEnum
from typing import Final

from crawler.warc.packed import pack_record
from crawler.wire.spool import Spool

VERSION: Final = "WARC/1.1"
_RECORD_END: Final = b"\r\n\r\n"


class RecordType(StrEnum):
    """Values of WARC-Type that are written here; foreign archives may hold others."""

    WARCINFO = "warcinfo"
    REQUEST = "request"
    RESPONSE = "response"
    REVISIT = "revisit"
    RESOURCE = "resource"
    METADATA = "metadata"


@dataclass(frozen=True, slots=True)
class Record:
    """One record: its fields in order (Content-Length is left to ``member``), its block, its version line.

    Values are text as written, record ids with their angle brackets.
    """

    fields: tuple[tuple[str, str], ...]
    block: Spool = field(default_factory=Spool)
    version: str = VERSION

    def get(self, name: str) -> str | None:
        """First value of a field by case-insensitive name."""
        return next(iter(self.get_all(name)), None)

    def get_all(self, name: str) -> tuple[str, ...]:
        """Every value of a field that may be repeated, such as WARC-Concurrent-To."""
        wanted = name.lower()
        return tuple(value for key, value in self.fields if key.lower() == wanted)

    @property
    def type(self) -> str:
        """WARC-Type, empty when missing."""
        return self.get("WARC-Type") or ""

    @property
    def record_id(self) -> str:
        """WARC-Record-ID as written, empty when missing."""
        return self.get("WARC-Record-ID") or ""

    @property
    def target_uri(self) -> str:
        """WARC-Target-URI without the angle brackets that WARC/1.0 writers put around it, empty when missing."""
        return (self.get("WARC-Target-URI") or "").removeprefix("<").removesuffix(">")

    @property
    def date(self) -> str:
        """WARC-Date as written, empty when missing."""
        return self.get("WARC-Date") or ""


def member(record: Record) -> Iterator[bytes]:
    """The gzip member of ``record``, in pieces; small records are one piece. The same record gives the same bytes.

    Raises ValueError for a field that holds a line end.
    """
    return pack_record(_head(record), record.block, _RECORD_END)


def _head(record: Record) -> bytes:
    fields = (*record.fields, ("Content-Length", str(record.block.length)))
    lines = [f"{name}: {value}" for name, value in fields]
    text = "\r\n".join((record.version, *lines, "", ""))
    if text.count("\n") != len(fields) + 2 or text.count("\r") != len(fields) + 2:
        raise ValueError(f"a field of record {record.record_id} holds a line end: {lines!r}")
    return text.encode()


def warc_date(instant: datetime) -> str:
    """``instant`` as WARC-Date: UTC with microseconds and ``Z``."""
    return instant.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def parse_date(text: str) -> datetime:
    """WARC-Date of any precision as UTC; WARC 1.1 allows a year alone and up to nine fraction digits.

    Raises ValueError for anything else.
    """
    text = text.strip()
    if text[4:5] == "-" and text[10:11] == "T":
        moment = datetime.fromisoformat(text)
    else:
        day, _, clock = text.removesuffix("Z").partition("T")
        year, month, date = (*day.split("-"), "01", "01")[:3]
        moment = datetime.fromisoformat(f"{year}-{month}-{date}T{clock or '00:00'}")
    try:
        return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
    except OverflowError as error:
        raise ValueError(f"{text!r} lies beyond the years that are counted") from error
