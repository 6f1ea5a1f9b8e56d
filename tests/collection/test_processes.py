"""Work on several files at once: when one fails, nobody works on after the error was told."""

from pathlib import Path
from threading import Event

import pytest

from crawler.collection.processes import side_by_side
from crawler.errors import ArchiveError


def work(folder: Path, name: str) -> None:
    """``slow`` begins, and ends a little after ``fails``, which waits for its beginning."""
    pause = Event()
    if name == "slow":
        (folder / "begun").touch()
        pause.wait(0.5)
        (folder / "ended").touch()
        return
    for _ in range(600):
        if (folder / "begun").exists():
            break
        pause.wait(0.05)
    raise ArchiveError("damaged")


def test_an_error_is_told_when_all_that_ran_are_done(tmp_path: Path) -> None:
    calls = [(tmp_path, "slow"), (tmp_path, "fails")]
    with pytest.raises(ArchiveError, match="damaged"):
        list(side_by_side(work, calls, jobs=2, doing="testing"))
    assert (tmp_path / "ended").exists()
