"""Live progress on a terminal, one log line a minute in a pipe, and the job's log file."""

import logging
import sys
from time import monotonic
from typing import Final, Self

from rich.console import Console
from rich.live import Live
from rich.text import Text
from scrapy import signals
from scrapy.crawler import Crawler
from scrapy.exceptions import NotConfigured
from twisted.internet.task import LoopingCall

from crawler.fetch.work import work
from crawler.wire.printable import one_line

logger = logging.getLogger(__name__)

LIVE_SECONDS: Final = 0.25
LINE_SECONDS: Final = 60.0


class Progress:
    """Pages, rate, items, bytes and current host."""

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Follow ``crawler``, unless it is to be quiet."""
        if crawler.settings.getbool("COLOPHON_QUIET"):
            raise NotConfigured
        return cls(crawler)

    def __init__(self, crawler: Crawler) -> None:
        """Connect the signals."""
        self._work = work(crawler)
        self._console = Console(stderr=True, highlight=False)
        self._live: Live | None = None
        self._began = self._last = monotonic()
        self._last_pages = 0
        self._call = LoopingCall(self._show)
        crawler.signals.connect(self._opened, signal=signals.spider_opened)
        crawler.signals.connect(self._closed, signal=signals.spider_closed)

    def _opened(self) -> None:
        crawl = self._work.crawl
        if crawl is None:
            return
        words = "begins" if self._work.new_job else "goes on"
        self._console.print(Text(f"Job {crawl.job.job_id} of {self._work.session.paths.name} {words}"), soft_wrap=True)
        if self._console.is_terminal:
            self._live = Live(console=self._console, auto_refresh=False, transient=True)
            self._live.start()
        self._call.start(LIVE_SECONDS if self._live else LINE_SECONDS, now=False)

    def _closed(self) -> None:
        if self._call.running:
            self._call.stop()
        if self._live is not None:
            self._live.stop()

    def _show(self) -> None:
        line = one_line(self._line())
        if self._live is not None:
            self._live.update(Text(line, overflow="ellipsis", no_wrap=True), refresh=True)
        else:
            sys.stderr.write(line + "\n")

    def _line(self) -> str:
        assert self._work.crawl is not None
        crawl, now = self._work.crawl, monotonic()
        tally = crawl.tally
        rate = (tally.pages - self._last_pages) / max(now - self._last, 0.001)
        if now - self._last >= 2:
            self._last, self._last_pages = now, tally.pages
        return (
            f"{tally.pages} pages, {rate:.1f}/s, {tally.requisites} requisites, {crawl.waiting} waiting, "
            f"{tally.articles} articles, {tally.comments} comments, {tally.received / 1e6:.1f} MB, {tally.host}"
        )
