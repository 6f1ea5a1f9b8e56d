"""The job's log: what the crawl and Scrapy say, as JSON lines in the collection's ``logs/crawl.jsonl``.

JSON keeps whatever a page put into a URL or a header inside its string: no line or terminal escape can be forged.
"""

import logging
from datetime import UTC, datetime
from typing import Self

from scrapy import signals
from scrapy.crawler import Crawler

from crawler.dataset.lines import json_line
from crawler.fetch.work import work


class JsonFormatter(logging.Formatter):
    """One JSON object a record: time (UTC), level, logger, message, and the traceback where there is one."""

    def format(self, record: logging.LogRecord) -> str:
        """The record as one line."""
        line = {
            "time": datetime.fromtimestamp(record.created, UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ"),
            "level": record.levelname,
            "logger": record.name,
            "message": record.getMessage(),
        }
        if record.exc_info:
            line["traceback"] = self.formatException(record.exc_info)
        return json_line(line).decode()


class JobLog:
    """Writes from the moment the collection is open until the spider has closed."""

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """A log for ``crawler``'s collection."""
        return cls(crawler)

    def __init__(self, crawler: Crawler) -> None:
        """Connect the signals."""
        self._work = work(crawler)
        self._handler: logging.Handler | None = None
        crawler.signals.connect(self._opened, signal=signals.spider_opened)
        crawler.signals.connect(self._closed, signal=signals.engine_stopped)

    def _opened(self) -> None:
        path = self._work.session.paths.logs / "crawl.jsonl"
        self._handler = logging.FileHandler(path, encoding="utf-8")
        self._handler.setFormatter(JsonFormatter())
        self._handler.addFilter(lambda record: record.levelno >= _least(record.name))
        logging.getLogger().addHandler(self._handler)
        logging.getLogger("crawler").setLevel(logging.INFO)

    def _closed(self) -> None:
        if self._handler is not None:
            logging.getLogger().removeHandler(self._handler)
            self._handler.close()


def _least(name: str) -> int:
    """Ours tell the operator's story; of the libraries only what went wrong is worth keeping."""
    return logging.INFO if name.partition(".")[0] == "crawler" else logging.WARNING
