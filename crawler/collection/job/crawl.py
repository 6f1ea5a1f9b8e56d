"""One job under way: tasks out, answers in, visits ended. Knows nothing of how requests are sent.

Theory of operation. ``next_task`` hands out a request. Its exchange is archived first, by whoever sends it, then judged
(``answered``): a redirect or a retry sends the same row out again, a final answer gives a page to parse. What was read
in it (``read``) becomes rows for its links and needs; a visit whose last need is answered or given up comes out of
``complete``, to be turned into items, and ends with ``ended``. All methods are called in one thread; the committer
works in its own.
"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime
from itertools import pairwise

from crawler.collection.changes import Capture, JobFinished, VisitEnded
from crawler.collection.ended import ended
from crawler.collection.facts import Purpose
from crawler.collection.job.parts import put_together
from crawler.collection.job.resume import Left
from crawler.collection.job.task import Task
from crawler.collection.pages import Parse, live_page, unchanged_page, warc_path
from crawler.collection.respect import respectful
from crawler.collection.session import Session
from crawler.collection.visits import OpenVisit
from crawler.config import Config
from crawler.dataset.changes import changes
from crawler.frontier.answer import Verdict, judge, leads_to_login
from crawler.frontier.throttle import retry_after
from crawler.parsers.extraction import Extraction
from crawler.parsers.page import Page
from crawler.parsers.visit import Evidence, Found
from crawler.store import captures
from crawler.store.collections import Job
from crawler.store.rows import Row, State


class Crawl:
    """The frontier, the visits and the counts of one job; see the module's theory of operation."""

    def __init__(self, job: Job, config: Config, session: Session) -> None:
        """Take up ``job`` where the journal has it."""
        self.job, self._config, self._session = job, config, session
        self._resumed = False
        parts = put_together(job, config, session)
        self.tally, self.hosts, self.limit = parts.tally, parts.hosts, parts.limit
        self._ledger, self._discovery, self._looks = parts.ledger, parts.discovery, parts.looks
        self._dispatcher, self._conduct, self._elsewhere = parts.dispatcher, parts.conduct, parts.elsewhere
        self._requisites, self._robots, self._detours = parts.requisites, parts.robots, parts.detours

    @property
    def pending(self) -> bool:
        """Whether the job has anything left to do."""
        queue = self._ledger.queue
        waits = queue.urgent if self.limit.reached else queue.waiting
        return bool(not self._resumed or queue.in_flight or self._looks or waits)

    @property
    def waiting(self) -> int:
        """URLs that wait."""
        return self._ledger.queue.waiting

    def begin(self) -> None:
        """Queue the seeds; those known already stay as they are."""
        self._ledger.add(self._discovery.seeds(self.job.seeds))

    def resume(self, left: Left, parse: Parse) -> None:
        """Go on with a visit that an earlier run left open; one of another job ends as far as it came.

        The scope that it moved may not have been journalled.
        """
        if left.row.via is None and left.page.facts is not None:
            for here, there in pairwise((*left.page.facts.hops, left.page.page.url)):
                self._detours.seed_moved(here, there)
        self._looks.resume(left, parse, abandon=left.row.job_id != self.job.job_id)

    def resume_requisite(self, row: Row, style: Page | None) -> None:
        """Go on with a requisite that an earlier run archived; ``style`` is its answer, where it may be one."""
        self._requisites.resume(row, style if self._config.requisites else None)

    def resumed(self) -> None:
        """What an earlier run left is taken up: requests may go out from now on."""
        self._resumed = True

    def next_at(self) -> float | None:
        """When something may be due next, monotonic seconds."""
        return self._dispatcher.next_at()

    def next_task(self, now: float) -> Task | None:
        """The next request to send; None when nothing is due, enough is under way, or the archive cannot keep up."""
        self._ledger.catch_up()
        if not self._resumed or self._ledger.full or self._ledger.queue.in_flight >= self._config.concurrency:
            return None
        task = self._dispatcher.next_task(now)
        if task is None:
            return None
        self._conduct.started(task, now)
        if task.purpose.is_of_origin:
            return task
        self.limit.take(task)
        self._elsewhere.sent(task)
        task = replace(task, respect=self._config.respect_directives)
        if task.row.need is not None and task.row.need.method != "GET":
            return task
        session = self._session
        return replace(task, known=captures.validated(session.reader, session.collection_id, task.row.url))

    def answered(self, task: Task, capture: Capture, *, now: float) -> Page | None:
        """Judge the exchange of a task; a final answer gives the page to parse and to hand to ``read``."""
        self._elsewhere.landed(task)
        exchange, head, hops = capture.exchange, capture.head, task.row.hops
        status = head.status if head else None
        wait = retry_after(head.get("Retry-After"), now=exchange.ended_at) if head else None
        took = (exchange.ended_at - exchange.started_at).total_seconds()
        received = exchange.response.length
        self._conduct.landed(task, now, status=status, took=took, wait=wait, received=received)
        location = head.get("Location") if head else None
        match judge(status, exchange.outcome, location=location):
            case Verdict.FINAL if head is not None and task.purpose.is_of_origin:
                self._robots.arrived(task, status, live_page(exchange, head).payload, now=now)
            case Verdict.FINAL if head is not None and task.purpose is Purpose.REQUISITE:
                self._requisites.kept(task, capture, head)
            case Verdict.FINAL if status == 304 and task.known is not None:
                original = warc_path(self._session.paths.archive, task.known)
                return unchanged_page(exchange, original, task.known, hops=hops, rights=task.rights)
            case Verdict.FINAL if head is not None:
                return live_page(exchange, head, hops=hops, rights=task.rights)
            case Verdict.REDIRECT:
                self._detours.redirect(task, location or "", status=status, now=now)
            case Verdict.RETRY if self._detours.may_retry(task):
                self._detours.retry(task, wait, now=now)
            case _:
                detail = exchange.error or f"{exchange.outcome.value} {status or ''}".strip()
                self._detours.give_up(task, detail, now=now)
        return None

    def lost(self, task: Task, detail: str, *, now: float) -> None:
        """A task ended without any exchange: nothing could be sent at all."""
        self._elsewhere.landed(task)
        self._conduct.landed(task, now, status=None, took=0.0)
        self._detours.give_up(task, detail, now=now)

    def read(self, task: Task, page: Page, *, evidence: Evidence, extraction: Extraction, now: float) -> None:
        """Take what was read in a final answer; a visit that is complete with it comes out of ``complete``."""
        row = replace(task.row, visit_id=task.visit_id, record_id=evidence.record_id)
        if row.need is not None:
            self._looks.answer(row, status=page.status, evidence=evidence, extraction=extraction)
        else:
            self.tally.pages += 1
            if not (row.hops and leads_to_login(row.hops[0], page.url)):
                self._conduct.looked(task.host, status=page.status, kind=extraction.kind, now=now)
            extraction = respectful(extraction, task.facts)
            if row.hops:
                self._ledger.add(self._discovery.taken([page.url], via=row.hops[-1], depth=row.depth))
            self._looks.begin(row, url=page.url, status=page.status, evidence=evidence, extraction=extraction)
        self._ledger.settle(row, State.ARCHIVED)

    def complete(self) -> Iterable[OpenVisit]:
        """Visits that wait for nothing any more, each once."""
        return self._looks.complete()

    def ended(self, visit: OpenVisit, found: Found) -> None:
        """A visit's items carry their evidence: count versions, and write its end and its lines."""
        result = changes(visit.settled(), found, status=visit.status, known=self._ledger.versions.of)
        if visit.job_id == self.job.job_id:  # not one of an earlier job whose lines are written again
            self.tally.items(found, result)
            self.tally.kinds[visit.visit.extraction.kind.value] += 1
        change = VisitEnded(ended(visit.visit), visit.job_id, result, record=not visit.end_written)
        self._ledger.versions.changed(result.versions, ticket=self._ledger.submit(change))

    def finish(self) -> None:
        """Nothing is left to do: the job is over, and what a page limit kept back is skipped."""
        if self._ledger.queue.waiting:
            self.tally.skipped["pageLimit"] += self._ledger.queue.waiting
        self._ledger.submit(JobFinished(self.job.job_id, datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")))
