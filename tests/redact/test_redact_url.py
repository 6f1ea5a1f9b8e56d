"""An address goes out of a collection: its records become tombstones, and everything else still holds together."""

import json

import pytest
from archive_samples import (
    BODY,
    PLAIN,
    SITE,
    build,
    check_collection,
    codes,
    exchange,
    put,
    rewrite,
    warcs,
    with_block,
    with_field,
    writer_for,
)
from redacting import URL, bytes_of, members, rebuilt, take_out

from crawler.collection.lock import INTENT, locked
from crawler.collection.manifest import extend_manifest
from crawler.collection.pack import Wanted, pack
from crawler.collection.redactions import read_redactions, withheld
from crawler.collection.reindex import reindex
from crawler.errors import ArchiveError, ConfigError, LockedError
from crawler.warc.captures import read_captures
from crawler.warc.cdxj import INDEX_NAME, load_line, merge
from crawler.warc.reader import read_record, read_records
from crawler.warc.record import RecordType
from crawler.warc.revisit import Original
from crawler.warc.tombstone import read_tombstone
from crawler.warc.written import written_of


@pytest.fixture
def news(tmp_path):
    return rebuilt(build(tmp_path))


def records(where):
    return [each.record for path in warcs(where) for each in read_records(path)]


def index(where):
    return [load_line(line) for line in (where.indexes / INDEX_NAME).read_bytes().splitlines()]


def record_at(where, line):
    return read_record(where.archive / line.filename, line.offset).record


def original_of(where):
    """The first capture of the address, as what a revisit refers to."""
    first = next(each for path in warcs(where) for each in read_captures(path))
    entity = written_of(first).entity
    assert first.url == URL and entity is not None
    return Original(first.record_id, URL, first.date, entity)


def test_every_record_of_the_address_is_a_tombstone_and_nothing_else_is(news) -> None:
    before = {record.record_id: record for record in records(news)}
    report = take_out(news)
    assert report.done
    after = {record.record_id: record for record in records(news)}
    assert list(before) == list(after)
    stones = {each: read_tombstone(record) for each, record in after.items() if read_tombstone(record)}
    gone = {each for each, record in before.items() if record.target_uri.endswith(URL) and record.type != "metadata"}
    assert set(stones) == gone and len(gone) == 6
    for record_id, stone in stones.items():
        assert stone.kind == before[record_id].type and stone.facts["reason"] == "court order 12/26"
        assert stone.faults() == []
        assert stone.facts["blockDigest"] == before[record_id].get("WARC-Block-Digest")


def test_the_collection_is_sound_and_says_so_everywhere(news, tmp_path) -> None:
    take_out(news)
    assert check_collection(news) == []
    (line,) = read_redactions(news.redactions)
    assert (line.url, line.reason, line.operator) == (URL, "court order 12/26", "ops@news.example")
    assert {each.type for each in line.records} == {"request", "response", "revisit", "resource"}
    (skipped,) = (json.loads(each) for each in (news.data / "skipped.jsonl").read_bytes().splitlines()[1:])
    assert (skipped["url"], skipped["reason"], skipped["detail"]) == (URL, "redacted", "court order 12/26")
    assert URL not in {each.url for each in index(news)}
    assert not list(news.folder.glob(".redact-*")) and not (news.folder / "redaction.json").exists()


def test_reparse_and_index_give_what_redact_left_and_pack_takes_it(news, tmp_path) -> None:
    take_out(news)
    before = bytes_of(news.folder)
    rebuilt(news)
    reindex(news, lambda path: None)
    assert bytes_of(news.folder) == before
    pack(news, Wanted(tmp_path / "news.wacz"), lambda name: None)


def test_members_that_did_not_change_are_the_same_bytes(news) -> None:
    before = members(news)
    report = take_out(news)
    after = members(news)
    changed = {each for each in before if before[each] != after[each]}
    assert changed == {each.recordId for each in report.redaction.records} | set(report.moved)


def test_a_payload_that_another_address_refers_to_moves_there_as_it_was_on_the_wire(news) -> None:
    report = take_out(news)
    (moved,) = report.moved
    assert report.moved[moved] == f"{SITE}/same"
    (record,) = (each for each in records(news) if each.record_id == moved)
    assert record.type == RecordType.RESPONSE and record.block.read() == PLAIN
    assert record.get("WARC-Payload-Digest") and record.get("WARC-Refers-To") is None
    (original,) = (each for each in report.redaction.records if each.type == "response")
    assert original.movedTo == moved


def test_further_revisits_of_other_addresses_refer_to_where_the_payload_moved(news) -> None:
    original, writer = original_of(news), writer_for(news)
    for second, path in ((20, "/third"), (21, "/same")):
        put(writer, exchange(path, PLAIN, second=second), original=original)
    writer.close()
    merge(news.indexes)
    extend_manifest(news)
    assert check_collection(news) == []
    report = take_out(news)
    assert len(report.moved) == 1 and report.referred == 2
    assert check_collection(news) == []
    revisits = [record for record in records(news) if record.type == "revisit"]
    assert {record.get("WARC-Refers-To") for record in revisits} == set(report.moved)


def test_a_chunked_answer_gets_its_payload_as_one_chunk(news) -> None:
    chunked = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n"
    body = b"%x\r\n%b\r\n0\r\n\r\n" % (len(BODY), BODY)
    original, writer = original_of(news), writer_for(news)
    wire = b"3\r\n%b\r\n%x\r\n%b\r\n0\r\n\r\n" % (BODY[:3], len(BODY) - 3, BODY[3:])
    put(writer, exchange("/chunks", chunked + wire, second=30), original=original)
    writer.close()
    merge(news.indexes)
    extend_manifest(news)
    take_out(news, url=f"{SITE}/same")
    report = take_out(news)
    (moved,) = report.moved
    (record,) = (each for each in records(news) if each.record_id == moved)
    assert record.block.read() == chunked + body
    assert record.get("WARC-Payload-Digest") is None
    assert check_collection(news) == []


def test_captures_of_the_same_payload_elsewhere_are_named(news) -> None:
    report = take_out(news, url=f"{SITE}/same", agrees=False)
    assert not report.done and report.shared == {URL: 2}


def test_nothing_is_changed_without_consent(news) -> None:
    before = bytes_of(news.folder)
    report = take_out(news, agrees=False)
    assert not report.done and report.records["response"] == 1
    assert bytes_of(news.folder) == before


def test_an_address_is_found_in_any_spelling(news) -> None:
    report = take_out(news, url="HTTPS://news.example:443/a?b=1&c=2#top", agrees=False)
    assert report.records["response"] == 1


def test_an_address_that_is_not_there_is_an_error_that_says_where_to_look(news) -> None:
    before = bytes_of(news.folder)
    with pytest.raises(ConfigError, match=r"no record of .*index\.cdxj"):
        take_out(news, url=f"{SITE}/never")
    assert bytes_of(news.folder) == before


def test_a_second_time_there_is_nothing_to_do(news) -> None:
    take_out(news)
    before = bytes_of(news.folder)
    report = take_out(news)
    assert report.already and not report.done
    assert bytes_of(news.folder) == before


def test_a_damaged_archive_is_refused_and_nothing_is_changed(news) -> None:
    path = warcs(news)[1]
    data = bytearray(path.read_bytes())
    data[len(data) // 2 : len(data) // 2 + 40] = bytes(40)
    path.write_bytes(data)
    before = bytes_of(news.folder)
    with pytest.raises(ArchiveError, match=path.name):
        take_out(news)
    assert bytes_of(news.folder) == before


def test_a_block_that_is_not_what_was_archived_is_refused(news) -> None:
    rewrite(
        warcs(news)[0], lambda record: with_block(record, PLAIN[:-1] + b"x") if record.type == "response" else record
    )
    before = bytes_of(news.folder)
    with pytest.raises(ArchiveError, match="is not what was archived"):
        take_out(news)
    assert bytes_of(news.folder) == before


def test_a_file_changed_since_it_was_closed_is_refused_so_that_the_manifest_hides_nothing(news) -> None:
    rewrite(warcs(news)[0], lambda record: with_field(record, "WARC-IP-Address", "127.0.0.7"))
    with pytest.raises(ArchiveError, match="changed after it was closed"):
        take_out(news)


def test_a_file_left_open_is_refused(news) -> None:
    writer = writer_for(news)
    put(writer, exchange("/late", PLAIN, second=9))
    with pytest.raises(ArchiveError, match="crawler mend"):
        take_out(news)


def test_a_collection_in_use_is_refused(news) -> None:
    with locked(news.lock, doing="crawl"), pytest.raises(LockedError, match="crawl"):
        take_out(news)


def test_later_crawls_are_told_what_not_to_fetch(news) -> None:
    assert withheld(news).why(URL) is None
    take_out(news)
    assert "court order 12/26" in (withheld(news).why(URL + "#top") or "")
    assert withheld(news).why(f"{SITE}/same") is None


def test_lists_of_pages_and_items_of_others_lose_their_lines(news) -> None:
    (news.folder / "pages").mkdir()
    pages = news.folder / "pages" / "pages.jsonl"
    pages.write_bytes(b'{"format":"json-pages-1.0"}\n{"url":"%s"}\n{"url":"%s/same"}\n' % (URL.encode(), SITE.encode()))
    same = next(each for each in index(news) if each.url == f"{SITE}/same")
    stamps = [(original_of(news).record_id, 0), (record_at(news, same).record_id, same.offset)]
    lines = [{"title": "x", "metadata": {"warcRecordId": name, "warcOffset": offset}} for name, offset in stamps]
    (news.data / "items.jsonl").write_text("".join(json.dumps(line) + "\n" for line in lines))
    take_out(news)
    assert pages.read_bytes() == b'{"format":"json-pages-1.0"}\n{"url":"%s/same"}\n' % SITE.encode()
    (left,) = (json.loads(line) for line in (news.data / "items.jsonl").read_text().splitlines())
    moved = next(each for each in index(news) if each.url == f"{SITE}/same")
    assert left["metadata"] == {"warcRecordId": stamps[1][0], "warcOffset": moved.offset}


def test_a_record_put_back_is_found(news) -> None:
    before = [path.read_bytes() for path in warcs(news)]
    take_out(news)
    for path, data in zip(warcs(news), before, strict=True):
        path.write_bytes(data)
    assert "redactedRecord" in codes(check_collection(news))


def test_a_tombstone_that_nobody_ordered_is_found(news) -> None:
    take_out(news)
    news.redactions.unlink()
    assert codes(check_collection(news)) == {"tombstoneDiffers"}


def test_a_redaction_that_was_cut_short_is_found_and_keeps_everybody_out(news) -> None:
    (news.folder / INTENT).write_bytes(b"{}")
    assert codes(check_collection(news)) == {"redactionOpen"}
    with pytest.raises(LockedError, match="crawler redact"), locked(news.lock, doing="crawl"):
        pass
    (news.folder / INTENT).unlink()
    with locked(news.lock, doing="crawl"):
        pass


def test_a_line_of_the_ledger_that_cannot_be_read_is_found(news) -> None:
    take_out(news)
    news.redactions.write_bytes(news.redactions.read_bytes()[:-20] + b"\n")
    assert codes(check_collection(news)) == {"redactionLine"}


def test_a_ledger_that_tells_otherwise_than_the_tombstone_is_found(news) -> None:
    report = take_out(news)
    entity = next(each.entity for each in report.redaction.records if each.entity)
    news.redactions.write_text(news.redactions.read_text().replace(entity, "sha256:" + "0" * 64))
    assert codes(check_collection(news)) == {"tombstoneDiffers"}


def test_an_index_that_cannot_be_read_is_refused_and_nothing_is_changed(news) -> None:
    index = news.indexes / INDEX_NAME
    index.write_bytes(index.read_bytes() + b"zz no index line\n")
    before = bytes_of(news.folder)
    with pytest.raises(ArchiveError, match="crawler index"):
        take_out(news)
    assert bytes_of(news.folder) == before
