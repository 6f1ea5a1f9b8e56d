"""Parses a page here under a deadline, or in a child process with one and a memory ceiling when the page is large.

A pool of parsers costs more CPU than it saves, so the page is read where it was fetched; only what could stall the
crawl is sent away, through a file, so that it takes no memory while it waits. Run as a module, this is that child: a
pickled (page, need, whether requisites are wanted) on stdin, a pickled extraction on stdout.
"""

import gc
import logging
import pickle
import resource
import signal
import subprocess
import sys
import tempfile
import threading
import zlib
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import cache
from typing import IO, Any, Final, TypeVar

from crawler.parsers.comments import PLATFORMS, registry
from crawler.parsers.comments.platform import Platform
from crawler.parsers.extraction import Extraction, PageKind
from crawler.parsers.need import Need
from crawler.parsers.page import Page
from crawler.parsers.parse import parse as parse_here
from crawler.parsers.requisite import Requisite
from crawler.parsers.requisites import requisites
from crawler.parsers.sitemaps import GZIP_MAGIC
from crawler.parsers.unread import UNREAD, unread
from crawler.parsers.visit import Found, Visit, assemble

DEFECTS: Final = "crawler.defects"
"""The logger of tracebacks, for who mends a parser. Pages that are not read are told of by who asked for them."""
defect_logger = logging.getLogger(DEFECTS)

LARGE_BYTES: Final = 2 << 20
"""A tree takes twenty times its page, BeautifulSoup's a hundred times: beyond this a page is read in a child."""
HERE_SECONDS: Final = 10
"""CPU time for a page that is read here: a hundred times what the longest real pages need."""
DEADLINE_SECONDS: Final = 60
MEMORY_BYTES: Final = 3 << 30
TOLD_CHARS: Final = 2_000
"""Most that is passed on of what a child says: the end, where the error stands."""

_LISTS: Final = (PageKind.FEED, PageKind.SITEMAP)
_Result = TypeVar("_Result")


class TooLong(BaseException):
    """A deadline has passed. No Exception, so that nothing that is interrupted takes it for an error of its own."""


@cache
def platforms() -> tuple[Platform, ...]:
    """The comment platforms that every page is asked for: those of other packages, then ours.

    Looked for at the first call in a process; ConfigError names the package whose platform cannot be loaded.
    """
    return (*registry.load(), *PLATFORMS)


def is_large(page: Page) -> bool:
    """Whether ``parse`` will take a child process and may block for seconds."""
    return len(page.payload) > LARGE_BYTES or _unpacks_to_much(page.payload)


def parse(page: Page, asked: Need | None = None, *, whole: bool = False) -> Extraction:
    """Read ``page``; one that no parser can read, or not within the ceilings, gives what ``unread`` does.

    ``whole`` asks for the page's requisites as well. ConfigError when a platform of others cannot be loaded.
    """
    platforms()  # here, so that one that cannot be loaded is not taken for a failure of the page's own process
    if not is_large(page):
        return _read(page, asked, whole=whole)
    with put_aside(page, asked, whole=whole) as aside:
        return parse_aside(aside)


def _unpacks_to_much(payload: bytes) -> bool:
    """Whether a gzipped file, as sitemaps are, holds a large page; a small one may hold a thousand times its size."""
    if not payload.startswith(GZIP_MAGIC):
        return False
    try:
        return len(zlib.decompressobj(wbits=31).decompress(payload, LARGE_BYTES + 1)) > LARGE_BYTES
    except zlib.error:
        return False


def put_aside(page: Page, asked: Need | None, *, whole: bool = False) -> IO[bytes]:
    """A page in an unnamed file, for ``parse_aside``."""
    aside = tempfile.TemporaryFile()  # noqa: SIM115 - closed by whoever parses it
    pickle.dump((page, asked, whole), aside)
    return aside


def parse_aside(aside: IO[bytes]) -> Extraction:
    """Read a page that was put aside, in a child process; blocks until it is done."""
    aside.seek(0)
    try:
        child = subprocess.run(
            [sys.executable, "-m", "crawler.parsing"],
            stdin=aside,
            capture_output=True,
            timeout=DEADLINE_SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return unread(f"parsing stopped after {DEADLINE_SECONDS} s")
    if child.stderr:
        defect_logger.error("%s", child.stderr.decode(errors="replace")[-TOLD_CHARS:].strip())
    if child.returncode != 0:
        return unread("parsing failed in its child process: out of memory or killed")
    extraction = pickle.loads(child.stdout)
    assert isinstance(extraction, Extraction)
    return extraction


def within(seconds: float, work: Callable[[], _Result]) -> _Result:
    """What ``work`` gives; TooLong when it takes more CPU time than that. In other threads than the main one: no limit.

    The alarm is repeated: where an exception cannot be raised, as in a destructor, Python drops it.
    """
    if threading.current_thread() is not threading.main_thread():
        return work()
    over = False

    def ring(*_: Any) -> None:
        if not over:
            raise TooLong

    before = signal.signal(signal.SIGVTALRM, ring)
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds, 1.0)
    try:
        return work()
    finally:
        over = True
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)


def _read(page: Page, asked: Need | None, seconds: float = HERE_SECONDS, *, whole: bool) -> Extraction:
    extraction = _guarded(page, asked, platforms(), seconds=seconds)
    if not whole or asked is not None or extraction.kind in _LISTS:
        return extraction
    return replace(extraction, requisites=_requisites(page, seconds))


def items_of(visit: Visit) -> Found:
    """The items of a visit; joining that fails costs the visit's items and not the crawl, and a note says so."""
    try:
        return assemble(visit)
    except Exception as error:
        defect_logger.exception("joining visit %s of %s", visit.visit_id, visit.url)
        return Found(notes=(f"{UNREAD}joining failed: {type(error).__name__}",))


def _guarded(page: Page, asked: Need | None, asking: Sequence[Platform], *, seconds: float) -> Extraction:
    """Parse here. A parser that fails, ours or a third party's, costs its page and not the crawl; the log has it."""
    try:
        return within(seconds, lambda: parse_here(page, asked, platforms=asking))
    except TooLong:
        gc.enable()  # where the interruption fell on what was about to
        return unread(f"parsing stopped after {seconds} s")
    except Exception as error:
        defect_logger.exception("parsing %s captured at %s", page.url, page.captured_at)
        return unread(f"parser failed: {type(error).__name__}")


def _requisites(page: Page, seconds: float) -> tuple[Requisite, ...] | None:
    """The same for requisites, apart: the data of a page must not depend on whether they were asked for."""
    try:
        return within(seconds, lambda: requisites(page))
    except TooLong:
        gc.enable()
        defect_logger.error("the requisites of %s take longer than %s s", page.url, seconds)
    except Exception:
        defect_logger.exception("the requisites of %s captured at %s", page.url, page.captured_at)
    return None


def _main() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    page, asked, whole = pickle.load(sys.stdin.buffer)
    sys.stdout.buffer.write(pickle.dumps(_read(page, asked, DEADLINE_SECONDS, whole=whole)))


if __name__ == "__main__":
    _main()
