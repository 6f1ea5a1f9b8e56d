import gzip
import io
import re

import pytest
from warc_samples import BODY, HEAD, REQUEST, URL, chunked, exchange, new_writer, plain, write
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter as TheirWriter

from crawler.errors import ArchiveError, DiskError
from crawler.warc.captures import read_captures
from crawler.warc.cdxj import load_line, lookup, merge
from crawler.warc.reader import read_record, read_records
from crawler.warc.record import Record, member
from crawler.warc.resolve import Originals, resolve
from crawler.warc.seal import index_file
from crawler.wire.spool import Spool


def their_archive(path, *, version="1.0", gzipped=True):
    """A file as warcio writes it: a response without its request, a pair, a dns answer, a revisit, a resource."""
    with path.open("wb") as file:
        writer = TheirWriter(file, gzip=gzipped, warc_version=version)

        def record(kind, url=URL, block=b"", **fields):
            made = writer.create_warc_record(
                url, kind, io.BytesIO(block), len(block), warc_headers_dict=fields.pop("fields", {}), **fields
            )
            writer.write_record(made)
            return made.rec_headers

        writer.write_record(writer.create_warcinfo_record("x.warc", {"software": "theirs"}))
        ok = StatusAndHeaders("200 OK", [("Content-Type", "text/html")], protocol="HTTP/1.1")
        first = record("response", block=BODY, http_headers=ok)
        sent = StatusAndHeaders("POST /b HTTP/1.1", [("Host", "news.example")], is_http_request=True)
        other = record("response", url=URL + "&other", block=b"other", http_headers=ok)
        record(
            "request",
            url=URL + "&other",
            block=b"body",
            http_headers=sent,
            fields={"WARC-Concurrent-To": other["WARC-Record-ID"]},
        )
        record("response", url="dns:news.example", block=b"127.0.0.1", warc_content_type="text/dns")
        revisit = writer.create_revisit_record(
            URL, first["WARC-Payload-Digest"], URL, first["WARC-Date"], http_headers=ok
        )
        writer.write_record(revisit)
        record("resource", url="https://news.example/pic", block=b"png", warc_content_type="image/png")
        record("metadata", block=b"via: https://x/\r\n", warc_content_type="application/warc-fields")


def as_one_stream(path):
    path.write_bytes(gzip.compress(gzip.decompress(path.read_bytes())))


FORMS = ["members", "plain", "one stream"]


@pytest.fixture(params=FORMS)
def theirs(request, tmp_path):
    path = tmp_path / ("their.warc" if request.param == "plain" else "their.warc.gz")
    their_archive(path, version="1.1" if request.param == "plain" else "1.0", gzipped=request.param != "plain")
    if request.param == "one stream":
        as_one_stream(path)
    return path


def test_foreign_archives_give_each_http_response_as_a_capture(theirs):
    first, other, revisit = read_captures(theirs)
    assert (first.url, first.method, first.record_type) == (URL, "GET", "response")
    assert first.response.read() == b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + BODY
    assert (first.request, first.facts) == (b"", ())
    assert (other.url, other.method) == (URL + "&other", "POST")
    assert other.request.startswith(b"POST /b HTTP/1.1\r\n")
    assert (revisit.record_type, revisit.refers_to.url) == ("revisit", URL)


def test_foreign_records_are_found_again_by_their_offsets(theirs):
    for stored in read_records(theirs):
        again = read_record(theirs, stored.location.offset)
        assert (again.location, again.record.fields) == (stored.location, stored.record.fields)
        assert again.record.block.read() == stored.record.block.read()


def test_foreign_revisits_resolve_through_an_index_made_for_them(theirs, tmp_path):
    index_file(theirs, indexes=tmp_path)
    index = merge(tmp_path)
    *_, revisit = read_captures(theirs)
    assert resolve(revisit, Originals(index, tmp_path)).entity.payload == BODY
    lines = list(map(load_line, index.open("rb")))
    assert sorted(line.mime for line in lines) == ["image/png", "text/html", "text/html", "warc/revisit"]
    assert len({line.digest for line in lookup(index, URL)}) == 1
    assert {line.filename for line in lines} == {theirs.name}


def test_a_record_is_read_by_its_offset(tmp_path):
    writer = new_writer(tmp_path)
    written = [write(writer, exchange(plain(), url=f"{URL}&{number}")) for number in range(3)]
    path = writer.close()
    for number, one in enumerate(written):
        stored = read_record(path, one.location.offset)
        assert stored.location == one.location
        assert (stored.record.record_id, stored.record.target_uri) == (one.record_id, f"{URL}&{number}")
    with pytest.raises(ArchiveError, match=f"offset {path.stat().st_size}"):
        read_record(path, path.stat().st_size)


def test_a_capture_is_read_from_the_offset_of_its_answer(tmp_path):
    writer = new_writer(tmp_path)
    write(writer, exchange(plain()))
    written = write(writer, exchange(chunked(), method="POST"))
    [capture] = read_captures(writer.close(), written.location.offset)
    assert (capture.record_id, capture.location, capture.end) == (written.record_id, written.location, written.end)
    assert (capture.method, capture.request, capture.response.read()) == ("POST", b"", chunked())
    assert capture.fact("visit") == "v1"


def test_damage_in_the_middle_names_file_and_offset_after_all_before_it(tmp_path):
    writer = new_writer(tmp_path)
    written = [write(writer, exchange(chunked())) for _ in range(4)]
    path = writer.close()
    data = bytearray(path.read_bytes())
    hit = written[2].location
    data[hit.offset + hit.length // 2] ^= 0xFF
    path.write_bytes(data)
    seen = []
    with pytest.raises(ArchiveError, match=f"{re.escape(str(path))}: .*offset {hit.offset} .*before it is safe"):
        seen.extend(capture.record_id for capture in iter_into(seen, path))
    assert seen == [one.record_id for one in written[:2]]


def iter_into(seen, path):
    for capture in read_captures(path):
        seen.append(capture.record_id)
        yield from ()


@pytest.mark.parametrize("cut", [1, 30, 700])
@pytest.mark.parametrize("form", FORMS)
def test_a_cut_foreign_file_is_damage_and_never_a_short_block(tmp_path, form, cut):
    path = tmp_path / "their.warc.gz"
    their_archive(path, gzipped=form != "plain")
    if form == "one stream":
        as_one_stream(path)
    whole = {stored.record.record_id: stored.record.block.read() for stored in read_records(path)}
    path.write_bytes(path.read_bytes()[: -cut - (6 if form == "plain" else 0)])
    read = {}
    with pytest.raises(ArchiveError, match=re.escape(str(path))):
        for stored in read_records(path):
            read[stored.record.record_id] = stored.record.block.read()
    assert read.items() < whole.items()


def broken(head, block=b"x", end=b"\r\n\r\n"):
    return gzip.compress(head + b"\r\n\r\n" + block + end, mtime=0)


@pytest.mark.parametrize(
    ("data", "found"),
    [
        (broken(b"WARC/1.1\r\nWARC-Type: resource"), "Content-Length"),
        (broken(b"WARC/1.1\r\nContent-Length: ten"), "ten"),
        (broken(b"WARC/1.1\r\nContent-Length: -1"), "-1"),
        (broken(b"WARC/1.1\r\nContent-Length: 9"), "of 9 bytes"),
        (broken(b"HTTP/1.1 200 OK\r\nContent-Length: 1"), "WARC version"),
        (gzip.compress(b"WARC/1.1\r\nContent-Length: 1\r\n", mtime=0), "no end"),
        (gzip.compress(b"A" * (3 << 20), mtime=0), "no end"),
        (gzip.compress(b"", mtime=0), "no end"),
    ],
)
def test_a_broken_record_is_an_error_that_says_what_was_found(tmp_path, data, found):
    good = b"".join(member(Record((("WARC-Type", "resource"),), Spool(b"good"))))
    path = tmp_path / "x.warc.gz"
    path.write_bytes(good + data)
    records = read_records(path)
    assert next(records).record.block.read() == b"good"
    with pytest.raises(ArchiveError, match=f"offset {len(good)} .*{found}"):
        next(records)


def test_a_member_with_more_than_its_record_is_damage_in_the_middle_of_a_file(tmp_path):
    good = b"".join(member(Record((("WARC-Type", "resource"),), Spool(b"good"))))
    path = tmp_path / "x.warc.gz"
    path.write_bytes(good + broken(b"WARC/1.1\r\nContent-Length: 1", b"xWARC/1.1"))
    with pytest.raises(ArchiveError, match=f"offset {len(good)} .*goes on"):
        list(read_records(path))


def test_a_bomb_is_read_through_the_disk_and_never_at_once(tmp_path):
    size = 40 << 20
    spool = Spool()
    for _ in range(40):
        spool.append(bytes(1 << 20))
    path = tmp_path / "x.warc.gz"
    path.write_bytes(b"".join(member(Record((("WARC-Type", "resource"),), spool))))
    [stored] = read_records(path)
    assert stored.record.block.length == size
    assert max(map(len, stored.record.block.chunks())) <= 1 << 20


def test_a_file_that_is_empty_has_no_records_and_one_that_is_not_there_is_a_disk_error(tmp_path):
    (tmp_path / "empty.warc.gz").touch()
    assert list(read_records(tmp_path / "empty.warc.gz")) == []
    with pytest.raises(DiskError, match="none"):
        list(read_records(tmp_path / "none.warc.gz"))
    with pytest.raises(DiskError, match="cannot read"):
        list(read_records(tmp_path))


def test_brackets_around_a_target_uri_are_no_part_of_it(tmp_path):
    path = tmp_path / "wget.warc.gz"
    fields = (("WARC-Type", "response"), ("WARC-Record-ID", "<a>"), ("WARC-Target-URI", f"<{URL}>"))
    path.write_bytes(b"".join(member(Record(fields, Spool(HEAD + b"\r\n"), version="WARC/1.0"))))
    [capture] = read_captures(path)
    assert capture.url == URL


def test_a_request_after_its_response_is_found_and_one_of_another_is_not(tmp_path):
    def stored(kind, record_id, other, block):
        names = ("WARC-Type", "WARC-Record-ID", "WARC-Concurrent-To", "WARC-Target-URI")
        return b"".join(member(Record(tuple(zip(names, (kind, record_id, other, URL), strict=True)), Spool(block))))

    path = tmp_path / "x.warc.gz"
    path.write_bytes(
        stored("response", "<a>", "<b>", plain())
        + stored("request", "<b>", "<a>", REQUEST.replace(b"GET", b"PUT"))
        + stored("response", "<c>", "<x>", plain())
        + stored("request", "<y>", "<z>", REQUEST)
    )
    assert [(capture.record_id, capture.method) for capture in read_captures(path)] == [("<a>", "PUT"), ("<c>", "GET")]
