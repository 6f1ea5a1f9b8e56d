"""What goes wrong inside parsers, for verbs that keep no log: on stderr, and not ten thousand times."""

import logging
import traceback
from typing import Final

import click

from crawler.cli.main import one_line
from crawler.parsing import DEFECTS

SHOWN: Final = 3
"""Tracebacks that are shown; a parser that fails on one page fails on many, and who counts them names the first."""


def show_defects() -> None:
    """Have our warnings go to stderr until the command ends, with the first tracebacks."""
    logger, defects = logging.getLogger("crawler"), _Defects()
    logger.addHandler(defects)
    click.get_current_context().call_on_close(lambda: logger.removeHandler(defects))


class _Defects(logging.Handler):
    """Words and tracebacks, line by line: what a page put into an error's message commands no terminal."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self._left = SHOWN

    def emit(self, record: logging.LogRecord) -> None:
        """Print a record, unless it is one traceback too many."""
        words = record.getMessage()
        if record.exc_info is not None:
            words += "\n" + "".join(traceback.format_exception(record.exc_info[1]))
        if record.name == DEFECTS:
            if not self._left:
                return
            self._left -= 1
        for line in words.splitlines():
            indent = " " * (len(line) - len(line.lstrip(" ")))
            click.echo(indent + one_line(line), err=True)
