"""A collection copied file by file while it is crawled can be checked, rebuilt, and gone on with to the same end."""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from copying import Bell, Copy, attempt, job_unknown
from killing import Undisturbed, undisturbed

from crawler.demo import DemoServer, serve

COPIES = {
    "journal first": Copy(60, ("journal", "archive", "data", "rest"), pause=0.3),
    "journal last": Copy(60, ("rest", "archive", "data", "journal"), pause=0.3),
    "journal without its log": Copy(90, ("archive", "journal", "data", "rest"), log=False, shared=False),
}


@pytest.fixture(scope="module")
def site() -> Iterator[DemoServer]:
    with serve() as demo:
        demo.log = Bell()
        yield demo


@pytest.fixture(scope="module")
def truth(site: DemoServer, tmp_path_factory: pytest.TempPathFactory) -> Undisturbed:
    return undisturbed(tmp_path_factory.mktemp("undisturbed"), site)


@pytest.mark.parametrize("how", COPIES.values(), ids=COPIES)
def test_a_copy_made_amid_a_crawl_is_gone_on_with(
    site: DemoServer, truth: Undisturbed, tmp_path: Path, how: Copy
) -> None:
    copied, wrong = attempt(tmp_path, site, truth, how)
    assert wrong == []
    assert job_unknown(copied) is not how.log
