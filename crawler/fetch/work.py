"""What one Scrapy crawler works on: its session with the collection, and for our own spider the crawl.

Scrapy's components find each other's state here, by crawler; nothing of it hangs on requests, which may be pickled.
"""

import asyncio
import logging
from collections import OrderedDict
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace
from typing import Final
from weakref import WeakKeyDictionary

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.exceptions import DropItem

from crawler.collection.changes import Capture, Lines
from crawler.collection.facts import Facts, Purpose
from crawler.collection.job.crawl import Crawl
from crawler.collection.job.task import Task
from crawler.collection.journalled import place_of
from crawler.collection.paths import paths
from crawler.collection.session import Session, session, take_up_job
from crawler.collection.visits import OpenVisit
from crawler.config import Config, from_settings
from crawler.dataset.names import ITEMS
from crawler.dataset.stamp import Place
from crawler.errors import ConfigError, CrawlerError, DiskError
from crawler.frontier.permission import require_permission
from crawler.items import Article, CommentThread
from crawler.parsers.unread import Unread, unread_pages
from crawler.parsers.visit import Found
from crawler.parsing import items_of, platforms
from crawler.store import captures
from crawler.urls import host_of, is_http
from crawler.warc.redaction import redacted
from crawler.wire.exchange import Exchange

logger = logging.getLogger(__name__)

TASK: Final = "colophon_task"
"""The one key of ours in ``request.meta``: the task a request was made for."""

REMEMBERED: Final = 10_000
"""Places of records kept in memory; older ones are in the journal."""

WARNED: Final = 10
"""Pages that could not be read and are named in the log; a parser that fails on one page fails on many."""


@dataclass(slots=True)
class Export:
    """A visit whose items are in the pipelines; it ends when the last of ``left`` has its evidence."""

    visit: OpenVisit
    found: Found
    left: int


class Work:
    """The open session of one crawler. Made on first use, closed by whoever ends the crawl.

    ``foreign``: the queue is Scrapy's, and items are other people's; so it is unless ``open_crawl`` is called.
    """

    def __init__(self, crawler: Crawler) -> None:
        """Read the settings; nothing is opened yet."""
        self.config: Config = from_settings(crawler.settings)
        self.error: CrawlerError | None = None
        self.crawl: Crawl | None = None
        self.new_job = True
        self.finished = False
        self.foreign = True
        self.exports: dict[str, Export] = {}
        self._crawler = crawler
        self._stack = ExitStack()
        self._session: Session | None = None
        self._captures: WeakKeyDictionary[Request, Capture] = WeakKeyDictionary()
        self._places: OrderedDict[str, Place] = OrderedDict()
        self._awaited: dict[str, asyncio.Future[Place]] = {}
        self._loop: asyncio.AbstractEventLoop | None = None

    @property
    def session(self) -> Session:
        """The session, opened on first use."""
        if self._session is None:
            self._loop = asyncio.get_running_loop()
            name = self.config.collection or collection_name(self.config)
            place = paths(self.config.archives, name)
            manager = session(
                self.config,
                place,
                doing="crawl",
                items=self.foreign,
                written=self._written,
                failed=self.fail,
            )
            self._session = self._stack.enter_context(manager)
        return self._session

    def open_crawl(self) -> Crawl:
        """Take up the collection's job, or begin one. PolicyError or ConfigError when the seeds may not be crawled.

        ConfigError, too, when a comment platform of another package cannot be loaded: no page would be read.
        """
        self.foreign, config = False, self.config
        require_permission(config.seeds, allow_private=config.allow_private, contact=config.contact)
        platforms()
        job, self.new_job = take_up_job(self.session, self.config)
        self.crawl = Crawl(job, self.config, self.session)
        self.crawl.begin()
        return self.crawl

    def captured(self, exchange: Exchange, request: Request) -> None:
        """An exchange is over: hand it to the archive; the newest one of a request is what its response came from.

        An address that was taken out of the collection does not come back, whoever asked for it; but what an origin
        asks of robots is the ground for all that is taken there, and does.
        """
        task = request.meta.get(TASK)
        is_ground = isinstance(task, Task) and task.purpose.is_of_origin
        if not is_ground and self.session.gone.why(exchange.url) is not None:
            logger.warning("%s was taken out of the collection: it is not archived again", exchange.url)
            return
        if self.config.headers:
            exchange = replace(exchange, request=redacted(exchange.request, self.config.headers))
        if isinstance(task, Task):
            capture = Capture(exchange, task.facts, task.known)
        else:
            capture = Capture(exchange, Facts(Purpose.FOREIGN))
        self._captures[request] = capture
        self.session.committer.submit(capture)

    def capture_of(self, request: Request) -> Capture | None:
        """The capture a request's response came from."""
        return self._captures.get(request)

    async def place(self, record_id: str) -> Place:
        """Where a record lies; waits until it is written. DropItem when it will never be."""
        if (known := self._places.get(record_id)) is not None:
            return known
        row = captures.by_record(self.session.reader, self.session.collection_id, record_id)
        if row is not None:
            return place_of(row)
        if self.error is not None:  # nobody will ever tell
            raise DropItem("the archive cannot be written")
        assert self._loop is not None
        future = self._awaited.setdefault(record_id, self._loop.create_future())
        return await asyncio.shield(future)

    def export(self, visit: OpenVisit) -> list[Article | CommentThread]:
        """The items of a complete visit, to be sent through the pipelines; without any, the visit ends at once."""
        assert self.crawl is not None
        found = items_of(visit.settled())
        self._tell_unread(unread_pages(visit.visit, found))
        items = [item for item in (found.article, *found.threads) if item is not None]
        if items:
            self.exports[visit.visit.visit_id] = Export(visit, found, len(items))
        else:
            self.crawl.ended(visit, found)
        return items

    def _tell_unread(self, pages: Sequence[Unread]) -> None:
        """Count pages that could not be read, and name the first."""
        assert self.crawl is not None
        counted = self.crawl.tally.unread
        for page in pages[: max(WARNED - counted.count, 0)]:
            logger.warning("not read, and empty in the data: %s", page)
        if counted.count <= WARNED < counted.count + len(pages):
            logger.warning("further pages that cannot be read are counted, and not named here")
        counted.add(pages)

    def take_line(self, line: bytes) -> None:
        """A line of other people's items: written once all that was captured before it is durable."""
        self.session.committer.submit(Lines(ITEMS, (line,)))

    def stamped(self, visit_id: str | None) -> bool:
        """One item of a visit has its evidence; with the last one the visit ends. False for items of no visit."""
        export = self.exports.get(visit_id or "")
        if export is None or self.crawl is None:
            return False
        export.left -= 1
        if not export.left:
            del self.exports[visit_id or ""]
            self.crawl.ended(export.visit, export.found)
        return True

    def close(self) -> None:
        """Commit and close everything; safe to call twice. A job with nothing left to do is finished with it."""
        if self.crawl is not None and not self.finished and not self.crawl.pending and self.error is None:
            self.finished = True
            self.crawl.finish()
        self._stack.close()
        if self.crawl is not None and self.error is None:
            try:
                self.crawl.hosts.write(self.session.paths.hosts)
            except DiskError as error:  # Scrapy would log it, and end as if nothing had happened.
                self.error = error

    def _written(self, capture: Capture) -> None:
        """In the committer's thread: tell the loop where a record lies."""
        if capture.written is not None and self._loop is not None:
            written = capture.written
            place = Place(
                written.location.filename, written.location.offset, written.entity.sha256 if written.entity else None
            )
            self._loop.call_soon_threadsafe(self._placed, written.record_id, place)

    def _placed(self, record_id: str, place: Place) -> None:
        self._places[record_id] = place
        if len(self._places) > REMEMBERED:
            self._places.popitem(last=False)
        if (future := self._awaited.pop(record_id, None)) is not None and not future.done():
            future.set_result(place)

    def fail(self, error: CrawlerError) -> None:
        """Stop the crawl, from any thread: the archive can no longer be written, or not be read."""
        self.error = error
        if self._session is not None:
            self._session.caught_up = False  # what was read may not have been written
        if self._loop is not None:
            self._loop.call_soon_threadsafe(self._stop)

    def _stop(self) -> None:
        for future in self._awaited.values():
            future.cancel()
        if self._crawler.engine is not None:
            self._task = asyncio.ensure_future(self._crawler.engine.close_spider_async(reason="archive failed"))


def work(crawler: Crawler) -> Work:
    """The work of a crawler, the same one at every call."""
    found = _WORKS.get(crawler)
    if found is None:
        found = _WORKS[crawler] = Work(crawler)
    return found


def collection_name(config: Config) -> str:
    """The collection's name when none is given: the first seed's host."""
    if not config.seeds or not is_http(config.seeds[0]):
        raise ConfigError("no collection: give a seed address, or a name with --collection (COLOPHON_COLLECTION)")
    return host_of(config.seeds[0]).replace(":", "-").strip("[]")


_WORKS: Final[WeakKeyDictionary[Crawler, Work]] = WeakKeyDictionary()
