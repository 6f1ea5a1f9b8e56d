"""The visits of a job under way: begun with a page, fed with answers, complete when nothing is waited for."""

from collections.abc import Callable, Iterable
from typing import Final

from crawler.collection.changes import NewRow
from crawler.collection.job.discovery import Discovery
from crawler.collection.job.requisites import Requisites
from crawler.collection.job.resume import Left
from crawler.collection.pages import Parse, StoredPage
from crawler.collection.rebuild import rebuild
from crawler.collection.respect import respectful
from crawler.collection.visits import OpenVisit, open_visit
from crawler.parsers.extraction import Extraction
from crawler.parsers.need import Need
from crawler.parsers.visit import Evidence
from crawler.store.rows import Row

ABANDONED: Final = "jobAbandoned"
"""Why a need of an earlier job is given up when another job begins."""


class Looks:
    """Keeps open visits by id. ``add`` takes the rows that pages bring; ``limit`` is the most requests of a visit."""

    def __init__(
        self, discovery: Discovery, requisites: Requisites, *, add: Callable[[list[NewRow]], None], limit: int
    ) -> None:
        """No visit is open yet."""
        self._discovery, self._requisites, self._add, self._limit = discovery, requisites, add, limit
        self._open: dict[str, OpenVisit] = {}
        self._complete: list[OpenVisit] = []

    def __bool__(self) -> bool:
        """Whether any visit waits for something."""
        return bool(self._open)

    def complete(self) -> Iterable[OpenVisit]:
        """Visits that wait for nothing any more, each once, in the order they came to it."""
        while self._complete:
            yield self._complete.pop(0)

    def begin(self, row: Row, *, url: str, status: int, evidence: Evidence, extraction: Extraction) -> None:
        """A page was read: its links and requisites become rows, its needs are asked for."""
        self._links(extraction, url=url, row=row)
        visit = open_visit(
            row.visit_id or "", url, status=status, evidence=evidence, extraction=extraction, job_id=row.job_id
        )
        self._open[visit.visit.visit_id] = visit
        self._want(visit, visit.ask(extraction.needs, limit=self._limit), depth=row.depth)
        self._check(visit)

    def answer(self, row: Row, *, status: int, evidence: Evidence, extraction: Extraction) -> None:
        """A need was answered, or with an error."""
        visit = self._waiting_for(row)
        if visit is None or row.need is None:
            return
        more = _answer(visit, row.need.key, status, evidence=evidence, extraction=extraction, limit=self._limit)
        self._want(visit, more, depth=row.depth)
        self._check(visit)

    def give_up(self, row: Row, reason: str) -> None:
        """A need will not be answered."""
        visit = self._waiting_for(row)
        if visit is None or row.need is None:
            return
        visit.give_up(row.need.key, reason)
        self._check(visit)

    def _waiting_for(self, row: Row) -> OpenVisit | None:
        """The visit that waits for a need's answer. None does when an earlier run ended it, or read it otherwise."""
        visit = self._open.get(row.visit_id or "")
        return visit if visit is not None and row.need is not None and row.need.key in visit.waiting else None

    def resume(self, left: Left, parse: Parse, *, abandon: bool) -> None:
        """Go on with a visit that an earlier run left open; it may be complete at once.

        ``abandon``: another job began it, and is over. What it waits for is given up, what it links to is left.
        """
        if left.row.url != left.page.page.url and not abandon:
            self._recall([left.page.page.url], left)
        if left.end is not None:
            visit = rebuild(left.end, left.page, left.answers, parse=parse)
            visit.end_written, visit.job_id = True, left.row.job_id
            if not abandon:
                self._links(visit.visit.extraction, url=visit.visit.url, row=left.row)
                self._recall((need.url for need in visit.asked.values() if need.method == "GET"), left)
            self._complete.append(visit)
            return
        extraction, page = respectful(left.page.read(parse), left.page.facts), left.page
        if not abandon:
            self._links(extraction, url=page.page.url, row=left.row)
        visit = open_visit(
            left.row.visit_id or "",
            page.page.url,
            status=page.page.status,
            evidence=page.evidence,
            extraction=extraction,
            job_id=left.row.job_id,
        )
        self._open[visit.visit.visit_id] = visit
        wanted = visit.ask(extraction.needs, limit=self._limit)
        for key, answer in left.answers:
            wanted += self._take_stored(visit, key, answer, parse)
        for key, reason in (*left.given_up, *((key, ABANDONED) for key in sorted(visit.waiting) if abandon)):
            if key in visit.waiting:
                visit.give_up(key, reason)
        if not abandon:
            self._want(visit, wanted, depth=left.row.depth)
        self._check(visit)

    def _take_stored(self, visit: OpenVisit, key: str, answer: StoredPage, parse: Parse) -> list[Need]:
        if key not in visit.waiting:
            return []
        return _answer(
            visit,
            key,
            answer.page.status,
            evidence=answer.evidence,
            extraction=answer.read(parse, visit.asked[key]),
            limit=self._limit,
        )

    def _links(self, extraction: Extraction, *, url: str, row: Row) -> None:
        wanted = self._requisites.of_page(extraction.requisites, visit_id=row.visit_id or "", via=url, depth=row.depth)
        self._add(wanted)
        asked = {need.url for need in extraction.needs}
        links = (link for link in extraction.links if link.url not in asked)
        self._add(self._discovery.links(links, via=url, depth=row.depth))

    def _recall(self, urls: Iterable[str], left: Left) -> None:
        self._add(self._discovery.recalled(urls, via=left.page.page.url, depth=left.row.depth))

    def _want(self, visit: OpenVisit, needs: list[Need], *, depth: int) -> None:
        self._add(self._discovery.needs(needs, visit_id=visit.visit.visit_id, via=visit.visit.url, depth=depth))

    def _check(self, visit: OpenVisit) -> None:
        if visit.complete and self._open.pop(visit.visit.visit_id, None) is not None:
            self._complete.append(visit)


def _answer(
    visit: OpenVisit, key: str, status: int, *, evidence: Evidence, extraction: Extraction, limit: int
) -> list[Need]:
    """Take an answer into a visit; gives what it asks for in turn."""
    if not 200 <= status < 300:
        visit.give_up(key, f"http{status}")
        return []
    visit.answer(key, evidence=evidence, extraction=extraction)
    return visit.ask(extraction.needs, limit=limit)
