"""A page that no parser can read stops nothing, is told of, and takes nothing away that was read before."""

import json
import shutil
from pathlib import Path

import pytest
from conftest import Crawled
from crawls import QUICK, Collection, Ran, quick_config, run

import crawler
from crawler.collection.paths import paths
from crawler.collection.place import note_place
from crawler.demo import MODEL_PAGE, serve

OTHER = "/2026/02/deep-question-about-chips/"
COMMENTER = "Wilf Carraway"

SITE = f"""
from crawler.items import Article
from crawler.parsers.page import Page
from crawler.parsers.sites.site import Site


def _correct(page: Page, article: Article) -> None:
    if page.url.endswith({MODEL_PAGE!r}):
        raise ValueError("no standfirst \\x1b[2J")


SITE = Site(hosts=("127.0.0.1",), correct=_correct)
"""


@pytest.fixture(scope="module")
def failing(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The environment of a copy of the program with one more site file, which fails on one page."""
    folder = tmp_path_factory.mktemp("program")
    shutil.copytree(Path(crawler.__file__).parent, folder / "crawler")
    sites = folder / "crawler" / "parsers" / "sites"
    (sites / "loopback.py").write_text(SITE)
    named = (sites / "__init__.py").read_text().replace("tuple[Site, ...]] = ()", "tuple[Site, ...]] = (SITE,)")
    (sites / "__init__.py").write_text(
        named.replace("import Site\n", "import Site\nfrom crawler.parsers.sites.loopback import SITE\n")
    )
    return {"PYTHONPATH": str(folder), "PYTHONSAFEPATH": "1"}


@pytest.fixture
def copied(crawled: Crawled, tmp_path: Path) -> Collection:
    shutil.copytree(crawled.collection.folder.parent, tmp_path / "archives")
    note_place(paths(tmp_path / "archives", "demo"))
    return Collection(tmp_path / "archives" / "demo")


@pytest.fixture
def model(crawled: Crawled) -> dict:
    """The line of the look at the page that is not read."""
    (row,) = (row for row in crawled.collection.rows("visits") if row["url"].endswith(MODEL_PAGE))
    return row


def told(ran: Ran, row: dict) -> str:
    """The one line that says which page was not read; exit 1."""
    assert ran.code == 1, ran
    (line,) = (line for line in ran.err.splitlines() if line.startswith("crawler: "))
    assert f"1 page: {row['url']} ({row['metadata']['warcRecordId']}, parser failed: ValueError)" in line
    assert "eport or mend what fails" in line
    return line


def bytes_of(folder: Path) -> dict[str, bytes]:
    """Every file of a collection; the lock is none."""
    files = (path for path in folder.rglob("*") if path.is_file() and path.name != "lock")
    return {str(path.relative_to(folder)): path.read_bytes() for path in files}


def moved_away(collection: Collection) -> None:
    (collection.folder / "data" / "visits.jsonl").rename(collection.folder / "visits.before.jsonl")


def test_a_crawl_goes_on_and_a_mended_parser_reads_the_page_later(failing: dict[str, str], tmp_path: Path) -> None:
    with serve() as site:
        seeds = [site.base + path for path in (MODEL_PAGE, OTHER)]
        place = ("--archives", tmp_path, "--collection", "demo", "--config", quick_config(tmp_path), "--quiet", *QUICK)
        ran = run("crawl", *seeds, "--scope", "page", *place, **failing)
    collection = Collection(tmp_path / "demo")
    assert ran.code == 0, ran.err
    assert [row["url"] for row in collection.rows("articles")] == seeds[1:]
    (row,) = (row for row in collection.rows("visits") if row["url"] == seeds[0])
    assert row["metadata"]["notes"] == ["unread: parser failed: ValueError"]
    told(run("reparse", collection.folder, **failing), row)
    assert run("reparse", collection.folder).code == 0
    assert sorted(row["url"] for row in collection.rows("articles")) == sorted(seeds)


def test_extract_gives_every_line_and_names_what_was_not_read(
    copied: Collection, failing: dict[str, str], model: dict
) -> None:
    good, ran = run("extract", *copied.warcs), run("extract", *copied.warcs, **failing)
    assert good.code == 0
    told(ran, model)
    lines, empty = ({row["url"]: row for row in map(json.loads, each.out.splitlines())} for each in (good, ran))
    assert lines.keys() == empty.keys() and lines[model["url"]]["article"] is not None
    assert empty.pop(model["url"]) == {
        "file": copied.warcs[0].name,
        "url": model["url"],
        "article": None,
        "threads": [],
    }
    articles = {url for url, row in lines.items() if row["article"]}
    assert articles - {url for url, row in empty.items() if row["article"]} == {model["url"]}


def test_tracebacks_are_shown_and_not_for_every_page(copied: Collection, failing: dict[str, str], model: dict) -> None:
    ran = run("extract", *copied.warcs * 5, **failing)
    assert ran.code == 1 and "5 pages: " in ran.err and "and 2 more" in ran.err
    assert ran.err.count("Traceback") == 3 and "loopback.py" in ran.err
    assert "no standfirst" in ran.err and "\x1b" not in ran.err


def test_reparse_does_not_replace_what_was_read_before(
    copied: Collection, failing: dict[str, str], model: dict
) -> None:
    before = bytes_of(copied.folder)
    line = told(run("reparse", copied.folder, **failing), model)
    assert "nothing was changed" in line and str(copied.folder / "data" / "visits.jsonl") in line
    assert bytes_of(copied.folder) == before


def test_reparse_goes_on_without_it_when_told_to(
    crawled: Crawled, copied: Collection, failing: dict[str, str], model: dict
) -> None:
    moved_away(copied)
    told(run("reparse", copied.folder, **failing), model)
    assert {row["url"] for row in crawled.collection.rows("articles")} - {
        row["url"] for row in copied.rows("articles")
    } == {model["url"]}
    first = bytes_of(copied.folder)
    told(run("reparse", copied.folder, **failing), model)
    assert bytes_of(copied.folder) == first
    assert run("reparse", copied.folder).code == 0
    assert copied.sorted_data() == crawled.collection.sorted_data()


def test_redact_takes_nothing_out_when_data_would_be_lost(
    copied: Collection, failing: dict[str, str], model: dict
) -> None:
    before = bytes_of(copied.folder)
    asked = ("--commenter", COMMENTER, "--reason", "asked for", "--yes")
    told(run("redact", copied.folder, *asked, **failing), model)
    assert bytes_of(copied.folder) == before


def test_redact_says_what_it_could_not_look_into(copied: Collection, failing: dict[str, str], model: dict) -> None:
    moved_away(copied)
    asked = ("--commenter", COMMENTER, "--reason", "asked for", "--yes", "--json")
    ran = run("redact", copied.folder, *asked, **failing)
    told(ran, model)
    assert "not looked into, since no parser could read them: 1 page" in ran.err
    report = json.loads(ran.out)
    assert report["done"] and report["unread"]["count"] == 1
    assert report["unread"]["first"][0]["record"] == model["metadata"]["warcRecordId"]
    names = {(row["author"] or {}).get("name") for row in copied.rows("comments")}
    assert names and COMMENTER not in names
