"""From an answer, live or stored, to the page that parsers read: one way for crawl, recovery and reparse."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final

from crawler.collection.facts import Facts, read_facts
from crawler.parsers.page import Page
from crawler.parsers.visit import Evidence
from crawler.store.captures import CaptureRow
from crawler.warc.capture import Capture
from crawler.warc.openfile import OPEN_SUFFIX
from crawler.warc.reader import read_record
from crawler.warc.resolve import FindRecord, resolve
from crawler.wire.coding import decode
from crawler.wire.exchange import Exchange
from crawler.wire.message import Entity, Head, entity, response_head

PAYLOAD_MAX_BYTES: Final = 32 << 20
"""Ceiling of a decoded payload; a page beyond it is cut and says so."""


@dataclass(frozen=True, slots=True)
class StoredPage:
    """A page read back from the archive, its record, and its metadata (None in other people's archives)."""

    page: Page
    evidence: Evidence
    facts: Facts | None


def live_page(exchange: Exchange, head: Head, *, hops: tuple[str, ...]) -> Page:
    """The page in an exchange that was just captured; ``head`` is its answer's."""
    found = entity(exchange.response.read(), head, exchange.method)
    place = _Place(exchange.url, exchange.method, exchange.started_at, hops)
    return _page(place, head, found)


def warc_path(archive: Path, known: CaptureRow) -> Path:
    """The file that holds a journalled capture, which may be the one that is being written."""
    opened = archive / (known.filename + OPEN_SUFFIX)
    return opened if opened.exists() else archive / known.filename


def unchanged_page(exchange: Exchange, path: Path, known: CaptureRow, *, hops: tuple[str, ...]) -> Page:
    """The page behind a 304: what the response it validates held, from the WARC at ``path``, seen at this instant."""
    block = read_record(path, known.offset).record.block.read()
    head = response_head(block)
    place = _Place(exchange.url, exchange.method, exchange.started_at, hops)
    return _page(place, head, entity(block, head, exchange.method))


def stored_page(capture: Capture, find: FindRecord) -> StoredPage | None:
    """The page in a capture; ``find`` gives the original of a revisit. None without an answer that can be read."""
    resolved = resolve(capture, find)
    if resolved is None:
        return None
    facts = read_facts(capture.facts)
    place = _Place(capture.url, capture.method, capture.captured_at, facts.hops if facts else ())
    page = _page(place, resolved.head, resolved.entity)
    return StoredPage(page, Evidence(capture.record_id, capture.date), facts)


@dataclass(frozen=True, slots=True)
class _Place:
    url: str
    method: str
    captured_at: datetime
    hops: tuple[str, ...]


def _page(place: _Place, head: Head, found: Entity) -> Page:
    codings = ", ".join(head.get_all("Content-Encoding")) or None
    decoded = decode(found.payload, codings, ceiling=PAYLOAD_MAX_BYTES)
    return Page(
        url=place.url,
        payload=decoded.payload,
        captured_at=place.captured_at,
        status=head.status,
        method=place.method,
        requested_url=place.hops[0] if place.hops else None,
        headers=head.fields,
        cut=decoded.cut or not found.whole,
    )
