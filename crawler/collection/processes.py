"""The same work on several files at once, a process for each processor."""

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from crawler.errors import ArchiveError


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
            raise ArchiveError(f"{doing}: a process was killed, perhaps for want of memory") from error
        except BaseException:
            # Those that run are waited for: whoever called is about to remove what they write to.
            pool.shutdown(wait=True, cancel_futures=True)
            raise
