"""Verbs that read what lies on the disk end soon and with a defined exit code, whatever lies there."""

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from mutants import CORPUS, kept, trial


@pytest.mark.parametrize("path", sorted(CORPUS.iterdir()), ids=lambda path: path.name)
def test_what_once_failed_or_well_might_ends_as_it_should(path: Path, tmp_path: Path) -> None:
    assert kept(path, tmp_path / "any") == []


@pytest.mark.parametrize("seed", range(8))
def test_a_spoiled_collection_and_page_end_as_they_should(seed: int, tmp_path: Path) -> None:
    assert trial(seed, tmp_path) == []
