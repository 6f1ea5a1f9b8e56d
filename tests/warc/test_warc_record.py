import gzip
import os
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.warc.fields import dump_fields, load_fields
from crawler.warc.heads import parse_head
from crawler.warc.packed import LARGEST, block_head, stored_length
from crawler.warc.record import Record, member, parse_date, warc_date
from crawler.wire.spool import IN_MEMORY_BYTES, Spool


def test_a_field_with_a_line_end_is_refused():
    for value in ("a\r\nWARC-Type: response", "a\nb", "a\rb"):
        with pytest.raises(ValueError, match="line end"):
            list(member(Record((("WARC-Target-URI", value),))))


@pytest.mark.parametrize("head", [b"", b"HTTP/1.1 200 OK", b"WARC/x\r\nA: b", b"\x00\xff"])
def test_what_has_no_version_line_is_no_head(head):
    with pytest.raises(ValueError, match="WARC version"):
        parse_head(head)


def test_folded_fields_and_bare_line_feeds_are_read():
    assert parse_head(b"WARC/1.0\nA: b\r\n\t c\nD:e") == ("WARC/1.0", (("A", "b c"), ("D", "e")))


@pytest.mark.parametrize("size", [0, 5, IN_MEMORY_BYTES + 1])
def test_a_record_becomes_one_gzip_member_with_its_block_untouched(size):
    block = Spool()
    block.append(b"x\r\n" * (size // 3))
    packed = b"".join(member(Record((("WARC-Type", "resource"), ("Ä", "ß")), block)))
    expected = f"WARC/1.1\r\nWARC-Type: resource\r\nÄ: ß\r\nContent-Length: {block.length}\r\n\r\n".encode()
    assert gzip.decompress(packed) == expected + block.read() + b"\r\n\r\n"
    assert packed == b"".join(member(Record((("WARC-Type", "resource"), ("Ä", "ß")), block)))
    assert packed[4:8] == bytes(4), "a time in the gzip header"


def test_fields_are_found_whatever_their_case_and_repeated_ones_all():
    record = Record((("warc-concurrent-to", "<a>"), ("WARC-Target-URI", "<http://x/>"), ("WARC-Concurrent-To", "<b>")))
    assert record.get("WARC-CONCURRENT-TO") == "<a>"
    assert record.get_all("WARC-Concurrent-To") == ("<a>", "<b>")
    assert record.target_uri == "http://x/"
    assert (record.type, record.record_id, record.date) == ("", "", "")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2026", datetime(2026, 1, 1, tzinfo=UTC)),
        ("2026-02", datetime(2026, 2, 1, tzinfo=UTC)),
        ("2026-02-03", datetime(2026, 2, 3, tzinfo=UTC)),
        ("2026-02-03T04:05Z", datetime(2026, 2, 3, 4, 5, tzinfo=UTC)),
        ("2026-02-03T04:05:06Z", datetime(2026, 2, 3, 4, 5, 6, tzinfo=UTC)),
        ("2026-02-03T04:05:06.123456789Z", datetime(2026, 2, 3, 4, 5, 6, 123456, tzinfo=UTC)),
    ],
)
def test_dates_of_every_precision_are_read(text, expected):
    assert parse_date(text) == expected


@pytest.mark.parametrize("text", ["", "yesterday", "2026-13-01", "2026-01-01T25:00:00Z"])
def test_what_is_no_date_is_an_error(text):
    with pytest.raises(ValueError):
        parse_date(text)


@given(st.datetimes(min_value=datetime(1990, 1, 1), timezones=st.just(UTC)))
def test_dates_round_trip_to_the_microsecond(instant):
    assert parse_date(warc_date(instant)) == instant


NAMES = st.text(st.sampled_from("abcXYZ-_09"), min_size=1, max_size=9)
VALUES = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=20).map(str.strip)


@given(st.lists(st.tuples(NAMES, VALUES), max_size=5))
def test_warc_fields_round_trip(fields):
    assert load_fields(dump_fields(fields)) == tuple(fields)


def test_a_value_is_kept_on_one_line():
    body = dump_fields([("error", "first\r\n  second\nthird\x00 \ud800"), ("x", "\r\n y")])
    assert load_fields(body) == (("error", "first second third \\ud800"), ("x", "y"))
    assert body.count(b"\n") == 2


def test_a_name_that_would_break_the_line_is_refused():
    for name in ("", "a b", "a:b", "a\r\nb"):
        with pytest.raises(ValueError, match="no name"):
            dump_fields([(name, "x")])


def test_foreign_warc_fields_are_read():
    assert load_fields(b"via: a\n b\nno colon\r\nhopsFromSeed: LL\n\n") == (("via", "a b"), ("hopsFromSeed", "LL"))


def response_record(body, head=b"HTTP/1.1 200 OK\r\n\r\n"):
    block = Spool()
    block.append(head)
    for at in range(0, len(body), 50_000):
        block.append(body[at : at + 50_000])
    return Record((("WARC-Type", "response"),), block)


@pytest.mark.parametrize("size", [2047, 2048, 65_535, 65_536, 131_070, 200_001, IN_MEMORY_BYTES, 2_500_000])
def test_a_body_that_does_not_pack_is_stored_and_read_back_by_others(size):
    body = os.urandom(size)
    packed = b"".join(member(response_record(body)))
    whole = gzip.decompress(packed)
    assert whole.endswith(b"\r\n\r\n" + body + b"\r\n\r\n") and whole.startswith(b"WARC/1.1\r\n")
    assert packed == b"".join(member(response_record(body)))
    if size >= 2048:
        assert body[:60_000] in packed or body[:65_535] in packed
        assert packed[-stored_length(size, 4) :].startswith(block_head(min(size, LARGEST)))
    assert len(packed) < size + 200 + size // 10_000


@pytest.mark.parametrize("body", [b"", b"x" * 300_000, b"The ferry is late. " * 5000, b"x" * 3_000_000])
def test_a_body_that_packs_is_packed(body):
    packed = b"".join(member(response_record(body)))
    assert gzip.decompress(packed).endswith(body + b"\r\n\r\n") and len(packed) < 200 + len(body) // 20


def test_a_block_that_is_no_http_message_is_packed_as_a_whole():
    body = os.urandom(5000)
    for head in (b"no HTTP\r\n\r\n", b"HTTP/1.1 200 OK\r\n"):
        packed = b"".join(member(response_record(body.replace(b"\r\n\r\n", b""), head)))
        assert gzip.decompress(packed).startswith(b"WARC/1.1\r\n")
