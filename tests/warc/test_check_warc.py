"""Faults planted in single WARCs, each found for what it is, at its place; the rest of the file still read."""

import gzip
import hashlib
from base64 import b32decode, b32encode
from hashlib import sha1

import pytest
from archive_samples import (
    BODY,
    CHUNKED,
    HEAD,
    PLAIN,
    SITE,
    build,
    check_collection,
    check_files,
    codes,
    exchange,
    faults,
    put,
    rewrite,
    warcs,
    with_block,
    with_field,
    writer_for,
)
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from crawler.collection.paths import paths
from crawler.collection.reindex import reindex
from crawler.warc.cdxj import INDEX_NAME, load_line
from crawler.warc.check.finding import RULES, Severity
from crawler.warc.digest import block_digest
from crawler.warc.reader import read_records
from crawler.warc.record import member


@pytest.fixture
def warc(tmp_path):
    return warcs(build(tmp_path))[0]


def only(kind, change):
    """Change the records of one type."""
    return lambda record: change(record) if record.type == kind else record


def members(path):
    """Offset, length and record of each member."""
    return [(stored.location.offset, stored.location.length, stored.record) for stored in read_records(path)]


def place_of(path, kind):
    return next((at, length) for at, length, record in members(path) if record.type == kind)


def test_a_sound_file_has_no_findings(warc):
    assert check_files(warc) == []


def test_a_flipped_byte_in_a_gzip_member_is_found_and_the_records_behind_it_are_read(warc):
    at, length = place_of(warc, "response")
    data = bytearray(warc.read_bytes())
    data[at + length // 2] ^= 0xFF
    warc.write_bytes(data)
    found = check_files(warc)
    assert (found[0].code, found[0].offset) == ("damaged", at)
    assert f"to {at + length} cannot be read" in found[0].found


def test_a_flipped_bit_in_a_gzip_check_sum_is_found(warc):
    at, length = place_of(warc, "response")
    data = bytearray(warc.read_bytes())
    data[at + length - 6] ^= 1
    warc.write_bytes(data)
    assert ("damaged", at) in [(finding.code, finding.offset) for finding in check_files(warc)]


def test_a_flipped_byte_in_a_block_is_found(warc):
    rewrite(warc, only("request", lambda record: with_block(record, record.block.read().replace(b"news", b"mews"))))
    assert {"blockDigest", "requestTarget"} == codes(check_files(warc))


def test_a_flipped_byte_in_a_record_head_is_found(warc):
    rewrite(warc, only("response", lambda record: with_field(record, "WARC-Date", "2026-03-0109:30:00Z")))
    assert codes(check_files(warc)) == {"badDate"}


def test_a_wrong_block_digest_is_found(warc):
    rewrite(warc, only("response", lambda record: with_field(record, "WARC-Block-Digest", block_digest((b"other",)))))
    assert codes(check_files(warc)) == {"blockDigest"}


def test_a_wrong_payload_digest_is_found(warc):
    wrong = block_digest((b"other",))
    rewrite(warc, only("response", lambda record: with_field(record, "WARC-Payload-Digest", wrong)))
    assert codes(check_files(warc)) == {"payloadDigest"}


def test_a_wrong_payload_digest_of_a_chunked_answer_is_found(warc):
    def add(record):
        if b"chunked" not in record.block.read():
            return record
        fields = (*record.fields, ("WARC-Payload-Digest", block_digest((b"other",))))
        return type(record)(fields, record.block)

    rewrite(warc, only("response", add))
    assert codes(check_files(warc)) == {"payloadDigest"}


@pytest.mark.parametrize(
    ("digested", "expected"), [(BODY[1:], set()), (CHUNKED.partition(b"\r\n\r\n")[2], {"payloadFraming"})]
)
def test_a_payload_digest_of_a_chunked_answer_counts_the_entity(warc, digested, expected):
    def add(record):
        if b"chunked" not in record.block.read():
            return record
        return type(record)((*record.fields, ("WARC-Payload-Digest", block_digest((digested,)))), record.block)

    rewrite(warc, only("response", add))
    assert codes(check_files(warc)) == expected


@pytest.mark.parametrize("kind", ["md5", "sha256", "sha512"])
def test_digests_of_other_kinds_are_verified(warc, kind):
    def change(record, block):
        return with_field(record, "WARC-Block-Digest", f"{kind}:{hashlib.new(kind, block).hexdigest()}")

    original = warc.read_bytes()
    rewrite(warc, only("request", lambda record: change(record, record.block.read())))
    assert check_files(warc) == []
    warc.write_bytes(original)
    rewrite(warc, only("request", lambda record: change(record, b"other")))
    assert codes(check_files(warc)) == {"blockDigest"}


def test_a_digest_in_hexadecimal_is_verified(warc):
    def change(record):
        return with_field(record, "WARC-Block-Digest", f"sha1:{sha1(record.block.read()).hexdigest()}")

    rewrite(warc, only("request", change))
    assert check_files(warc) == []


def test_a_digest_of_an_unknown_kind_is_a_warning(warc):
    rewrite(warc, only("request", lambda record: with_field(record, "WARC-Block-Digest", "crc32:deadbeef")))
    found = check_files(warc)
    assert codes(found) == {"unknownDigest"} and not faults(found)


def test_records_without_digests_are_counted_in_one_warning(warc):
    rewrite(warc, lambda record: with_field(record, "WARC-Block-Digest", None))
    found = check_files(warc)
    assert [(finding.code, finding.severity) for finding in found] == [("noDigest", Severity.WARNING)]


@pytest.mark.parametrize(
    "spoiled",
    [
        HEAD + b"Content-Length: 9999\r\n\r\n" + BODY,
        HEAD + b"Transfer-Encoding: chunked\r\n\r\n" + BODY,
        CHUNKED[:-9],
        HEAD + b"Content-Length: 5\r\nContent-Length: 6\r\n\r\n" + BODY,
        HEAD,
    ],
)
def test_a_body_that_is_not_framed_as_its_head_says_is_found(warc, spoiled):
    def change(record):
        changed = with_field(with_block(record, spoiled), "WARC-Block-Digest", block_digest((spoiled,)))
        return with_field(changed, "WARC-Payload-Digest", None)

    rewrite(warc, only("response", change))
    assert "framing" in faults(check_files(warc))
    rewrite(
        warc,
        only("response", lambda record: type(record)((*record.fields, ("WARC-Truncated", "length")), record.block)),
    )
    assert "framing" not in codes(check_files(warc))


def test_bytes_behind_a_message_are_a_warning(warc):
    longer = PLAIN + b"more"

    def change(record):
        changed = with_field(with_block(record, longer), "WARC-Block-Digest", block_digest((longer,)))
        return with_field(changed, "WARC-Payload-Digest", None)

    rewrite(warc, only("response", change))
    assert codes(check_files(warc)) >= {"excess"}


def test_an_interim_head_in_the_answer_is_a_warning(warc):
    both = b"HTTP/1.1 103 Early Hints\r\n\r\n" + PLAIN
    change = lambda record: with_field(with_block(record, both), "WARC-Block-Digest", block_digest((both,)))  # noqa: E731
    rewrite(warc, only("response", change))
    found = check_files(warc)
    assert "interimHead" in codes(found) and "framing" not in codes(found)


def test_a_body_that_was_decoded_under_its_coding_is_a_warning(warc):
    decoded = PLAIN.replace(b"Content-Type", b"Content-Encoding: gzip\r\nContent-Type", 1)
    change = lambda record: with_field(with_block(record, decoded), "WARC-Block-Digest", block_digest((decoded,)))  # noqa: E731
    rewrite(warc, only("response", change))
    found = check_files(warc)
    assert "coding" in codes(found)


@pytest.mark.parametrize(
    "url", ["https://news.example/a", "https://news.example/a?b=1&c=3", "https://other.example/a?b=1&c=2"]
)
def test_a_request_for_another_address_than_the_target_is_found(warc, url):
    def change(record):
        return with_field(record, "WARC-Target-URI", url) if b"b=1" in record.block.read() else record

    rewrite(warc, only("request", change))
    assert codes(check_files(warc)) == {"requestTarget"}


@pytest.mark.parametrize(
    ("line", "url"),
    [
        (b"GET / HTTP/1.1\r\nHost: news.example\r\n", "https://news.example"),
        (b"GET /?q HTTP/1.1\r\nHost: NEWS.example:443\r\n", "https://news.example?q#part"),
        (b"GET http://news.example/x HTTP/1.1\r\nHost: news.example\r\n", "http://news.example/x"),
        (
            b"GET /caf%C3%A9 HTTP/1.1\r\nHost: news.example\r\n",
            "https://news.example/café",
        ),
        (b"OPTIONS * HTTP/1.1\r\nHost: news.example\r\n", "https://news.example/"),
    ],
)
def test_a_request_line_may_be_written_in_every_way_of_the_standard(warc, line, url):
    block = line + b"\r\n"

    def change(record):
        changed = with_field(with_block(record, block), "WARC-Block-Digest", block_digest((block,)))
        return with_field(changed, "WARC-Target-URI", url)

    rewrite(warc, only("request", change))
    assert check_files(warc) == []


@pytest.mark.parametrize("name", ["WARC-Type", "WARC-Record-ID", "WARC-Date"])
def test_a_missing_field_is_found(warc, name):
    rewrite(warc, only("resource", lambda record: with_field(record, name, None)))
    assert codes(check_files(warc)) == {"missingField"}


def test_a_repeated_field_is_found(warc):
    rewrite(warc, only("request", lambda record: type(record)((*record.fields, ("WARC-Date", "2026")), record.block)))
    assert codes(check_files(warc)) == {"repeatedField"}


def test_an_id_that_is_no_uri_is_found(warc):
    rewrite(warc, only("resource", lambda record: with_field(record, "WARC-Record-ID", "<no uri>")))
    assert codes(check_files(warc)) == {"badId"}


@pytest.mark.parametrize(
    "date", ["2026-02-30T00:00:00Z", "yesterday", "2026-03-01T09:30:00", "2026-03-01T09:30:00+01:00"]
)
def test_a_date_that_is_none_is_found(warc, date):
    rewrite(warc, only("resource", lambda record: with_field(record, "WARC-Date", date)))
    assert codes(check_files(warc)) == {"badDate"}


@pytest.mark.parametrize("date", ["2026", "2026-03-01", "2026-03-01T09:30Z", "2026-03-01T09:30:00.123456789Z"])
def test_a_date_of_any_precision_is_right(warc, date):
    rewrite(warc, only("resource", lambda record: with_field(record, "WARC-Date", date)))
    assert check_files(warc) == []


def test_an_id_that_is_there_twice_is_found_at_the_second_place(warc):
    rewrite(warc, only("resource", lambda record: (record, record)))
    found = check_files(warc)
    assert codes(found) == {"duplicateId"} and len(found) == 1


def test_a_record_that_names_a_neighbour_which_is_not_there_is_found(warc):
    other = "<urn:uuid:00000000-0000-4000-8000-000000000000>"
    rewrite(warc, only("request", lambda record: with_field(record, "WARC-Concurrent-To", other)))
    found = check_files(warc)
    assert codes(found) == {"concurrentTo"} and not faults(found)  # it may lie in another file


def test_a_record_that_names_a_warcinfo_which_is_not_there_is_found(warc):
    rewrite(warc, lambda record: () if record.type == "warcinfo" else record)
    assert codes(check_files(warc)) == {"warcinfoId", "noWarcinfo"}


def test_a_capture_without_its_metadata_is_found_in_our_files(warc):
    rewrite(warc, lambda record: () if record.type == "metadata" and "visit" not in record.target_uri else record)
    assert faults(check_files(warc)) == {"captureCut"}


def test_metadata_of_another_entity_is_found_in_a_collection(warc, tmp_path):
    def change(record):
        text = record.block.read().replace(b"entity: sha256:", b"entity: sha256:0")
        return with_field(with_block(record, text), "WARC-Block-Digest", block_digest((text,)))

    rewrite(warc, only("metadata", change))
    assert "entityFact" in faults(check_collection(paths(tmp_path, "news")))


def test_a_torn_tail_is_found_at_the_record_it_tore(warc):
    at = members(warc)[-1][0]
    with warc.open("r+b") as file:
        file.truncate(at + 20)
    assert ("tornTail", at) in [(finding.code, finding.offset) for finding in check_files(warc)]


def test_two_records_in_one_member_are_found(warc):
    data = warc.read_bytes()
    (first, _, _), (second, length, _) = members(warc)[3:5]
    end = second + length
    warc.write_bytes(data[:first] + gzip.compress(gzip.decompress(data[first:end])) + data[end:])
    found = check_files(warc)
    assert ("manyRecords", first) in [(finding.code, finding.offset) for finding in found]


@pytest.mark.parametrize("by", [-5, 500])
@pytest.mark.parametrize("packed", [True, False])
def test_a_wrong_content_length_is_found_in_plain_and_packed_files(warc, by, packed):
    def spoil(record):
        data = gzip.decompress(b"".join(member(record)))
        return data.replace(b"Length: 28\r\n\r\nHTTP/1.1 103", b"Length: %d\r\n\r\nHTTP/1.1 103" % (28 + by))

    records = [spoil(record) for _, _, record in members(warc)]
    assert b"".join(records) != gzip.decompress(warc.read_bytes())
    warc.write_bytes(b"".join(map(gzip.compress, records) if packed else records))
    assert "blockLength" in faults(check_files(warc))


def test_a_record_that_does_not_end_in_two_lines_is_found(warc):
    at, length = place_of(warc, "request")
    data = warc.read_bytes()
    short = gzip.compress(gzip.decompress(data[at : at + length])[:-2])
    warc.write_bytes(data[:at] + short + data[at + length :])
    assert ("recordEnd", at) in [(finding.code, finding.offset) for finding in check_files(warc)]


def test_bytes_that_are_no_record_are_found_and_what_follows_is_read(warc):
    data = warc.read_bytes()
    at = members(warc)[2][0]
    warc.write_bytes(data[:at] + b"not a record at all" + data[at:])
    found = check_files(warc)
    assert ("damaged", at) in [(finding.code, finding.offset) for finding in found]
    warc.write_bytes(data[:at] + gzip.compress(b"no head") + data[at:])
    assert ("notARecord", at) in [(finding.code, finding.offset) for finding in check_files(warc)]


def test_a_file_that_is_one_gzip_stream_is_a_warning_and_is_read_to_its_end(warc):
    whole = gzip.decompress(warc.read_bytes())
    warc.write_bytes(gzip.compress(whole))
    assert codes(check_files(warc)) == {"oneStream"}
    warc.write_bytes(gzip.compress(whole.replace(b"The ferry", b"A ferry  ")))
    assert codes(check_files(warc)) == {"oneStream", "blockDigest", "payloadDigest", "entityFact"}
    warc.write_bytes(gzip.compress(whole)[:-200])
    assert {"oneStream", "tornTail"} <= codes(check_files(warc))


def test_an_unpacked_file_is_checked_alike(warc):
    whole = gzip.decompress(warc.read_bytes())
    plain = warc.with_name("plain.warc")
    plain.write_bytes(whole)
    assert codes(check_files(plain)) == {"fileName"}
    at = whole.index(b"WARC/1.1", 10)
    plain.write_bytes(whole[:at] + b"rubbish\r\n" + whole[at:])
    assert ("notARecord", at) in [(finding.code, finding.offset) for finding in check_files(plain)]
    plain.write_bytes(whole[:-50])
    assert "tornTail" in codes(check_files(plain))


@pytest.mark.parametrize(
    ("content", "code"),
    [(b"", "empty"), (b"no WARC\n" * 9, "notAWarc"), (gzip.compress(b"no WARC", mtime=0), "notAWarc")],
)
def test_a_file_that_is_no_warc_is_unreadable(tmp_path, content, code):
    path = tmp_path / "x.warc.gz"
    path.write_bytes(content)
    (found,) = check_files(path)
    assert (found.code, found.severity) == (code, Severity.UNREADABLE)


def test_large_bodies_are_checked_in_pieces(tmp_path):
    where = paths(tmp_path, "news")
    writer = writer_for(where)
    body = bytes(range(256)) * 8000
    whole = HEAD + b"Content-Length: %d\r\n\r\n" % len(body) + body
    put(writer, exchange("/big", whole))
    put(writer, exchange("/open", HEAD + b"\r\n" + body, second=1))
    path = writer.close()
    assert check_files(path) == []
    rewrite(path, only("response", lambda record: with_block(record, record.block.read()[:-1] + b"x")))
    assert codes(check_files(path)) == {"blockDigest", "payloadDigest", "entityFact"}


def test_every_kind_of_finding_says_what_it_means_and_what_to_do():
    assert all(rule.means and rule.advice for rule in RULES.values())


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(at=st.floats(0, 1, exclude_max=True), bit=st.integers(0, 7))
def test_no_flipped_bit_goes_unseen_or_stops_the_check(warc, at, bit):
    """gzip's own header has bits that mean nothing: name flags and the like are left out."""
    data = bytearray(warc.read_bytes())
    place = int(at * len(data))
    start = max(offset for offset, _, _ in members(warc) if offset <= place)
    if 3 <= place - start < 10:
        return
    data[place] ^= 1 << bit
    spoiled = warc.with_name("spoiled.warc.gz")
    spoiled.write_bytes(data)
    assert faults(check_files(spoiled)), (place, bit)


@settings(max_examples=30, deadline=None)
@given(data=st.binary(max_size=300))
def test_any_bytes_can_be_checked(tmp_path_factory, data):
    path = tmp_path_factory.mktemp("any") / "x.warc.gz"
    for start in (b"", b"\x1f\x8b\x08", b"WARC/1.0\r\n"):
        path.write_bytes(start + data)
        assert faults(check_files(path))


def test_the_digest_of_an_empty_block_is_right():
    assert block_digest(()) == f"sha1:{b32encode(sha1(b'').digest()).decode()}"


def in_hexadecimal(record):
    """The record with its payload digest as warcprox writes it."""
    stated = record.get("WARC-Payload-Digest")
    if stated is None:
        return record
    return with_field(record, "WARC-Payload-Digest", f"sha1:{b32decode(stated.removeprefix('sha1:')).hex()}")


def in_sha256(record):
    """The record with the digests that browser-based crawlers write."""
    payload = record.block.read().partition(b"\r\n\r\n")[2] or PLAIN.partition(b"\r\n\r\n")[2]
    digests = {"WARC-Block-Digest": record.block.read(), "WARC-Payload-Digest": payload}
    for name, data in digests.items():
        if record.get(name) is not None:
            record = with_field(record, name, f"sha256:{hashlib.sha256(data).hexdigest()}")
    return record


def theirs(warcinfo):
    return with_block(with_field(warcinfo, "WARC-Block-Digest", None), b"software: another\r\n")


def test_revisits_with_digests_in_hexadecimal_fit_their_originals_and_are_indexed_as_those(tmp_path):
    news = build(tmp_path)
    before = [load_line(line).digest for line in (news.indexes / INDEX_NAME).open("rb")]
    for path in warcs(news):
        rewrite(path, lambda record: theirs(record) if record.type == "warcinfo" else in_hexadecimal(record))
    assert faults(check_files(*warcs(news))) == set()
    reindex(news, lambda path: None)
    assert [load_line(line).digest for line in (news.indexes / INDEX_NAME).open("rb")] == before
    assert faults(check_collection(news)) == {"manifestDiffers", "itemPlace"}


def test_revisits_and_originals_with_digests_of_another_kind_are_indexed_alike(tmp_path):
    news = build(tmp_path)
    for path in warcs(news):
        rewrite(path, lambda record: theirs(record) if record.type == "warcinfo" else in_sha256(record))
    assert faults(check_files(*warcs(news))) == set()
    reindex(news, lambda path: None)
    lines = [load_line(line) for line in (news.indexes / INDEX_NAME).open("rb")]
    digests = {line.digest for line in lines if line.mime == "warc/revisit" or line.url == f"{SITE}/a?b=1&c=2"}
    assert digests == {f"sha256:{hashlib.sha256(BODY).hexdigest()}"}
    assert faults(check_collection(news)) == {"manifestDiffers", "itemPlace"}
    index = news.indexes / INDEX_NAME
    index.write_bytes(index.read_bytes().replace(b'"digest":"sha256:', b'"digest":"sha256:0'))
    assert "indexDiffers" in faults(check_collection(news))
