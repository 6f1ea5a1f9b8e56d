"""Crawls the demo site, kills the crawl, resumes it, and audits what stands on disk at the end.

The audit compares with an undisturbed crawl of the same site and with the site's own log. Run as a program it does so
many times and prints one line for each: ``python tests/kill/killing.py [FIRST_SEED] [TRIALS]``.
"""

import json
import os
import shutil
import signal
import socketserver
import sqlite3
import sys
import tempfile
import threading
from collections import Counter
from collections.abc import Sequence
from contextlib import closing, suppress
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import Any, Final

sys.path.insert(0, str(Path(__file__).parents[1]))

from crawls import OF_ORIGIN, QUICK, Collection, quick_config, run, start

from crawler.demo import DemoServer, serve

RECORDING: Final = (sys.executable, str(Path(__file__).with_name("recording.py")))
AT_ONCE: Final = 4
"""Requests open at once on a host: the default."""

HOPS: Final = 3
"""Requests that the longest chain of redirects takes; one that is killed starts again."""

ITEMS: Final = ("articles", "threads", "comments")


@dataclass(frozen=True)
class Kill:
    """When a crawl dies: at its n-th ``point`` (see recording.py), or ``later`` seconds after n requests.

    ``power`` also takes away what was not synced.
    """

    point: str
    count: int
    later: float = 0.0
    power: bool = False


class Tripwire(list[Any]):
    """A log of requests that kills a process group once it holds so many more."""

    def __init__(self, entries: Sequence[Any]) -> None:
        super().__init__(entries)
        self._at, self._later, self._group = 0, 0.0, 0

    def arm(self, group: int, *, more: int, later: float) -> None:
        self._group, self._at, self._later = group, len(self) + more, later

    def append(self, entry: Any) -> None:
        super().append(entry)
        if self._group and len(self) >= self._at:
            group, self._group = self._group, 0
            threading.Timer(self._later, _kill, [group]).start()


def _kill(group: int) -> None:
    with suppress(ProcessLookupError):
        os.killpg(group, signal.SIGKILL)


@dataclass
class Trial:
    """One collection through any number of deaths."""

    site: DemoServer
    folder: Path
    jobs: int = 1
    kills: int = 0
    lost_power: bool = False
    settings: dict[str, object] = field(default_factory=dict)
    complaints: list[str] = field(default_factory=list)

    @property
    def collection(self) -> Collection:
        return Collection(self.folder / "archives" / "demo")

    @property
    def finished(self) -> bool:
        """Whether the journal says that the job is over; a further crawl would be another job."""
        if not (journal := self.folder / "archives" / "journal.sqlite").exists():
            return False
        with closing(sqlite3.connect(journal)) as connection:
            if not connection.execute("SELECT name FROM sqlite_master WHERE name = 'job'").fetchone():
                return False
            over = "SELECT count(*) FROM job WHERE finished_at IS NOT NULL"
            return bool(connection.execute(over).fetchone()[0] == self.jobs)

    def crawl(self, kill: Kill | None = None) -> int:
        """Crawl to the end or to the death; gives the exit code."""
        self.folder.mkdir(exist_ok=True)
        ledger = self.folder / "synced.jsonl"
        on_disk = kill is not None and kill.point != "requests"
        point = (kill.point, kill.count) if kill is not None and on_disk else ("none", 0)
        command = (*RECORDING, point[0], str(point[1]), str(ledger))
        log = self.site.log
        process = start("crawl", *self.arguments(), command=command)
        if kill is not None and not on_disk:
            assert isinstance(log, Tripwire)
            log.arm(process.pid, more=kill.count, later=kill.later)
        _, words = process.communicate(timeout=120)
        if process.returncode == -signal.SIGKILL:
            self.kills += 1
            if kill is not None and kill.power:
                self.lost_power = True
                lose_power(self.collection.folder, ledger)
        elif process.returncode != 0:
            self.complaints.append(f"exit {process.returncode}: {words[-600:]}")
        return process.returncode

    def arguments(self) -> list[object]:
        config = quick_config(self.folder, **self.settings)
        place = ("--archives", self.folder / "archives", "--collection", "demo")
        return [f"{self.site.base}/", *place, "--config", config, "--quiet", *QUICK]


def lose_power(folder: Path, ledger: Path) -> None:
    """Cut every file of a collection to what had been synced of it."""
    synced: dict[str, int] = {}
    for line in ledger.read_bytes().splitlines():
        name, what = json.loads(line)
        if isinstance(what, int):
            synced[name] = what
        else:
            synced[what] = synced.pop(name, 0)
    for part in ("archive", "data", "indexes"):
        for path in (folder / part).glob("*"):
            if path.stat().st_size > synced.get(str(path), 0):
                os.truncate(path, synced.get(str(path), 0))


@dataclass(frozen=True)
class Undisturbed:
    """What a crawl that nobody disturbed asked for and found."""

    paths: frozenset[str]
    looks: frozenset[str]
    items: dict[str, list[str]]


def undisturbed(folder: Path, site: DemoServer) -> Undisturbed:
    """Crawl once, undisturbed; the site's log is emptied afterwards."""
    trial = Trial(site, folder)
    assert trial.crawl() == 0, trial.complaints
    paths = frozenset(path for _, path, _ in site.log)
    site.log[:] = []
    looks = frozenset(row["url"] for row in trial.collection.rows("visits"))
    return Undisturbed(paths, looks, {name: _bare(trial.collection, name) for name in ITEMS})


def _bare(collection: Collection, name: str) -> list[str]:
    """The lines of a data file without what differs from one crawl to the next."""
    rows = collection.rows(name)
    versions = {row.pop("metadata")["version"] for row in rows}
    assert versions <= {1}, f"{name}: versions {versions} of a site that stood still"
    return sorted(json.dumps(row, sort_keys=True) for row in rows)


def audit(trial: Trial, truth: Undisturbed) -> list[str]:
    """Everything that is wrong with a collection whose crawl is over."""
    wrong = list(trial.complaints)
    collection = trial.collection
    wrong += [f"left open: {path.name}" for path in collection.folder.rglob("*.open")]
    looks = Counter(row["url"] for row in collection.rows("visits"))
    wrong += [f"visited {times} times: {url}" for url, times in looks.items() if times != trial.jobs]
    wrong += [f"not visited: {url}" for url in truth.looks - set(looks)]
    wrong += [f"visited by mistake: {url}" for url in set(looks) - truth.looks]
    for name in ITEMS:
        found, expected = Counter(_bare(collection, name)), Counter(truth.items[name])
        wrong += [f"{name}: {times} too many: {line[:200]}" for line, times in (found - expected).items()]
        wrong += [f"{name}: {times} missing: {line[:200]}" for line, times in (expected - found).items()]
    wrong += [f"not captured: {path}" for path in truth.paths - _captured(trial)]
    again = refetched(trial)
    if not trial.lost_power and again > trial.kills * AT_ONCE * HOPS:
        wrong.append(f"{again} requests repeated after {trial.kills} kills")
    return wrong + _reparsed(trial)


def refetched(trial: Trial) -> int:
    """Requests made more than once; what an origin asks of robots is asked for by every run."""
    asked = Counter(path for _, path, _ in trial.site.log if path not in OF_ORIGIN)
    return sum(times - 1 for times in asked.values())


def _captured(trial: Trial) -> set[str]:
    index = (trial.collection.folder / "indexes" / "index.cdxj").read_bytes().splitlines()
    return {json.loads(line.split(b" ", 2)[2])["url"].removeprefix(trial.site.base) for line in index}


def _reparsed(trial: Trial) -> list[str]:
    """Differences between data/ and what the archive alone gives."""
    copy = Collection(trial.folder / "copy" / "demo")
    shutil.copytree(trial.collection.folder / "archive", copy.folder / "archive")
    done = run("reparse", copy.folder)
    if done.code:
        return [f"reparse: exit {done.code}: {done.err[-600:]}"]
    before, after = trial.collection.sorted_data(), copy.sorted_data()
    return [
        f"reparse: {name} differs in {len(set(before[name]) ^ set(after[name]))} lines: "
        f"{[line[:160] for line in set(before[name]) ^ set(after[name])][:2]}"
        for name in before
        if before[name] != after[name]
    ]


def random_kills(seed: int, *, at_most: int = 5) -> list[Kill]:
    """Deaths for one trial, the same ones for the same seed."""
    chance = Random(seed)
    return [_random_kill(chance) for _ in range(chance.randint(1, at_most))]


def _random_kill(chance: Random) -> Kill:
    power = chance.random() < 0.3
    point = chance.choice(["requests", "requests", "fsync", "rename", "commit"])
    match point:
        case "requests":
            return Kill(point, chance.randint(1, 60), later=chance.choice([0, 0, chance.random()]), power=power)
        case "rename":
            return Kill(point, chance.randint(1, 4) * chance.choice([1, -1]), power=power)
        case _:
            return Kill(point, chance.randint(1, 16) * chance.choice([1, -1]), power=power)


def attempt(
    folder: Path, site: DemoServer, truth: Undisturbed, kills: Sequence[Kill], *, again: bool = False
) -> tuple[Trial, list[str]]:
    """One trial: every kill, then a last crawl to the end, then the audit.

    ``again``: it is a second crawl that is killed, which finds everything unchanged.
    """
    trial = Trial(site, folder)
    if again:
        trial.crawl()
        trial.jobs = 2
    site.log[:] = []
    for kill in kills:
        if trial.crawl(kill) == 0 or trial.finished:
            break
    if not trial.finished:
        trial.crawl()
    return trial, audit(trial, truth)


def main(first: int = 1, trials: int = 50) -> int:
    """Many trials, one line each; gives how many went wrong."""
    failed = 0
    socketserver.BaseServer.handle_error = lambda *_: None  # type: ignore[method-assign]  # the killed hang up
    with tempfile.TemporaryDirectory() as work, serve() as site:
        site.log = Tripwire([])
        truth = undisturbed(Path(work) / "undisturbed", site)
        for seed in range(first, first + trials):
            kills, folder = random_kills(seed), Path(work) / str(seed)
            again = seed % 3 == 0
            trial, wrong = attempt(folder, site, truth, kills, again=again)
            failed += bool(wrong)
            shown = " ".join(f"{kill.point}:{kill.count}{'!' * kill.power}" for kill in kills)
            print(  # noqa: T201
                f"seed {seed}{' (again)' * again}: {'FAILED' if wrong else 'ok'}, {trial.kills} kills ({shown}), "
                f"{refetched(trial)} repeated{'; ' + '; '.join(wrong[:4]) if wrong else ''}",
                flush=True,
            )
            if wrong and (keep := os.environ.get("KEEP")):
                shutil.copytree(folder, Path(keep) / str(seed), dirs_exist_ok=True)
            shutil.rmtree(folder)
    return failed


if __name__ == "__main__":
    sys.exit(min(main(*map(int, sys.argv[1:])), 1))
