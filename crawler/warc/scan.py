"""The end of a WARC after a crash: which captures are whole, and where to cut."""

from dataclasses import dataclass
from pathlib import Path

from crawler.errors import ArchiveError
from crawler.warc.capture import Capture, VisitEnd
from crawler.warc.captures import Group, read_group, read_groups
from crawler.warc.digest import block_digest
from crawler.warc.written import Written, written_of


@dataclass(frozen=True, slots=True)
class Recovered:
    """A whole capture found in a tail: what the writer would have told of it, and what it tells itself.

    ``refers_to`` is the record that a revisit names as its original.
    """

    written: Written
    url: str
    method: str
    facts: tuple[tuple[str, str], ...]
    refers_to: str | None = None


@dataclass(frozen=True, slots=True)
class Tail:
    """What stands behind a known offset: whole captures and ends of visits, in order, and where the last ends.

    What lies beyond ``good_end`` is torn and to be moved aside; ``damage`` says why, None when nothing does.
    """

    good_end: int
    captures: tuple[Recovered, ...]
    visit_ends: tuple[VisitEnd, ...]
    damage: str | None = None


def scan_tail(path: Path, start: int = 0) -> Tail:
    """Walk one of our own files from ``start`` (0, or the end of a whole capture), and verify what is there.

    Stops at the first gzip member that is cut, damaged, or whose block does not match its digest. Bodies are let go
    as soon as they are verified. Raises DiskError when the file cannot be read.
    """
    captures: list[Recovered] = []
    ends: list[VisitEnd] = []
    good_end, damage = start, None
    try:
        for group in read_groups(path, start):
            if damage := _fault(group, path):
                break
            good_end = group.records[-1].location.end
            found = read_group(group)
            if isinstance(found, Capture):
                original = found.refers_to.record_id if found.refers_to else None
                captures.append(Recovered(written_of(found), found.url, found.method, found.facts, original))
            elif isinstance(found, VisitEnd):
                ends.append(found)
    except ArchiveError as error:
        damage = str(error)
    if damage is None and good_end < path.stat().st_size:
        damage = f"reading {path}: what follows offset {good_end} is no WARC record"
    return Tail(good_end, tuple(captures), tuple(ends), damage)


def _fault(group: Group, path: Path) -> str | None:
    """Why the file is to be cut before this group, None when it is whole and its blocks are what was written."""
    for stored in group.records:
        if stored.record.get("WARC-Block-Digest") != block_digest(stored.record.block.chunks()):
            return f"reading {path}: the block of the record at offset {stored.location.offset} is not what was written"
    if not group.whole:
        return f"reading {path}: the capture at offset {group.records[0].location.offset} has no metadata record"
    return None
