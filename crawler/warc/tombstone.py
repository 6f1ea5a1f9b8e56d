"""A tombstone: what stands in the place of a record that was taken out, and says what was there, when it went and why.

It keeps the record's id and date, so that what names the record (items, neighbours, other collections) still leads
somewhere, and the ids beside it, so that captures stay together. It is a metadata record with a body of
``application/warc-fields`` under an address of its own kind, ``urn:crawler:redacted:`` and the address that was there:
no reader lists that as a page, and nothing replays it. Of the payload it holds digests alone.

Where only a person was to go, ``kept`` is what had been read in the payload, without that person, as JSON.
"""

import re
from dataclasses import dataclass
from typing import Final

from crawler import PRODUCT, __version__
from crawler.warc.answer import Entity
from crawler.warc.digest import block_digest
from crawler.warc.fields import MEDIA_TYPE, dump_fields, load_fields
from crawler.warc.record import Record, RecordType
from crawler.warc.uris import REDACTED_URI
from crawler.wire.spool import Spool

TOMBSTONE: Final = "tombstone"
"""What a capture's type is called where a tombstone tells what was read in it."""

_NEIGHBOURS: Final = ("warc-warcinfo-id", "warc-concurrent-to")
_FORMS: Final = {
    "redacted": re.compile(r"[a-z]+"),
    "redactionId": re.compile(r"[0-9a-f-]{36}"),
    "redactedAt": re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ"),
    "reason": re.compile(r".+"),
    "operator": re.compile(r".+"),
    "blockDigest": re.compile(r"sha1:[A-Z2-7]{32}"),
    "blockLength": re.compile(r"\d+"),
}
_TOLD: Final = (
    "blockDigest",
    "blockLength",
    "statedBlockDigest",
    "statedPayloadDigest",
    "status",
    "entity",
    "entityLength",
    "movedTo",
)
_ENTITY: Final = re.compile(r"sha256:[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class Why:
    """One redaction: its id (a UUID), when (UTC, seconds), why, by whom, and what was asked for (a URL, a person)."""

    redaction_id: str
    at: str
    reason: str
    operator: str
    scope: str


@dataclass(frozen=True, slots=True)
class Gone:
    """What is known of a record beside itself: its entity and status, and where its payload lives on, if it does."""

    entity: Entity | None = None
    status: int | None = None
    moved_to: str | None = None
    kept: str | None = None


@dataclass(frozen=True, slots=True)
class Tombstone:
    """A tombstone, read. ``url`` is the address of what was there, ``kind`` its WARC-Type; ``facts`` has everything."""

    record_id: str
    url: str
    date: str
    kind: str
    facts: dict[str, str]

    @property
    def kept(self) -> str | None:
        """What had been read in the payload, JSON; None where it went with it."""
        return self.facts.get("kept")

    @property
    def entity(self) -> str | None:
        """sha256 of the entity that was there."""
        return self.facts.get("entity")

    @property
    def found(self) -> Entity | None:
        """The entity that was there; its SHA-1 is not told."""
        length = self.facts.get("entityLength", "")
        return Entity(self.entity, "", int(length)) if self.entity and length.isdigit() else None

    @property
    def status(self) -> int | None:
        """HTTP status of the answer that was there."""
        status = self.facts.get("status", "")
        return int(status) if status.isascii() and status.isdigit() else None

    def faults(self) -> list[str]:
        """What is missing or malformed; empty for a tombstone that tells all it has to."""
        wrong = [name for name, form in _FORMS.items() if form.fullmatch(self.facts.get(name, "")) is None]
        return wrong + ["entity"] * (self.entity is not None and _ENTITY.fullmatch(self.entity) is None)


def tombstone(record: Record, why: Why, gone: Gone) -> Record:
    """The record to write in place of ``record``; a tombstone that still kept something is replaced by one of its own.

    That one says of what was there what the first said, and names the redactions before it.
    """
    old = read_tombstone(record)
    block = dump_fields([*_why(old.kind if old else record.type, why), *_were(record, old), *_is(record, gone, old)])
    head = (
        ("WARC-Type", RecordType.METADATA.value),
        ("WARC-Record-ID", record.record_id),
        ("WARC-Date", record.date),
        ("WARC-Target-URI", REDACTED_URI + (old.url if old else record.target_uri)),
        *((name, value) for name, value in record.fields if name.lower() in _NEIGHBOURS),
        ("Content-Type", MEDIA_TYPE),
        ("WARC-Block-Digest", block_digest((block,))),
    )
    return Record(head, Spool(block), record.version)


def is_tombstone(record: Record) -> bool:
    """Whether a record stands for one that was taken out."""
    return record.type == RecordType.METADATA and record.target_uri.startswith(REDACTED_URI)


def read_tombstone(record: Record) -> Tombstone | None:
    """What a tombstone says; None for any other record."""
    if not is_tombstone(record):
        return None
    return tombstone_of(record.record_id, record.target_uri, record.date, record.block.read())


def tombstone_of(record_id: str, target_uri: str, date: str, block: bytes) -> Tombstone:
    """A tombstone from its parts."""
    facts = dict(reversed(load_fields(block)))
    return Tombstone(record_id, target_uri.removeprefix(REDACTED_URI), date, facts.get("redacted", ""), facts)


def _why(kind: str, why: Why) -> list[tuple[str, str]]:
    return [
        ("redacted", kind),
        ("redactionId", why.redaction_id),
        ("redactedAt", why.at),
        ("reason", why.reason),
        ("operator", why.operator),
        ("scope", why.scope),
        ("software", f"{PRODUCT}/{__version__}"),
    ]


def _were(record: Record, old: Tombstone | None) -> list[tuple[str, str]]:
    """The redactions before this one."""
    if old is None:
        return []
    before = [value for name, value in load_fields(record.block.read()) if name == "before"]
    return [("before", redaction) for redaction in (*before, old.facts.get("redactionId", ""))]


def _is(record: Record, gone: Gone, old: Tombstone | None) -> list[tuple[str, str]]:
    """What was there, and what of it is left."""
    if old is not None:
        told = [(name, old.facts[name]) for name in _TOLD if name in old.facts]
        return [*told, *([("kept", gone.kept)] if gone.kept else [])]
    entity = gone.entity
    pairs = (
        ("blockDigest", block_digest(record.block.chunks())),
        ("blockLength", str(record.block.length)),
        ("statedBlockDigest", record.get("WARC-Block-Digest")),
        ("statedPayloadDigest", record.get("WARC-Payload-Digest")),
        ("status", str(gone.status) if gone.status is not None else None),
        ("entity", entity.sha256 if entity else None),
        ("entityLength", str(entity.length) if entity else None),
        ("movedTo", gone.moved_to),
        ("kept", gone.kept),
    )
    return [(name, value) for name, value in pairs if value]
