"""``crawler mend`` as somebody meets it who follows the messages: from damage to a collection that is sound again."""

import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from crawls import QUICK, Collection, Ran, quick_config, run

from crawler.demo import MODEL_PAGE, DemoServer, serve

PAGES = (MODEL_PAGE, "/2026/02/deep-question-about-chips/", "/2026/02/knitting-the-pier/")


@dataclass(frozen=True)
class Site:
    server: DemoServer
    folder: Path

    def crawl(self, archives: Path) -> Ran:
        place = ("--archives", archives, "--collection", "demo", "--config", quick_config(self.folder))
        seeds = [self.server.base + path for path in PAGES]
        return run("crawl", *seeds, "--scope", "page", "--no-requisites", *place, *QUICK)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    with serve() as server:
        yield Site(server, tmp_path_factory.mktemp("site"))


@pytest.fixture
def demo(site: Site, tmp_path: Path) -> Collection:
    assert site.crawl(tmp_path).code == 0
    return Collection(tmp_path / "demo")


def headlines(collection: Collection) -> list[tuple[str, int]]:
    return sorted((row["headline"], row["metadata"]["version"]) for row in collection.rows("articles"))


def said(ran: Ran, code: int, *words: str) -> None:
    assert ran.code == code and all(word in ran.err + ran.out for word in words), ran


def test_a_file_cut_short_is_given_up_to_its_last_whole_capture(site: Site, demo: Collection, tmp_path: Path) -> None:
    before, (warc,) = headlines(demo), demo.warcs
    os.truncate(warc, warc.stat().st_size - 3_000)
    said(run("check", demo.folder), 1, "crawler mend")
    said(site.crawl(tmp_path), 7, f"crawler mend {demo.folder}")
    said(run("mend", demo.folder), 0, "the next crawl takes the collection in anew")
    said(site.crawl(tmp_path), 0, "are asked for again", "  found      3 articles, ")
    assert headlines(demo) == before
    said(run("check", demo.folder), 0, "0 faults")


def test_a_file_with_damage_in_its_middle_is_moved_away_and_given_up(
    site: Site, demo: Collection, tmp_path: Path
) -> None:
    before, (warc,) = headlines(demo), demo.warcs
    with warc.open("r+b") as file:
        file.seek(warc.stat().st_size // 3)
        file.write(b"\0" * 500)
    said(run("check", demo.folder), 1, "see what crawler mend says")
    said(run("reparse", demo.folder), 7, "run crawler check")
    said(run("mend", demo.folder), 7, "nothing was changed", "move it out of archive/")
    shutil.move(warc, tmp_path / "aside.warc.gz")
    said(site.crawl(tmp_path), 7, f"crawler mend {demo.folder}")
    said(run("mend", demo.folder), 0, "gone; ")
    said(site.crawl(tmp_path), 0)
    assert headlines(demo) == before
    said(run("check", demo.folder), 0, "0 faults")
