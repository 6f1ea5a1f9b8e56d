"""``crawler redact`` as people run it: shown first, done with --yes, and passed over by later crawls."""

import json
import resource
import shutil
import signal
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from crawls import COMMAND, QUICK, Collection, clean_environment, quick_config, run

from crawler.cli.main import cli
from crawler.demo import MODEL_PAGE, DemoServer, serve
from crawler.errors import ConfigError

OTHER = "/2026/02/deep-question-about-chips/"
REASON = ("--reason", "court order 12/26")


@dataclass(frozen=True)
class Site:
    server: DemoServer
    folder: Path

    def crawl(self, archives: Path) -> Collection:
        """Crawl two pages into ``archives``."""
        seeds = [self.server.base + path for path in (MODEL_PAGE, OTHER)]
        place = ("--archives", archives, "--collection", "demo", "--config", quick_config(self.folder))
        done = run("crawl", *seeds, "--scope", "page", "--no-requisites", "--quiet", *place, *QUICK)
        assert done.code == 0, done.err
        return Collection(archives / "demo")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    with serve() as server:
        found = Site(server, tmp_path_factory.mktemp("site"))
        found.crawl(found.folder / "archives")
        yield found


@pytest.fixture
def demo(site: Site, tmp_path: Path) -> Collection:
    shutil.copytree(site.folder / "archives", tmp_path / "archives")
    return Collection(tmp_path / "archives" / "demo")


def test_what_would_go_is_shown_and_nothing_changed(site: Site, demo: Collection) -> None:
    before = demo.sorted_data()
    url = site.server.base + MODEL_PAGE
    shown = run("redact", demo.folder, "--url", url, *REASON, "--dry-run")
    assert shown.code == 0 and url in shown.err and "nothing was changed" in shown.err
    asked = run("redact", demo.folder, "--url", url, *REASON)
    assert asked.code == 2 and "--yes" in asked.err
    assert demo.sorted_data() == before


def test_comment_pages_that_stay_are_named_with_what_to_do(site: Site, demo: Collection) -> None:
    shown = run("redact", demo.folder, "--url", site.server.base + OTHER, *REASON, "--dry-run", "--json")
    ((page, count),) = json.loads(shown.out)["beside"].items()
    assert "/wp-json/" in page and count == 1
    (line,) = (line for line in shown.err.splitlines() if page in line)
    assert line.startswith("  stays: ") and line.endswith("redact it, too")


def test_a_later_crawl_passes_over_the_address_and_refers_to_nothing_that_went(site: Site, demo: Collection) -> None:
    url = site.server.base + MODEL_PAGE
    done = run("redact", demo.folder, "--url", url, *REASON, "--yes", "--json")
    assert done.code == 0, done.err
    gone = {each["recordId"] for each in json.loads(done.out)["redaction"]["records"]}
    site.server.log[:] = []
    site.crawl(demo.folder.parent)
    assert MODEL_PAGE not in {path for _, path, _ in site.server.log}
    passed_over = [row for row in demo.rows("skipped") if row["url"] == url]
    assert [row["reason"] for row in passed_over] == ["redacted"] * 2  # By the redaction, and by the crawl.
    assert all("court order 12/26" in row["detail"] for row in passed_over)
    assert {row["url"] for row in demo.rows("visits")} == {site.server.base + OTHER}
    archive = b"".join(_unpacked(path) for path in demo.warcs)
    assert not any(b"WARC-Refers-To: " + name.encode() in archive for name in gone)
    assert run("check", demo.folder).code == 0


def test_a_robots_txt_that_went_is_asked_for_again_and_keeps_nothing_out(site: Site, demo: Collection) -> None:
    url = f"{site.server.base}/robots.txt"
    done = run("redact", demo.folder, "--url", url, *REASON, "--yes")
    assert done.code == 0, done.err
    site.server.log[:] = []
    site.crawl(demo.folder.parent)
    asked = [path for _, path, _ in site.server.log]
    assert {"/robots.txt", MODEL_PAGE, OTHER} <= set(asked)
    assert all(row["reason"] == "redacted" for row in demo.rows("skipped") if row["url"] == url)
    assert run("check", demo.folder).code == 0


def test_a_person_goes_and_later_crawls_find_a_collection_that_goes_on(site: Site, demo: Collection) -> None:
    named = ("--commenter", "Wilf Carraway", *REASON, "--yes", "--json")
    done = run("redact", demo.folder, *named)
    assert done.code == 0, done.err
    assert json.loads(done.out)["redaction"]["comments"] == 2
    assert "Carraway" not in b"".join(demo.lines("comments")).decode()
    before = demo.sorted_data()
    assert run("reparse", demo.folder).code == 0
    assert demo.sorted_data() == before
    site.crawl(demo.folder.parent)
    assert run("check", demo.folder).code == 0
    again = run("redact", demo.folder, *named)  # The site still shows them.
    assert again.code == 0 and "Carraway" not in b"".join(demo.lines("comments")).decode()


def test_a_comment_page_that_went_is_a_need_given_up(site: Site, demo: Collection) -> None:
    whole = [row for row in demo.rows("threads") if not row["missing"]]
    page = next(
        row["url"] for row in demo.rows("skipped") if row["reason"] == "duplicate" and "/wp-json/" in row["url"]
    )
    assert run("redact", demo.folder, "--url", page, *REASON, "--yes").code == 0
    assert run("check", demo.folder).code == 0
    (thread,) = (row for row in demo.rows("threads") if row["missing"])
    assert whole and thread["isComplete"] is False and any("redacted" in reason for reason in thread["missing"])
    site.server.log[:] = []
    site.crawl(demo.folder.parent)
    assert page not in {site.server.base + path for _, path, _ in site.server.log}
    crawled = demo.sorted_data()
    assert run("reparse", demo.folder).code == 0
    assert demo.sorted_data() == crawled
    assert {row["outcome"] for row in demo.rows("visits") if row["url"] == thread["articleUrl"]} == {"partial"}


def test_a_collection_that_lost_its_journal_is_taken_in_with_its_tombstones(site: Site, demo: Collection) -> None:
    reason = ("--reason", "asked for", "--yes")
    assert run("redact", demo.folder, "--commenter", "Wilf Carraway", *reason).code == 0
    before = demo.sorted_data()
    for path in demo.folder.parent.glob("journal.sqlite*"):
        path.unlink()
    site.crawl(demo.folder.parent)
    assert set(before["articles"]) <= set(demo.lines("articles"))
    assert set(before["comments"]) <= set(demo.lines("comments"))
    assert run("check", demo.folder).code == 0
    crawled = demo.sorted_data()
    assert run("reparse", demo.folder).code == 0
    assert demo.sorted_data() == crawled


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ((), "--url or --commenter"),
        (("--url", "http://a.example/", "--commenter", "x", *REASON), "--url or --commenter"),
        (("--url", "http://a.example/"), "--reason"),
        (("--url", "http://a.example/", "--reason", " "), "--reason"),
        (("--url", "a.example", *REASON), "http://"),
        (("--url", "http://a.example/", "--article", "http://a.example/", *REASON), "--commenter"),
        (("--url", "http://a.example/", *REASON), "index.cdxj"),
        (("--commenter", "Nobody", *REASON), "comments.jsonl"),
    ],
)
def test_what_cannot_be_done_is_said_and_nothing_changed(
    demo: Collection, arguments: tuple[str, ...], words: str
) -> None:
    before = demo.sorted_data()
    with pytest.raises(ConfigError, match=words):
        cli.main(["redact", str(demo.folder), *arguments, "--yes"], standalone_mode=False)
    assert demo.sorted_data() == before and not (demo.folder / "redactions.jsonl").exists()


def test_a_folder_that_is_no_collection_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="no collection"):
        cli.main(["redact", str(tmp_path), "--url", "http://a.example/", *REASON], standalone_mode=False)


def test_without_room_nothing_is_changed(site: Site, demo: Collection) -> None:
    def no_room() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (40_000, 40_000))

    before, warcs = demo.sorted_data(), [path.read_bytes() for path in demo.warcs]
    command = [*COMMAND, "redact", str(demo.folder), "--url", site.server.base + MODEL_PAGE, *REASON, "--yes"]
    done = subprocess.run(
        command, capture_output=True, text=True, timeout=60, check=False, preexec_fn=no_room, env=clean_environment()
    )
    assert done.returncode == 5 and "free" in done.stderr, done.stderr
    assert demo.sorted_data() == before and [path.read_bytes() for path in demo.warcs] == warcs
    assert not list(demo.folder.glob(".redact-*")) and not (demo.folder / "redaction.json").exists()
    assert run("check", demo.folder).code == 0


def _unpacked(path: Path) -> bytes:
    done = subprocess.run(["gzip", "-dc", str(path)], capture_output=True, check=True, timeout=30)
    return done.stdout
