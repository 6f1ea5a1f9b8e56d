"""Work on several files, or parts, at once: in order, and when one fails, nobody works on after the error was told."""

import os
import signal
from collections.abc import Iterator
from pathlib import Path
from threading import Event

import pytest

from crawler.collection.processes import in_order, side_by_side
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


def doubled(number: int) -> tuple[int, int]:
    """Twice a number, and who worked it out; the lower ones take longer."""
    Event().wait(0.2 if number < 2 else 0)
    return 2 * number, os.getpid()


def killed(number: int) -> tuple[int, int]:
    """A process that is killed at its third number."""
    if number == 2:
        os.kill(os.getpid(), signal.SIGKILL)
    return doubled(number)


def parts(most: int) -> Iterator[int]:
    """Numbers, and then an error."""
    yield from range(most)
    raise ArchiveError("torn")


def test_results_come_in_order_from_processes_and_the_error_last() -> None:
    found = []
    results = in_order(doubled, parts(9), jobs=2, apart=doubled, doing="testing")
    with pytest.raises(ArchiveError, match="torn"):
        while True:
            found.append(next(results))
    assert [number for number, _ in found] == list(range(0, 18, 2))
    assert os.getpid() not in {process for _, process in found}


@pytest.mark.parametrize(("jobs", "most"), [(1, 5), (2, 1)])
def test_one_job_or_one_part_is_worked_on_here(jobs: int, most: int) -> None:
    found = list(in_order(doubled, range(most), jobs=jobs, apart=killed, doing="testing"))
    assert found == [(2 * number, os.getpid()) for number in range(most)]


def test_a_killed_process_is_told_of() -> None:
    with pytest.raises(ArchiveError, match="testing: a process was killed"):
        list(in_order(doubled, range(9), jobs=2, apart=killed, doing="testing"))
