import gzip
import re
import resource
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from warc_samples import BEGAN, BODY, HEAD, REQUEST, URL, chunked, exchange, new_writer, plain, write

from crawler.errors import DiskError
from crawler.warc.captures import read_captures, read_groups
from crawler.warc.digest import block_digest, both_digests
from crawler.warc.fields import load_fields
from crawler.warc.ids import new_id, new_ids
from crawler.warc.reader import read_records
from crawler.warc.scan import scan_tail
from crawler.wire.exchange import Outcome
from crawler.wire.spool import Spool


def records_of(path):
    return [stored.record for stored in read_records(path)]


def test_a_file_is_named_open_until_it_is_closed_and_never_before_a_record(tmp_path):
    writer = new_writer(tmp_path)
    assert writer.sync() is None
    assert writer.roll() is None
    assert list((tmp_path / "archive").iterdir()) == []
    written = write(writer, exchange(plain()))
    [opened] = (tmp_path / "archive").iterdir()
    assert re.fullmatch(r"News-\d{14}-00000-box\.warc\.gz\.open", opened.name)
    assert written.location.filename == opened.name.removesuffix(".open")
    assert (
        writer.sync() == (written.location.filename, written.end) == (written.location.filename, opened.stat().st_size)
    )
    closed = writer.close()
    assert [closed] == list((tmp_path / "archive").iterdir())
    assert closed.name == written.location.filename


def test_warcinfo_is_first_and_every_other_record_names_it(tmp_path):
    writer = new_writer(tmp_path)
    write(writer, exchange(plain(), interim=(b"HTTP/1.1 103 Early Hints\r\n\r\n",)))
    path = writer.close()
    first, *others = records_of(path)
    assert first.type == "warcinfo"
    assert first.get("WARC-Filename") == path.name
    assert load_fields(first.block.read()) == (
        ("software", "colophon/0"),
        ("format", "WARC File Format 1.1"),
        ("conformsTo", "https://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/"),
        ("operator", "https://news.example/bot"),
        ("robots", "obey"),
        ("isPartOf", "news"),
    )
    assert first.get("WARC-Warcinfo-ID") is None
    assert {record.get("WARC-Warcinfo-ID") for record in others} == {first.record_id}


def test_a_capture_is_request_response_metadata_with_one_date(tmp_path):
    writer, ids = new_writer(tmp_path), new_ids()
    written = write(writer, exchange(plain()), ids=ids)
    _, request, response, metadata = records_of(writer.close())
    assert [r.type for r in (request, response, metadata)] == ["request", "response", "metadata"]
    assert {r.version for r in (request, response, metadata)} == {"WARC/1.1"}
    assert {r.date for r in (request, response, metadata)} == {"2026-03-01T09:30:00.123456Z"} == {written.date}
    assert {r.target_uri for r in (request, response, metadata)} == {URL}
    assert {r.get("WARC-IP-Address") for r in (request, response, metadata)} == {"127.0.0.9"}
    assert (request.record_id, response.record_id, metadata.record_id) == (ids.request, ids.response, ids.metadata)
    assert request.get("WARC-Concurrent-To") == metadata.get("WARC-Concurrent-To") == ids.response
    assert response.get("WARC-Concurrent-To") == ids.request
    assert request.block.read() == REQUEST
    assert response.block.read() == plain()
    assert request.get("Content-Type") == "application/http;msgtype=request"
    assert response.get("Content-Type") == "application/http;msgtype=response"
    assert response.get("WARC-Payload-Digest") == block_digest([BODY])
    assert response.get("WARC-Truncated") is None
    for record in (request, response, metadata):
        assert record.get("WARC-Block-Digest") == block_digest([record.block.read()])
    for record in (request, response):
        assert record.get_all("WARC-Protocol") == ("http/1.1", "tls/1.3")
        assert record.get("WARC-Cipher-Suite") == "TLS_AES_256_GCM_SHA384"
    assert metadata.get("Content-Type") == "application/warc-fields"
    assert load_fields(metadata.block.read()) == (
        ("method", "GET"),
        ("outcome", "complete"),
        ("fetchTimeMs", "250"),
        ("entity", both_digests([BODY])[0]),
        ("entityLength", str(len(BODY))),
        ("tlsVerified", "true"),
        ("via", "https://news.example/"),
        ("visit", "v1"),
    )


def test_the_proposed_fields_can_be_left_out(tmp_path):
    writer = new_writer(tmp_path, protocol_fields=False)
    write(writer, exchange(plain()))
    fields = {name for record in records_of(writer.close()) for name, _ in record.fields}
    assert not fields & {"WARC-Protocol", "WARC-Cipher-Suite"}


def test_written_tells_where_the_response_lies_and_what_it_holds(tmp_path):
    writer, ids = new_writer(tmp_path), new_ids()
    written = write(writer, exchange(chunked()), ids=ids)
    path = writer.close()
    packed = path.read_bytes()[written.location.offset : written.location.end]
    assert gzip.decompress(packed).endswith(b"\r\n\r\n" + chunked() + b"\r\n\r\n")
    sha256, sha1, length = both_digests([BODY])
    assert (written.entity.sha256, written.entity.sha1, written.entity.length) == (sha256, sha1, length)
    assert written.entity.transfer_coded
    assert (written.record_id, written.record_type) == (ids.response, "response")
    assert (written.status, written.media_type, written.end) == (200, "text/html", path.stat().st_size)


@pytest.mark.parametrize(
    "block",
    [
        chunked(),
        HEAD + b"Transfer-Encoding: gzip\r\n\r\nxyz",
        b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nlonger than said",
        b"HTTP/1.1 200 OK\r\nContent-Length",
        b"not http at all",
    ],
)
def test_no_payload_digest_where_readers_disagree_on_the_payload(tmp_path, block):
    writer = new_writer(tmp_path)
    write(writer, exchange(block, outcome=Outcome.UNSPECIFIED))
    response = next(record for record in records_of(writer.close()) if record.type == "response")
    assert response.get("WARC-Payload-Digest") is None
    assert response.block.read() == block


@pytest.mark.parametrize("outcome", [Outcome.LENGTH, Outcome.TIME, Outcome.DISCONNECT, Outcome.UNSPECIFIED])
def test_what_arrived_of_a_cut_answer_is_kept_and_marked(tmp_path, outcome):
    writer = new_writer(tmp_path)
    write(writer, exchange(plain()[:-7], outcome=outcome))
    response = records_of(writer.close())[2]
    assert response.get("WARC-Truncated") == outcome.value
    assert response.block.read() == plain()[:-7]


def test_without_an_answer_there_are_request_and_metadata(tmp_path):
    writer, ids = new_writer(tmp_path), new_ids()
    written = write(writer, exchange(outcome=Outcome.NO_ANSWER, error="reset\r\nby peer"), ids=ids)
    _, request, metadata = records_of(writer.close())
    assert (request.type, metadata.type) == ("request", "metadata")
    assert request.get("WARC-Concurrent-To") == ids.metadata
    assert metadata.get("WARC-Concurrent-To") == ids.request
    assert ("error", "reset by peer") in load_fields(metadata.block.read())
    assert (written.record_id, written.record_type) == (ids.metadata, "metadata")
    assert (written.status, written.media_type, written.entity, written.index_lines) == (None, None, None, ())


def test_where_nothing_was_sent_there_is_metadata_alone(tmp_path):
    writer = new_writer(tmp_path)
    unsent = replace(exchange(request=b"", outcome=Outcome.DNS, error="no such host"), peer_address=None, tls=None)
    written = write(writer, unsent)
    _, metadata = records_of(writer.close())
    assert metadata.type == "metadata"
    assert metadata.get("WARC-Concurrent-To") is None
    assert metadata.get("WARC-IP-Address") is None
    assert written.record_type == "metadata"


def test_interim_heads_lie_beside_the_response_in_order(tmp_path):
    heads = (b"HTTP/1.1 100 Continue\r\n\r\n", b"HTTP/1.1 103 Early Hints\r\nLink: </a.css>\r\n\r\n")
    writer, ids = new_writer(tmp_path), new_ids()
    write(writer, exchange(plain(), interim=heads), ids=ids)
    _, _, response, *beside, metadata = records_of(writer.close())
    assert response.block.read() == plain()
    assert metadata.type == "metadata"
    assert [record.block.read() for record in beside] == list(heads)
    for record in beside:
        assert (record.type, record.get("Content-Type")) == ("resource", "application/http")
        assert record.target_uri == f"urn:crawler:interim:{URL}"
        assert record.get("WARC-Concurrent-To") == ids.response


def test_the_end_of_a_visit_is_a_metadata_record_of_its_own(tmp_path):
    writer = new_writer(tmp_path)
    write(writer, exchange(plain()))
    record_id = new_id()
    fields = (("outcome", "complete"), ("givenUp", "requestLimit"))
    location = writer.write_metadata("urn:crawler:visit:v1", fields, date=BEGAN, record_id=record_id)
    assert writer.sync() == (location.filename, location.end)
    end = list(read_captures(writer.close()))[-1]
    assert (end.visit_id, end.facts, end.stored.location) == ("v1", fields, location)
    assert end.stored.record.record_id == record_id
    assert end.stored.record.date == "2026-03-01T09:30:00.123456Z"


def test_a_full_file_is_closed_before_the_next_capture_and_none_is_split(tmp_path):
    writer = new_writer(tmp_path, max_bytes=2000)
    written = [write(writer, exchange(plain(), url=f"{URL}&n={number}")) for number in range(7)]
    writer.close()
    paths = sorted((tmp_path / "archive").iterdir())
    assert len(paths) > 1
    assert [path.name for path in paths] == list(dict.fromkeys(one.location.filename for one in written))
    for path in paths:
        first, *groups = read_groups(path)
        assert first.records[0].record.get("WARC-Filename") == path.name
        assert all(len(group.records) == 3 and group.whole for group in groups)


def test_two_writers_of_one_name_take_different_files(tmp_path):
    writers = [new_writer(tmp_path) for _ in range(3)]
    names = {write(writer, exchange(plain())).location.filename for writer in writers}
    assert len(names) == 3
    for writer in writers:
        writer.close()


def test_a_large_body_stays_on_disk_and_comes_back_whole(tmp_path):
    spool, piece = Spool(), bytes(range(256)) * 1024
    spool.append(HEAD + b"Content-Length: %d\r\n\r\n" % (len(piece) * 12))
    for _ in range(12):
        spool.append(piece)
    writer = new_writer(tmp_path)
    written = write(writer, exchange(spool))
    [capture] = read_captures(writer.close())
    assert capture.response.length == spool.length
    assert block_digest(capture.response.chunks()) == block_digest(spool.chunks())
    assert (written.entity.sha256, written.entity.length) == both_digests([piece * 12])[::2]
    assert capture.main.record.get("WARC-Payload-Digest") == written.entity.sha1


def test_a_large_chunked_body_has_its_entity_digested(tmp_path):
    body = bytes(range(256)) * 8000
    writer, spool = new_writer(tmp_path), Spool()
    spool.append(chunked(body, size=70_000))
    written = write(writer, exchange(spool))
    writer.close()
    assert (written.entity.sha256, written.entity.sha1, written.entity.length) == both_digests([body])


@pytest.fixture
def file_limit():
    """Sets the largest file this process may write, as a full disk would; undone afterwards."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    yield lambda size: resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    resource.setrlimit(resource.RLIMIT_FSIZE, before)


@pytest.mark.parametrize("room", [10, 300, 700, 1200])
def test_a_failed_write_leaves_no_half_capture_and_can_be_tried_again(tmp_path, file_limit, room):
    writer = new_writer(tmp_path)
    before = write(writer, exchange(plain()))
    big = exchange(HEAD + b"\r\n" + datetime.now(UTC).isoformat().encode() * 50, url=f"{URL}&big")
    [path] = (tmp_path / "archive").iterdir()
    file_limit(before.end + room)
    with pytest.raises(DiskError, match=re.escape(str(path))):
        write(writer, replace(big, request=bytes(range(256)) * 20))
    assert path.stat().st_size == before.end
    assert scan_tail(path).damage is None
    file_limit(resource.RLIM_INFINITY)
    again = write(writer, big)
    assert [capture.record_id for capture in read_captures(writer.close())] == [before.record_id, again.record_id]


def test_a_file_that_cannot_even_be_begun_is_not_left_behind(tmp_path, file_limit):
    writer = new_writer(tmp_path)
    file_limit(20)
    with pytest.raises(DiskError):
        write(writer, exchange(plain()))
    assert list((tmp_path / "archive").iterdir()) == []


def test_a_folder_that_is_gone_is_a_disk_error_that_names_the_file(tmp_path):
    writer = new_writer(tmp_path)
    (tmp_path / "archive").rmdir()
    with pytest.raises(DiskError, match=r"News-\d{14}-00000-box"):
        write(writer, exchange(plain()))


def test_a_failed_close_can_be_repeated_and_loses_nothing(tmp_path):
    writer = new_writer(tmp_path)
    written = [write(writer, exchange(plain()))]
    (tmp_path / "indexes").rmdir()
    with pytest.raises(DiskError, match="indexes"):
        writer.roll()
    written.append(write(writer, exchange(chunked())))
    (tmp_path / "indexes").mkdir()
    path = writer.roll()
    assert [capture.record_id for capture in read_captures(path)] == [one.record_id for one in written]
    [index] = (tmp_path / "indexes").iterdir()
    assert len(index.read_bytes().splitlines()) == 2


def test_a_closed_file_is_never_replaced_nor_written_to(tmp_path):
    writer = new_writer(tmp_path)
    written = write(writer, exchange(plain()))
    in_the_way = tmp_path / "archive" / written.location.filename
    in_the_way.write_bytes(b"precious")
    with pytest.raises(DiskError, match=in_the_way.name):
        writer.roll()
    with pytest.raises(DiskError, match="takes no more"):
        write(writer, exchange(plain()))
    in_the_way.unlink()
    assert [capture.record_id for capture in read_captures(writer.roll())] == [written.record_id]


def test_a_fact_of_the_caller_never_hides_our_own(tmp_path):
    writer = new_writer(tmp_path)
    write(writer, exchange(plain()), facts=(("outcome", "theirs"), ("method", "theirs")))
    [capture] = read_captures(writer.close())
    assert (capture.fact("outcome"), capture.method) == ("complete", "GET")
    assert ("outcome", "theirs") in capture.facts
