"""Runs the command line while counting its calls to the disk: dies at the n-th, and tells what had been synced.

``python recording.py POINT N LEDGER ARGUMENT…``. POINT is ``fsync``, ``rename``, ``commit`` or ``none``; N counts from
1; the process kills itself right before that call or, for a negative N, right after. LEDGER gets the length of every
file at its last sync, as JSON lines, so that a test can cut away what a power loss might have taken.
"""

import json
import os
import signal
import sqlite3
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

POINT, COUNT, LEDGER = sys.argv[1], int(sys.argv[2]), sys.argv[3]
calls = 0
ledger = os.open(LEDGER, os.O_WRONLY | os.O_CREAT | os.O_APPEND)


def dies(point: str, call: Callable[..., Any]) -> Callable[..., Any]:
    """``call``, deadly at its count when ``point`` is the one asked for."""

    def counted(*arguments: Any, **named: Any) -> Any:
        global calls
        calls += point == POINT
        here = point == POINT and calls == abs(COUNT)
        if here and COUNT > 0:
            os.kill(os.getpid(), signal.SIGKILL)
        result = call(*arguments, **named)
        if here:
            os.kill(os.getpid(), signal.SIGKILL)
        return result

    return counted


def noted(sync: Callable[[int], None]) -> Callable[[int], None]:
    """``sync``, and a line that says how long the file was."""

    def told(descriptor: int) -> None:
        name, size = str(Path(f"/proc/self/fd/{descriptor}").readlink()), os.fstat(descriptor).st_size
        sync(descriptor)
        os.write(ledger, json.dumps([name, size]).encode() + b"\n")

    return told


def renamed(rename: Callable[[Path, Path], Path]) -> Callable[[Path, Path], Path]:
    """``rename``, and a line that carries the synced length over to the new name."""

    def told(old: Path, new: Path) -> Path:
        result = rename(old, new)
        os.write(ledger, json.dumps([str(old), str(new)]).encode() + b"\n")
        return result

    return told


class Dying(sqlite3.Connection):
    """Counts transactions."""

    def execute(self, sql: str, *values: Any) -> sqlite3.Cursor:
        call = super().execute
        return dies("commit", call)(sql, *values) if sql == "COMMIT" else call(sql, *values)


def connect(opened: Callable[..., sqlite3.Connection]) -> Callable[..., sqlite3.Connection]:
    return lambda *arguments, **named: opened(*arguments, **named, factory=Dying)


os.fsync = dies("fsync", noted(os.fsync))
os.fdatasync = dies("fsync", noted(os.fdatasync))
Path.rename = dies("rename", renamed(Path.rename))  # type: ignore[method-assign]
Path.replace = dies("rename", renamed(Path.replace))  # type: ignore[method-assign]
sqlite3.connect = connect(sqlite3.connect)  # type: ignore[assignment]

sys.argv = ["crawler", *sys.argv[4:]]
from crawler.cli.main import main  # noqa: E402

main()
