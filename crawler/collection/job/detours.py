"""What becomes of requests that gave no page: sent on to where they were redirected, asked again later, or given up."""

from dataclasses import replace

import msgspec

from crawler.collection.changes import ScopeMoved
from crawler.collection.facts import Purpose
from crawler.collection.job.conduct import Conduct
from crawler.collection.job.discovery import Discovery
from crawler.collection.job.dispatch import Dispatcher
from crawler.collection.job.ledger import Ledger
from crawler.collection.job.not_taken import NotTaken
from crawler.collection.job.page_limit import PageLimit
from crawler.collection.job.requisite_answers import RequisiteAnswers
from crawler.collection.job.robots_answers import RobotsAnswers
from crawler.collection.job.task import Task
from crawler.config import Config
from crawler.frontier.answer import leads_to_login, retry_wait
from crawler.frontier.robots import REDIRECTS
from crawler.frontier.throttle import MAX_RETRY_AFTER
from crawler.store.rows import Row, State
from crawler.urls import host_of, join


class Detours:
    """Sends rows on their way again, or lets them go. All times are monotonic seconds passed in."""

    def __init__(
        self,
        config: Config,
        dispatcher: Dispatcher,
        discovery: Discovery,
        *,
        ledger: Ledger,
        limit: PageLimit,
        conduct: Conduct,
        requisites: RequisiteAnswers,
        robots: RobotsAnswers,
        not_taken: NotTaken,
    ) -> None:
        """Pages that come back without having been one are given back to ``limit``."""
        self._config, self._dispatcher, self._discovery, self._ledger = config, dispatcher, discovery, ledger
        self._conduct = conduct
        self._limit, self._requisites, self._robots, self._not_taken = limit, requisites, robots, not_taken

    def redirect(self, task: Task, location: str, *, status: int | None, now: float) -> None:
        """The answer sends us elsewhere. A robots.txt that does so too often is none (RFC 9309 section 2.3.1.2)."""
        row, target = task.row, join(task.row.url, _ascii(location))
        most = REDIRECTS if task.purpose.is_of_origin else self._config.redirects
        if task.purpose.is_of_origin and (target is None or len(row.hops) >= most):
            self._robots.arrived(task, status, b"", now=now)
            return
        if target is None or len(row.hops) >= most:
            self.give_up(task, f"redirect to {location[:200]!r} not followed", now=now)
            return
        if task.purpose is Purpose.REQUISITE and self._requisites.ends(row, target):
            return
        self._limit.give_back(task)
        if task.purpose is Purpose.PAGE and leads_to_login(row.url, target):
            self._conduct.turned_away(task.host, now)
        if task.purpose is Purpose.PAGE and (reason := self._redirected(row, target)):
            self._ledger.settle(row, State.SKIPPED, reason=reason, detail=f"redirected to {target}")
            return
        hops, visit_id = (*row.hops, row.url), task.visit_id or None
        self._dispatcher.again(replace(row, url=target, host=host_of(target), hops=hops, visit_id=visit_id))

    def may_retry(self, task: Task) -> bool:
        """Whether a row may be asked for once more; a requisite once at most, since a page is readable without it.

        A rights file is not: its host would wait, and the report takes a site that does not give it for one without.
        """
        if task.purpose is Purpose.RIGHTS:
            return False
        most = min(self._config.retries, 1) if task.purpose is Purpose.REQUISITE else self._config.retries
        return task.row.attempts < most

    def retry(self, task: Task, wait: float | None, *, now: float) -> None:
        """Ask again later; ``wait`` is what Retry-After asked for."""
        self._limit.give_back(task)
        attempts = task.row.attempts + 1
        later = max(retry_wait(attempts, delay=self._config.delay), min(wait or 0.0, MAX_RETRY_AFTER))
        self._dispatcher.again(replace(task.row, attempts=attempts), not_before=now + later)

    def give_up(self, task: Task, detail: str, *, now: float) -> None:
        """Ask no more; ``detail`` says why."""
        if task.purpose.is_of_origin:
            if task.purpose is Purpose.ROBOTS:
                self._not_taken.unreachable(task.host, detail)
            self._robots.arrived(task, None, b"", now=now)
            return
        self._limit.give_back(task)
        self._not_taken.failed(task.row, detail)

    def seed_moved(self, here: str, there: str) -> None:
        """A seed's redirect moves the job's scope along."""
        scope = self._discovery.scope.moved(here, there)
        if scope != self._discovery.scope:
            self._discovery.scope = scope
            self._ledger.submit(ScopeMoved(self._discovery.job_id, msgspec.json.encode(scope.to_json()).decode()))

    def _redirected(self, row: Row, target: str) -> str | None:
        """Why a page's redirect is not followed, None when it is."""
        if row.via is None:
            self.seed_moved(row.url, target)
        return self._discovery.redirected(row, target)


def _ascii(location: str) -> str:
    """A Location with octets that have no place there percent-encoded as they are, which is how browsers read UTF-8."""
    return "".join(letter if letter.isascii() else f"%{ord(letter):02X}" for letter in location)
