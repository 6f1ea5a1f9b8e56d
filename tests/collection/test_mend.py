"""Torn WARCs are cut where the last whole capture ends; nothing good is ever touched, and what is cut is kept."""

import gzip

import pytest
from archive_samples import PLAIN, build, check_collection, check_files, exchange, put, warcs, writer_for
from crawls import run
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from crawler.collection.lock import locked
from crawler.collection.mend import mend
from crawler.errors import ArchiveError, LockedError
from crawler.warc.captures import read_captures
from crawler.warc.reader import read_records


@pytest.fixture
def news(tmp_path):
    news = build(tmp_path)
    for path in news.data.iterdir():
        path.unlink()
    return news


def last_capture(path):
    """Where the last capture begins."""
    return [found.records[0].location.offset for found in read_captures(path) if hasattr(found, "records")][-1]


def test_a_whole_file_is_left_as_it_is(news):
    before = {path: (path.read_bytes(), path.stat().st_mtime_ns) for path in news.folder.rglob("*.*")}
    assert not mend(warcs(news)[0]).changed
    assert before == {path: (path.read_bytes(), path.stat().st_mtime_ns) for path in news.folder.rglob("*.*")}


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(part=st.floats(0.01, 0.99))
def test_a_torn_file_is_cut_behind_its_last_whole_capture_and_nothing_is_lost(tmp_path_factory, part):
    where = build(tmp_path_factory.mktemp("torn"))
    path = warcs(where)[1]
    whole = path.read_bytes()
    start = last_capture(path)
    torn = whole[: start + max(1, int(part * (len(whole) - start)))]
    path.write_bytes(torn)
    mended = mend(path)
    assert path.read_bytes() == whole[:start]
    assert mended.aside is not None and mended.aside.parent == where.logs
    assert path.read_bytes() + mended.aside.read_bytes() == torn
    for data in where.data.iterdir():
        data.unlink()
    assert check_collection(where) == []
    assert not mend(path).changed


def test_an_open_file_gets_its_name_its_index_lines_and_its_line_in_the_manifest(news):
    writer = writer_for(news)
    put(writer, exchange("/late", PLAIN, second=9))
    (path,) = news.archive.glob("*.open")
    data = path.read_bytes()
    with path.open("ab") as file:
        file.write(data[:50])
    mended = mend(path)
    assert mended.path == path.with_suffix("") and mended.cut == 50
    assert mended.path.read_bytes() == data
    assert check_collection(news) == []


def test_an_open_file_without_a_byte_goes(news):
    path = news.archive / "x.warc.gz.open"
    path.write_bytes(b"")
    assert mend(path).path is None and not path.exists()


def test_an_open_file_without_a_whole_record_is_kept_aside_and_goes(news):
    path = news.archive / "x.warc.gz.open"
    path.write_bytes(warcs(news)[0].read_bytes()[:100])
    mended = mend(path)
    assert mended.path is None and not path.exists()
    assert mended.aside is not None and len(mended.aside.read_bytes()) == 100


def test_damage_in_the_middle_changes_nothing(news):
    path = warcs(news)[0]
    data = bytearray(path.read_bytes())
    at = next(stored.location for stored in read_records(path) if stored.record.type == "response")
    data[at.offset + at.length // 2] ^= 0xFF
    path.write_bytes(data)
    with pytest.raises(ArchiveError, match="nothing was changed"):
        mend(path)
    assert path.read_bytes() == data and not any(news.logs.iterdir())


def test_a_block_that_differs_from_its_digest_in_the_middle_changes_nothing(news):
    path = warcs(news)[0]
    spoiled = [gzip.decompress(path.read_bytes()[at : at + length]) for at, length in places(path)]
    spoiled[1] = spoiled[1].replace(b"GET", b"PUT")
    path.write_bytes(b"".join(map(gzip.compress, spoiled)))
    before = path.read_bytes()
    with pytest.raises(ArchiveError, match="nothing was changed"):
        mend(path)
    assert path.read_bytes() == before


def places(path):
    return [(stored.location.offset, stored.location.length) for stored in read_records(path)]


def test_a_closed_file_without_a_whole_record_is_left(news):
    path = warcs(news)[0]
    path.write_bytes(path.read_bytes()[:100])
    with pytest.raises(ArchiveError, match="nothing was changed"):
        mend(path)
    assert path.stat().st_size == 100


def test_nothing_is_done_while_a_crawl_is_at_work(news):
    path = warcs(news)[1]
    path.write_bytes(path.read_bytes()[:-20])
    before = path.read_bytes()
    with locked(news.lock, doing="crawl"), pytest.raises(LockedError, match="crawl"):
        mend(path)
    assert path.read_bytes() == before


@pytest.mark.parametrize("packed", [True, False])
def test_other_peoples_files_are_cut_behind_the_last_whole_record(tmp_path, packed):
    made = warcs(build(tmp_path))[0]
    records = [gzip.decompress(made.read_bytes()[at : at + length]) for at, length in places(made)]
    records = [record.replace(b"software: Colophon", b"software: Somebody") for record in records[1:]]
    pieces = list(map(gzip.compress, records)) if packed else records
    path = tmp_path / ("x.warc.gz" if packed else "x.warc")
    whole, last = b"".join(pieces), len(pieces[-1])
    path.write_bytes(whole[:-20])
    (tmp_path / f"{path.name}.torn").write_bytes(b"of an earlier time")
    mended = mend(path)
    assert path.read_bytes() == whole[:-last]
    assert mended.aside is not None and mended.aside.name == f"{path.name}.torn.1"
    assert mended.aside.read_bytes() == whole[-last:-20]
    assert "tornTail" not in {finding.code for finding in check_files(path)}


def test_a_file_that_is_one_stream_is_left(tmp_path):
    made = warcs(build(tmp_path))[0]
    path = tmp_path / "x.warc.gz"
    path.write_bytes(gzip.compress(gzip.decompress(made.read_bytes()))[:-20])
    with pytest.raises(ArchiveError, match="nothing was changed"):
        mend(path)


def test_the_verb_says_what_it_did_in_one_line(news, tmp_path):
    path = warcs(news)[1]
    path.write_bytes(path.read_bytes()[:-20])
    ran = run("mend", path)
    assert ran.code == 0 and ran.out == ""
    (line,) = ran.err.splitlines()
    assert str(news.logs) in line and "bytes moved" in line
    assert run("mend", tmp_path / "none").code == 2
    other = tmp_path / "x.warc.gz"
    other.write_bytes(b"no WARC")
    ran = run("mend", other)
    assert ran.code == 7 and "nothing was changed" in ran.err


def test_a_file_without_a_byte_is_said_to_be_empty(news):
    warcs(news)[0].write_bytes(b"")
    with pytest.raises(ArchiveError, match="no bytes"):
        mend(warcs(news)[0])
