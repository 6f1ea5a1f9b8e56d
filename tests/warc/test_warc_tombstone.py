"""A tombstone says what was there and why it went, and nobody takes it for a page."""

import io

import pytest
from archive_samples import PLAIN, build, check_files, exchange, faults, put, rewrite, warcs, with_block, writer_for
from fastwarc.warc import ArchiveIterator as FastIterator
from hypothesis import given
from hypothesis import strategies as st
from warcio.archiveiterator import ArchiveIterator

from crawler.warc.answer import Entity
from crawler.warc.capture import Capture
from crawler.warc.captures import read_captures
from crawler.warc.digest import block_digest
from crawler.warc.ownlines import own_lines
from crawler.warc.reader import read_record, read_records
from crawler.warc.record import Record, member
from crawler.warc.seal import index_lines
from crawler.warc.tombstone import Gone, Why, is_tombstone, read_tombstone, tombstone
from crawler.wire.spool import Spool

WHY = Why("5ebf33b7-866c-4ec8-8895-97699be5f6ce", "2026-05-02T10:00:00Z", "asked for", "ops@news.example", "url")
HEAD = (
    ("WARC-Type", "response"),
    ("WARC-Record-ID", "<urn:uuid:00000000-0000-4000-8000-000000000001>"),
    ("WARC-Date", "2026-03-01T09:30:00.000000Z"),
    ("WARC-Target-URI", "https://news.example/a"),
    ("WARC-Concurrent-To", "<urn:uuid:00000000-0000-4000-8000-000000000002>"),
    ("WARC-IP-Address", "127.0.0.9"),
    ("WARC-Payload-Digest", "sha1:3I42H3S6NNFQ2MSVX7XZKYAYSCX5QBYJ"),
)
TEXT = st.text(st.characters(blacklist_categories=["Cs", "Cc", "Zl", "Zp"]), min_size=1).filter(
    lambda t: t.strip() == t
)


@given(reason=TEXT, body=st.binary(max_size=200), kept=st.none() | TEXT)
def test_what_it_says_is_read_back(reason: str, body: bytes, kept: str | None) -> None:
    why = Why(WHY.redaction_id, WHY.at, reason, WHY.operator, WHY.scope)
    gone = Gone(Entity("sha256:" + "0" * 64, "sha1:x", 5), 200, kept=kept)
    made = tombstone(Record(HEAD, Spool(body)), why, gone)
    stone = read_tombstone(made)
    assert stone is not None and stone.faults() == []
    assert (stone.kind, stone.url, stone.date) == ("response", "https://news.example/a", HEAD[2][1])
    assert (stone.facts["reason"], stone.kept, stone.status) == (reason, kept, 200)
    assert stone.facts["blockDigest"] == block_digest((body,)) and stone.facts["blockLength"] == str(len(body))
    assert made.get("WARC-Record-ID") == HEAD[1][1] and made.get("WARC-Concurrent-To") == HEAD[4][1]


def test_nothing_of_the_exchange_is_left_in_it() -> None:
    made = b"".join(member(tombstone(Record(HEAD, Spool(b"the secret page")), WHY, Gone())))
    record = next(iter(ArchiveIterator(io.BytesIO(made))))
    head, body = str(record.rec_headers), record.raw_stream.read()
    assert b"secret" not in body and "127.0.0.9" not in head
    assert record.rec_type == "metadata" and record.content_type == "application/warc-fields"


def test_other_readers_see_a_metadata_record_with_digests_that_hold() -> None:
    made = b"".join(member(tombstone(Record(HEAD, Spool(b"x")), WHY, Gone())))
    record = next(iter(FastIterator(io.BytesIO(made))))
    assert record.verify_block_digest()
    record = next(iter(ArchiveIterator(io.BytesIO(made), check_digests=True)))
    record.raw_stream.read()
    assert record.digest_checker.passed


def planted(where, *types: str) -> None:
    """Tombstones in place of every record of these types in the first file."""
    rewrite(
        warcs(where)[0],
        lambda record: (
            tombstone(record, WHY, Gone()) if record.type in types and "/chunked" in record.target_uri else record
        ),
    )


def test_it_is_in_no_index_and_its_capture_stays_together(tmp_path) -> None:
    where = build(tmp_path)
    before = len(list(index_lines(warcs(where)[0])))
    planted(where, "request", "response")
    assert len(list(index_lines(warcs(where)[0]))) == before - 1
    found = [each for each in read_captures(warcs(where)[0]) if isinstance(each, Capture)]
    (capture,) = (each for each in found if any(is_tombstone(stored.record) for stored in each.records))
    assert capture.record_type == "metadata" and capture.fact("outcome") == "complete"
    assert [stored.record.type for stored in capture.records] == ["metadata"] * 3
    assert check_files(warcs(where)[0]) == []


def test_the_fast_index_gives_the_lines_of_the_slow_one(tmp_path) -> None:
    where = build(tmp_path)
    planted(where, "request", "response")
    opened = where.archive / (warcs(where)[0].name + ".open")
    lines = list(own_lines(warcs(where)[0]))
    warcs(where)[0].rename(opened)
    assert sorted(index_lines(opened)) == sorted(lines)


@pytest.mark.parametrize(
    "change",
    [
        lambda body: body.replace(b"reason: asked for\r\n", b""),
        lambda body: body.replace(b"blockDigest: sha1:", b"blockDigest: sha1:0"),
        lambda body: body.replace(b"redactedAt: 2026", b"redactedAt: last year "),
        lambda body: b"",
    ],
)
def test_one_that_does_not_say_what_went_is_found(tmp_path, change) -> None:
    where = build(tmp_path)
    planted(where, "response")
    assert faults(check_files(warcs(where)[0])) == set()

    def spoilt(record: Record) -> Record:
        if not is_tombstone(record):
            return record
        block = change(record.block.read())
        fields = tuple((n, block_digest((block,)) if n == "WARC-Block-Digest" else v) for n, v in record.fields)
        return Record(fields, Spool(block))

    rewrite(warcs(where)[0], spoilt)
    assert faults(check_files(warcs(where)[0])) == {"tombstone"}


def test_a_body_changed_under_its_digest_is_found(tmp_path) -> None:
    where = build(tmp_path)
    planted(where, "response")

    def change(record: Record) -> Record:
        return with_block(record, record.block.read().replace(b"asked", b"taken")) if is_tombstone(record) else record

    rewrite(warcs(where)[0], change)
    assert faults(check_files(warcs(where)[0])) == {"blockDigest"}


def test_one_that_names_another_entity_than_the_capture_is_found(tmp_path) -> None:
    where = build(tmp_path)
    other = Gone(Entity("sha256:" + "0" * 64, "sha1:x", 5))
    rewrite(warcs(where)[0], lambda record: tombstone(record, WHY, other) if record.type == "response" else record)
    assert faults(check_files(warcs(where)[0])) == {"entityFact"}


def test_a_long_record_is_buried_by_its_digest(tmp_path) -> None:
    where = build(tmp_path)
    writer = writer_for(where)
    written = put(writer, exchange("/long", PLAIN + b"x" * (2 << 20), second=9))
    path = writer.close()
    record = read_record(path, written.location.offset).record
    stone = read_tombstone(tombstone(record, WHY, Gone()))
    assert stone is not None and stone.facts["blockDigest"] == record.get("WARC-Block-Digest")
    assert len(list(read_records(path))) == 4
