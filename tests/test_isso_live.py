"""Two crawls of articles whose comments are on a real isso server: written, edited and deleted over its own API."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from crawls import QUICK, Collection, Ran, quick_config, run
from isso_server import Newsroom, newsroom
from warcio.archiveiterator import ArchiveIterator

BRIDGE = "/harbour/bridge/"
FERRY = "/harbour/ferry.html"
MARKET = f"/{quote('märkte')}/"
NAMED = "ferry-2026"
WORDS = "Engineers looked at the bearings for a third day and found no fault, said the harbour office on Monday. " * 6
MORE = 20
"""Roots beside the conversation."""


@dataclass
class Told:
    """Both crawls, and what isso answered for each comment by its label in the conversation."""

    collection: Collection
    room: Newsroom
    said: dict[str, dict[str, Any]] = field(default_factory=dict)
    runs: list[Ran] = field(default_factory=list)
    counts: list[dict[str, int]] = field(default_factory=list)

    def crawl(self, folder: Path) -> None:
        place = ("--archives", folder, "--collection", "isso", "--config", quick_config(folder))
        self.runs.append(run("crawl", f"{self.room.site}/", *place, *QUICK, "--no-requisites"))
        self.counts.append({name: len(self.collection.lines(name)) for name in ("threads", "comments")})

    def added(self, name: str, crawl: int, path: str = BRIDGE) -> list[dict[str, Any]]:
        """Rows about one article that a crawl (0 or 1) added."""
        before = self.counts[crawl - 1][name] if crawl else 0
        rows = self.collection.rows(name)[before : self.counts[crawl][name]]
        return [row for row in rows if row["articleUrl"] == self.room.site + path]

    def row(self, label: str, crawl: int) -> dict[str, Any]:
        """The one row that a crawl added for a comment."""
        (found,) = [row for row in self.added("comments", crawl) if row["commentId"] == self.id(label)]
        return found

    def id(self, label: str) -> str:
        return str(self.said[label]["id"])

    def say(self, label: str, text: str, author: str, *, to: str | None = None, website: str | None = None) -> None:
        parent = self.said[to]["id"] if to else None
        self.said[label] = self.room.post(BRIDGE, text, author=author, parent=parent, website=website)


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Told]:
    folder = tmp_path_factory.mktemp("isso")
    with newsroom(folder) as room:
        room.pages.update(_pages(room.isso))
        story = Told(Collection(folder / "isso"), room)
        _talk(story)
        story.crawl(folder)
        story.said["root"] |= room.edit(story.said["root"]["id"], "It was shut *twice* this morning.")
        assert room.delete(story.said["leaf"]["id"]) is None
        assert room.delete(story.said["parent"]["id"])["mode"] == 4
        story.say("late", "The first ferry after the repair was full.", "Dag")
        story.say("late reply", "There was one in 1911.", "Gus", to="orphan")
        story.crawl(folder)
        yield story


def _talk(story: Told) -> None:
    story.say(
        "root", "It was shut again.\n\nNobody knows *why*.", "Ada Lindqvist", website="http://ada.example/?a=1&b=2"
    )
    story.say("reply", "The sign says noon.", "Bo & Søn <harbour>", to="root")
    story.say("reply to a reply", "The sign is [old](https://pier.example/sign).", "Chi", to="reply")
    story.say("leaf", "Two hours in the rain.", "Dag")
    story.say("parent", "Take the tunnel.", "Eve")
    story.say("orphan", "There is no tunnel.", "Fay", to="parent")
    for number in range(MORE):
        story.say(f"more {number}", f"Remark number {number}.", f"Reader {number}")
    for reader in ("198.51.100.7", "203.0.113.9"):
        story.room.like(story.said["root"]["id"], reader)
    story.room.post(NAMED, "It sails at nine.", author="Gus", title="The ferry sails")
    story.room.post(MARKET, "Fish on Fridays.", author="Hal")


def _pages(isso: str) -> dict[str, str]:
    """A front page that shows counts, and three articles; one names its thread, one has an address beyond ASCII."""
    embed = f"<script data-isso='{isso}/' src='{isso}/js/embed.min.js' async></script>"
    titles = {BRIDGE: "The bridge stays shut", FERRY: "The ferry sails", MARKET: "Fish at the market"}
    links = "".join(f"<li><a href='{path}#isso-thread'>{title}</a></li>" for path, title in titles.items())
    front = f"<script data-isso='{isso}/' src='{isso}/js/count.min.js' async></script>"
    return {"/": _page("The Harbour Post", f"<ul>{links}</ul>", front)} | {
        path: _page(
            title,
            f"<article><h1>{title}</h1><p>{WORDS}</p></article>"
            f"<section id=isso-thread{f' data-isso-id={NAMED}' if path == FERRY else ''}></section>",
            embed,
        )
        for path, title in titles.items()
    }


def _page(title: str, body: str, head: str) -> str:
    return f"<!doctype html><html lang=en><head><title>{title}</title>{head}</head><body>{body}</body></html>"


def test_both_crawls_end_well(told: Told) -> None:
    assert [ran.code for ran in told.runs] == [0, 0], told.runs


def test_every_comment_is_there_once_and_the_thread_is_complete(told: Told) -> None:
    rows, (thread,) = told.added("comments", 0), told.added("threads", 0)
    assert [row["commentId"] for row in rows if row["parentId"] is None] == [
        told.id(label) for label in ("root", "leaf", "parent", *(f"more {number}" for number in range(MORE)))
    ]
    assert len(rows) == len({row["commentId"] for row in rows}) == MORE + 6
    assert (thread["platform"], thread["isComplete"], thread["missing"]) == ("isso", True, [])
    assert thread["commentCount"] == thread["extractedCount"] == MORE + 6


def test_replies_hang_where_isso_keeps_them_two_levels_deep(told: Told) -> None:
    above = {"reply": "root", "reply to a reply": "root", "orphan": "parent"}
    for label, parent in above.items():
        row = told.row(label, 0)
        assert (row["parentId"], row["depth"]) == (told.id(parent), 1), label
    assert told.said["reply to a reply"]["parent"] == told.said["root"]["id"]


def test_authors_are_as_their_readers_see_them(told: Told) -> None:
    assert told.row("reply", 0)["author"]["name"] == "Bo & Søn <harbour>"
    assert told.row("root", 0)["author"] == {"name": "Ada Lindqvist", "url": "http://ada.example/?a=1&b=2"}


def test_text_is_plain_and_html_is_kept(told: Told) -> None:
    root, linked = told.row("root", 0), told.row("reply to a reply", 0)
    assert root["text"] == "It was shut again.\n\nNobody knows why."
    assert "<em>why</em>" in root["textHtml"]
    assert linked["text"] == "The sign is old." and 'href="https://pier.example/sign"' in linked["textHtml"]


def test_dates_and_votes_are_the_servers(told: Told) -> None:
    for label, said in told.said.items():
        if not label.startswith("late"):
            row = told.row(label, 0)
            assert (row["datePublished"], row["datePrecision"]) == (_second(said["created"]), "second")
            assert row["dateModified"] is None
    assert told.row("root", 0)["upvoteCount"] == 2 and told.row("leaf", 0)["upvoteCount"] == 0


def test_each_comment_names_the_record_of_the_servers_answer(told: Told) -> None:
    answers = _answers(told)
    for crawl in (0, 1):
        shown = [row for row in told.added("comments", crawl) if "vanished" not in row["metadata"]["notes"]]
        records = {row["metadata"]["warcRecordId"] for row in shown}
        assert len(records) == 1
        url, body = answers[records.pop()]
        assert url.startswith(f"{told.room.isso}/?uri=")
        listed = json.loads(body)["replies"]
        ids = {str(each["id"]) for root in listed for each in (root, *root["replies"])}
        assert {row["commentId"] for row in shown} <= ids


@pytest.mark.parametrize(("path", "author"), [(FERRY, "Gus"), (MARKET, "Hal")])
def test_a_thread_is_found_by_the_name_that_the_page_gives_it_or_by_its_path(
    told: Told, path: str, author: str
) -> None:
    (row,) = told.added("comments", 0, path)
    assert row["author"]["name"] == author
    assert not told.added("comments", 1, path)


def test_a_page_that_only_counts_comments_has_no_thread(told: Told) -> None:
    assert not told.added("threads", 0, "/")


def test_the_second_crawl_adds_what_changed_and_nothing_else(told: Told) -> None:
    added = {row["commentId"]: row["metadata"]["version"] for row in told.added("comments", 1)}
    changed = {told.id(label): 2 for label in ("root", "parent", "leaf")}
    assert added == changed | {told.id(label): 1 for label in ("late", "late reply")}


def test_an_edited_comment_has_its_new_text_and_the_date_of_the_edit(told: Told) -> None:
    row = told.row("root", 1)
    assert row["text"] == "It was shut twice this morning."
    assert row["dateModified"] == _second(told.said["root"]["modified"])
    assert row["datePublished"] == told.row("root", 0)["datePublished"]


def test_a_deleted_comment_with_replies_keeps_its_place(told: Told) -> None:
    row = told.row("parent", 1)
    assert (row["isDeleted"], row["text"], row["author"]) == (True, None, None)
    assert told.row("parent", 0)["isDeleted"] is False


def test_a_reply_may_hang_under_a_deleted_comment(told: Told) -> None:
    assert told.row("late reply", 1)["parentId"] == told.id("parent")


def test_a_deleted_leaf_is_said_to_be_gone(told: Told) -> None:
    rows = [row for row in told.collection.rows("comments") if row["commentId"] == told.id("leaf")]
    assert [(row["text"], row["isDeleted"]) for row in rows] == [("Two hours in the rain.", False), (None, True)]
    assert (rows[1]["metadata"]["version"], rows[1]["metadata"]["notes"]) == (2, ["vanished"])


def test_the_thread_counts_what_isso_still_lists(told: Told) -> None:
    (thread,) = told.added("threads", 1)
    assert (thread["metadata"]["version"], thread["isComplete"]) == (2, True)
    assert thread["commentCount"] == thread["extractedCount"] == MORE + 7


def test_the_archive_gives_the_same_again(told: Told) -> None:
    before = told.collection.sorted_data()
    assert run("reparse", told.collection.folder).code == 0
    assert told.collection.sorted_data() == before


def _second(moment: float) -> str:
    return datetime.fromtimestamp(int(moment), UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _answers(told: Told) -> dict[str, tuple[str, bytes]]:
    """Address and payload of every response by its record."""
    found = {}
    for path in told.collection.warcs:
        with path.open("rb") as file:
            for record in ArchiveIterator(file):
                if record.rec_type == "response":
                    target = record.rec_headers.get_header("WARC-Target-URI")
                    found[record.rec_headers.get_header("WARC-Record-ID")] = (target, record.content_stream().read())
    return found
