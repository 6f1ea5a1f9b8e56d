"""Data lines of a collection that is taken in anew: kept aside until its archive has given as much again.

They lie in ``logs/`` as ``before-<name>``, and are removed at the end of the first crawl that leaves nothing unread of
what they tell. A parser that fails where an earlier one did not would else cost what that one had read.
"""

from typing import Final

from crawler.collection.paths import Paths
from crawler.dataset.before import read_before, unread_by_visit
from crawler.dataset.names import REBUILT, VISITS
from crawler.warc.mend import free_name
from crawler.warc.openfile import sync_folder

PREFIX: Final = "before-"


def put_aside(paths: Paths) -> None:
    """Move what is written again out of ``data/``; what was moved before stays as well."""
    for name in REBUILT:
        path = paths.data / name
        if path.exists() and path.stat().st_size:
            path.rename(free_name(paths.logs / f"{PREFIX}{name}"))
    sync_folder(paths.logs)


def settle(paths: Paths) -> str | None:
    """Remove them once all is written again; while they tell more than the new lines, what to do about it."""
    if not (old := sorted(paths.logs.glob(f"{PREFIX}*"))):
        return None
    unread = unread_by_visit(paths.data / VISITS)
    if lost := sum(read_before(path, unread) for path in old if path.name.startswith(PREFIX + VISITS)):
        return (
            f"collection {paths.folder}: its data from before it was taken in anew tells of {lost} more pages than "
            f"could be read now, and is kept as logs/{PREFIX}*; mend what fails, then crawler reparse {paths.folder}, "
            "and the next crawl removes it"
        )
    for path in old:
        path.unlink()
    return None
