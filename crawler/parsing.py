"""Parses a page here, or in a child process with a deadline and a memory ceiling when the page is large.

A pool of parsers costs more CPU than it saves, so the page is read where it was fetched; only what could stall the
crawl is sent away. Run as a module, it is that child: a pickled (page, need) on stdin, a pickled extraction on stdout.
"""

import logging
import pickle
import resource
import subprocess
import sys
from typing import Final

from crawler.parsers.extraction import Extraction, PageKind
from crawler.parsers.need import Need
from crawler.parsers.page import Page
from crawler.parsers.parse import parse as parse_here

logger = logging.getLogger(__name__)

LARGE_BYTES: Final = 5 << 20
DEADLINE_SECONDS: Final = 60
MEMORY_BYTES: Final = 3 << 30


def is_large(page: Page) -> bool:
    """Whether ``parse`` will take a child process and may block for seconds."""
    return len(page.payload) > LARGE_BYTES


def parse(page: Page, asked: Need | None = None) -> Extraction:
    """Read ``page``; a large one that takes too long or too much memory gives an empty extraction that says so."""
    if not is_large(page):
        return _guarded(page, asked)
    try:
        child = subprocess.run(
            [sys.executable, "-m", "crawler.parsing"],
            input=pickle.dumps((page, asked)),
            capture_output=True,
            timeout=DEADLINE_SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return Extraction(PageKind.OTHER, notes=(f"parsing stopped after {DEADLINE_SECONDS} s",))
    if child.returncode != 0:
        return Extraction(PageKind.OTHER, notes=("parsing failed in its child process: out of memory or killed",))
    extraction = pickle.loads(child.stdout)
    assert isinstance(extraction, Extraction)
    return extraction


def _guarded(page: Page, asked: Need | None) -> Extraction:
    """Parse here. A parser that fails, ours or a third party's, costs its page and not the crawl; the log has it."""
    try:
        return parse_here(page, asked)
    except Exception as error:
        logger.exception("parsing %s captured at %s", page.url, page.captured_at)
        return Extraction(PageKind.OTHER, notes=(f"parser failed: {type(error).__name__}",))


def _main() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    page, asked = pickle.load(sys.stdin.buffer)
    sys.stdout.buffer.write(pickle.dumps(_guarded(page, asked)))


if __name__ == "__main__":
    _main()
