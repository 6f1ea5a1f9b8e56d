"""Where an item came from: the record that proves it, and the code that read it."""

from dataclasses import dataclass, field
from typing import Annotated, Final

from msgspec import Meta

SCHEMA_VERSION: Final = 1
"""Raised when the meaning or the set of item fields changes."""


@dataclass(slots=True)
class Metadata:
    """The evidence of one item. ``parsers`` set what they know; the rest is stamped once the record is written."""

    schemaVersion: Annotated[int, Meta(description="Version of the item schema (ours).")] = SCHEMA_VERSION
    visitId: Annotated[str | None, Meta(description="The look at the article this item came from (ours).")] = None
    version: Annotated[
        int | None, Meta(description="1 for the first form of this item seen, then counting changes (ours).")
    ] = None
    capturedAt: Annotated[
        str | None,
        Meta(
            description="WARC-Date of the record: the instant the capture began, UTC (ours).",
            examples=["2026-03-01T09:30:00.123456Z"],
        ),
    ] = None
    warcRecordId: Annotated[
        str | None,
        Meta(description="WARC-Record-ID of the response or revisit record; the identity of the evidence (ours)."),
    ] = None
    warcFilename: Annotated[str | None, Meta(description="Final name of the WARC file (ours).")] = None
    warcOffset: Annotated[
        int | None, Meta(description="Byte offset of the record's gzip member when written (ours).")
    ] = None
    payloadDigest: Annotated[
        str | None,
        Meta(description="sha256 of the entity: de-chunked, content coding kept (ours).", examples=["sha256:9f86d0…"]),
    ] = None
    parser: Annotated[
        str | None, Meta(description="Parser and its version (ours).", examples=["colophon/0.1.0 wordpress"])
    ] = None
    directives: Annotated[
        list[str],
        Meta(description="What page and site ask of robots: noarchive, noai, tdm-reservation and the like (ours)."),
    ] = field(default_factory=list)
    notes: Annotated[
        list[str], Meta(description="What was noticed while reading: cut, fallback, doubtful values (ours).")
    ] = field(default_factory=list)
