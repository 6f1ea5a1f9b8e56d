"""Pages that could not be read: a parser failed on them, or took too much time or memory.

That says nothing of the page, so it must not pass for a page without anything. Such an extraction is empty and bears a
note; as an answer it is one that did not come, so that its thread tells what it misses and no comment passes for
deleted. The archive has the page: what is noted here is never written with it, and a better parser reads it later.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from crawler.parsers.extraction import Extraction, PageKind
from crawler.parsers.visit import Found, GivenUp, Visit

UNREAD: Final = "unread: "
"""How a note, or the reason of a need, begins that says why a page could not be read."""

NAMED: Final = 3
"""Pages that are named; the others are counted."""


@dataclass(frozen=True, slots=True)
class Unread:
    """One page that could not be read: its address, its record ("" without one), and why."""

    url: str
    record: str
    why: str

    def __str__(self) -> str:
        """As a person is told of it."""
        return f"{self.url} ({self.record}{', ' * bool(self.record)}{self.why})"


@dataclass(slots=True)
class UnreadPages:
    """How many pages could not be read, and the first of them."""

    count: int = 0
    first: list[Unread] = field(default_factory=list)

    def add(self, pages: Sequence[Unread]) -> None:
        """Count these."""
        self.count += len(pages)
        self.first += pages[: NAMED - len(self.first)]

    def __str__(self) -> str:
        """As a person is told of them."""
        more = [f"and {self.count - len(self.first)} more"] if self.count > len(self.first) else []
        return f"{self.count} {'page' if self.count == 1 else 'pages'}: {'; '.join([*map(str, self.first), *more])}"


def unread(why: str) -> Extraction:
    """What is read in a page that could not be read."""
    return Extraction(PageKind.OTHER, notes=(UNREAD + why,))


def _why_unread(notes: Iterable[str]) -> str | None:
    """Why a page with these notes could not be read; None for one that was."""
    return next((note.removeprefix(UNREAD) for note in notes if note.startswith(UNREAD)), None)


def unread_pages(visit: Visit, found: Found) -> list[Unread]:
    """The pages of a visit that could not be read, or not be joined to what was ``found``: its own, then answers."""
    looks = [(visit.url, visit.evidence, (*visit.extraction.notes, *found.notes))]
    looks += [(answer.need.url, answer.evidence, answer.extraction.notes) for answer in visit.answers]
    told = ((url, evidence.record_id, _why_unread(notes)) for url, evidence, notes in looks)
    return [Unread(url, record, why) for url, record, why in told if why is not None]


def without_unread(visit: Visit) -> Visit:
    """The visit with answers that could not be read given up; itself when there are none."""
    lost = [(answer, why) for answer in visit.answers if (why := _why_unread(answer.extraction.notes)) is not None]
    if not lost:
        return visit
    answers = [answer for answer in visit.answers if _why_unread(answer.extraction.notes) is None]
    return replace(
        visit, answers=answers, given_up=[*visit.given_up, *(GivenUp(each.need, UNREAD + why) for each, why in lost)]
    )
