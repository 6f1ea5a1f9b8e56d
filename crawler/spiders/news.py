"""The spider: hands answers to the crawl and the parsers, and the items of complete visits to the pipelines."""

import asyncio
import logging
from collections.abc import AsyncIterator
from dataclasses import replace
from functools import partial
from time import monotonic
from typing import Any, Self

from scrapy import Request, Spider
from scrapy.crawler import Crawler
from scrapy.http import Response
from twisted.python.failure import Failure

from crawler.collection.changes import Capture
from crawler.collection.job.crawl import Crawl
from crawler.collection.job.resume import left_behind, requisites_left
from crawler.collection.job.task import Task
from crawler.errors import CrawlerError
from crawler.fetch.work import TASK, Work, work
from crawler.items import Article, CommentThread
from crawler.parsing import is_large, parse, parse_aside, put_aside

logger = logging.getLogger(__name__)

Items = AsyncIterator[Article | CommentThread]


class NewsSpider(Spider):
    """Crawls what the frontier hands out: ``scrapy crawl news -a seeds=URL[,URL]``, or ``crawler crawl URL``."""

    name = "news"
    work: Work
    _one_large: asyncio.Semaphore

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, **kwargs: Any) -> Self:
        """Take the seeds into the settings before anything is opened."""
        if seeds := kwargs.pop("seeds", None):
            crawler.settings.set("COLOPHON_SEEDS", seeds.replace(",", " ").split(), "spider")
        spider = super().from_crawler(crawler, *args, **kwargs)
        spider.work = work(crawler)
        spider._one_large = asyncio.Semaphore(1)
        return spider

    async def start(self) -> Items:
        """Go on with what an earlier run archived but did not export."""
        async for item in self._guarded(self._resume()):
            yield item

    async def answered(self, response: Response) -> Items:
        """An answer came, whatever its status."""
        assert response.request is not None
        async for item in self._guarded(self._take(response.request, "no exchange was captured")):
            yield item

    async def lost(self, failure: Failure) -> Items:
        """No answer came, or a part of one."""
        request: Request = failure.request  # type: ignore[attr-defined]
        async for item in self._guarded(self._take(request, failure.getErrorMessage())):
            yield item

    @property
    def _crawl(self) -> Crawl:
        assert self.work.crawl is not None
        return self.work.crawl

    async def _guarded(self, items: Items) -> Items:
        """Pass items on. What goes wrong here stops the crawl, which would wait for ever for what was under way."""
        try:
            async for item in items:
                yield item
        except CrawlerError as error:
            self.work.fail(error)
        except Exception as error:
            logger.exception("a defect of this program stops the crawl")
            self.work.fail(CrawlerError(f"a defect of this program stopped the crawl: {error!r}; the log has the rest"))

    async def _resume(self) -> Items:
        whole = self.work.config.requisites
        try:
            for row, style in requisites_left(self.work.session):
                self._crawl.resume_requisite(row, style)
            for left in left_behind(self.work.session):
                self._crawl.resume(left, partial(parse, whole=whole))
                for item in self._complete():
                    yield item
            self.work.session.caught_up = True
        finally:
            self._crawl.resumed()

    async def _take(self, request: Request, trouble: str) -> Items:
        task = request.meta[TASK]
        capture = self.work.capture_of(request)
        if capture is None:
            self._crawl.lost(task, trouble, now=monotonic())
        else:
            await self._read(task, capture)
        for item in self._complete():
            yield item

    def _complete(self) -> list[Article | CommentThread]:
        return [item for visit in self._crawl.complete() for item in self.work.export(visit)]

    async def _read(self, task: Task, capture: Capture) -> None:
        """Parse a final answer here; a large page waits for its turn on disk, and nobody holds its payload by then."""
        page, need = self._crawl.answered(task, capture, now=monotonic()), task.row.need
        whole = self.work.config.requisites
        if page is None:
            return
        if is_large(page):
            aside, page = put_aside(page, need, whole=whole), replace(page, payload=b"")
            with aside:
                async with self._one_large:
                    extraction = await asyncio.to_thread(parse_aside, aside)
        else:
            extraction = parse(page, need, whole=whole)
        self._crawl.read(task, page, evidence=capture.evidence, extraction=extraction, now=monotonic())
