"""Faults planted between the files of a collection: records, index, manifest, data, leftovers."""

import shutil

import pytest
from archive_samples import (
    PLAIN,
    build,
    check_collection,
    check_files,
    codes,
    exchange,
    faults,
    item,
    put,
    rewrite,
    warcs,
    with_field,
    writer_for,
)

from crawler.collection.check.run import Check, Progress
from crawler.collection.lock import holder_of, locked
from crawler.collection.manifest import note_closed
from crawler.collection.paths import paths
from crawler.warc.cdxj import INDEX_NAME, merge, write_index
from crawler.warc.reader import read_records
from crawler.warc.seal import index_file


@pytest.fixture
def news(tmp_path):
    return build(tmp_path)


def settle(where):
    """Bring index and manifest in line with changed WARCs, so that only what was planted is found."""
    for path in where.indexes.iterdir():
        path.unlink()
    for path in warcs(where):
        index_file(path, indexes=where.indexes)
        note_closed(where, path)
    merge(where.indexes)
    for path in where.data.iterdir():
        path.unlink()


def change_index(where, change):
    path = where.indexes / INDEX_NAME
    lines = path.read_bytes().splitlines(keepends=True)
    write_index(path, change(lines))


def test_a_sound_collection_has_no_findings_in_one_process_and_in_several(news):
    assert check_collection(news) == []
    assert check_collection(news, jobs=2) == []


def test_progress_counts_files_and_records(news):
    told = []
    progress = Progress()
    check = Check(1, progress, lambda now: told.append((now.files, now.total)))
    list(check.collection(news))
    assert told == [(1, 2), (2, 2)]
    assert progress.records == sum(1 for path in warcs(news) for _ in read_records(path))


def test_a_revisit_whose_original_is_gone_is_found(news):
    warcs(news)[0].unlink()
    settle(news)
    found = faults(check_collection(news))
    assert {"revisitId", "revisitUrl"} <= found
    assert found == {"revisitId", "revisitUrl", "manifestGone"}


def test_a_revisit_alone_is_a_warning_since_its_original_may_lie_in_another_file(news):
    found = check_files(warcs(news)[1])
    assert {"revisitId", "revisitUrl"} == codes(found) and not faults(found)
    assert check_files(*warcs(news)) == []


@pytest.mark.parametrize(
    ("name", "value", "code"),
    [
        ("WARC-Refers-To-Date", "2026-03-01T09:31:00Z", "revisitUrl"),
        ("WARC-Refers-To-Target-URI", "https://news.example/elsewhere", "revisitUrl"),
        ("WARC-Refers-To", "<urn:uuid:00000000-0000-4000-8000-000000000000>", "revisitId"),
        ("WARC-Payload-Digest", "sha1:3I42H3S6NNFQ2MSVX7XZKYAYSCX5QBYJ", "revisitDiffers"),
    ],
)
def test_a_revisit_that_names_its_original_wrongly_is_found(news, name, value, code):
    rewrite(warcs(news)[1], lambda record: with_field(record, name, value) if record.type == "revisit" else record)
    settle(news)
    assert code in faults(check_collection(news))


def test_a_revisit_of_a_revisit_is_found(news):
    records = [stored.record for stored in read_records(warcs(news)[1]) if stored.record.type == "revisit"]
    other = records[1].record_id
    rewrite(
        warcs(news)[1],
        lambda record: (
            with_field(record, "WARC-Refers-To", other) if record.record_id == records[0].record_id else record
        ),
    )
    settle(news)
    assert "revisitDiffers" in faults(check_collection(news))


def test_a_revisit_without_address_and_time_of_its_original_is_a_warning(news):
    rewrite(warcs(news)[1], lambda record: with_field(record, "WARC-Refers-To-Date", None))
    settle(news)
    found = check_collection(news)
    assert codes(found) == {"revisitFields"} and not faults(found)


def test_an_id_in_two_files_is_found(news):
    shutil.copy(warcs(news)[0], news.archive / "copy.warc.gz")
    settle(news)
    found = check_collection(news)
    assert {"duplicateId", "fileName"} == codes(found)


def test_a_wrong_offset_in_the_index_is_found(news):
    change_index(news, lambda lines: sorted([lines[0].replace(b'"offset":"', b'"offset":"1'), *lines[1:]]))
    assert faults(check_collection(news)) == {"indexOffset", "indexMissing"}


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b'"length":"', b'"length":"1'),
        (b"chunked 2026", b"chunked 2025"),
        (b'"digest":"sha1:', b'"digest":"sha1:A'),
        (b'"status":"200"', b'"status":"404"'),
        (b'"url":"https://news.example', b'"url":"http://news.example'),
        (b'"mime":"text/html"', b'"mime":"warc/revisit"'),
    ],
)
def test_an_index_line_that_says_other_than_its_record_is_found(news, old, new):
    def change(lines):
        at = next((number for number, line in enumerate(lines) if old in line and b"chunked" in line), None)
        if at is not None:
            lines[at] = lines[at].replace(old, new)
        return sorted(lines)

    change_index(news, change)
    assert faults(check_collection(news)) == {"indexDiffers"}


def test_an_index_key_that_is_not_the_addresss_is_found(news):
    change_index(news, lambda lines: sorted(line.replace(b"news)/chunked", b"news)/chunky") for line in lines))
    assert faults(check_collection(news)) == {"indexDiffers"}


def test_an_unsorted_index_is_found_and_counted(news):
    change_index(news, lambda lines: lines[::-1])
    found = [finding for finding in check_collection(news) if finding.code == "indexOrder"]
    assert len(found) == 2 and "lines in all" in found[1].found


def test_a_missing_index_line_is_found(news):
    change_index(news, lambda lines: lines[1:])
    assert faults(check_collection(news)) == {"indexMissing"}


def test_a_line_that_is_no_index_line_is_found(news):
    change_index(news, lambda lines: [b"! what\n", *lines])
    assert faults(check_collection(news)) == {"indexLine"}


def test_a_missing_index_is_found(news):
    (news.indexes / INDEX_NAME).unlink()
    assert faults(check_collection(news)) == {"indexAbsent"}


def test_an_index_line_that_is_there_twice_is_a_warning(news):
    change_index(news, lambda lines: [lines[0], *lines])
    assert codes(check_collection(news)) == {"indexTwice"}


def test_an_index_that_was_never_merged_is_a_warning(news):
    index_file(warcs(news)[0], indexes=news.indexes)
    assert codes(check_collection(news)) == {"indexParts"}


@pytest.mark.parametrize("change", [lambda data: data + b"\0", lambda data: data[:-1] + bytes([data[-1] ^ 1])])
def test_a_closed_file_that_was_changed_is_found(news, change):
    path = warcs(news)[1]
    path.write_bytes(change(path.read_bytes()))
    assert "manifestDiffers" in faults(check_collection(news))


def test_a_file_that_the_manifest_does_not_have_is_found(news):
    lines = news.manifest.read_bytes().splitlines(keepends=True)
    news.manifest.write_bytes(lines[0])
    assert faults(check_collection(news)) == {"manifestMissing"}


def test_a_file_that_only_the_manifest_has_is_found(news):
    writer = writer_for(news)
    put(writer, exchange("/other", PLAIN, second=9))
    path = writer.close()
    note_closed(news, path)
    merge(news.indexes)
    path.unlink()
    assert faults(check_collection(news)) == {"manifestGone", "indexOffset"}


def test_a_manifest_line_that_cannot_be_read_is_found(news):
    news.manifest.write_bytes(news.manifest.read_bytes() + b'{"file":\n')
    assert faults(check_collection(news)) == {"manifestLine"}


def test_an_open_file_that_nobody_writes_is_found(news):
    path = warcs(news)[1]
    path.rename(path.with_name(path.name + ".open"))
    assert faults(check_collection(news)) == {"openFile", "manifestGone"}


def test_an_open_file_that_a_crawl_is_writing_is_a_warning_and_its_end_is_not_judged(news):
    writer = writer_for(news)
    put(writer, exchange("/other", PLAIN, second=9))
    (path,) = news.archive.glob("*.open")
    with path.open("ab") as file:
        file.write(b"\x1f\x8b\x08\0half")
    with locked(news.lock, doing="crawl"):
        found = check_collection(news)
    assert codes(found) == {"inUse"}
    writer.close()


def test_a_lock_is_asked_without_being_taken(news, tmp_path):
    assert holder_of(tmp_path / "none") is None
    with locked(news.lock, doing="crawl"):
        assert "crawl" in (holder_of(news.lock) or "")
    assert holder_of(news.lock) is None


@pytest.mark.parametrize("name", ["articles", "comments", "threads", "visits", "skipped"])
@pytest.mark.parametrize("line", [b'{"metadata":\n', b"[]\n", b'{"url":"x"}\n', b"\xff\n"])
def test_a_data_line_that_is_broken_is_found(news, name, line):
    path = news.data / f"{name}.jsonl"
    whole = path.read_bytes()
    path.write_bytes(whole + line)
    (found,) = check_collection(news)
    assert (found.code, found.offset) == ("dataLine", len(whole))


def test_a_data_file_that_ends_within_a_line_is_found(news):
    path = news.data / "articles.jsonl"
    path.write_bytes(path.read_bytes()[:-1])
    assert faults(check_collection(news)) == {"dataLine"}


def test_an_item_whose_record_is_in_no_file_is_found(news):
    path = news.data / "articles.jsonl"
    path.write_bytes(path.read_bytes().replace(b"<urn:uuid:", b"<urn:uuid:0"))
    assert faults(check_collection(news)) == {"itemRecord"}


@pytest.mark.parametrize(
    ("other", "code"),
    [
        ({"warcOffset": 1}, "itemPlace"),
        ({"warcFilename": "other.warc.gz"}, "itemPlace"),
        ({"payloadDigest": "sha256:0"}, "itemDiffers"),
        ({"payloadDigest": None}, "itemDiffers"),
        ({"capturedAt": "2026"}, "itemDiffers"),
    ],
)
def test_an_item_that_points_at_the_wrong_record_is_found(news, other, code):
    writer = writer_for(news)
    written = put(writer, exchange("/late", PLAIN, second=7))
    path = writer.close()
    note_closed(news, path)
    merge(news.indexes)
    (news.data / "articles.jsonl").write_bytes(item(written))
    assert check_collection(news) == []
    (news.data / "articles.jsonl").write_bytes(item(written, **other))
    assert faults(check_collection(news)) == {code}


def test_a_collection_without_a_warc_is_unreadable(news):
    for path in warcs(news):
        path.unlink()
    assert codes(check_collection(news)) == {"empty"}


def test_a_collection_of_other_peoples_files_alone_can_be_checked(news, tmp_path):
    foreign = tmp_path / "foreign" / "archive"
    foreign.mkdir(parents=True)
    for path in warcs(news):
        shutil.copy(path, foreign)
    found = check_collection(paths(tmp_path, "foreign"))
    assert codes(found) == {"indexAbsent", "manifestMissing"}
