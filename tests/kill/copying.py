"""Copies a collection file by file while it is written, goes on with the copy, and audits what stands there at the end.

Run as a program it does so many times and prints one line for each: ``python tests/kill/copying.py [FIRST] [TRIALS]``.
"""

import shutil
import socketserver
import sqlite3
import sys
import tempfile
import threading
from collections.abc import Sequence
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any

sys.path.insert(0, str(Path(__file__).parent))

from killing import Trial, Undisturbed, audit, undisturbed

from crawler.demo import DemoServer, serve

sys.path.insert(0, str(Path(__file__).parents[1]))

from crawls import run, start


@dataclass(frozen=True)
class Copy:
    """When and how it is copied: after ``count`` requests, these parts in this order, with pauses between them.

    ``log`` and ``shared`` are the files that SQLite has beside the journal: a copy may have one, both or neither.
    """

    count: int
    order: tuple[str, ...] = ("journal", "archive", "data", "rest")
    pause: float = 0.0
    log: bool = True
    shared: bool = True


class Bell(list[Any]):
    """A log of requests that rings once it holds so many."""

    def __init__(self, entries: Sequence[Any] = ()) -> None:
        super().__init__(entries)
        self.at, self.rung = 0, threading.Event()

    def append(self, entry: Any) -> None:
        super().append(entry)
        if self.at and len(self) >= self.at:
            self.rung.set()


def copy_of(trial: Trial, target: Path, how: Copy) -> Trial:
    """Copy what stands there now, part by part, as ``cp`` would: what goes away meanwhile is not copied."""
    source = trial.folder / "archives"
    for folder in (path for path in source.rglob("*") if path.is_dir()):
        (target / "archives" / folder.relative_to(source)).mkdir(parents=True, exist_ok=True)
    pause = threading.Event()
    for part in how.order:
        for path in _part(source, part, how):
            place = target / "archives" / path.relative_to(source)
            place.parent.mkdir(parents=True, exist_ok=True)
            with suppress(FileNotFoundError):
                shutil.copyfile(path, place)
        pause.wait(how.pause)
    return Trial(trial.site, target)


def _part(source: Path, part: str, how: Copy) -> list[Path]:
    if part == "journal":
        endings = ["", *["-wal"] * how.log, *["-shm"] * how.shared]
        return [
            source / f"journal.sqlite{ending}" for ending in endings if (source / f"journal.sqlite{ending}").exists()
        ]
    folder = source / "demo"
    if part in ("archive", "data"):
        return sorted(folder.joinpath(part).glob("*"))
    return sorted(path for path in folder.rglob("*") if path.is_file() and path.parent.name not in ("archive", "data"))


def attempt(folder: Path, site: DemoServer, truth: Undisturbed, how: Copy, **config: object) -> tuple[Trial, list[str]]:
    """One trial: a crawl, a copy of it amid requests, check and reparse of the copy, then a crawl of it to the end."""
    bell = site.log = Bell()
    bell.at = how.count
    trial = Trial(site, folder / "first", settings=config)
    trial.folder.mkdir(parents=True)
    process = start("crawl", *trial.arguments())
    bell.rung.wait(60)
    copied = copy_of(trial, folder / "copied", how)
    is_over = job_is_over(copied)
    _, words = process.communicate(timeout=120)
    assert process.returncode == 0, words
    copied.settings = config
    wrong = [wrong for verb in ("check", "reparse") for wrong in _tried(verb, copied)]
    bell.at, bell[:] = 0, []
    copied.crawl()
    done = run("check", copied.collection.folder)
    if done.code:
        wrong.append(f"check at the end: {done.out[-900:]}")
    found = audit(copied, truth)
    if is_over or job_unknown(copied):
        found = [line for line in found if not line.startswith("visited 2 times")]
    return copied, wrong + found


def _tried(verb: str, copied: Trial) -> list[str]:
    """What is wrong with a verb on a copy that nobody has gone on with: its lines may be ahead of its archive."""
    done, folder = run(verb, copied.collection.folder), copied.collection.folder / "archive"
    nothing = () if any(path.stat().st_size for path in folder.iterdir()) else (7,)
    if done.code in ({"check": (0, 1), "reparse": (0,)}[verb] + nothing) and "Traceback" not in done.err:
        return []
    return [f"{verb}: exit {done.code}: {done.err[-600:]}"]


def job_is_over(copied: Trial) -> bool:
    """Whether the crawl had ended by the time its journal was copied: then another job looks at everything again."""
    journal = copied.folder / "archives" / "journal.sqlite"
    with (
        suppress(sqlite3.Error),  # one of which only a part was copied
        closing(sqlite3.connect(f"file:{journal}?immutable=1", uri=True)) as connection,
    ):
        return bool(connection.execute("SELECT count(*) FROM job WHERE finished_at IS NOT NULL").fetchone()[0])
    return False


def job_unknown(copied: Trial) -> bool:
    """Whether the copied journal did not know the job that the archive tells of: then another one began."""
    with closing(sqlite3.connect(copied.folder / "archives" / "journal.sqlite")) as connection:
        return bool(connection.execute("SELECT count(*) FROM job WHERE seeds = '[]'").fetchone()[0])


def random_copy(seed: int, *, requests: int) -> Copy:
    """How one trial copies, the same for the same seed."""
    chance = Random(seed)
    order = ["journal", "archive", "data", "rest"]
    chance.shuffle(order)
    pause = chance.choice([0.0, 0.05, 0.3, 0.8])
    count = chance.randint(1, requests)
    return Copy(count, tuple(order), pause, log=chance.random() < 0.7, shared=chance.random() < 0.5)


def main(first: int = 1, trials: int = 50) -> int:
    """Many trials, one line each; gives how many went wrong."""
    failed = 0
    socketserver.BaseServer.handle_error = lambda *_: None  # type: ignore[method-assign]
    with tempfile.TemporaryDirectory() as work, serve() as site:
        site.log = Bell()
        truth = undisturbed(Path(work) / "undisturbed", site)
        for seed in range(first, first + trials):
            how, folder = random_copy(seed, requests=len(truth.paths)), Path(work) / str(seed)
            _, wrong = attempt(folder, site, truth, how, warc_max_bytes=1 << 20)
            failed += bool(wrong)
            print(f"seed {seed}: {'FAILED' if wrong else 'ok'}, {how}", flush=True)  # noqa: T201
            for line in wrong:
                print(f"    {line}", flush=True)  # noqa: T201
            shutil.rmtree(folder)
    return failed


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:])))
