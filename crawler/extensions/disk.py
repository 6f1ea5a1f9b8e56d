"""Pauses the crawl while the disk is nearly full, so that nothing has to fail: what is under way still finds room."""

import logging
import os
from time import monotonic
from typing import Final, Self

from scrapy import signals
from scrapy.core.engine import ExecutionEngine
from scrapy.crawler import Crawler
from scrapy.exceptions import NotConfigured
from twisted.internet.task import LoopingCall

from crawler.errors import DiskError
from crawler.fetch.work import work

logger = logging.getLogger(__name__)

LOOK_SECONDS: Final = 1.0


class DiskGuard:
    """Looks at the free space under the archive. Nothing new is asked for while it is below ``disk_floor_bytes``.

    The crawl goes on by itself when there is room. After ``disk_wait_seconds`` it ends with a DiskError, all that was
    captured committed; the same command goes on with it.
    """

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Guard ``crawler``, unless its floor is 0."""
        if not work(crawler).config.disk_floor_bytes:
            raise NotConfigured
        return cls(crawler)

    def __init__(self, crawler: Crawler) -> None:
        """Connect the signals."""
        self._crawler = crawler
        self._work = work(crawler)
        self._since: float | None = None
        self._call = LoopingCall(self._look)
        crawler.signals.connect(self._opened, signal=signals.spider_opened)
        crawler.signals.connect(self._closed, signal=signals.spider_closed)

    def _opened(self) -> None:
        self._folder = self._work.session.paths.archive
        self._call.start(LOOK_SECONDS)

    def _closed(self) -> None:
        if self._call.running:
            self._call.stop()

    def _look(self) -> None:
        free, floor = free_bytes(self._folder), self._work.config.disk_floor_bytes
        if free < floor and self._since is None:
            self._pause(free)
        elif free >= floor and self._since is not None:
            self._resume(free)
        elif self._since is not None and monotonic() - self._since >= self._work.config.disk_wait_seconds:
            self._end(free)

    def _pause(self, free: int) -> None:
        self._since = monotonic()
        self._engine.pause()
        logger.warning(
            "%s: %s free, less than the %s to be kept; paused until there is room, for %.0f s at most",
            self._folder,
            _shown(free),
            _shown(self._work.config.disk_floor_bytes),
            self._work.config.disk_wait_seconds,
        )

    def _resume(self, free: int) -> None:
        self._since = None
        self._engine.unpause()
        logger.warning("%s: %s free again; going on", self._folder, _shown(free))

    def _end(self, free: int) -> None:
        self._call.stop()
        self._work.fail(
            DiskError(
                f"collection {self._folder.parent}: {_shown(free)} free, less than the "
                f"{_shown(self._work.config.disk_floor_bytes)} to be kept, for "
                f"{self._work.config.disk_wait_seconds:g} s; free some space and run the same command again"
            )
        )

    @property
    def _engine(self) -> ExecutionEngine:
        assert self._crawler.engine is not None
        return self._crawler.engine


def free_bytes(folder: os.PathLike[str]) -> int:
    """Bytes that may still be written to the file system of ``folder`` by who is no superuser."""
    found = os.statvfs(folder)
    return found.f_bavail * found.f_frsize


def _shown(count: int) -> str:
    return f"{count / 1e6:.0f} MB"
