"""Runs one crawl in this process, from settings to an ending; for the command line."""

import logging
from dataclasses import asdict, dataclass
from typing import Any

from scrapy.crawler import AsyncCrawlerProcess
from scrapy.settings import Settings

from crawler.config import PREFIX, Config
from crawler.fetch.work import Work, work
from crawler.spiders.news import NewsSpider


@dataclass(frozen=True, slots=True)
class Ran:
    """A crawl that is over. ``finished`` is False when it was stopped and the same command would go on with it."""

    work: Work
    finished: bool


def run(config: Config, *, quiet: bool) -> Ran:
    """Crawl until nothing is left to do, or somebody interrupts. Raises the CrawlerError that ended it early."""
    logging.getLogger().addHandler(logging.NullHandler())  # else Python prints what nobody handles
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


def _settings(config: Config, *, quiet: bool) -> dict[str, Any]:
    named = {PREFIX + name.upper(): value for name, value in asdict(config).items() if value is not None}
    return {**named, "COLOPHON_QUIET": quiet, "LOG_ENABLED": False, "LOG_INSTALL_ROOT_HANDLER": False}
