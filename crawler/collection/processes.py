"""The same work on several files, or parts of one, at once: a process for each processor."""

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain, islice
from typing import Any, Final, TypeVar

from crawler.errors import ArchiveError, CrawlerError

_Part = TypeVar("_Part")
_Result = TypeVar("_Result")
_AHEAD: Final = 3
"""Parts for each process that are at hand, so that none waits for the next."""


def in_order(
    work: Callable[[_Part], _Result],
    parts: Iterable[_Part],
    *,
    jobs: int,
    apart: Callable[[_Part], _Result],
    doing: str,
) -> Iterator[_Result]:
    """What ``work`` gives for each part, in their order; a few parts are taken ahead, so memory stays as it is.

    With one job or one part it is called here. Else processes are started, in which ``apart``, a function of a module
    as well, is called in its place. A CrawlerError of ``parts`` is raised behind the results of all parts before it.
    """
    waiting = _told(parts)
    first = list(islice(waiting, 1 if jobs == 1 else 2))
    rest = chain(first, waiting)
    if jobs > 1 and len(first) > 1:
        yield from _in_processes(apart, rest, jobs=jobs, doing=doing)
        return
    for part in rest:
        if isinstance(part, CrawlerError):
            raise part
        yield work(part)


def _told(parts: Iterable[_Part]) -> Iterator[_Part | CrawlerError]:
    """The parts, and last the error that ended them."""
    try:
        yield from parts
    except CrawlerError as error:
        yield error


def _in_processes(
    work: Callable[[_Part], _Result], parts: Iterator[_Part | CrawlerError], *, jobs: int, doing: str
) -> Iterator[_Result]:
    from concurrent.futures import Future, ProcessPoolExecutor  # Slow to load, and rarely needed.
    from concurrent.futures.process import BrokenProcessPool
    from multiprocessing import get_context

    running: deque[Future[_Result]] = deque()
    failure: CrawlerError | None = None
    with ProcessPoolExecutor(jobs, mp_context=get_context("spawn")) as pool:
        try:
            for part in parts:
                if isinstance(part, CrawlerError):
                    failure = part
                    break
                running.append(pool.submit(work, part))
                if len(running) >= _AHEAD * jobs:
                    yield running.popleft().result()
            while running:
                yield running.popleft().result()
        except BrokenProcessPool as error:
            raise _killed(doing) from error
        except BaseException:
            pool.shutdown(wait=True, cancel_futures=True)
            raise
    if failure is not None:
        raise failure


def side_by_side(
    work: Callable[..., object], calls: Sequence[tuple[Any, ...]], *, jobs: int, doing: str
) -> Iterator[int]:
    """Call ``work`` with each of ``calls``; gives the place of each call once it is done, in the order they end.

    ``work`` is a function of a module. One job, or one call, is done in this process. What ``work`` raises comes
    through; ArchiveError when a process was killed.
    """
    if jobs == 1 or len(calls) < 2:
        for number, arguments in enumerate(calls):
            work(*arguments)
            yield number
        return
    from concurrent.futures import ProcessPoolExecutor, as_completed  # Slow to load, and rarely needed.
    from concurrent.futures.process import BrokenProcessPool
    from multiprocessing import get_context

    with ProcessPoolExecutor(min(jobs, len(calls)), mp_context=get_context("spawn")) as pool:
        running = {pool.submit(work, *arguments): number for number, arguments in enumerate(calls)}
        try:
            for done in as_completed(running):
                done.result()
                yield running[done]
        except BrokenProcessPool as error:
            raise _killed(doing) from error
        except BaseException:
            # Those that run are waited for: whoever called is about to remove what they write to.
            pool.shutdown(wait=True, cancel_futures=True)
            raise


def _killed(doing: str) -> ArchiveError:
    return ArchiveError(f"{doing}: a process was killed, perhaps for want of memory")
