"""A person's comments go: the pages' bytes with them, while all that others said and wrote stays in the data."""

import gzip
import json
import shutil
from pathlib import Path

import pytest
from archive_samples import BEGAN, check_collection, exchange, writer_for
from conftest import Crawled
from crawls import Collection
from redacting import bytes_of, members, rebuilt, take_out

from crawler.collection.manifest import extend_manifest
from crawler.collection.pack import pages
from crawler.collection.pages import stored_page
from crawler.collection.paths import Paths, paths
from crawler.collection.redactions import read_redactions, withheld
from crawler.demo import MODEL_PAGE
from crawler.errors import ConfigError
from crawler.redact.text import Person, seen
from crawler.warc.capture import Capture
from crawler.warc.captures import read_captures
from crawler.warc.cdxj import merge
from crawler.warc.ids import new_id, new_ids
from crawler.warc.reader import read_records
from crawler.warc.tombstone import Tombstone, read_tombstone
from crawler.warc.uris import VISIT_URI

NAME = "Wilf Carraway"
ARTICLE = "/2026/02/deep-question-about-chips/"


@pytest.fixture(scope="module")
def done(crawled: Crawled, tmp_path_factory: pytest.TempPathFactory):
    folder = tmp_path_factory.mktemp("commenter") / "archives"
    shutil.copytree(crawled.collection.folder.parent, folder)
    where = Paths(folder, "demo")
    before = members(where)
    return where, take_out(where, commenter=NAME), before


def bare(row: dict) -> dict:
    """A row without its place, which moves."""
    return {**row, "metadata": {name: value for name, value in row["metadata"].items() if name != "warcOffset"}}


def test_every_comment_of_the_person_is_empty_and_keeps_its_place(done, crawled: Crawled) -> None:
    where, report, _ = done
    old = [row for row in crawled.collection.rows("comments") if (row["author"] or {}).get("name") == NAME]
    new = {row["commentId"]: row for row in Collection(where.folder).rows("comments")}
    assert len(old) == report.redaction.comments == 2
    for row in old:
        found = new[row["commentId"]]
        assert (found["author"], found["text"], found["textHtml"], found["isDeleted"]) == (None, None, None, True)
        assert "redacted" in found["metadata"]["notes"]
        assert all(
            found[name] == row[name] for name in ("parentId", "position", "depth", "datePublished", "articleUrl")
        )


@pytest.mark.parametrize("name", ["articles", "threads", "comments", "visits"])
def test_all_other_lines_say_the_same_as_before(done, crawled: Crawled, name: str) -> None:
    def others(collection: Collection) -> list[dict]:
        return [bare(row) for row in collection.rows(name) if not row.get("isDeleted")]

    old = [row for row in others(crawled.collection) if (row.get("author") or {}).get("name") != NAME]
    assert others(Collection(done[0].folder)) == old


def test_no_payload_shows_what_was_said(done, crawled: Crawled) -> None:
    person = Person(NAME)
    person.add(row["text"] for row in crawled.collection.rows("comments") if (row["author"] or {}).get("name") == NAME)
    assert len(person.texts) == 2

    def quoting(archive: Path) -> int:
        found = (each for path in sorted(archive.glob("*.warc.gz")) for each in read_captures(path))
        stored = (stored_page(each, lambda refers_to: None) for each in found if isinstance(each, Capture))
        return sum(person.is_quoted(seen(each.page.text), named=True) for each in stored if each is not None)

    assert quoting(crawled.collection.folder / "archive") == 2
    assert quoting(done[0].archive) == 0


def test_only_the_answers_that_show_the_person_are_changed(done) -> None:
    where, report, before = done
    after = members(where)
    gone = {each.recordId for each in report.redaction.records}
    assert {each for each in before if before[each] != after[each]} == gone and len(gone) == 2
    assert all(each.kept and each.type == "response" for each in report.redaction.records)


def test_the_collection_is_sound_and_reparse_does_not_bring_the_person_back(done, tmp_path: Path) -> None:
    where = done[0]
    assert check_collection(where) == []
    copy = Paths(tmp_path, "demo")
    shutil.copytree(where.folder, copy.folder)
    before = bytes_of(copy.folder)
    rebuilt(copy)
    assert bytes_of(copy.folder) == before


def test_the_ledger_and_the_tombstones_do_not_name_the_person(done) -> None:
    where, report, _ = done
    (line,) = read_redactions(where.redactions)
    assert NAME not in where.redactions.read_text() and line.comments == 2 and line.scope == "comments"
    after = members(where)
    assert not any(NAME.encode() in gzip.decompress(after[each.recordId]) for each in report.redaction.records)


def test_captures_that_name_the_person_otherwise_are_reported(done, crawled: Crawled) -> None:
    assert [url.removeprefix(crawled.base) for url, _ in done[1].mentions] == ["/2026/02/allotment-truce/"]


def test_a_package_lists_no_page_that_cannot_be_shown(done, crawled: Crawled) -> None:
    listed = {page.url for page in pages(done[0])}
    assert crawled.base + ARTICLE not in listed and crawled.base + "/2026/02/allotment-truce/" in listed


def test_later_crawls_may_fetch_the_page(done, crawled: Crawled) -> None:
    assert withheld(done[0]).why(crawled.base + ARTICLE) is None


def test_a_second_time_the_person_is_not_there(done) -> None:
    before = bytes_of(done[0].folder)
    with pytest.raises(ConfigError, match="no comment by"):
        take_out(done[0], commenter=NAME)
    assert bytes_of(done[0].folder) == before


def test_comments_under_one_article_alone(crawled: Crawled, tmp_path: Path) -> None:
    where = Paths(tmp_path, "demo")
    shutil.copytree(crawled.collection.folder, where.folder)
    other = next(row["url"] for row in crawled.collection.rows("articles") if not row["url"].endswith(ARTICLE))
    with pytest.raises(ConfigError, match="no comment by"):
        take_out(where, commenter=NAME, article=other)
    report = take_out(where, commenter=NAME, article=crawled.base + ARTICLE, agrees=False)
    assert report.articles == [crawled.base + ARTICLE] and report.records == {"response": 2}


@pytest.mark.parametrize(
    ("payload", "found"),
    [
        ("<p>The gulls took my <b>whole</b> lunch, and nobody at the quay looked surprised.</p>", True),
        ("<content>&lt;p&gt;The gulls took my whole lunch, and nobody at the quay looked surprised.", True),
        (r'{"c":"\u003cp\u003eThe gulls took my whole\n lunch, and nobody at the quay looked surprised."}', True),
        ("The gulls took my whole sandwich", False),
        ("thanks a lot Gil", False),
    ],
)
def test_what_a_payload_shows_is_found_in_any_escape(payload: str, found: bool) -> None:
    person = Person("Gil")
    person.add(["The gulls took my whole lunch, and nobody at the quay looked surprised.", "thanks"])
    plain = seen(payload)
    assert person.is_quoted(plain, named=person.is_named(plain)) is found


def test_a_name_counts_only_as_words_of_its_own() -> None:
    assert Person("Gil").is_named(seen("<b>GIL</b>: yes")) and not Person("Gil").is_named(seen("Gilbert, agile"))


def test_short_texts_count_only_beside_the_name() -> None:
    person = Person("Gil")
    person.add(["Not this again!"])
    assert person.is_quoted(seen("Not this again!"), named=True)
    assert not person.is_quoted(seen("Not this again!"), named=False)
    assert json.dumps(sorted(person.texts)) == '["notthisagain!"]'


def test_many_texts_are_looked_for_as_few_are() -> None:
    person = Person("Gil")
    person.add(f"Comment number {number} was about the ferry and its captain" for number in range(200))
    assert person.is_quoted(seen("<p>Comment number 173 was about the ferry and its captain</p>"), named=False)
    assert not person.is_quoted(seen("<p>Comment number 200 was about the ferry and its captain</p>"), named=True)


def test_what_others_say_of_the_person_stays_and_is_counted(crawled: Crawled, tmp_path: Path) -> None:
    where = Paths(tmp_path, "demo")
    shutil.copytree(crawled.collection.folder, where.folder)
    rows = crawled.collection.rows("comments")
    names = {row["author"]["name"] for row in rows if row["author"]}
    name = next(
        name
        for name in sorted(names)
        if any(Person(name).is_named(seen(row["text"] or "")) and row["author"]["name"] != name for row in rows)
    )
    report = take_out(where, commenter=name, agrees=False)
    assert 0 < report.keptNamed <= report.kept


def test_a_page_that_shows_a_comment_without_the_name_goes_too_and_its_look_stays(
    crawled: Crawled, tmp_path: Path
) -> None:
    said = next(row for row in crawled.collection.rows("comments") if row["articleUrl"].endswith(MODEL_PAGE))
    found = (each for path in crawled.collection.warcs for each in read_captures(path) if isinstance(each, Capture))
    page = next(each for each in found if each.url.endswith(MODEL_PAGE))
    story = stored_page(page, lambda refers_to: None)
    assert story is not None
    front = f"<html><title>Front</title><h1>Said today</h1><p>{said['text']}</p></html>".encode() + b" " * 300
    where = paths(tmp_path, "news")
    writer = writer_for(where)
    for number, (path, payload) in enumerate((("/story", story.page.payload), ("/front", front))):
        block = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: %d\r\n\r\n" % len(payload) + payload
        facts = (("purpose", "page"), ("job", "1"), ("visit", f"v{number}"))
        one = exchange(path, block, second=number)
        written = writer.write_exchange(one, ids=new_ids(), facts=facts, find_original=lambda entity: None)
        end = (("outcome", "complete"), ("url", one.url), ("page", written.record_id))
        writer.write_metadata(f"{VISIT_URI}v{number}", end, date=BEGAN, record_id=new_id())
    writer.close()
    merge(where.indexes)
    extend_manifest(where)
    before = Collection(rebuilt(where).folder)
    looks = [bare(row) for row in before.rows("visits")]
    report = take_out(where, commenter=said["author"]["name"])
    assert report.records == {"response": 2} and report.kept == 2
    assert [bare(row) for row in before.rows("visits")] == looks and len(looks) == 2
    assert not any(row["author"] and row["author"]["name"] == said["author"]["name"] for row in before.rows("comments"))
    assert check_collection(where) == []


def test_a_second_person_and_then_the_page_itself_go_from_a_page_that_went_before(done, tmp_path: Path) -> None:
    where = Paths(tmp_path, "demo")
    shutil.copytree(done[0].folder, where.folder)
    collection = Collection(where.folder)
    url = next(row["articleUrl"] for row in collection.rows("comments") if "redacted" in row["metadata"]["notes"])
    here = [row for row in collection.rows("comments") if row["articleUrl"] == url]
    other = next(row["author"]["name"] for row in here if row["author"])
    report = take_out(where, commenter=other)
    assert report.kept and check_collection(where) == []
    again = [row for row in collection.rows("comments") if row["articleUrl"] == url]
    assert len(again) == len(here) and other not in {row["author"]["name"] for row in again if row["author"]}
    stones = [each for each in tombstones(where) if "before" in each.facts]
    assert len(stones) == report.records["response"] and all(each.faults() == [] for each in stones)
    first = {each.record_id: each.facts["blockDigest"] for each in tombstones(done[0])}
    assert all(first[each.record_id] == each.facts["blockDigest"] for each in stones)
    take_out(where, url=url)
    assert check_collection(where) == []
    assert url not in {row["url"] for row in collection.rows("articles")}
    assert url not in {row["articleUrl"] for row in collection.rows("comments")}
    before = bytes_of(where.folder)
    rebuilt(where)
    assert bytes_of(where.folder) == before


def tombstones(where: Paths) -> list[Tombstone]:
    found = (each.record for path in sorted(where.archive.iterdir()) for each in read_records(path))
    return [stone for record in found if (stone := read_tombstone(record)) is not None]
