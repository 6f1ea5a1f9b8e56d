"""Which records go, what becomes of those that name them, and whether the archive is sound enough to be changed.

A payload that other addresses share is the same content, but only what was asked for goes: where a revisit of another
address refers to a record that goes, the payload moves to it, so that nothing is orphaned. With the answer's own head,
which a revisit keeps, it is then the response that was on the wire; only of a chunked one the chunks are not known, and
one chunk stands for them. Further revisits refer to that one.
"""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import chain
from pathlib import Path

from crawler.collection.manifest import is_as_closed, last_lines
from crawler.collection.paths import Paths
from crawler.collection.redact.wanted import Wanted
from crawler.collection.redactions import Removed
from crawler.collection.reindex import closed_for
from crawler.errors import ArchiveError, ParseError
from crawler.warc.answer import Entity
from crawler.warc.capture import Capture, StoredRecord
from crawler.warc.captures import Group, read_group, read_groups
from crawler.warc.check.digest import computed
from crawler.warc.moves import as_response, has_transfer_coding, refers_to
from crawler.warc.openfile import Location
from crawler.warc.reader import read_record
from crawler.warc.record import Record, RecordType
from crawler.warc.revisit import NOT_MODIFIED
from crawler.warc.rewrite import Change
from crawler.warc.tombstone import Gone, Why, read_tombstone, tombstone
from crawler.warc.written import written_of

Told = Callable[[Path], None]
"""Called with each WARC before it is read."""


@dataclass(frozen=True, slots=True)
class Leaving:
    """A record that goes: where it lies, what it is, what its tombstone will say; ``kept``: what was read stays."""

    location: Location
    record_id: str
    type: str
    url: str
    date: str
    gone: Gone
    kept: bool = False

    @property
    def line(self) -> Removed:
        """Its part of the line in redactions.jsonl."""
        entity = self.gone.entity.sha256 if self.gone.entity else None
        place = (self.record_id, self.type, self.url, self.date, self.location.filename)
        return Removed(*place, entity, self.gone.moved_to, self.kept)


@dataclass(frozen=True, slots=True)
class Orphan:
    """A revisit that stays, of a record that goes. ``whole``: with the payload its own head makes a response."""

    location: Location
    record_id: str
    url: str
    date: str
    original: tuple[str | None, str | None, str | None]
    whole: bool
    chunked: bool


@dataclass(slots=True)
class Plan:
    """What is to be done: records that go, and by file and place every record that changes.

    ``before`` counts tombstones that stand there already, ``beside`` captures by address that were made for looks
    (``visits``) whose page goes: comment pages, which stay. ``external`` counts revisits that go whose payload lies in
    another collection.
    """

    leaving: dict[str, Leaving] = field(default_factory=dict)
    changes: dict[str, dict[Location, Change]] = field(default_factory=dict)
    moved: dict[str, str] = field(default_factory=dict)
    referred: int = 0
    before: int = 0
    external: int = 0
    visits: set[str] = field(default_factory=set)
    beside: Counter[str] = field(default_factory=Counter)

    def change(self, place: Location, change: Change) -> None:
        """Note what becomes of a record."""
        self.changes.setdefault(place.filename, {})[place] = change


def make_plan(paths: Paths, wanted: Wanted, told: Told) -> Plan:
    """Read every record, verify it, and say what becomes of it; nothing is written.

    ArchiveError at the first damage, or when a file was left open. Memory grows with what is to be changed alone.
    """
    plan, orphans = Plan(), []
    for path in closed_for(paths, doing="redact"):
        told(path)
        for group in read_groups(path):
            _verify(group, path)
            orphans += _take(plan, group, wanted)
    _settle(plan, orphans, paths, wanted)
    places = (*(each.location for each in plan.leaving.values()), *chain(*plan.changes.values()))
    _require_as_closed(paths, {place.filename for place in places})
    return plan


def fill_in(plan: Plan, why: Why, wanted: Wanted) -> None:
    """Turn what leaves into tombstones, once it is known why."""
    for leaving in plan.leaving.values():
        plan.change(leaving.location, partial(_bury, why=why, gone=leaving.gone, kept=wanted.kept))


def _bury(record: Record, *, why: Why, gone: Gone, kept: Callable[[str], str | None]) -> Record:
    return tombstone(record, why, replace(gone, kept=kept(record.record_id)))


def _verify(group: Group, path: Path) -> None:
    for stored in group.records:
        stated = stored.record.get("WARC-Block-Digest")
        found = computed(stated, stored.record.block.chunks()) if stated else None
        if found not in (None, stated):
            raise ArchiveError(
                f"redact: reading {path}: the block of the record at offset {stored.location.offset} is not what was "
                "archived; nothing was changed; run crawler check, and put the file back from a copy"
            )


def _require_as_closed(paths: Paths, names: set[str]) -> None:
    """A file that was changed since it was closed must not get a new line in the manifest, which would hide that."""
    last = last_lines(paths)
    for path in (paths.archive / name for name in sorted(names)):
        if path in last and not is_as_closed(path, last[path]):
            raise ArchiveError(
                f"redact: {path} was changed after it was closed, as {paths.manifest.name} tells; nothing was changed; "
                "put the file back from a copy"
            )


def _take(plan: Plan, group: Group, wanted: Wanted) -> list[Orphan]:
    """Sort one group's records into those that go and revisits that may be orphaned."""
    found = read_group(group)
    capture = found if isinstance(found, Capture) else None
    orphans = []
    for stored in group.records:
        record, stone = stored.record, read_tombstone(stored.record)
        if stone is not None and stone.kept is None:
            plan.before += wanted.takes(stored, capture)
        elif wanted.takes(stored, capture):
            kept = wanted.kept(record.record_id) is not None
            kind, url = (stone.kind, stone.url) if stone else (record.type, record.target_uri)
            place = (stored.location, record.record_id, kind, url, record.date)
            plan.leaving[record.record_id] = Leaving(*place, _gone(stored, capture), kept)
            _note_visit(plan, capture)
            plan.external += record.type == RecordType.REVISIT and record.get("WARC-Refers-To") is None
        elif record.type == RecordType.REVISIT:
            orphans += _orphan(plan, stored, wanted)
    if capture is not None and capture.fact("need") is not None and capture.fact("visit") in plan.visits:
        plan.beside[capture.url] += capture.record_id not in plan.leaving
    return orphans


def _note_visit(plan: Plan, capture: Capture | None) -> None:
    """Remember the look that a page which goes was made for."""
    visit = capture.fact("visit") if capture is not None and capture.fact("need") is None else None
    if visit is not None and capture is not None and capture.fact("purpose") == "page":
        plan.visits.add(visit)


def _gone(stored: StoredRecord, capture: Capture | None) -> Gone:
    if capture is None or capture.main is not stored:
        return Gone()
    written = written_of(capture)
    return Gone(written.entity, written.status)


def _orphan(plan: Plan, stored: StoredRecord, wanted: Wanted) -> list[Orphan]:
    record = stored.record
    names = ("WARC-Refers-To", "WARC-Refers-To-Target-URI", "WARC-Refers-To-Date")
    record_id, url, date = (record.get(name) for name in names)
    if record_id not in plan.leaving and not wanted.names(record_id, url):
        return []
    try:
        chunked, whole = has_transfer_coding(record), record.get("WARC-Profile") != NOT_MODIFIED
    except ParseError:
        chunked, whole = False, False
    place = (stored.location, record.record_id, record.target_uri, record.date)
    return [Orphan(*place, (record_id, url, date), whole, chunked)]


def _settle(plan: Plan, orphans: list[Orphan], paths: Paths, wanted: Wanted) -> None:
    """Give each orphan an original, or let it go along."""
    by_place = {(each.url, each.date): each for each in plan.leaving.values()}
    movers: dict[str, list[Orphan]] = {}
    for orphan in sorted(orphans, key=lambda each: (each.chunked, each.date, each.location.filename)):
        record_id, url, date = orphan.original
        original = plan.leaving.get(record_id) if record_id else by_place.get((url or "", date or ""))
        if original is None or original.type == RecordType.REVISIT:
            continue
        known = movers.setdefault(original.record_id, [])
        home = next((each for each in known if each.url == orphan.url or not each.chunked), None)
        if not wanted.shares and home is not None:
            _refer(plan, orphan, home)
        elif not wanted.shares and orphan.whole:
            known.append(orphan)
            _move(plan, orphan, original, paths.archive / original.location.filename)
        else:
            place = (orphan.location, orphan.record_id, RecordType.REVISIT.value, orphan.url, orphan.date)
            gone, kept = Gone(original.gone.entity, original.gone.status), wanted.kept(orphan.record_id) is not None
            plan.leaving[orphan.record_id] = Leaving(*place, gone, kept)


def _refer(plan: Plan, orphan: Orphan, home: Orphan) -> None:
    plan.referred += 1
    plan.change(orphan.location, partial(refers_to, record_id=home.record_id, url=home.url, date=home.date))


def _move(plan: Plan, orphan: Orphan, original: Leaving, path: Path) -> None:
    plan.moved[orphan.record_id] = orphan.url
    if original.gone.moved_to is None:
        moved = replace(original.gone, moved_to=orphan.record_id)
        plan.leaving[original.record_id] = replace(original, gone=moved)

    def change(record: Record) -> Record:
        return as_response(record, read_record(path, original.location.offset).record)

    plan.change(orphan.location, change)


def payloads(plan: Plan) -> dict[str, Entity]:
    """The entities that go, by the digest that indexes share."""
    entities = (leaving.gone.entity for leaving in plan.leaving.values())
    return {entity.sha1: entity for entity in entities if entity is not None and entity.sha1}
