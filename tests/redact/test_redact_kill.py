"""A redaction that is killed anywhere leaves the old collection, or one that the next call finishes."""

import os
import signal
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from archive_samples import build, check_collection, warcs
from redacting import URL, bytes_of, rebuilt, take_out

from crawler.collection.lock import INTENT
from crawler.collection.redactions import read_redactions
from crawler.collection.reindex import reindex
from crawler.errors import LockedError
from crawler.redact.run import finish_left
from crawler.store import collections, files
from crawler.store.journal import open_journal
from crawler.warc.reader import read_records
from crawler.warc.tombstone import is_tombstone

EVERY = 12
"""Before the intent, every n-th call to the disk is deadly in a trial of its own; from there on, every other one."""


class Fuse:
    """Counts calls that change the disk or bring something to it, and dies before the one it was set to."""

    def __init__(self, deadly: int) -> None:
        self.calls, self._deadly = 0, deadly

    def before(self, call: Callable[..., Any]) -> Callable[..., Any]:
        def counted(*arguments: Any, **named: Any) -> Any:
            self.calls += 1
            if self.calls == self._deadly:
                os.kill(os.getpid(), signal.SIGKILL)
            return call(*arguments, **named)

        return counted


class Dying(sqlite3.Connection):
    """Counts transactions, too."""

    fuse = Fuse(0)

    def execute(self, sql: str, *values: Any) -> sqlite3.Cursor:
        call = super().execute
        return self.fuse.before(call)(sql, *values) if sql == "COMMIT" else call(sql, *values)


def killed_at(deadly: int, work: Callable[[], object]) -> int | None:
    """Do ``work`` in a child that dies before that call; how many calls there were when it lived."""
    child = os.fork()
    if child == 0:
        fuse = Dying.fuse = Fuse(deadly)
        os.fsync, os.fdatasync = fuse.before(os.fsync), fuse.before(os.fdatasync)
        for name in ("replace", "rename", "unlink", "rmdir", "symlink_to"):
            setattr(Path, name, fuse.before(getattr(Path, name)))
        os.unlink, os.rmdir = fuse.before(os.unlink), fuse.before(os.rmdir)
        connect = sqlite3.connect
        sqlite3.connect = lambda *arguments, **named: connect(*arguments, **named, factory=Dying)  # type: ignore
        try:
            work()
            os._exit(min(fuse.calls, 254))
        finally:
            os._exit(255)
    status = os.waitpid(child, 0)[1]
    if os.WIFSIGNALED(status):
        return None
    assert os.waitstatus_to_exitcode(status) != 255, "the redaction failed"
    return os.waitstatus_to_exitcode(status)


@pytest.fixture(scope="module")
def calls(tmp_path_factory: pytest.TempPathFactory) -> int:
    where = prepared(tmp_path_factory.mktemp("counted"))
    found = killed_at(0, lambda: take_out(where))
    assert found is not None and 20 < found < 254
    return found


def prepared(folder: Path):
    """A collection that its journal knows."""
    where = build(folder)
    journal = open_journal(where.journal)
    number = collections.collection_id(journal, where.name)
    files.put(journal, number, {f"archive/{path.name}": path.stat().st_size for path in warcs(where)})
    journal.close()
    return rebuilt(where)


def known(where) -> list[tuple[Any, ...]]:
    """What the journal knows of captures and files."""
    journal = open_journal(where.journal)
    try:
        captures = journal.execute("SELECT record_id, filename, offset, revisit FROM capture ORDER BY 1").fetchall()
        return captures + journal.execute("SELECT path, length FROM file ORDER BY 1").fetchall()
    finally:
        journal.close()


def settled(where) -> dict[str, str]:
    """All bytes but those of scratch folders and of the journal, whose pages may lie otherwise."""
    found = bytes_of(where.folder)
    return {name: digest for name, digest in found.items() if not name.startswith(".redact-")}


def trial(folder: Path, deadly: int) -> bool:
    """Kill a redaction before a call to the disk, and finish it; whether its intent had been written by then."""
    where = prepared(folder)
    before, journal = settled(where), known(where)
    assert killed_at(deadly, lambda: take_out(where)) is None
    begun = (where.folder / INTENT).exists()
    over = not begun and where.redactions.exists()
    if begun:
        with pytest.raises(LockedError, match="crawler redact"):
            reindex(where, lambda path: None)
        assert finish_left(where) is not None
    elif not over:
        assert settled(where) == before and known(where) == journal
        assert take_out(where).done
    require_redacted(where)
    return begun or over


def test_killed_anywhere_it_is_as_before_or_finished_by_the_next_call(tmp_path: Path, calls: int) -> None:
    begun, deadly = 0, calls
    while trial(tmp_path / str(deadly), deadly):
        begun, deadly = begun + 1, deadly - 2
    assert begun > 5
    for early in range(deadly - 1, 0, -EVERY):
        assert not trial(tmp_path / str(early), early)


def require_redacted(where) -> None:
    """All is as after a redaction that nobody disturbed."""
    assert check_collection(where) == []
    (line,) = read_redactions(where.redactions)
    assert line.url == URL
    assert not list(where.folder.glob(".redact-*")) and not (where.folder / INTENT).exists()
    stones = {
        each.record.record_id for path in warcs(where) for each in read_records(path) if is_tombstone(each.record)
    }
    assert stones == {each.recordId for each in line.records}
    offsets = {each.record.record_id: each.location.offset for path in warcs(where) for each in read_records(path)}
    for row in known(where):
        if len(row) == 4:
            assert offsets[row[0]] == row[2] and row[0] not in stones
        else:
            assert (where.folder / row[0]).stat().st_size == row[1]
    before = bytes_of(where.folder)
    rebuilt(where)
    assert bytes_of(where.folder) == before
