"""Data rebuilt from the archive alone is the data of the crawl."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import Crawled
from crawls import QUICK, Collection, clean_environment, quick_config, run

from crawler.demo import serve


@pytest.fixture
def copied(crawled: Crawled, tmp_path: Path) -> Collection:
    """The crawl's collection beside a journal that knows it."""
    shutil.copytree(crawled.collection.folder.parent, tmp_path / "archives")
    return Collection(tmp_path / "archives" / "demo")


def test_reparse_of_a_collection_gives_the_same_data(crawled: Crawled, copied: Collection) -> None:
    done = run("reparse", copied.folder)
    assert done.code == 0, done.err
    assert copied.sorted_data() == crawled.collection.sorted_data()
    assert copied.lines("skipped") == crawled.collection.lines("skipped")


def test_reparse_of_the_archive_alone_gives_the_same_data(crawled: Crawled, tmp_path: Path) -> None:
    alone = Collection(tmp_path / "demo")
    shutil.copytree(crawled.collection.folder / "archive", alone.folder / "archive")
    assert run("reparse", alone.folder).code == 0
    assert alone.sorted_data() == crawled.collection.sorted_data()
    assert not (tmp_path / "journal.sqlite").exists()


def test_threads_over_several_pages_are_among_them(crawled: Crawled) -> None:
    answered = [row["answered"] for row in crawled.collection.rows("visits") if row["threads"]]
    assert max(answered) >= 2


def test_reparse_twice_gives_the_same_bytes(copied: Collection) -> None:
    assert run("reparse", copied.folder).code == 0
    first = {path.name: path.read_bytes() for path in (copied.folder / "data").iterdir()}
    assert run("reparse", copied.folder).code == 0
    assert {path.name: path.read_bytes() for path in (copied.folder / "data").iterdir()} == first


@pytest.mark.parametrize("verb", ["reparse", "extract"])
def test_light_verbs_load_no_framework(copied: Collection, verb: str) -> None:
    what = copied.folder if verb == "reparse" else copied.warcs[0]
    program = (
        "import sys\nfrom crawler.cli.main import main\nmain()\n"
        "print(sorted({'scrapy', 'twisted', 'playwright'} & set(sys.modules)), file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, verb, str(what)],
        capture_output=True,
        text=True,
        check=True,
        timeout=120,
        env=clean_environment(),
    )
    assert done.stderr.splitlines()[-1] == "[]"


def test_a_damaged_archive_leaves_the_data_as_it_was(copied: Collection) -> None:
    before = copied.sorted_data()
    warc = copied.warcs[0]
    data = bytearray(warc.read_bytes())
    data[len(data) // 2 : len(data) // 2 + 64] = bytes(64)
    warc.write_bytes(data)
    done = run("reparse", copied.folder)
    assert done.code == 7
    assert warc.name in done.err and "offset" in done.err and "Traceback" not in done.err
    assert copied.sorted_data() == before
    assert not list(copied.folder.glob(".reparse-*"))


def test_a_collection_without_its_journal_is_taken_in_and_goes_on(tmp_path: Path) -> None:
    with serve() as site:
        seed = f"{site.base}/2026/03/coffee-settles-ferry-quarrel/"
        command = ("crawl", seed, "--scope", "page", "--archives", tmp_path, "--collection", "demo", *QUICK)
        command = (*command, "--quiet", "--config", quick_config(tmp_path))
        collection = Collection(tmp_path / "demo")
        assert run(*command).code == 0
        found = collection.sorted_data()
        for path in tmp_path.glob("journal.sqlite*"):
            path.unlink()
        again = run(*command)
        assert again.code == 0 and "taken in anew" in again.err, again.err
    assert collection.lines("articles") == found["articles"]
    assert sorted(collection.lines("comments")) == found["comments"]
    assert len(collection.lines("visits")) == 2 * len(found["visits"])
