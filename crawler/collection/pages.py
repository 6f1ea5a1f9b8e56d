"""From an answer, live or stored, to the page that parsers read: one way for crawl, recovery and reparse."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Final

import msgspec

from crawler.collection.facts import Facts, read_facts
from crawler.errors import ArchiveError, ParseError
from crawler.frontier.rights import Said
from crawler.parsers.extraction import Extraction, PageKind
from crawler.parsers.need import Need
from crawler.parsers.page import Page
from crawler.parsers.visit import Evidence
from crawler.store.captures import CaptureRow
from crawler.warc.capture import Capture
from crawler.warc.openfile import OPEN_SUFFIX
from crawler.warc.reader import read_record
from crawler.warc.record import parse_date
from crawler.warc.resolve import FindRecord, resolve
from crawler.warc.tombstone import Tombstone, read_tombstone
from crawler.wire.coding import decode
from crawler.wire.exchange import Exchange
from crawler.wire.message import Entity, Head, entity, response_head

PAYLOAD_MAX_BYTES: Final = 32 << 20
"""Ceiling of a decoded payload; a page beyond it is cut and says so."""

ELSEWHERE: Final = "payloadElsewhere"
"""Note of a page, and reason of a need, whose payload lies in another collection that is not at hand."""


Parse = Callable[[Page, Need | None], Extraction]


@dataclass(frozen=True, slots=True)
class StoredPage:
    """A page read back from the archive, its record, and its metadata (None in other people's archives).

    ``kept`` is what had been read in a page that was taken out since, by the key of the need it answered ("" for none).
    ``elsewhere``: its payload lies in another collection, and cannot be read from here.
    """

    page: Page
    evidence: Evidence
    facts: Facts | None
    kept: Mapping[str, Extraction] | None = None
    elsewhere: bool = False

    def read(self, parse: Parse, asked: Need | None = None) -> Extraction:
        """What is in the page, as ``asked``."""
        if self.kept is None:
            return parse(self.page, asked)
        return self.kept.get(asked.key if asked else "") or Extraction(PageKind.OTHER)


def live_page(exchange: Exchange, head: Head, *, hops: tuple[str, ...] = (), rights: Said = ()) -> Page:
    """The page in an exchange that was just captured; ``head`` is its answer's."""
    found = entity(exchange.response.read(), head, exchange.method)
    place = _Place(exchange.url, exchange.method, exchange.started_at, hops, rights)
    return _page(place, head, found)


def warc_path(archive: Path, known: CaptureRow) -> Path:
    """The file that holds a journalled capture, which may be the one that is being written."""
    opened = archive / (known.filename + OPEN_SUFFIX)
    return opened if opened.exists() else archive / known.filename


def unchanged_page(
    exchange: Exchange, path: Path, known: CaptureRow, *, hops: tuple[str, ...], rights: Said = ()
) -> Page:
    """The page behind a 304: what the response it validates held, from the WARC at ``path``, seen at this instant."""
    block = read_record(path, known.offset).record.block.read()
    head = response_head(block)
    place = _Place(exchange.url, exchange.method, exchange.started_at, hops, rights)
    return _page(place, head, entity(block, head, exchange.method))


def stored_page(capture: Capture, find: FindRecord) -> StoredPage | None:
    """The page in a capture; ``find`` gives the original of a revisit. None without a date and an answer to read."""
    if not _is_dated(capture):
        return None
    facts = read_facts(capture.facts)
    resolved = resolve(capture, find)
    if resolved is None:
        if capture.refers_to is not None and capture.refers_to.url is not None and capture.refers_to.record_id is None:
            return _elsewhere(capture, facts)
        stones = filter(None, (read_tombstone(stored.record) for stored in capture.records))
        return next((_kept_page(stone, stone.kept, facts) for stone in stones if stone.kept), None)
    place = _stored_place(capture, facts)
    page = _page(place, resolved.head, resolved.entity)
    return StoredPage(page, Evidence(capture.record_id, capture.date), facts)


def _is_dated(capture: Capture) -> bool:
    """Whether anybody can tell when it was captured; other people's archives may not say."""
    try:
        return bool(capture.captured_at)
    except ValueError:
        return False


def _elsewhere(capture: Capture, facts: Facts | None) -> StoredPage | None:
    """A page that another collection holds: what its own head says, and nothing of what is in it."""
    if not capture.response.length:
        return None
    place = _stored_place(capture, facts)
    try:
        page = _page(place, response_head(capture.response.read()), Entity(b"", whole=True, end=0))
    except ParseError:
        return None
    nothing = {"": Extraction(PageKind.OTHER, notes=(ELSEWHERE,))}
    return StoredPage(page, Evidence(capture.record_id, capture.date), facts, nothing, elsewhere=True)


def _kept_page(stone: Tombstone, kept: str, facts: Facts | None) -> StoredPage:
    """A page of which only what was read in it is left."""
    hops = facts.hops if facts else ()
    page = Page(
        url=stone.url,
        payload=b"",
        captured_at=parse_date(stone.date),
        status=stone.status or 200,
        requested_url=hops[0] if hops else None,
    )
    return StoredPage(page, Evidence(stone.record_id, stone.date), facts, load_kept(kept))


def load_kept(kept: str) -> dict[str, Extraction]:
    """What a tombstone keeps of a page; ArchiveError when that cannot be read."""
    try:
        return msgspec.json.decode(kept, type=dict[str, Extraction])
    except msgspec.DecodeError as error:
        raise ArchiveError(f"reading a tombstone: what it keeps cannot be read ({error}); run crawler check") from error


@dataclass(frozen=True, slots=True)
class _Place:
    url: str
    method: str
    captured_at: datetime
    hops: tuple[str, ...] = ()
    rights: Said = ()


def _stored_place(capture: Capture, facts: Facts | None) -> _Place:
    place = _Place(capture.url, capture.method, capture.captured_at)
    return place if facts is None else replace(place, hops=facts.hops, rights=facts.rights)


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
        rights=place.rights,
    )
