"""What lines of visits.jsonl tell of pages that no parser could read when they were made."""

from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path

import msgspec

from crawler.parsers.unread import UNREAD


class _Evidence(msgspec.Struct):
    visitId: str | None = None  # noqa: N815 - the key as it is written
    notes: list[str] = []


class _Look(msgspec.Struct):
    metadata: _Evidence
    givenUp: list[str] = []  # noqa: N815 - the key as it is written


def read_before(visits: Path, unread: Mapping[str, int]) -> int:
    """How many pages of these looks were read when the lines of ``visits`` (a visits.jsonl) were made.

    ``unread`` has by visit how many pages of it cannot be read now. A line that is none tells nothing; cost: every
    line is read.
    """
    if not unread or not visits.exists():
        return 0
    looks = _looks(visits)
    return sum(max(0, unread.get(look.metadata.visitId or "", 0) - _unread(look)) for look in looks)


def unread_by_visit(visits: Path) -> Counter[str]:
    """How many pages could not be read when the lines of ``visits`` were made, by visit; cost: every line is read."""
    found: Counter[str] = Counter()
    for look in _looks(visits, having=UNREAD.encode()) if visits.exists() else ():
        found[look.metadata.visitId or ""] += _unread(look)
    return +found


def _looks(visits: Path, having: bytes = b"") -> Iterator[_Look]:
    """The looks of the lines with these bytes."""
    decode = msgspec.json.Decoder(_Look).decode
    with visits.open("rb") as lines:
        for line in lines:
            if having not in line:
                continue
            try:
                yield decode(line)
            except (msgspec.DecodeError, UnicodeDecodeError):
                continue


def _unread(look: _Look) -> int:
    """Pages of a look that could not be read then either."""
    pages = sum(note.startswith(UNREAD) for note in look.metadata.notes)
    return pages + sum(f" {UNREAD}" in given for given in look.givenUp)
