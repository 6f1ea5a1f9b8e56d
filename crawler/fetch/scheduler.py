"""Scrapy's scheduler over the journal: hands out only what is due, and wakes the engine when something will be."""

import asyncio
from time import monotonic
from typing import Final, Self

from scrapy import Request, Spider
from scrapy.core.scheduler import BaseScheduler
from scrapy.crawler import Crawler
from twisted.internet.defer import Deferred

from crawler.collection.facts import Purpose
from crawler.collection.job.task import Task
from crawler.fetch.download import REQUISITE
from crawler.fetch.work import TASK, work
from crawler.urls import host_of

FULL_SECONDS: Final = 0.05
"""How soon to look again when the archive cannot keep up."""


class JournalScheduler(BaseScheduler):
    """Tasks of the crawl as Scrapy requests. There is no dupefilter and no job folder: the journal is both."""

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """A scheduler for ``crawler``'s work."""
        return cls(crawler)

    def __init__(self, crawler: Crawler) -> None:
        """Nothing is opened yet."""
        self._crawler = crawler
        self._work = work(crawler)
        self._headers = {
            "User-Agent": self._work.config.user_agent,
            "Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
            "Accept-Encoding": "gzip",
        }
        self._items: set[asyncio.Future[None]] = set()
        self._alarm: asyncio.TimerHandle | None = None

    def open(self, spider: Spider) -> Deferred[None] | None:
        """Open the collection and take up its job."""
        self._crawl = self._work.open_crawl()
        self._spider = spider
        self._seed_hosts = {host_of(seed) for seed in self._work.config.seeds}
        return None

    def close(self, reason: str) -> Deferred[None] | None:
        """Commit and close."""
        if self._alarm is not None:
            self._alarm.cancel()
        self._work.close()
        return None

    def has_pending_requests(self) -> bool:
        """Whether the job has anything left to do."""
        return self._crawl.pending or bool(self._work.exports)

    def enqueue_request(self, request: Request) -> bool:
        """Refuse: what is fetched is decided by the frontier alone."""
        return False

    def next_request(self) -> Request | None:
        """The next task that is due, as a request; None sets an alarm for the one after."""
        now = monotonic()
        task = self._crawl.next_task(now)
        self._export()
        if task is None:
            self._set_alarm(now)
            return None
        return self._request(task)

    def _export(self) -> None:
        """Visits whose last need robots.txt forbade go from here: no answer brings the spider to them."""
        engine = self._crawler.engine
        for item in (item for visit in self._crawl.complete() for item in self._work.export(visit)):
            assert engine is not None
            going = asyncio.ensure_future(engine.scraper.start_itemproc_async(item, response=None))
            self._items.add(going)
            going.add_done_callback(self._exported)

    def _exported(self, going: asyncio.Future[None]) -> None:
        self._items.discard(going)
        self._wake()

    def _request(self, task: Task) -> Request:
        need = task.row.need
        return Request(
            task.row.url,
            method=need.method if need else "GET",
            headers=self._headers | task.headers | self._secrets(task),
            body=need.body if need else b"",
            callback=self._spider.answered,  # type: ignore[attr-defined]
            errback=self._spider.lost,  # type: ignore[attr-defined]
            meta={TASK: task, REQUISITE: task.purpose is Purpose.REQUISITE},
            dont_filter=True,
        )

    def _secrets(self, task: Task) -> dict[str, str]:
        """Headers that the operator configured: for the seeds' hosts, and nobody else."""
        return (self._work.config.headers or {}) if host_of(task.row.url) in self._seed_hosts else {}

    def _set_alarm(self, now: float) -> None:
        """Look again when the next host is due; sooner when it is the archive that cannot keep up."""
        due = self._crawl.next_at()
        if due is None or not self._crawl.pending:
            return
        loop = asyncio.get_running_loop()
        at = loop.time() + max(due - now, FULL_SECONDS if due <= now else 0.001)
        if self._alarm is not None and not self._alarm.cancelled() and loop.time() < self._alarm.when() <= at:
            return
        if self._alarm is not None:
            self._alarm.cancel()
        self._alarm = loop.call_at(at, self._wake)

    def _wake(self) -> None:
        # The engine looks again by itself only every five seconds, and offers no public way to be told.
        slot = self._crawler.engine._slot if self._crawler.engine else None
        if slot is not None:
            slot.nextcall.schedule()
