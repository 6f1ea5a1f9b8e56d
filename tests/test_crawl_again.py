"""Further crawls of a site: nothing new while it stands still, versions when it moves."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from crawls import QUICK, Collection, Ran, quick_config, run
from warcio.archiveiterator import ArchiveIterator

from crawler.demo import CLOSING, OPENING, DemoServer, serve
from crawler.demo.expected import expected_articles, expected_threads

GULLS = "/2026/02/council-votes-on-gulls/"
BRIDGE = "/town/2026/03/swing-bridge-stuck-open"
GONE = "/culture/film-club-reel-two/"
NAMES = ("articles", "threads", "comments", "visits")


@dataclass
class Story:
    """Three crawls of one site, and how many lines each had added up to."""

    base: str
    collection: Collection
    runs: list[Ran] = field(default_factory=list)
    counts: list[dict[str, int]] = field(default_factory=list)

    def crawl(self, folder: Path) -> None:
        place = ("--archives", folder, "--collection", "demo", "--config", quick_config(folder))
        self.runs.append(run("crawl", f"{self.base}/", *place, *QUICK))
        self.counts.append({name: len(self.collection.lines(name)) for name in NAMES})

    def added(self, name: str, crawl: int) -> list[dict[str, object]]:
        """Rows that a crawl (0, 1 …) added."""
        before = self.counts[crawl - 1][name] if crawl else 0
        return self.collection.rows(name)[before : self.counts[crawl][name]]


@pytest.fixture(scope="module")
def story(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Story]:
    folder = tmp_path_factory.mktemp("again")
    with serve() as site:
        told = Story(site.base, Collection(folder / "demo"))
        told.crawl(folder)
        told.crawl(folder)
        _to_the_end(site)
        told.crawl(folder)
    yield told


def _to_the_end(site: DemoServer) -> None:
    site.clock.set(CLOSING)


def test_each_crawl_is_a_job_of_its_own(story: Story) -> None:
    assert [ran.code for ran in story.runs] == [0, 0, 0]
    assert [f"Job {number} of demo begins" in ran.err for number, ran in enumerate(story.runs, 1)] == [True] * 3


def test_an_unchanged_site_gives_visits_only(story: Story) -> None:
    assert [len(story.added(name, 1)) for name in ("articles", "threads", "comments")] == [0, 0, 0]
    looks = [Counter(row["url"] for row in story.added("visits", crawl)) for crawl in (0, 1)]
    assert looks[0] == looks[1]
    assert not any(row["articleChanged"] for row in story.added("visits", 1))


def test_unchanged_pages_are_revisits(story: Story) -> None:
    kinds = _kinds(story)
    assert kinds[story.runs[0].code, 0]["revisit"] < 5
    assert kinds[0, 1]["revisit"] > 100 and kinds[0, 1]["response"] < 25


def test_visits_of_revisits_lead_to_their_own_records(story: Story) -> None:
    first, second = ({row["url"]: row["metadata"] for row in story.added("visits", crawl)} for crawl in (0, 1))
    assert all(first[url]["warcRecordId"] != second[url]["warcRecordId"] for url in first)
    same = sum(first[url]["payloadDigest"] == second[url]["payloadDigest"] for url in first)
    assert same > len(first) - 5


def test_changed_articles_get_their_next_version(story: Story) -> None:
    rows = [row for row in story.collection.rows("articles") if row["url"] == story.base + BRIDGE]
    assert [row["metadata"]["version"] for row in rows] == [1, 2]
    truth = next(article for article in expected_articles(CLOSING) if article.path == BRIDGE)
    assert rows[1]["headline"] == truth.headline != rows[0]["headline"]


def test_unchanged_articles_keep_their_only_version(story: Story) -> None:
    before = {article.path: article for article in expected_articles(OPENING)}
    after = {article.path: article for article in expected_articles(CLOSING)}
    versions = Counter(row["url"].removeprefix(story.base) for row in story.collection.rows("articles"))
    for path in set(before) & set(after):
        if (before[path].body, before[path].headline) == (after[path].body, after[path].headline):
            assert versions[path] == 1, path


def test_new_articles_begin_with_version_one(story: Story) -> None:
    fresh = {a.path for a in expected_articles(CLOSING)} - {a.path for a in expected_articles(OPENING)}
    added = {row["url"]: row["metadata"]["version"] for row in story.added("articles", 2)}
    assert fresh and all(added[story.base + path] == 1 for path in fresh)


def test_new_comments_are_added_and_edited_ones_get_a_version(story: Story) -> None:
    last: dict[tuple[str, str], dict[str, object]] = {}
    for row in story.collection.rows("comments"):
        last[row["articleUrl"].removeprefix(story.base), row["commentId"]] = row
    for thread in expected_threads(CLOSING):
        for comment in thread.comments:
            row = last[thread.path, comment.id]
            assert row["parentId"] == comment.parent, (thread.path, comment.id)
    edited = last[GULLS, "222"]
    assert edited["metadata"]["version"] == 2 and "forty-one gulls" in edited["text"]


def test_a_thread_that_closes_gets_a_version_that_says_so(story: Story) -> None:
    rows = [row for row in story.collection.rows("threads") if row["articleUrl"] == story.base + GULLS]
    assert rows[0]["isClosed"] is False and rows[-1]["isClosed"] is True
    assert [row["metadata"]["version"] for row in rows] == list(range(1, len(rows) + 1))


def test_an_article_taken_down_is_a_look_that_finds_none(story: Story) -> None:
    looks = [row for row in story.collection.rows("visits") if row["url"] == story.base + GONE]
    if len(looks) == 3:
        assert looks[2]["status"] == 410 and looks[2]["articleVersion"] is None
    assert [look["articleVersion"] for look in looks[:2]] == [1, 1]


def test_three_jobs_are_rebuilt_from_the_archive(story: Story) -> None:
    before = story.collection.sorted_data()
    assert run("reparse", story.collection.folder).code == 0
    assert story.collection.sorted_data() == before


def _kinds(story: Story) -> dict[tuple[int, int], Counter[str]]:
    """Records by kind in the WARC of each crawl, which wrote one each."""
    found: dict[tuple[int, int], Counter[str]] = {}
    assert len(story.collection.warcs) == 3
    for number, path in enumerate(story.collection.warcs):
        with path.open("rb") as file:
            found[0, number] = Counter(record.rec_type for record in ArchiveIterator(file))
    return found
