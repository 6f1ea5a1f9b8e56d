"""The looks under way: each waits for the comment pages it asked for, then ends."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final

from crawler.parsers.extraction import Extraction
from crawler.parsers.need import Need
from crawler.parsers.unread import without_unread
from crawler.parsers.visit import Answer, Evidence, GivenUp, Visit

REQUEST_LIMIT: Final = "requestLimit"


@dataclass(slots=True)
class OpenVisit:
    """A visit and its needs by key: ``asked`` are all it ever had, ``waiting`` those without an answer yet.

    ``end_written``: the record of its end is in the archive already, only its lines are missing.
    """

    visit: Visit
    status: int
    job_id: int = 0
    end_written: bool = False
    asked: dict[str, Need] = field(default_factory=dict)
    waiting: set[str] = field(default_factory=set)

    def ask(self, needs: Iterable[Need], *, limit: int) -> list[Need]:
        """Take on what a page asks for; gives those to fetch. Beyond ``limit`` in all, they are given up."""
        fresh: list[Need] = []
        for need in needs:
            if need.key in self.asked:
                continue
            if len(self.asked) - len(self.visit.given_up) >= limit:
                self.visit.given_up.append(GivenUp(need, REQUEST_LIMIT))
            else:
                self.waiting.add(need.key)
                fresh.append(need)
            self.asked[need.key] = need
        return fresh

    def answer(self, key: str, *, evidence: Evidence, extraction: Extraction) -> None:
        """A need was answered; what the answer asks for is not taken on here."""
        self.waiting.discard(key)
        self.visit.answers.append(Answer(self.asked[key], evidence, extraction))

    def give_up(self, key: str, reason: str) -> None:
        """A need will not be answered."""
        self.waiting.discard(key)
        self.visit.given_up.append(GivenUp(self.asked[key], reason))

    def settled(self) -> Visit:
        """The visit as its items tell of it: an answer that could not be read is given up, and all is in a fixed order.

        That is decided anew at every reading, so it is not in the record of the visit's end.
        """
        self.visit.answers.sort(key=lambda answer: (answer.evidence.captured_at, answer.need.key))
        self.visit.given_up.sort(key=lambda given: given.need.key)
        return without_unread(self.visit)

    @property
    def complete(self) -> bool:
        """Whether nothing is waited for."""
        return not self.waiting


def open_visit(
    visit_id: str, url: str, *, status: int, evidence: Evidence, extraction: Extraction, job_id: int = 0
) -> OpenVisit:
    """A visit that has just begun with its page; ``job_id`` 0 for one that is read from an archive alone."""
    return OpenVisit(Visit(visit_id, url, evidence, extraction), status, job_id)
