"""What is logged: to stderr for the operator, and as JSON lines to the collection's ``logs/crawl.jsonl``."""

import json
import logging
from datetime import UTC, datetime
from logging.handlers import RotatingFileHandler
from typing import Final, Self

from scrapy import signals
from scrapy.crawler import Crawler

from crawler.fetch.work import work
from crawler.parsing import DEFECTS
from crawler.wire.printable import one_line

logger = logging.getLogger(__name__)

MAX_FILE_BYTES: Final = 10 << 20
MAX_CHARS: Final = 2_000
"""Most of one message; Scrapy puts whole items into some."""
KEPT_FILES: Final = 5
"""Full log files that are kept beside the current one."""
TRACEBACKS: Final = 20
"""Failures of parsers that are logged with their tracebacks; ten thousand would push all else out of the log."""


class JobLog:
    """Two handlers of the root logger for as long as a crawl is open. Warnings go to stderr, one line each."""

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Log for ``crawler``."""
        return cls(crawler)

    def __init__(self, crawler: Crawler) -> None:
        """Connect the signals."""
        self._work = work(crawler)
        self._handlers: list[logging.Handler] = []
        crawler.signals.connect(self._opened, signal=signals.spider_opened)
        crawler.signals.connect(self._closed, signal=signals.engine_stopped)

    def _opened(self) -> None:
        path = self._work.session.paths.logs / "crawl.jsonl"
        file = _File(path, maxBytes=MAX_FILE_BYTES, backupCount=KEPT_FILES, encoding="utf-8", delay=True)
        file.setFormatter(JsonLine())
        words = logging.StreamHandler()
        words.setFormatter(PlainLine())
        words.addFilter(_concerns_operator)
        self._handlers = [file, words]
        file.addFilter(_tells_the_story)
        file.addFilter(_FirstDefects())
        for handler in self._handlers:
            logging.getLogger().addHandler(handler)
        logging.getLogger("crawler").setLevel(logging.INFO)
        for note in self._work.session.notes:
            logger.warning("%s", note)

    def _closed(self) -> None:
        for handler in self._handlers:
            logging.getLogger().removeHandler(handler)
            handler.close()


class _File(RotatingFileHandler):
    """A log that cannot be written is no reason to fail, nor to fill the terminal."""

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802 - logging's name
        """Let the line go."""


def _tells_the_story(record: logging.LogRecord) -> bool:
    """All of ours from INFO on, and other people's warnings."""
    return record.levelno >= (logging.INFO if record.name.startswith("crawler.") else logging.WARNING)


def _concerns_operator(record: logging.LogRecord) -> bool:
    """Our warnings, and other people's errors. Tracebacks of parsers are none: their pages are told of."""
    if record.name == DEFECTS:
        return False
    return record.levelno >= (logging.WARNING if record.name.startswith("crawler.") else logging.ERROR)


class _FirstDefects:
    """Lets the first failures of parsers pass, and everything else."""

    def __init__(self) -> None:
        self._left = TRACEBACKS

    def __call__(self, record: logging.LogRecord) -> bool:
        self._left -= record.name == DEFECTS
        return record.name != DEFECTS or self._left >= 0


class PlainLine(logging.Formatter):
    """One line of words; what a page or a server put into it commands no terminal. Tracebacks are in the file."""

    def format(self, record: logging.LogRecord) -> str:
        """The line, without its end."""
        error = f" ({record.exc_info[1]!r}; logs/crawl.jsonl has more)" if record.exc_info else ""
        return one_line(f"{record.levelname.lower()}: {record.getMessage()[:MAX_CHARS]}{error[:MAX_CHARS]}")


class JsonLine(logging.Formatter):
    """One JSON object: time, level, logger, message, and where there is one the traceback."""

    def format(self, record: logging.LogRecord) -> str:
        """The line, without its end; all that is not ASCII is escaped."""
        made = datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")
        message = record.getMessage()[:MAX_CHARS]
        line = {"time": made, "level": record.levelname, "logger": record.name, "message": message}
        if record.exc_info:
            line["traceback"] = self.formatException(record.exc_info)
        return json.dumps(line)
