"""``redactions.jsonl``: what was taken out of a collection, when, why and by whom; one line for each redaction.

Each record that went is named with its digests, so that whoever holds a copy can tell that it was here. The line of a
person's comments does not name the person.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

import msgspec

from crawler.collection.manifest import append_lines
from crawler.collection.paths import Paths
from crawler.errors import ArchiveError
from crawler.urls import canonical, is_http
from crawler.warc.tombstone import Why

Scope = Literal["url", "comments"]


@dataclass(frozen=True, slots=True)
class Removed:
    """One record that went: where a tombstone stands now. ``movedTo`` names the record that holds its payload since."""

    recordId: str  # noqa: N815 - the keys as they are written
    type: str
    url: str
    date: str
    file: str
    entity: str | None = None
    movedTo: str | None = None  # noqa: N815
    kept: bool = False


@dataclass(frozen=True, slots=True)
class Redaction:
    """One line. ``url`` or ``article`` as it was asked for; ``comments`` is how many comments lost their author.

    ``moved`` names the records of other addresses that hold a payload since, with their addresses.
    """

    redactionId: str  # noqa: N815
    at: str
    reason: str
    operator: str
    scope: Scope
    url: str | None = None
    article: str | None = None
    comments: int = 0
    records: list[Removed] = field(default_factory=list)
    moved: dict[str, str] = field(default_factory=dict)

    @property
    def why(self) -> Why:
        """What its tombstones say."""
        return Why(self.redactionId, self.at, self.reason, self.operator, self.scope)


def read_redactions(path: Path) -> Iterator[Redaction]:
    """The lines in order; nothing when nothing was ever taken out. ArchiveError for a line that cannot be read."""
    if not path.exists():
        return
    with path.open("rb") as lines:
        for number, line in enumerate(lines, 1):
            try:
                yield msgspec.json.decode(line, type=Redaction)
            except (msgspec.DecodeError, UnicodeDecodeError) as error:
                raise ArchiveError(
                    f"{path}: line {number} cannot be read ({error}); put the file back from a copy"
                ) from error


def note_redaction(paths: Paths, redaction: Redaction) -> None:
    """Append the line, durably, unless it is there."""
    if all(known.redactionId != redaction.redactionId for known in read_redactions(paths.redactions)):
        append_lines(paths.redactions, [msgspec.json.encode(redaction) + b"\n"])


@dataclass(frozen=True, slots=True)
class Withheld:
    """The addresses that were taken out of a collection, with the reason: not to be fetched into it again."""

    reasons: dict[str, str]

    def why(self, url: str) -> str | None:
        """Why ``url`` is not to be fetched; None when it may be."""
        return self.reasons.get(canonical(url)) if self.reasons and is_http(url) else None


def withheld(paths: Paths) -> Withheld:
    """What a crawl of this collection passes over."""
    lines = (line for line in read_redactions(paths.redactions) if line.url is not None)
    return Withheld({canonical(line.url or ""): f"taken out {line.at}: {line.reason}" for line in lines})
