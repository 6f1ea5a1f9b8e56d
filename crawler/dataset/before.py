"""What lines that are about to be replaced tell of pages that cannot be read any more."""

from collections.abc import Mapping
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
    decode, count = msgspec.json.Decoder(_Look).decode, 0
    with visits.open("rb") as lines:
        for line in lines:
            try:
                look = decode(line)
            except (msgspec.DecodeError, UnicodeDecodeError):
                continue
            count += max(0, unread.get(look.metadata.visitId or "", 0) - _unread(look))
    return count


def _unread(look: _Look) -> int:
    """Pages of a look that could not be read then either."""
    pages = sum(note.startswith(UNREAD) for note in look.metadata.notes)
    return pages + sum(f" {UNREAD}" in given for given in look.givenUp)
