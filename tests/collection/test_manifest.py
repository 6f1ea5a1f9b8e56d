"""manifest.jsonl: a line for each closed WARC, whatever the last run died of."""

import hashlib
import json

import pytest
from archive_samples import PLAIN, build, check_collection, exchange, put, warcs, writer_for
from conftest import Crawled

from crawler.collection.manifest import extend_manifest, note_closed, read_manifest
from crawler.errors import DiskError


@pytest.fixture
def news(tmp_path):
    return build(tmp_path)


def lines(where):
    return [json.loads(line) for line in where.manifest.read_bytes().splitlines()]


def test_a_line_names_file_size_digest_and_time_of_closing(news):
    assert [line["file"] for line in lines(news)] == [f"archive/{path.name}" for path in warcs(news)]
    for line, path in zip(lines(news), warcs(news), strict=True):
        data = path.read_bytes()
        assert (line["size"], line["sha256"]) == (len(data), hashlib.sha256(data).hexdigest())
        assert line["closedAt"].endswith("Z")


def test_a_crawl_leaves_a_line_for_its_warc(crawled: Crawled):
    (warc,) = crawled.collection.folder.glob("archive/*.warc.gz")
    (line,) = map(json.loads, (crawled.collection.folder / "manifest.jsonl").read_bytes().splitlines())
    assert line["file"] == f"archive/{warc.name}"
    assert line["sha256"] == hashlib.sha256(warc.read_bytes()).hexdigest()


def test_files_without_a_line_get_one_and_others_keep_theirs(news):
    before = lines(news)
    news.manifest.write_bytes(news.manifest.read_bytes().splitlines(keepends=True)[0])
    assert extend_manifest(news) == 1
    assert [line["sha256"] for line in lines(news)] == [line["sha256"] for line in before]
    assert extend_manifest(news) == 0


@pytest.mark.parametrize("cut", [1, 40, 10_000])
def test_half_a_line_is_cut_before_the_next_is_written(news, cut):
    whole = news.manifest.read_bytes()
    news.manifest.write_bytes(whole[: max(0, len(whole) - cut)])
    extend_manifest(news)
    assert {line["file"] for line in lines(news)} == {f"archive/{path.name}" for path in warcs(news)}
    assert not [line for line in read_manifest(news.manifest) if isinstance(line, bytes)]


def test_the_last_line_of_a_file_counts(news):
    writer = writer_for(news)
    put(writer, exchange("/x", PLAIN))
    path = writer.close()
    note_closed(news, path)
    with path.open("ab") as file:
        file.write(b"")
    note_closed(news, path)
    assert "manifestDiffers" not in {finding.code for finding in check_collection(news)}


def test_a_manifest_that_cannot_be_written_is_an_error_of_the_disk(news):
    news.manifest.unlink()
    news.manifest.mkdir()
    with pytest.raises(DiskError, match=r"manifest\.jsonl"):
        note_closed(news, warcs(news)[0])
