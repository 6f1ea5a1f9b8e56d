"""The index made anew: the same bytes as when the WARCs were written; other people's files too."""

import gzip
import random
import shutil

import pytest
from archive_samples import HEAD, build, check_collection, exchange, put, warcs, writer_for
from crawls import run

from crawler.collection.lock import locked
from crawler.collection.paths import paths
from crawler.collection.reindex import reindex
from crawler.errors import ArchiveError, LockedError
from crawler.warc.cdxj import INDEX_NAME
from crawler.warc.seal import index_file


@pytest.fixture
def news(tmp_path):
    return build(tmp_path)


def test_the_index_is_the_same_bytes_as_the_crawl_wrote(news):
    index = news.indexes / INDEX_NAME
    before = index.read_bytes()
    index.write_bytes(b"rubbish")
    index_file(warcs(news)[0], indexes=news.indexes)
    read = []
    assert reindex(news, read.append) == index
    assert index.read_bytes() == before
    assert read == warcs(news)
    assert [path.name for path in news.indexes.iterdir()] == [INDEX_NAME]
    assert check_collection(news) == []


def test_a_collection_in_use_is_left_alone(news):
    before = (news.indexes / INDEX_NAME).read_bytes()
    with locked(news.lock, doing="crawl"), pytest.raises(LockedError, match="crawl"):
        reindex(news, print)
    assert (news.indexes / INDEX_NAME).read_bytes() == before


def test_damage_leaves_the_old_index(news):
    before = (news.indexes / INDEX_NAME).read_bytes()
    warcs(news)[1].write_bytes(warcs(news)[1].read_bytes()[:-30])
    with pytest.raises(ArchiveError, match="offset"):
        reindex(news, lambda path: None)
    assert (news.indexes / INDEX_NAME).read_bytes() == before
    assert not [path for path in news.folder.iterdir() if path.name.startswith(".index")]


def test_a_file_left_open_is_named(news):
    path = warcs(news)[1]
    path.rename(path.with_name(path.name + ".open"))
    with pytest.raises(ArchiveError, match="crawler mend"):
        reindex(news, lambda path: None)


def test_files_of_two_folders_with_one_name_go_to_standard_output(news, tmp_path):
    other = tmp_path / "other" / warcs(news)[0].name
    other.parent.mkdir()
    shutil.copy(warcs(news)[1], other)
    ran = run("index", warcs(news)[0], other)
    assert ran.code == 0
    lines = ran.out.splitlines()
    assert lines == sorted(lines) and len(lines) == 6


def test_a_plain_file_is_indexed_by_its_own_offsets(news, tmp_path):
    plain = tmp_path / "plain.warc"
    plain.write_bytes(gzip.decompress(warcs(news)[0].read_bytes()))
    ran = run("index", plain)
    assert ran.code == 0 and '"filename":"plain.warc"' in ran.out


@pytest.mark.parametrize("name", ["missing.warc.gz", ""])
def test_what_cannot_be_indexed_is_one_line(tmp_path, name):
    ran = run("index", tmp_path / name)
    assert ran.code == 2 and ran.out == "" and str(tmp_path) in ran.err


@pytest.mark.parametrize("content", [b"no WARC", gzip.compress(b"no WARC"), b"\x1f\x8b\x08", b""])
def test_a_file_that_is_no_warc_is_damage(tmp_path, content):
    path = tmp_path / "x.warc.gz"
    path.write_bytes(content)
    ran = run("index", path)
    assert ran.code == 7 and ran.out == "" and "x.warc.gz" in ran.err and "Traceback" not in ran.err


@pytest.mark.parametrize("jobs", [1, 2])
def test_several_files_are_indexed_side_by_side(news, jobs):
    ran = run("index", *warcs(news), "--jobs", jobs)
    assert ran.code == 0 and ran.out.encode() == (news.indexes / INDEX_NAME).read_bytes()


def test_damage_in_one_of_several_files_names_it(news):
    warcs(news)[1].write_bytes(warcs(news)[1].read_bytes()[:-30])
    ran = run("index", *warcs(news), "--jobs", 2)
    assert ran.code == 7 and ran.out == "" and str(warcs(news)[1]) in ran.err and "offset" in ran.err


def test_damage_within_a_body_is_left_to_check_and_the_help_says_so(tmp_path):
    body = random.Random(7).randbytes(100_000)
    writer = writer_for(paths(tmp_path, "long"))
    put(writer, exchange("/a.png", HEAD + b"Content-Length: %d\r\n\r\n" % len(body) + body))
    warc = writer.close()
    sound, data = run("index", warc), bytearray(warc.read_bytes())
    data[len(data) // 2] ^= 1
    warc.write_bytes(data)
    assert run("index", warc) == sound and sound.code == 0
    assert run("check", warc).code == 1
    assert "damage within one goes unseen: crawler check" in " ".join(run("index", "--help").out.split())
