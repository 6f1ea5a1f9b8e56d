"""One job under way: tasks out, answers in, visits ended. Knows nothing of how requests are sent.

Theory of operation. ``next_task`` hands out a request. Its exchange is archived first, by whoever sends it, then judged
(``answered``): a redirect or a retry sends the same row out again, a final answer gives a page to parse. What was read
in it (``read``) becomes rows for its links and needs; a visit whose last need is answered or given up comes out of
``complete``, to be turned into items, and ends with ``ended``. All methods are called in one thread; the committer
works in its own.
"""

import logging
import sqlite3
from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path

import msgspec

from crawler.collection.changes import Capture, JobFinished, ScopeMoved, VisitEnded
from crawler.collection.committer import Committer
from crawler.collection.discovery import discovery
from crawler.collection.dispatch import Dispatcher
from crawler.collection.ended import ended
from crawler.collection.facts import Purpose
from crawler.collection.hosts import HostBook
from crawler.collection.ledger import Ledger
from crawler.collection.looks import Looks
from crawler.collection.pages import live_page, unchanged_page, warc_path
from crawler.collection.rebuild import Parse
from crawler.collection.requisite_answers import RequisiteAnswers
from crawler.collection.requisites import Requisites
from crawler.collection.respect import respectful
from crawler.collection.resume import Left
from crawler.collection.tally import Tally
from crawler.collection.task import Task
from crawler.collection.visits import OpenVisit
from crawler.config import Config
from crawler.dataset.changes import changes
from crawler.frontier import throttle
from crawler.frontier.answer import Verdict, judge, retry_wait
from crawler.frontier.robots import REDIRECTS
from crawler.frontier.scope import Scope, ScopeKind
from crawler.frontier.throttle import MAX_RETRY_AFTER, Throttle
from crawler.parsers.extraction import Extraction, Link, LinkKind, PageKind
from crawler.parsers.page import Page
from crawler.parsers.visit import Evidence, Found
from crawler.store import captures, rows
from crawler.store.collections import Job
from crawler.store.rows import Row, State
from crawler.urls import host_of, join
from crawler.warc.record import warc_date

logger = logging.getLogger(__name__)


class Crawl:
    """The frontier, the visits and the counts of one job; see the module's theory of operation."""

    def __init__(
        self,
        job: Job,
        config: Config,
        *,
        archive: Path,
        reader: sqlite3.Connection,
        collection_id: int,
        committer: Committer,
    ) -> None:
        """Take up ``job`` where the journal has it. ``reader`` must see what ``committer`` commits to ``archive``."""
        self.job, self._config = job, config
        self._archive, self._reader, self._collection = archive, reader, collection_id
        self.tally = Tally()
        self.hosts = HostBook()
        if not config.requisites:
            rows.drop_requisites(reader, job.job_id)
        self.pages = rows.page_count(reader, job.job_id)
        self._resumed = False
        self._unreachable: dict[str, str] = {}
        self._elsewhere: set[int] = set()
        self._ledger = Ledger(committer, reader, job_id=job.job_id, collection_id=collection_id, tally=self.tally)
        self._throttle = Throttle(config.delay, config.host_concurrency)
        requisites = Requisites(
            job.job_id,
            self._ledger.seen,
            tally=self.tally,
            max_count=config.page_max_requisites,
            max_bytes=config.page_requisites_max_bytes,
        )
        self._answers = RequisiteAnswers(requisites, self._ledger, archive=archive, tally=self.tally)
        self._dispatcher = self._ledger.dispatcher = Dispatcher(
            self._ledger.queue,
            self._throttle,
            obey_robots=config.obey_robots,
            allow_pages=lambda: not self.limit_reached,
            refused=self._refused,
            dropped=self._answers.dropped,
            held=self._held,
        )
        scope = Scope.from_json(msgspec.json.decode(job.scope))
        self._discovery = discovery(
            job.job_id, scope, max_depth=config.depth, trap_pages=config.trap_pages, seen=self._ledger.seen
        )
        self._looks = Looks(self._discovery, requisites, add=self._ledger.add, limit=config.thread_max_requests)

    @property
    def limit_reached(self) -> bool:
        """Whether as many pages are taken, or under way, as the job may take."""
        return self._config.max_pages is not None and self.pages >= self._config.max_pages

    @property
    def pending(self) -> bool:
        """Whether the job has anything left to do."""
        queue = self._ledger.queue
        waits = queue.urgent if self.limit_reached else queue.waiting
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
                self._move_scope(here, there)
        self._looks.resume(left, parse, abandon=left.row.job_id != self.job.job_id)

    def resume_requisite(self, row: Row, style: Page | None) -> None:
        """Go on with a requisite that an earlier run archived; ``style`` is its answer, where it may be one."""
        self._answers.resume(row, style if self._config.requisites else None)

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
        if task is not None:
            self.hosts.started(task.host, now)
        if task is None or task.purpose is Purpose.ROBOTS:
            return task
        task = replace(task, respect=self._config.respect_directives)
        self.pages += task.is_counted
        if task.purpose is Purpose.REQUISITE and not self._discovery.scope.contains(task.row.url):
            self._elsewhere.add(task.row.key)
        if task.row.need is not None and task.row.need.method != "GET":
            return task
        return replace(task, known=captures.validated(self._reader, self._collection, task.row.url))

    def answered(self, task: Task, capture: Capture, *, now: float) -> Page | None:
        """Judge the exchange of a task; a final answer gives the page to parse and to hand to ``read``."""
        self._elsewhere.discard(task.row.key)
        exchange = capture.exchange
        head = capture.head
        status = head.status if head else None
        wait = throttle.retry_after(head.get("Retry-After"), now=exchange.ended_at) if head else None
        took = (exchange.ended_at - exchange.started_at).total_seconds()
        self._dispatcher.landed(task, now, status=status, took=took, wait=wait)
        self.hosts.of(task.host).bytes += exchange.response.length
        if status in throttle.TROUBLE:
            self._slowed(task.host, now)
        self.tally.exchange(task.host, status=status, received=exchange.response.length)
        location = head.get("Location") if head else None
        match judge(status, exchange.outcome, location=location):
            case Verdict.FINAL if head is not None and task.purpose is Purpose.ROBOTS:
                self._robots(task, status, live_page(exchange, head, hops=()).payload, now=now)
            case Verdict.FINAL if head is not None and task.purpose is Purpose.REQUISITE:
                self._answers.kept(task, capture, head)
            case Verdict.FINAL if status == 304 and task.known is not None:
                return unchanged_page(exchange, warc_path(self._archive, task.known), task.known, hops=task.row.hops)
            case Verdict.FINAL if head is not None:
                return live_page(exchange, head, hops=task.row.hops)
            case Verdict.REDIRECT:
                self._redirect(task, location or "", now=now)
            case Verdict.RETRY if task.row.attempts < self._retries(task):
                self._retry(task, wait, now=now)
            case _:
                self._give_up(task, exchange.error or f"{exchange.outcome.value} {status or ''}".strip(), now=now)
        return None

    def lost(self, task: Task, detail: str, *, now: float) -> None:
        """A task ended without any exchange: nothing could be sent at all."""
        self._elsewhere.discard(task.row.key)
        self._dispatcher.landed(task, now, status=None, took=0.0)
        self.tally.exchange(task.host, status=None, received=0)
        self._give_up(task, detail, now=now)

    def read(self, task: Task, page: Page, *, evidence: Evidence, extraction: Extraction, now: float) -> None:
        """Take what was read in a final answer; a visit that is complete with it comes out of ``complete``."""
        row = replace(task.row, visit_id=task.visit_id, record_id=evidence.record_id)
        if row.need is not None:
            self._looks.answer(row, status=page.status, evidence=evidence, extraction=extraction)
        else:
            self.tally.pages += 1
            self._looked(task.host, page, extraction.kind, now=now)
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
        result = changes(visit.visit, found, status=visit.status, known=self._ledger.versions.of)
        self.tally.items(found, result)
        self.tally.kinds[visit.visit.extraction.kind.value] += 1
        change = VisitEnded(ended(visit.visit), visit.job_id, result, record=not visit.end_written)
        self._ledger.versions.changed(result.versions, ticket=self._ledger.submit(change))

    def finish(self) -> None:
        """Nothing is left to do: the job is over, and what a page limit kept back is skipped."""
        if self._ledger.queue.waiting:
            self.tally.skipped["pageLimit"] += self._ledger.queue.waiting
        self._ledger.submit(JobFinished(self.job.job_id, datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")))

    def _robots(self, task: Task, status: int | None, body: bytes, *, now: float) -> None:
        rules = self._dispatcher.robots_arrived(task, status, body, now=now)
        self._ledger.drop(task.row)
        scope = self._discovery.scope
        asked = task.row.hops[0] if task.row.hops else task.row.url
        # Where only requisites lie, nobody wants the pages.
        if scope.kind is ScopeKind.PREFIX or (scope.kind is not ScopeKind.PAGE and scope.contains(asked)):
            sitemaps = (Link(url, LinkKind.SITEMAP) for url in rules.sitemaps if join(url, "") is not None)
            self._ledger.add(self._discovery.links(sitemaps, via=task.row.url, depth=0))

    def _held(self, row: Row) -> bool:
        """Whether a requisite has to wait: those elsewhere leave as many requests to the pages as a host may have."""
        most = max(1, self._config.concurrency - self._config.host_concurrency)
        return len(self._elsewhere) >= most and not self._discovery.scope.contains(row.url)

    def _retries(self, task: Task) -> int:
        """How often a row is asked for again; a requisite once at most, since a page is readable without it."""
        return min(self._config.retries, 1) if task.purpose is Purpose.REQUISITE else self._config.retries

    def _redirect(self, task: Task, location: str, *, now: float) -> None:
        row, target = task.row, join(task.row.url, location)
        limit = REDIRECTS if task.purpose is Purpose.ROBOTS else self._config.redirects
        if target is None or len(row.hops) >= limit:
            self._give_up(task, f"redirect to {location[:200]!r} not followed", now=now)
            return
        if task.purpose is Purpose.REQUISITE and self._answers.ends(row, target):
            return
        self.pages -= task.is_counted
        if task.purpose is Purpose.PAGE and (reason := self._redirected(row, target)):
            self._ledger.settle(row, State.SKIPPED, reason=reason, detail=f"redirected to {target}")
            return
        hops, visit_id = (*row.hops, row.url), task.visit_id or None
        self._dispatcher.again(replace(row, url=target, host=host_of(target), hops=hops, visit_id=visit_id))

    def _redirected(self, row: Row, target: str) -> str | None:
        """Why a page's redirect is not followed, None when it is; a seed's moves the scope along."""
        if row.via is None:
            self._move_scope(row.url, target)
        return self._discovery.redirected(row, target)

    def _move_scope(self, here: str, there: str) -> None:
        scope = self._discovery.scope.moved(here, there)
        if scope != self._discovery.scope:
            self._discovery.scope = scope
            self._ledger.submit(ScopeMoved(self.job.job_id, msgspec.json.encode(scope.to_json()).decode()))

    def _retry(self, task: Task, wait: float | None, *, now: float) -> None:
        self.pages -= task.is_counted
        attempts = task.row.attempts + 1
        later = max(retry_wait(attempts, delay=self._config.delay), min(wait or 0.0, MAX_RETRY_AFTER))
        self._dispatcher.again(replace(task.row, attempts=attempts), not_before=now + later)

    def _give_up(self, task: Task, detail: str, *, now: float) -> None:
        if task.purpose is Purpose.ROBOTS:
            self._unreachable[task.host] = detail
            self._robots(task, None, b"", now=now)
        elif task.row.need is not None:
            self._skip_need(replace(task.row, visit_id=task.visit_id), "failed", detail)
        elif task.row.requisite is not None:
            self._answers.skip(task.row, "failed", detail)
        else:
            self.pages -= task.is_counted
            self.tally.trouble = f"{task.row.url}: {detail}"
            logger.info("%s: not captured: %s", task.row.url, detail)
            self._ledger.settle(task.row, State.SKIPPED, reason="failed", detail=detail)

    def _refused(self, row: Row, decision: str) -> None:
        """robots.txt forbids a row."""
        self.hosts.of(row.host).refused += 1
        if row.need is not None:
            self._skip_need(row, "robotsTxt", "robotsTxt")
            return
        why = self._unreachable.get(row.host)
        detail = f"{decision} ({why})" if why else decision
        if row.requisite is not None:
            self._answers.skip(row, "robotsTxt", detail)
        else:
            self.tally.trouble = f"{row.url}: {detail}"
            self._ledger.settle(row, State.SKIPPED, reason="robotsTxt", detail=detail)

    def _looked(self, host: str, page: Page, kind: PageKind, *, now: float) -> None:
        """A page that is missing is none that blocks us."""
        blocked = kind is PageKind.WALL or (kind is PageKind.ERROR and page.status not in (404, 410))
        self.hosts.of(host).blocks += blocked
        self.tally.blocks += blocked
        if self._throttle.looked(self._ledger.queue.host(host).state, now, blocked=blocked):
            self._slowed(host, now)

    def _slowed(self, host: str, now: float) -> None:
        self.hosts.waits(host, self._ledger.queue.host(host).state.due - now)

    def _skip_need(self, row: Row, reason: str, detail: str) -> None:
        self._looks.give_up(row, detail)
        self._ledger.settle(row, State.SKIPPED, reason=reason, detail=detail)


def evidence_of(capture: Capture) -> Evidence:
    """How items name the record of a capture, known before it is written."""
    return Evidence(capture.ids.response, warc_date(capture.exchange.started_at))
