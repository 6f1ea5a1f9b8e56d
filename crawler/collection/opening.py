"""Opens a collection's journal, and sees to it that journal and files speak of the same."""

import sqlite3
from dataclasses import dataclass

from crawler.collection.paths import Paths
from crawler.collection.place import Standing, forget_place, note_place, standing
from crawler.collection.recovery import recover
from crawler.collection.take_in import at_rest, holds_ours, take_in
from crawler.errors import ArchiveError, CrawlerError, DiskError
from crawler.store import collections, files
from crawler.store.journal import READ_BACK, SIDE_FILES, has_log, is_sound, open_journal
from crawler.warc.mend import free_name


@dataclass(frozen=True, slots=True)
class Opened:
    """The journal, the collection's number in it, and what the operator should know of how it was opened."""

    connection: sqlite3.Connection
    collection_id: int
    notes: list[str]


def open_collection(paths: Paths, *, new: bool) -> Opened:
    """Open it for writing, under its lock, with what the last run left settled. ``new``: it had no folder until now.

    Where it is not as its last crawl left it, it is taken in anew from its archive. DiskError when something cannot be
    written, ArchiveError when bytes that were safe are gone.
    """
    stands = standing(paths)
    in_use = has_log(paths.journal)
    notes = _replace_unsound(paths) if stands in (Standing.ELSEWHERE, Standing.CHANGED) else []
    connection = open_journal(paths.journal)
    try:
        if new:
            collections.forget(connection, paths.name)
        number = collections.collection_id(connection, paths.name)
        if stands is Standing.UNTOLD and not files.lengths(connection, number) and holds_ours(paths):
            stands = Standing.CHANGED
        if stands is Standing.ELSEWHERE and (in_use or not at_rest(paths, connection, collection_id=number)):
            stands = Standing.CHANGED
        if stands is Standing.CHANGED:
            forget_place(paths)  # A death on the way must not make it look like one at rest.
            notes.append(take_in(paths, connection, collection_id=number).words(paths))
        recover(paths, connection, collection_id=number)
        note_place(paths)
    except (OSError, sqlite3.Error) as error:
        connection.close()
        raise _foreseen(error, paths) from error
    except BaseException:
        connection.close()
        raise
    return Opened(connection, number, notes)


def _foreseen(error: OSError | sqlite3.Error, paths: Paths) -> CrawlerError:
    """What a disk or a database says, as an error of ours."""
    if isinstance(error, sqlite3.DatabaseError) and not isinstance(error, sqlite3.OperationalError):
        return ArchiveError(f"journal {paths.journal}: damaged ({error}); {READ_BACK}")
    return DiskError(
        f"collection {paths.folder}: cannot be taken up ({error}); free some space or correct the permissions, and "
        "run the same command again"
    )


def _replace_unsound(paths: Paths) -> list[str]:
    """Move a copied journal aside that cannot be trusted; what it knew is read back from the archives."""
    if not paths.journal.exists() or is_sound(paths.journal):
        return []
    aside = free_name(paths.journal.with_name(paths.journal.name + ".unsound"))
    try:
        paths.journal.rename(aside)
        for ending in SIDE_FILES:
            paths.journal.with_name(paths.journal.name + ending).unlink(missing_ok=True)
    except OSError as error:
        raise DiskError(f"journal {paths.journal}: cannot be moved to {aside.name} ({error.strerror})") from error
    return [f"journal {paths.journal}: its copy is not whole, it is called {aside.name} now, and a new one was begun"]
