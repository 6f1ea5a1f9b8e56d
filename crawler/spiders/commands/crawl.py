"""``scrapy crawl``: as Scrapy has it, but a foreseen error is one line, and the exit code tells how the crawl ended."""

import argparse
import logging
import sys
from asyncio import Task

from scrapy.commands import crawl
from scrapy.crawler import Crawler
from scrapy.exceptions import UsageError

from crawler.errors import CrawlerError
from crawler.fetch.work import work
from crawler.spiders.news import NewsSpider
from crawler.spiders.run import exit_code
from crawler.wire.printable import one_line


class Command(crawl.Command):
    """The spider ``news`` ends as ``crawler crawl`` does; others as they do in Scrapy."""

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Crawl with the spider that ``args`` names."""
        if len(args) != 1:
            raise UsageError("name one spider: scrapy crawl news -a seeds=https://news.example/")
        assert self.crawler_process is not None
        crawler = self._create_crawler(args[0])
        logging.getLogger("scrapy.core.engine").addFilter(_tells_no_refusal)
        task = self.crawler_process.crawl(crawler, **opts.spargs)
        self.crawler_process.start()
        try:
            _raise(task)
            self.exitcode = _exit_code(crawler)
        except CrawlerError as error:
            sys.stderr.write(f"scrapy: {one_line(str(error))}\n")
            self.exitcode = error.exit_code
        if self.crawler_process.bootstrap_failed:
            self.exitcode = self.exitcode or 1


def _tells_no_refusal(record: logging.LogRecord) -> bool:
    """False for the traceback with which the engine, which was refused a collection, tells that it cannot close it."""
    error = record.exc_info[1] if record.exc_info else None
    return not (error is not None and isinstance(error.__context__, CrawlerError))


def _raise(task: object) -> None:
    """Raise the foreseen error that a crawl ended with before it began; Scrapy tells of any other."""
    if isinstance(task, Task) and task.done() and not task.cancelled() and isinstance(task.exception(), CrawlerError):
        task.result()


def _exit_code(crawler: Crawler) -> int:
    if not isinstance(crawler.spider, NewsSpider):
        return 0
    done = work(crawler)
    if done.error is not None:
        raise done.error
    return exit_code(done)
