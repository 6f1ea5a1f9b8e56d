"""Runs one crawl in this process, from settings to an ending; for the command line."""

import ctypes
import logging
from contextlib import suppress
from dataclasses import asdict, dataclass
from typing import Any, Final

from scrapy.crawler import AsyncCrawlerProcess
from scrapy.settings import Settings

from crawler.config import PREFIX, Config
from crawler.errors import STOPPED, RemoteError
from crawler.fetch.work import Work, work
from crawler.spiders.news import NewsSpider

M_MMAP_THRESHOLD: Final = -3
"""From malloc.h (https://man7.org/linux/man-pages/man3/mallopt.3.html)."""
LARGE_BLOCK_BYTES: Final = 1 << 20


@dataclass(frozen=True, slots=True)
class Ran:
    """A crawl that is over. ``finished`` is False when it was stopped and the same command would go on with it."""

    work: Work
    finished: bool


def run(config: Config, *, quiet: bool) -> Ran:
    """Crawl until nothing is left to do, or somebody interrupts. Raises the CrawlerError that ended it early."""
    logging.getLogger().addHandler(logging.NullHandler())  # else Python prints what nobody handles
    _give_memory_back()
    settings = Settings()
    settings.setmodule("crawler.settings", priority="project")
    settings.setdict(_settings(config, quiet=quiet), priority="cmdline")
    process = AsyncCrawlerProcess(settings)
    crawler = process.create_crawler(NewsSpider)
    task = process.crawl(crawler)
    process.start()
    if task.done() and not task.cancelled() and (error := task.exception()) is not None:
        raise error
    done = work(crawler)
    if done.error is not None:
        raise done.error
    return Ran(done, done.finished)


def exit_code(done: Work) -> int:
    """How a crawl that is over ends its process: 0 or ``STOPPED``. RemoteError when nothing was captured."""
    if not done.finished:
        return STOPPED
    if done.crawl is not None and not done.crawl.limit.taken:
        raise RemoteError(f"{', '.join(done.config.seeds[:3])}: nothing was captured; {done.crawl.tally.trouble}")
    return 0


def _give_memory_back() -> None:
    """Have glibc return large blocks to the system when they are freed.

    Once it has seen a large one freed it would keep those of up to 32 MiB, and large pages leave holes among small
    things: crawls of hostile sites peaked at 198 to 276 MB without this, at 203 to 207 MB with it. Other C
    libraries have no such setting.
    """
    with suppress(AttributeError, OSError):
        ctypes.CDLL(None).mallopt(M_MMAP_THRESHOLD, LARGE_BLOCK_BYTES)


def _settings(config: Config, *, quiet: bool) -> dict[str, Any]:
    named = {PREFIX + name.upper(): value for name, value in asdict(config).items() if value is not None}
    return {**named, "COLOPHON_QUIET": quiet, "LOG_ENABLED": False, "LOG_INSTALL_ROOT_HANDLER": False}
