"""Puts the files of a redaction in their places, in an order that any death leaves to be finished.

``redaction.json`` is the intent: from the moment it stands there, the redaction is carried through, by this call or by
the next one; every step may be done again. Before it, the collection is as it was. Files first, then manifest, journal
and redactions.jsonl; the intent goes last. All other verbs refuse the collection meanwhile (``collection.lock``).
"""

import shutil
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import msgspec

from crawler.collection.lock import INTENT
from crawler.collection.manifest import is_as_closed, last_lines, note_closed
from crawler.collection.paths import Paths
from crawler.collection.redact.shadow import Shadow, shadow_of
from crawler.collection.redactions import Redaction, note_redaction
from crawler.dataset.names import ITEMS, REBUILT, SKIPPED
from crawler.errors import ArchiveError, DiskError
from crawler.store import collections, files, redacted, versions
from crawler.store.journal import open_journal
from crawler.warc.cdxj import INDEX_NAME, unmerged
from crawler.warc.openfile import sync_folder
from crawler.warc.replace import replacing


@dataclass(frozen=True, slots=True)
class Intent:
    """What is being carried through: the line of the redaction, and the WARCs that were written anew."""

    redaction: Redaction
    names: tuple[str, ...]


def commit(paths: Paths, intent: Intent) -> None:
    """Write the intent, durably, and carry it through. The shadow's files must be on the disk."""
    path, scratch = paths.folder / INTENT, shadow_of(paths, intent.redaction.redactionId, intent.names).root
    try:
        with replacing(path, scratch / path.name) as file:
            file.write(msgspec.json.encode(intent))
    except OSError as error:
        if not path.exists():
            shutil.rmtree(scratch, ignore_errors=True)
        raise DiskError(f"cannot write {path}: {error.strerror}; free some space") from error
    _carry_through(paths, intent)


def finish(paths: Paths) -> Redaction | None:
    """Carry through what an earlier call began; gives what that was, None when nothing was left."""
    path = paths.folder / INTENT
    if not path.exists():
        return None
    try:
        intent = msgspec.json.decode(path.read_bytes(), type=Intent)
    except msgspec.DecodeError as error:
        raise ArchiveError(f"{path}: cannot be read ({error}); put the file back from a copy") from error
    _carry_through(paths, intent)
    return intent.redaction


def _carry_through(paths: Paths, intent: Intent) -> None:
    shadow = shadow_of(paths, intent.redaction.redactionId, intent.names)
    try:
        _put_in_place(paths, shadow)
        if paths.manifest.exists():
            _note_files(paths, intent.names)
        if paths.journal.exists() and shadow.paths.journal.exists():
            _tell_journal(paths, shadow, intent)
        note_redaction(paths, intent.redaction)
        shutil.rmtree(shadow.root, ignore_errors=True)
        (paths.folder / INTENT).unlink()
        sync_folder(paths.folder)
    except (OSError, sqlite3.Error) as error:
        raise DiskError(
            f"redact {paths.folder}: cut short ({error}); free some space, then finish it with: "
            f"crawler redact {paths.folder}"
        ) from error


def _put_in_place(paths: Paths, shadow: Shadow) -> None:
    """Every new file over the old one; those that an earlier call has put there are gone from the shadow."""
    for name in shadow.names:
        _replace(shadow.paths.archive / name, paths.archive)
    _replace(shadow.paths.indexes / INDEX_NAME, paths.indexes)
    for part in unmerged(paths.indexes):
        part.unlink()
    for name in _data_names(paths):
        _replace(shadow.paths.data / name, paths.data)
    for page in sorted((shadow.paths.folder / "pages").glob("*.jsonl")):
        _replace(page, paths.folder / "pages")
    for folder in (paths.archive, paths.indexes, paths.data):
        if folder.exists():
            sync_folder(folder)


def _data_names(paths: Paths) -> list[str]:
    """Data files that are replaced: ours where the collection has any of them, and those that no archive tells of."""
    return [*(REBUILT if _has_ours(paths) else ()), SKIPPED, ITEMS]


def _has_ours(paths: Paths) -> bool:
    return any((paths.data / name).exists() for name in REBUILT)


def _replace(new: Path, folder: Path) -> None:
    if new.exists() and not new.is_symlink():
        new.replace(folder / new.name)


def _note_files(paths: Paths, names: tuple[str, ...]) -> None:
    """A line for each file as it is now, unless there is one."""
    last = last_lines(paths)
    for path in (paths.archive / name for name in names):
        if not is_as_closed(path, last.get(path)):
            note_closed(paths, path)


def _tell_journal(paths: Paths, shadow: Shadow, intent: Intent) -> None:
    """Places of records that moved, records that went, versions, lengths of files: in one transaction."""
    redaction = intent.redaction
    with closing(open_journal(paths.journal)) as journal, closing(open_journal(shadow.paths.journal)) as made:
        journal.execute("BEGIN IMMEDIATE")
        number, source = (collections.collection_id(each, paths.name) for each in (journal, made))
        if files.lengths(journal, number):
            gone = [removed.recordId for removed in redaction.records if not removed.kept]
            redacted.forget(journal, number, gone)
            for name in intent.names:
                redacted.move(made, source, journal, number, name=name)
            if _has_ours(paths):
                versions.clear(journal, number)
                versions.copy(made, source, journal, number)
            files.put(journal, number, _lengths(paths, intent.names))
        journal.execute("COMMIT")


def _lengths(paths: Paths, names: tuple[str, ...]) -> dict[str, int]:
    changed = [paths.archive / name for name in names] + [paths.data / name for name in _data_names(paths)]
    return {f"{path.parent.name}/{path.name}": path.stat().st_size for path in changed if path.exists()}
