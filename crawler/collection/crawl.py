"""One job under way: tasks out, answers in, visits ended. Knows nothing of how requests are sent.

Theory of operation. ``next_task`` hands out a request. Its exchange is archived first (``capture``), then judged
(``answered``): a redirect or a retry sends the same row out again, a final answer gives a page to parse. What was read
in it (``read``) becomes rows for its links and needs; a visit whose last need is answered or given up is given back,
to be turned into items, and ends with ``ended``. All methods are called in one thread; the committer works in its own.
"""

import logging
import sqlite3
from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime

import msgspec

from crawler.collection.changes import Capture, Discovered, JobFinished, ScopeMoved, Settled, VisitEnded
from crawler.collection.committer import Committer
from crawler.collection.discovery import NewRow, discovery
from crawler.collection.dispatch import Dispatcher
from crawler.collection.ended import ended
from crawler.collection.facts import Purpose
from crawler.collection.known import KnownVersions
from crawler.collection.pages import StoredPage, live_page
from crawler.collection.queue import Queue
from crawler.collection.rebuild import Parse, rebuild
from crawler.collection.resume import Left
from crawler.collection.seen import Seen
from crawler.collection.tally import Tally
from crawler.collection.task import Task
from crawler.collection.visits import OpenVisit, open_visit
from crawler.config import Config
from crawler.dataset.changes import changes
from crawler.errors import ParseError
from crawler.frontier import throttle
from crawler.frontier.answer import Verdict, judge, retry_after
from crawler.frontier.priority import Priority
from crawler.frontier.robots import REDIRECTS
from crawler.frontier.scope import Scope, ScopeKind
from crawler.frontier.throttle import MAX_RETRY_AFTER, Throttle
from crawler.parsers import visit as visit_parser
from crawler.parsers.extraction import Extraction, Link, LinkKind
from crawler.parsers.need import Need
from crawler.parsers.page import Page
from crawler.parsers.visit import Evidence
from crawler.store import rows
from crawler.store.collections import Job
from crawler.store.rows import Row, State
from crawler.urls import host_of, join
from crawler.warc.record import warc_date
from crawler.wire.message import Head, response_head

logger = logging.getLogger(__name__)


class Crawl:
    """The frontier, the visits and the counts of one job; see the module's theory of operation."""

    def __init__(
        self, job: Job, config: Config, *, reader: sqlite3.Connection, collection_id: int, committer: Committer
    ) -> None:
        """Take up ``job`` where the journal has it. ``reader`` must see what ``committer`` commits."""
        self.job, self._config, self._committer = job, config, committer
        self._seen = Seen(reader)
        scope = Scope.from_json(msgspec.json.decode(job.scope))
        self._discovery = discovery(job.job_id, scope, max_depth=config.depth, seen=self._seen)
        self._queue = Queue(reader, job.job_id, flush=committer.flush)
        self._versions = KnownVersions(reader, collection_id)
        self._visits: dict[str, OpenVisit] = {}
        self._pages = rows.page_count(reader, job.job_id)
        self._committed = 0
        self._dispatcher = Dispatcher(
            self._queue,
            Throttle(config.delay, config.host_concurrency),
            obey_robots=config.obey_robots,
            allow_pages=lambda: not self.limit_reached,
            refused=self._refused,
        )
        self._ready: list[OpenVisit] = []
        self._resumed = False
        self.tally = Tally()

    @property
    def limit_reached(self) -> bool:
        """Whether as many pages are taken, or under way, as the job may take."""
        return self._config.max_pages is not None and self._pages >= self._config.max_pages

    @property
    def pending(self) -> bool:
        """Whether the job has anything left to do."""
        waits = self._queue.waiting and not self.limit_reached
        return bool(not self._resumed or self._queue.in_flight or self._visits or waits)

    @property
    def pages(self) -> int:
        """Pages the job has captured, in this run and before."""
        return self._pages

    @property
    def waiting(self) -> int:
        """URLs that wait."""
        return self._queue.waiting

    def begin(self) -> None:
        """Queue the seeds; those known already stay as they are."""
        self._add(self._discovery.seeds(self.job.seeds))

    def next_at(self) -> float | None:
        """When something may be due next, monotonic seconds."""
        return self._dispatcher.next_at()

    def next_task(self, now: float) -> Task | None:
        """The next request to send, None when nothing is due or the archive cannot keep up."""
        self._catch_up()
        if not self._resumed or self._committer.full or self._queue.in_flight >= self._config.concurrency:
            return None
        task = self._dispatcher.next_task(now)
        if task is not None and task.purpose is Purpose.PAGE:
            self._pages += 1
        return task

    def answered(self, task: Task, capture: Capture, *, now: float) -> Page | None:
        """Judge the exchange of a task; a final answer gives the page to parse and to hand to ``read``."""
        exchange = capture.exchange
        head = _head(exchange.response.read())
        status = head.status if head else None
        took = (exchange.ended_at - exchange.started_at).total_seconds()
        wait = throttle.retry_after(head.get("Retry-After"), now=exchange.ended_at) if head else None
        self._dispatcher.landed(task, now, status=status, took=took, wait=wait)
        self.tally.exchange(task.host, status=status, received=exchange.response.length)
        location = head.get("Location") if head else None
        verdict = judge(status, exchange.outcome, location=location)
        if task.purpose is Purpose.ROBOTS and verdict is Verdict.FINAL and head:
            self._robots(task, status, live_page(exchange, head, hops=()).payload, now=now)
        elif verdict is Verdict.REDIRECT:
            self._redirect(task, location or "", now=now)
        elif verdict is Verdict.RETRY and task.row.attempts < self._config.retries:
            self._retry(task, wait, now=now)
        elif verdict is Verdict.FINAL and head:
            return live_page(exchange, head, hops=task.row.hops)
        else:
            self._give_up(task, exchange.error or f"{exchange.outcome.value} {status or ''}".strip(), now=now)
        return None

    def lost(self, task: Task, detail: str, *, now: float) -> None:
        """A task ended without any exchange: nothing could be sent at all."""
        self._dispatcher.landed(task, now, status=None, took=0.0)
        self.tally.exchange(task.host, status=None, received=0)
        self._give_up(task, detail, now=now)

    def read(self, task: Task, page: Page, *, evidence: Evidence, extraction: Extraction) -> None:
        """Take what was read in a final answer; a visit that is complete with it waits in ``complete``."""
        row = replace(task.row, visit_id=task.visit_id, record_id=evidence.record_id)
        if row.need is None:
            self._read_page(row, page, evidence=evidence, extraction=extraction)
        elif 200 <= page.status < 300:
            self._read_answer(row, evidence=evidence, extraction=extraction)
        else:
            self._give_up_need(row, f"http{page.status}")

    def complete(self) -> Iterable[OpenVisit]:
        """Visits that wait for nothing any more, each once."""
        while self._ready:
            yield self._ready.pop(0)

    def ended(self, visit: OpenVisit, found: visit_parser.Found) -> None:
        """A visit's items carry their evidence: count versions, and write its end and its lines."""
        result = changes(visit.visit, found, status=visit.status, known=self._versions.of)
        self.tally.items(found)
        self.tally.kinds[visit.visit.extraction.kind.value] += 1
        end = VisitEnded(ended(visit.visit), self.job.job_id, result, record=not visit.end_written)
        ticket = self._committer.submit(end)
        self._versions.changed(result.versions, ticket=ticket)

    def finish(self) -> None:
        """Nothing is left to do: what a page limit kept back is skipped, and the job is over."""
        self._committer.submit(JobFinished(self.job.job_id, datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")))

    def resumed(self) -> None:
        """What an earlier run left is taken up: new requests may go out."""
        self._resumed = True

    def resume(self, left: Left, parse: Parse) -> None:
        """Go on with a visit that an earlier run left open; it may be complete at once."""
        if left.end is not None:
            visit = rebuild(left.end, left.page, left.answers, parse=parse)
            visit.end_written = True
            self._ready.append(visit)
            self._add(self._discovery.links(visit.visit.extraction.links, via=visit.visit.url, depth=left.row.depth))
            return
        extraction = parse(left.page.page, None)
        url, status = left.page.page.url, left.page.page.status
        self._add(self._discovery.links(extraction.links, via=url, depth=left.row.depth))
        visit = open_visit(
            left.row.visit_id or "", url, status=status, evidence=left.page.evidence, extraction=extraction
        )
        self._visits[visit.visit.visit_id] = visit
        wanted = visit.ask(extraction.needs, limit=self._config.thread_max_requests)
        for key, answer in left.answers:
            wanted += self._resume_answer(visit, key, answer, parse)
        for key, reason in left.given_up:
            if key in visit.waiting:
                visit.give_up(key, reason)
        self._want(visit, [need for need in wanted if need.key in visit.waiting], depth=left.row.depth)
        self._check(visit)

    def _resume_answer(self, visit: OpenVisit, key: str, answer: StoredPage, parse: Parse) -> list[Need]:
        if key not in visit.waiting:
            return []
        if not 200 <= answer.page.status < 300:
            visit.give_up(key, f"http{answer.page.status}")
            return []
        extraction = parse(answer.page, visit.asked[key])
        visit.answer(key, evidence=answer.evidence, extraction=extraction)
        return visit.ask(extraction.needs, limit=self._config.thread_max_requests)

    # -- answers

    def _robots(self, task: Task, status: int | None, body: bytes, *, now: float) -> None:
        rules = self._dispatcher.robots_arrived(task, status, body, now=now)
        self._queue.settled(task.row, ticket=self._committer.submitted)
        sitemaps = (Link(url, LinkKind.SITEMAP) for url in rules.sitemaps if join(url, ""))
        if self._discovery.scope.kind is not ScopeKind.PAGE:
            self._add(self._discovery.links(sitemaps, via=task.row.url, depth=0))

    def _redirect(self, task: Task, location: str, *, now: float) -> None:
        row = task.row
        target = join(row.url, location)
        limit = REDIRECTS if task.purpose is Purpose.ROBOTS else self._config.redirects
        if target is None or len(row.hops) >= limit:
            self._give_up(task, f"redirect to {location[:200]!r} not followed", now=now)
            return
        if task.purpose is Purpose.PAGE and (reason := self._redirected(row, target)):
            self._pages -= 1
            self._settle(row, State.SKIPPED, reason=reason, detail=f"redirected to {target}")
            return
        self._pages -= task.purpose is Purpose.PAGE
        visit_id = task.visit_id or None
        moved = replace(row, url=target, host=host_of(target), hops=(*row.hops, row.url), visit_id=visit_id)
        self._dispatcher.again(moved)

    def _redirected(self, row: Row, target: str) -> str | None:
        before = self._discovery.scope
        reason = self._discovery.redirected(row, target)
        if self._discovery.scope != before:
            scope = msgspec.json.encode(self._discovery.scope.to_json()).decode()
            self._committer.submit(ScopeMoved(self.job.job_id, scope))
        return reason

    def _retry(self, task: Task, wait: float | None, *, now: float) -> None:
        self._pages -= task.purpose is Purpose.PAGE
        attempts = task.row.attempts + 1
        later = max(retry_after(attempts, delay=self._config.delay), min(wait or 0.0, MAX_RETRY_AFTER))
        self._dispatcher.again(replace(task.row, attempts=attempts), not_before=now + later)

    def _give_up(self, task: Task, detail: str, *, now: float) -> None:
        if task.purpose is Purpose.ROBOTS:
            self._robots(task, None, b"", now=now)
        elif task.row.need is not None:
            self._give_up_need(replace(task.row, visit_id=task.visit_id), detail)
        else:
            self._pages -= 1
            self.tally.trouble = f"{task.row.url}: {detail}"
            logger.info("%s: not captured: %s", task.row.url, detail)
            self._settle(task.row, State.SKIPPED, reason="failed", detail=detail)

    def _refused(self, row: Row, decision: str) -> None:
        if row.need is not None:
            self._give_up_need(row, "robotsTxt", skip="robotsTxt")
        else:
            self.tally.trouble = f"{row.url}: robots.txt: {decision}"
            self._settle(row, State.SKIPPED, reason="robotsTxt", detail=decision)

    # -- visits

    def _read_page(self, row: Row, page: Page, *, evidence: Evidence, extraction: Extraction) -> None:
        self.tally.pages += 1
        asked = {need.url for need in extraction.needs}
        self._add(
            self._discovery.links(
                (link for link in extraction.links if link.url not in asked), via=page.url, depth=row.depth
            )
        )
        if row.hops:
            self._add(self._discovery.taken([page.url], via=row.hops[-1], depth=row.depth))
        self._open(row, status=page.status, url=page.url, evidence=evidence, extraction=extraction)
        self._settle(row, State.ARCHIVED)

    def _open(self, row: Row, *, status: int, url: str, evidence: Evidence, extraction: Extraction) -> None:
        visit = open_visit(row.visit_id or "", url, status=status, evidence=evidence, extraction=extraction)
        self._visits[visit.visit.visit_id] = visit
        self._ask(visit, extraction, depth=row.depth)

    def _read_answer(self, row: Row, *, evidence: Evidence, extraction: Extraction) -> None:
        visit = self._visits[row.visit_id or ""]
        assert row.need is not None
        visit.answer(row.need.key, evidence=evidence, extraction=extraction)
        self._ask(visit, extraction, depth=row.depth)
        self._settle(row, State.ARCHIVED)

    def _give_up_need(self, row: Row, reason: str, *, skip: str = "failed") -> None:
        visit = self._visits[row.visit_id or ""]
        assert row.need is not None
        visit.give_up(row.need.key, reason)
        self._settle(row, State.SKIPPED, reason=skip, detail=reason)
        self._check(visit)

    def _ask(self, visit: OpenVisit, extraction: Extraction, *, depth: int) -> None:
        self._want(visit, visit.ask(extraction.needs, limit=self._config.thread_max_requests), depth=depth)
        self._check(visit)

    def _want(self, visit: OpenVisit, needs: list[Need], *, depth: int) -> None:
        found = self._discovery.needs(needs, visit_id=visit.visit.visit_id, via=visit.visit.url, depth=depth)
        fresh = self._seen.fresh([row.key for row, _, _ in found])
        self._add([new for new in found if new[0].key in fresh])

    def _check(self, visit: OpenVisit) -> None:
        if visit.complete and visit.visit.visit_id in self._visits:
            del self._visits[visit.visit.visit_id]
            self._ready.append(visit)

    # -- rows

    def _add(self, found: list[NewRow]) -> None:
        if not found:
            return
        for row, state, reason in found:
            if state is State.QUEUED:
                self._dispatcher.wake(self._queue.push(row, urgent=row.priority == Priority.NEED))
            else:
                self.tally.skipped[reason or ""] += 1
        self._committer.submit(Discovered(tuple(found)))

    def _settle(self, row: Row, state: State, *, reason: str | None = None, detail: str | None = None) -> None:
        if reason is not None:
            self.tally.skipped[reason] += 1
        ticket = self._committer.submit(Settled(row, state, reason, detail))
        self._queue.settled(row, ticket=ticket)

    def _catch_up(self) -> None:
        """Let go of what was only kept until the journal has it."""
        committed = self._committer.committed
        if committed != self._committed:
            self._committed = committed
            self._queue.committed(committed)
            self._versions.committed(committed)
            self._seen.committed(committed, submitted=self._committer.submitted)


def evidence_of(capture: Capture) -> Evidence:
    """How items name the record of a capture, known before it is written."""
    return Evidence(capture.ids.response, warc_date(capture.exchange.started_at))


def _head(block: bytes) -> Head | None:
    try:
        return response_head(block) if block else None
    except ParseError:
        return None
