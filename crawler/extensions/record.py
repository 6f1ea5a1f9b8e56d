"""Notes every few seconds how hosts are treated, so that ``crawler status`` can tell, and a kill loses little of it."""

import logging
from typing import Final, Self

from scrapy import signals
from scrapy.crawler import Crawler
from twisted.internet.task import LoopingCall

from crawler.errors import DiskError
from crawler.fetch.work import work

logger = logging.getLogger(__name__)

NOTE_SECONDS: Final = 5.0


class Record:
    """Writes ``logs/hosts.jsonl`` while a crawl is under way; its end writes it once more."""

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Follow ``crawler``."""
        return cls(crawler)

    def __init__(self, crawler: Crawler) -> None:
        """Connect the signals."""
        self._work = work(crawler)
        self._call = LoopingCall(self._note)
        crawler.signals.connect(self._opened, signal=signals.spider_opened)
        crawler.signals.connect(self._closed, signal=signals.spider_closed)

    def _opened(self) -> None:
        if self._work.crawl is not None:
            self._call.start(NOTE_SECONDS, now=False)

    def _closed(self) -> None:
        if self._call.running:
            self._call.stop()

    def _note(self) -> None:
        assert self._work.crawl is not None
        try:
            self._work.crawl.hosts.write(self._work.session.paths.hosts)
        except DiskError as error:  # The end of the crawl tells of it with an exit code.
            logger.info("%s", error)
