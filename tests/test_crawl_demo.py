"""One crawl of the demo site, judged by what the site knows of itself and by other people's readers."""

import hashlib
from collections import Counter
from pathlib import Path
from typing import Any

import msgspec
import pytest
from conftest import Crawled
from fastwarc.warc import ArchiveIterator as FastIterator
from fastwarc.warc import WarcRecordType
from jsonschema import Draft202012Validator
from warcio.archiveiterator import ArchiveIterator
from wire_reading import payload_of

from crawler.dataset.schema import TYPES, schema
from crawler.demo import MODEL_PAGE, OPENING
from crawler.demo.expected import (
    expected_articles,
    expected_failures,
    expected_redirects,
    expected_threads,
    pages_without_threads,
)

ITEMS = ("articles", "threads", "comments")


def by_url(crawled: Crawled, name: str, key: str) -> dict[str, dict[str, Any]]:
    return {row[key].removeprefix(crawled.base): row for row in crawled.collection.rows(name)}


def test_the_crawl_ends_well(crawled: Crawled) -> None:
    assert crawled.ran.code == 0, crawled.ran.err
    assert crawled.ran.out == ""
    assert "finished" in crawled.ran.err


def test_every_article_is_found_once(crawled: Crawled) -> None:
    found = Counter(row["url"].removeprefix(crawled.base) for row in crawled.collection.rows("articles"))
    for article in expected_articles(OPENING):
        assert found[article.path] == 1, article.path


def test_headlines_and_dates_are_those_of_the_site(crawled: Crawled) -> None:
    found = by_url(crawled, "articles", "url")
    for article in expected_articles(OPENING):
        row = found[article.path]
        assert row["headline"] == article.headline
        assert row["datePublished"] == article.date, article.path


def test_bodies_begin_and_end_as_written(crawled: Crawled) -> None:
    found = by_url(crawled, "articles", "url")
    for article in expected_articles(OPENING):
        body = " ".join(found[article.path]["articleBody"].split())
        assert article.first_words in body[:400] and article.last_words in body[-400:], article.path


def test_every_thread_is_found_with_its_comments_and_their_parents(crawled: Crawled) -> None:
    parents: dict[str, dict[str, str | None]] = {}
    for row in crawled.collection.rows("comments"):
        known = parents.setdefault(row["articleUrl"].removeprefix(crawled.base), {})
        assert row["commentId"] not in known, "a comment twice"
        known[row["commentId"]] = row["parentId"]
    for thread in expected_threads(OPENING):
        assert parents.get(thread.path, {}) == thread.parents, thread.path


def test_threads_say_whether_they_are_closed_and_how_many_comments_they_hold(crawled: Crawled) -> None:
    found = by_url(crawled, "threads", "articleUrl")
    for thread in expected_threads(OPENING):
        if not thread.visible:
            assert thread.path not in found
            continue
        row = found[thread.path]
        # Where only members may write, the page says so and the site's own API says that the thread is open.
        assert row["isClosed"] is thread.closed or (thread.closed is None and row["isClosed"] is False), thread.path
        assert row["extractedCount"] == thread.total, thread.path
        assert row["commentCount"] in (thread.total, None), thread.path
        assert row["isComplete"] is True and row["missing"] == [], thread.path


def test_pages_without_comments_give_no_thread(crawled: Crawled) -> None:
    found = by_url(crawled, "threads", "articleUrl")
    assert not set(found) & set(pages_without_threads(OPENING))


@pytest.mark.parametrize("name", [name.removesuffix(".jsonl") for name in TYPES])
def test_every_line_fits_its_type_and_its_published_schema(crawled: Crawled, name: str) -> None:
    lines = crawled.collection.lines(name)
    judge = Draft202012Validator(schema(f"{name}.jsonl"))
    assert lines
    for line in lines:
        msgspec.json.decode(line, type=TYPES[f"{name}.jsonl"], strict=True)
        assert [error.message for error in judge.iter_errors(msgspec.json.decode(line))] == []


def test_lines_hold_no_key_that_the_schema_does_not_know(crawled: Crawled) -> None:
    for filename in TYPES:
        made = schema(filename)
        known = set(made["$defs"][made["$ref"].rpartition("/")[2]]["properties"])
        for row in crawled.collection.rows(filename.removesuffix(".jsonl")):
            assert set(row) <= known, filename


def test_each_item_leads_to_its_record_by_warcio(crawled: Crawled) -> None:
    for row in (row for name in (*ITEMS, "visits") for row in crawled.collection.rows(name)):
        metadata = row["metadata"]
        with (crawled.collection.folder / "archive" / metadata["warcFilename"]).open("rb") as file:
            file.seek(metadata["warcOffset"])
            record = next(iter(ArchiveIterator(file)))
            assert record.rec_headers.get_header("WARC-Record-ID") == metadata["warcRecordId"]
            assert record.rec_headers.get_header("WARC-Date") == metadata["capturedAt"]


def test_each_article_leads_by_fastwarc_to_a_payload_that_holds_its_headline(crawled: Crawled) -> None:
    truth = {article.path: article for article in expected_articles(OPENING)}
    for path, row in by_url(crawled, "articles", "url").items():
        if path not in truth:
            continue
        metadata = row["metadata"]
        with (crawled.collection.folder / "archive" / metadata["warcFilename"]).open("rb") as file:
            file.seek(metadata["warcOffset"])
            record = next(iter(FastIterator(file, record_types=WarcRecordType.response, parse_http=False)))
            assert record.record_id == metadata["warcRecordId"]
            entity, text = payload_of(record.reader.read())
        assert "sha256:" + hashlib.sha256(entity).hexdigest() == metadata["payloadDigest"]
        assert truth[path].headline in text, path


def test_the_model_page_is_read_back_from_data_and_from_the_archive(crawled: Crawled) -> None:
    truth = next(thread for thread in expected_threads(OPENING) if thread.path == MODEL_PAGE)
    article = by_url(crawled, "articles", "url")[MODEL_PAGE]
    comments = [row for row in crawled.collection.rows("comments") if row["articleUrl"] == crawled.base + MODEL_PAGE]
    assert len(comments) == 5 and {row["commentId"] for row in comments} == set(truth.ids)
    assert by_url(crawled, "threads", "articleUrl")[MODEL_PAGE]["isClosed"] is True
    place = article["metadata"]
    with (crawled.collection.folder / "archive" / place["warcFilename"]).open("rb") as file:
        file.seek(place["warcOffset"])
        record = next(iter(ArchiveIterator(file, no_record_parse=True)))
        _, text = payload_of(record.content_stream().read())
    assert article["headline"] in text
    for comment in truth.comments:
        assert comment.author in text


def test_redirects_failures_and_robots_txt_are_captured(crawled: Crawled) -> None:
    statuses: dict[str, set[str]] = {}
    for path in crawled.collection.warcs:
        with path.open("rb") as file:
            for record in ArchiveIterator(file):
                if record.rec_type in ("response", "revisit"):
                    target = record.rec_headers.get_header("WARC-Target-URI").removeprefix(crawled.base)
                    statuses.setdefault(target, set()).add(record.http_headers.get_statuscode())
    assert statuses["/robots.txt"] == {"200"}
    for target, (status, _) in expected_redirects().items():
        assert statuses[target] == {str(status)}
    for target, code in expected_failures(OPENING).items():
        if code != 405:
            assert statuses[target] == {str(code)}, target


def test_every_answer_of_the_site_is_in_the_archive(crawled: Crawled) -> None:
    captured: Counter[str] = Counter()
    for path in crawled.collection.warcs:
        with path.open("rb") as file:
            captured.update(
                record.rec_headers.get_header("WARC-Target-URI").removeprefix(crawled.base)
                for record in ArchiveIterator(file)
                if record.rec_type in ("response", "revisit")
            )
    assert captured == Counter(path for _, path, _ in crawled.asked)


def test_nothing_is_asked_for_twice(crawled: Crawled) -> None:
    asked = Counter((method, path) for method, path, _ in crawled.asked)
    assert [what for what, times in asked.items() if times > 1] == []


def test_one_look_at_each_page(crawled: Crawled) -> None:
    looks = Counter(row["url"] for row in crawled.collection.rows("visits"))
    assert [url for url, times in looks.items() if times > 1] == []


def test_what_robots_txt_forbids_is_skipped_with_its_rule(crawled: Crawled) -> None:
    skipped = {row["url"].removeprefix(crawled.base): row for row in crawled.collection.rows("skipped")}
    assert skipped["/desk/"]["reason"] == "robotsTxt" and "/desk/" in skipped["/desk/"]["detail"]
    assert "/desk/" not in {path for _, path, _ in crawled.asked}


def test_warcio_finds_every_digest_right(crawled: Crawled) -> None:
    passed: Counter[bool | None] = Counter()
    for path in crawled.collection.warcs:
        with path.open("rb") as file:
            for record in ArchiveIterator(file, check_digests="log"):
                while record.raw_stream.read(1 << 16):
                    pass
                passed[record.digest_checker.passed] += 1
    # None: an empty block, which warcio does not read.
    assert not passed[False] and passed[True] > passed[None], passed


def test_the_index_is_sorted_and_names_every_response(crawled: Crawled) -> None:
    lines = (crawled.collection.folder / "indexes" / "index.cdxj").read_bytes().splitlines()
    captures = sum(
        record.rec_type in ("response", "revisit") for path in crawled.collection.warcs for record in _records(path)
    )
    assert lines == sorted(lines) and len(lines) == captures


def test_nothing_is_left_open(crawled: Crawled) -> None:
    assert crawled.collection.warcs
    assert not list(crawled.collection.folder.rglob("*.open"))


def _records(path: Path) -> list[Any]:
    with path.open("rb") as file:
        return list(ArchiveIterator(file))
