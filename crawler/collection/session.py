"""One process at work on one collection: lock, journal, files and committer, opened and closed as one."""

import logging
import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime

import msgspec

from crawler import PRODUCT, __version__
from crawler.collection.changes import Capture
from crawler.collection.committer import Committer
from crawler.collection.lock import locked
from crawler.collection.old_lines import settle
from crawler.collection.opening import open_collection
from crawler.collection.others import told_of
from crawler.collection.paths import Paths
from crawler.collection.redactions import Withheld, withheld
from crawler.config import Config
from crawler.dataset.files import DataFile
from crawler.dataset.names import FILES, ITEMS
from crawler.errors import ArchiveError, CrawlerError, DiskError
from crawler.frontier.scope import Scope, ScopeKind
from crawler.store import collections, files
from crawler.store.collections import Job
from crawler.store.journal import open_journal
from crawler.warc.openfile import sync_folder
from crawler.warc.others import Others, verified
from crawler.warc.redaction import note
from crawler.warc.warcinfo import WarcInfo
from crawler.warc.writer import WarcWriter

logger = logging.getLogger(__name__)


@dataclass(slots=True)
class Session:
    """What is open. ``reader`` sees what is committed; ``notes`` are what the operator should know of its opening.

    ``gone`` are the addresses that were taken out of the collection. ``caught_up`` is set by who has read again
    all that earlier runs left in the archive.
    """

    paths: Paths
    collection_id: int
    reader: sqlite3.Connection
    committer: Committer
    others: Others
    gone: Withheld
    notes: list[str]
    caught_up: bool = False


@contextmanager
def session(
    config: Config,
    paths: Paths,
    *,
    doing: str,
    items: bool = False,
    written: Callable[[Capture], None],
    failed: Callable[[CrawlerError], None],
) -> Iterator[Session]:
    """Open a collection for writing and settle what the last run left; on leaving, all is on disk and indexed.

    ``items`` opens the file for other people's items in place of ours. ``written`` and ``failed`` are called in the
    committer's thread. LockedError when somebody else is at work there, DiskError when the folder cannot be written,
    ArchiveError when bytes that were safe are gone.
    """
    with ExitStack() as stack:
        others = verified(config.dedup_against)
        new = not paths.archive.exists()
        paths.make()
        stack.enter_context(locked(paths.lock, doing=doing))
        opened = open_collection(paths, new=new)
        connection = stack.enter_context(closing(opened.connection))
        number, gone = opened.collection_id, withheld(paths)
        names = (ITEMS,) if items else FILES
        data = _data_files(paths, names, files.lengths(connection, number))
        _sync_names(paths)
        reader = stack.enter_context(closing(open_journal(paths.journal)))
        committer = Committer(
            paths,
            connection,
            collection_id=number,
            writer=_writer(config, paths, others),
            data=data,
            idle_seconds=config.warc_idle_seconds,
            written=written,
            failed=failed,
        )
        committer.start()
        try:
            made = Session(paths, number, reader, committer, others, gone, opened.notes)
            yield made
        finally:
            committer.close()
            for file in data.values():
                file.close()
        if made.caught_up and (kept := settle(paths)):
            logger.warning("%s", kept)


def take_up_job(session: Session, config: Config) -> tuple[Job, bool]:
    """The collection's unfinished job when seeds and scope are the same, else a new one; and whether it is new."""
    scope = Scope.of(ScopeKind(config.scope), config.seeds)
    connection, number = session.reader, session.collection_id
    last = collections.last_job(connection, number)
    same = last is not None and last.finished_at is None and set(last.seeds) == set(config.seeds)
    if last is not None and same and Scope.from_json(msgspec.json.decode(last.scope)).kind is scope.kind:
        return last, False
    text = msgspec.json.encode(scope.to_json()).decode()
    started = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    return collections.start_job(connection, number, seeds=config.seeds, scope=text, started_at=started), True


def _data_files(paths: Paths, names: tuple[str, ...], lengths: dict[str, int]) -> dict[str, DataFile]:
    for name in names:
        path = paths.data / name
        if not lengths and path.exists() and path.stat().st_size:
            raise ArchiveError(
                f"collection {paths.folder}: {name} has lines that the journal {paths.journal} does not know; "
                f"take the collection in with: crawler reparse {paths.folder}"
            )
    return {name: DataFile(paths.data / name, lengths.get(f"data/{name}", 0)) for name in names}


def _sync_names(paths: Paths) -> None:
    """What was made a moment ago is found under its name after a power loss, too."""
    try:
        for folder in (paths.data, paths.folder, paths.archives):
            sync_folder(folder)
    except OSError as error:
        raise DiskError(f"collection {paths.folder}: cannot be brought to the disk ({error.strerror})") from error


def _writer(config: Config, paths: Paths, others: Others) -> WarcWriter:
    info = WarcInfo(
        software=f"{PRODUCT}/{__version__}",
        operator=config.contact or "",
        robots="obey" if config.obey_robots else "ignore",
        user_agent=config.user_agent,
        is_part_of=paths.name,
        description=note(config.headers or {}),
        deduplicated_against=tuple(told_of(paths, index) for index in others.indexes),
    )
    return WarcWriter(
        archive=paths.archive,
        indexes=paths.indexes,
        info=info,
        prefix=paths.name,
        host=os.uname().nodename.partition(".")[0] or "host",
        max_bytes=config.warc_max_bytes,
        protocol_fields=config.wire_proposals,
        others=others,
    )
