"""A crawl that is deduplicated against another collection's index refers to the records there."""

import hashlib
import json
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from archive_samples import rewrite, with_field
from crawls import QUICK, Collection, Ran, quick_config, run

from crawler.demo import MODEL_PAGE, serve
from crawler.warc.capture import Capture
from crawler.warc.captures import read_captures
from crawler.warc.reader import read_record
from crawler.warc.revisit import IDENTICAL_PAYLOAD

COMMENTED = "/2026/02/deep-question-about-chips/"


@dataclass(frozen=True)
class Pair:
    """Two collections of the same pages; ``ran`` is the crawl of the second, against the index of the first."""

    ran: Ran
    first: Collection
    second: Collection

    @property
    def index(self) -> Path:
        return self.first.folder / "indexes" / "index.cdxj"


@pytest.fixture(scope="module")
def pair(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Pair]:
    folder = tmp_path_factory.mktemp("pair")
    with serve() as site:
        seeds = [site.base + path for path in (MODEL_PAGE, COMMENTED)]
        fixed = ("--scope", "page", "--archives", folder, *QUICK)
        first = run("crawl", *seeds, *fixed, "--collection", "first", "--config", quick_config(folder))
        assert first.code == 0, first.err
        index = folder / "first" / "indexes" / "index.cdxj"
        named = quick_config(folder, dedup_against=[str(index)])
        ran = run("crawl", *seeds, *fixed, "--collection", "second", "--config", named)
    yield Pair(ran, Collection(folder / "first"), Collection(folder / "second"))


@pytest.fixture
def copied(pair: Pair, tmp_path: Path) -> Pair:
    """Both, side by side in another place."""
    shutil.copytree(pair.first.folder.parent, tmp_path / "archives")
    return Pair(pair.ran, Collection(tmp_path / "archives/first"), Collection(tmp_path / "archives/second"))


def captures(collection: Collection) -> list[Capture]:
    return [each for path in collection.warcs for each in read_captures(path) if isinstance(each, Capture)]


def test_what_the_other_collection_holds_becomes_a_revisit_of_its_record(pair: Pair) -> None:
    assert pair.ran.code == 0, pair.ran.err
    known = {each.url: each for each in captures(pair.first) if each.record_type == "response"}
    revisits = [each for each in captures(pair.second) if each.refers_to and each.refers_to.record_id is None]
    assert len(revisits) > 5
    for each in revisits:
        assert each.refers_to is not None and each.refers_to.url == each.url
        assert each.main.record.get("WARC-Profile") == IDENTICAL_PAYLOAD
        assert (each.refers_to.date or "")[:19] == known[each.url].date[:19]
        assert each.fact("entity") == known[each.url].fact("entity")
        assert each.response.read().endswith(b"\r\n\r\n")


def test_the_data_is_that_of_any_crawl(pair: Pair) -> None:
    def bare(collection: Collection, name: str) -> list[str]:
        rows = [{**row, "metadata": None} for row in collection.rows(name)]
        return sorted(json.dumps(row, sort_keys=True) for row in rows)

    for name in ("articles", "threads", "comments", "visits"):
        assert bare(pair.second, name) == bare(pair.first, name), name


def test_the_warcinfo_record_says_which_index_was_used(pair: Pair) -> None:
    sha256 = hashlib.sha256(pair.index.read_bytes()).hexdigest()
    told = f"deduplicatedAgainst: ../first/indexes/index.cdxj sha256:{sha256}"
    assert told in read_record(pair.second.warcs[0], 0).record.block.read().decode()


def test_check_calls_them_external_and_finds_them_with_the_index(pair: Pair) -> None:
    alone = run("check", pair.second.folder, "--json")
    findings = [json.loads(line) for line in alone.out.splitlines()]
    assert alone.code == 0 and {each["code"] for each in findings} == {"revisitElsewhere"}
    given = run("check", pair.second.folder, "--dedup-against", pair.index)
    assert given.code == 0 and "0 faults, 0 warnings" in given.err


def test_check_finds_originals_of_revisits_that_state_no_digest(copied: Pair) -> None:
    (warc,) = copied.second.warcs
    rewrite(warc, lambda each: with_field(each, "WARC-Payload-Digest", None) if each.type == "revisit" else each)
    done = run("check", warc, "--dedup-against", copied.index)
    assert done.code == 0 and "0 faults, 0 warnings" in done.err


def test_check_finds_an_original_that_the_index_does_not_list(copied: Pair) -> None:
    lines = copied.index.read_bytes().splitlines(keepends=True)
    copied.index.write_bytes(b"".join(line for line in lines if MODEL_PAGE.encode() not in line))
    done = run("check", copied.second.folder, "--dedup-against", copied.index, "--json")
    assert done.code == 1 and {json.loads(line)["code"] for line in done.out.splitlines()} == {"revisitUrl"}


def test_reparse_reads_payloads_where_the_other_collection_lies(copied: Pair) -> None:
    before = copied.second.sorted_data()
    done = run("reparse", copied.second.folder)
    assert done.code == 0 and "warning" not in done.err
    assert copied.second.sorted_data() == before


def test_reparse_without_the_other_collection_says_what_it_cannot_read(copied: Pair, tmp_path: Path) -> None:
    before = copied.second.sorted_data()
    moved = tmp_path / "elsewhere"
    copied.first.folder.rename(moved)
    done = run("reparse", copied.second.folder)
    assert done.code == 0 and "visits have no items" in done.err
    assert copied.second.lines("articles") == []
    looks = copied.second.rows("visits")
    assert len(looks) == 2 and all("payloadElsewhere" in look["metadata"]["notes"] for look in looks)
    again = run("reparse", copied.second.folder, "--dedup-against", moved / "indexes" / "index.cdxj")
    assert again.code == 0 and "warning" not in again.err
    assert copied.second.sorted_data() == before


def test_pack_says_what_is_not_in_the_package(pair: Pair, tmp_path: Path) -> None:
    done = run("pack", pair.second.folder, "-o", tmp_path / "second.wacz")
    assert done.code == 0 and "not packed: ../first/indexes/index.cdxj" in done.err
    assert run("check", tmp_path / "second.wacz").code == 0


def test_an_address_can_be_taken_out_of_it(copied: Pair) -> None:
    url = next(row["url"] for row in copied.second.rows("articles") if row["url"].endswith(MODEL_PAGE))
    others = [row["url"] for row in copied.second.rows("articles") if row["url"] != url]
    done = run("redact", copied.second.folder, "--url", url, "--reason", "asked for", "--yes")
    assert done.code == 0, done.err
    assert [row["url"] for row in copied.second.rows("articles")] == others
    assert run("check", copied.second.folder, "--dedup-against", copied.index).code == 0


def test_a_bad_index_stops_the_crawl_before_it_begins(tmp_path: Path) -> None:
    bad = tmp_path / "bad.cdxj"
    bad.write_bytes(b"what is this\n")
    place = ("--archives", tmp_path / "archives", "--dedup-against", bad, *QUICK)
    done = run("crawl", "http://127.0.0.1:9/", *place)
    assert done.code == 2 and "bad.cdxj: line 1" in done.err and "Traceback" not in done.err
    assert not (tmp_path / "archives" / "127.0.0.1-9").exists()
