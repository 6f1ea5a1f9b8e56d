"""One writer per collection, enforced by the kernel: the lock goes with the process, however it dies."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from crawler.errors import DiskError, LockedError

INTENT: Final = "redaction.json"
"""There while records are being taken out of a collection: until that is finished, its files do not agree."""


@contextmanager
def locked(path: Path, *, doing: str, finishing: bool = False) -> Iterator[None]:
    """Hold ``path`` while working. LockedError names the process that holds it and what it is doing.

    LockedError, too, when a redaction was cut short there, unless this is who is ``finishing`` it.
    """
    try:
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
    except OSError as error:
        raise DiskError(f"lock {path}: cannot be opened ({error.strerror}); check the folder's permissions") from error
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        holder = os.read(descriptor, 500).decode("utf-8", "replace").strip() or "another process"
        os.close(descriptor)
        raise LockedError(f"collection {path.parent}: in use by {holder}; wait for it to end or stop it") from error
    if (path.parent / INTENT).exists() and not finishing:
        os.close(descriptor)
        raise LockedError(
            f"collection {path.parent}: a redaction was cut short; finish it first: crawler redact {path.parent}"
        )
    try:
        since = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        os.ftruncate(descriptor, 0)
        os.write(descriptor, f"process {os.getpid()} on {os.uname().nodename} ({doing}, since {since})\n".encode())
        yield
    finally:
        os.ftruncate(descriptor, 0)
        os.close(descriptor)


def holder_of(path: Path) -> str | None:
    """Who holds ``path``, None when nobody does. Asks without taking it for longer than the question."""
    try:
        descriptor = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
    except OSError:
        return None
    try:
        fcntl.flock(descriptor, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except OSError:
        return os.read(descriptor, 500).decode("utf-8", "replace").strip() or "another process"
    finally:
        os.close(descriptor)
    return None
