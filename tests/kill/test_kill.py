"""Crawls that are killed and resumed end as if nobody had disturbed them."""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from killing import Kill, Tripwire, Undisturbed, attempt, undisturbed

from crawler.demo import DemoServer, serve

TRIALS = {
    "amid requests, twice": [Kill("requests", 24), Kill("requests", 39)],
    "between two commits": [Kill("requests", 30, later=0.4)],
    "before and after a commit": [Kill("commit", 4), Kill("commit", -3)],
    "while the files are closed at the end": [Kill("rename", 5)],
    "power lost amid requests": [Kill("requests", 35, power=True)],
    "power lost between record, lines and journal": [Kill("fsync", 5, power=True), Kill("commit", 3, power=True)],
    "power lost twice": [Kill("requests", 15, power=True), Kill("requests", 22, power=True)],
    "again and again": [Kill("requests", count) for count in (8, 12, 15, 18, 21)],
    "while it starts and recovers": [
        Kill("requests", 20),
        Kill("fsync", 1),
        Kill("commit", 1),
        Kill("rename", 1),
        Kill("fsync", 2),
    ],
    "while a recovered file is given its name": [Kill("requests", 20), Kill("rename", 2), Kill("rename", -2)],
}


@pytest.fixture(scope="module")
def site() -> Iterator[DemoServer]:
    with serve() as demo:
        demo.log = Tripwire([])
        yield demo


@pytest.fixture(scope="module")
def truth(site: DemoServer, tmp_path_factory: pytest.TempPathFactory) -> Undisturbed:
    return undisturbed(tmp_path_factory.mktemp("undisturbed"), site)


def test_a_second_crawl_is_killed_and_ends_with_one_look_more(
    site: DemoServer, truth: Undisturbed, tmp_path: Path
) -> None:
    trial, wrong = attempt(tmp_path, site, truth, [Kill("requests", 30), Kill("commit", -3, power=True)], again=True)
    assert wrong == []
    assert trial.kills == 2


@pytest.mark.parametrize("kills", TRIALS.values(), ids=TRIALS)
def test_nothing_is_lost_and_nothing_twice(
    site: DemoServer, truth: Undisturbed, tmp_path: Path, kills: list[Kill]
) -> None:
    trial, wrong = attempt(tmp_path, site, truth, kills)
    assert wrong == []
    assert trial.kills == len(kills), "the crawl ended before it was killed"
