"""Other people's readers judge our files: warcio and FastWARC read each record and verify its digests."""

import gzip
import os
from types import SimpleNamespace

import pytest
from fastwarc.warc import ArchiveIterator as FastIterator
from warc_samples import BEGAN, BODY, HEAD, chunked, exchange, new_writer, plain, write
from warcio.archiveiterator import ArchiveIterator
from warcio.checker import Checker

from crawler.warc.ids import new_id, new_ids
from crawler.warc.revisit import Original
from crawler.wire.exchange import Outcome
from crawler.wire.spool import Spool


@pytest.fixture
def archive(tmp_path):
    """One file with every shape that is written."""
    writer = new_writer(tmp_path)
    first = write(writer, exchange(plain()))
    original = Original(first.record_id, "https://news.example/a?b=1", first.date, first.entity)
    for url in ("https://news.example/a?b=1", "https://news.example/other"):
        writer.write_exchange(
            exchange(plain(), url=url), ids=new_ids(), facts=(), find_original=lambda entity: original
        )
    writer.write_exchange(
        exchange(b"HTTP/1.1 304 Not Modified\r\nETag: x\r\n\r\n"),
        ids=new_ids(),
        facts=(),
        find_original=lambda entity: None,
        validated=original,
    )
    big = Spool()
    big.append(HEAD + b"\r\n")
    big.append(os.urandom(1 << 20) + b"x" * (1 << 20))
    packed = gzip.compress(BODY)
    zipped = HEAD + b"Content-Encoding: gzip\r\nContent-Length: %d\r\n\r\n" % len(packed) + packed
    for one in (
        exchange(chunked()),
        exchange(zipped),
        exchange(big),
        exchange(plain(b"")),
        exchange(plain(), interim=(b"HTTP/1.1 103 Early Hints\r\n\r\n",)),
        exchange(plain()[:-9], outcome=Outcome.DISCONNECT),
        exchange(HEAD, outcome=Outcome.DISCONNECT),
        exchange(HEAD + b"Content-Length: 999\r\n\r\n", method="HEAD"),
        exchange(b"HTTP/1.0 404\r\n\r\nnone", request=b"POST /a HTTP/1.1\r\nHost: x\r\n\r\nbody", method="POST"),
        exchange(outcome=Outcome.NO_ANSWER),
        exchange(request=b"", outcome=Outcome.DNS),
    ):
        write(writer, one)
    writer.write_metadata("urn:crawler:visit:1", (("outcome", "complete"),), date=BEGAN, record_id=new_id())
    return writer.close()


def test_warcio_reads_every_record_and_finds_every_digest_right(archive, capsys):
    checked = 0
    with archive.open("rb") as file:
        records = ArchiveIterator(file, check_digests="raise")
        for record in records:
            record.raw_stream.read()
            if record.rec_type != "revisit":
                assert record.digest_checker.passed is True, record.rec_headers
                checked += 1
        assert records.err_count == 0
    assert checked > 30
    assert Checker(SimpleNamespace(inputs=[str(archive)], verbose=False)).process_all() == 0
    assert capsys.readouterr() == ("", "")


def test_fastwarc_reads_every_record_and_finds_every_digest_right(archive):
    payloads = 0
    for record in FastIterator(str(archive), parse_http=False):
        assert record.verify_block_digest(), record.headers
        if record.headers.get("WARC-Payload-Digest") and record.headers["WARC-Type"] == "response":
            record.parse_http()
            assert record.verify_payload_digest(), record.headers
            payloads += 1
    assert payloads > 5


def test_both_count_the_same_records_and_see_the_same_payloads(archive):
    with archive.open("rb") as file:
        theirs = [(r.rec_headers["WARC-Record-ID"], r.raw_stream.read()) for r in ArchiveIterator(file, True)]
    others = [(r.headers["WARC-Record-ID"], r.reader.read()) for r in FastIterator(str(archive), parse_http=False)]
    assert theirs == others


def test_warcio_gives_the_page_out_of_a_chunked_and_out_of_a_coded_response(tmp_path):
    writer = new_writer(tmp_path)
    half = len(BODY) // 2
    chunks = b"".join(b"%x\r\n%b\r\n" % (len(part), part) for part in (BODY[:half], BODY[half:]))
    packed = gzip.compress(BODY)
    write(writer, exchange(HEAD + b"Transfer-Encoding: chunked\r\n\r\n" + chunks + b"0\r\n\r\n"))
    write(writer, exchange(HEAD + b"Content-Encoding: gzip\r\n\r\n" + packed))
    with writer.close().open("rb") as file:
        pages = [r.content_stream().read() for r in ArchiveIterator(file) if r.rec_type == "response"]
    assert pages == [BODY, BODY]


ODD_HEADS = {
    "bare line feeds": (b"HTTP/1.1 200 OK\nA: b\n\n", False),
    "one bare line feed": (b"HTTP/1.1 200 OK\r\nA: b\n\r\n", False),
    "a bare line feed at the end": (b"HTTP/1.1 200 OK\r\nA: b\r\n\n", False),
    "a line of spaces": (b"HTTP/1.1 200 OK\r\n \r\nA: b\r\n\r\n", False),
    "no status line": (b"ICY 200 OK\r\nA: b\r\n\r\n", False),
    "a folded line": (b"HTTP/1.1 200 OK\r\nA: b\r\n c\r\n\r\n", True),
    "a line without a colon": (b"HTTP/1.1 200 OK\r\nodd\r\nA: b\r\n\r\n", True),
    "no fields": (b"HTTP/1.1 200 OK\r\n\r\n", True),
    "Latin-1": (b"HTTP/1.1 200 OK\r\nA: \xe4\xff\r\n\r\n", True),
    "another version": (b"HTTP/2 200\r\nA: b\r\n\r\n", True),
}


@pytest.mark.parametrize(("head", "has_digest"), ODD_HEADS.values(), ids=ODD_HEADS)
def test_a_payload_digest_is_there_only_if_both_find_it_right(tmp_path, head, has_digest):
    writer = new_writer(tmp_path)
    write(writer, exchange(head + b"\r\n\r\nbody"))
    path = writer.close()
    with path.open("rb") as file:
        for record in ArchiveIterator(file, check_digests=True):
            record.raw_stream.read()
            assert record.digest_checker.passed is True, record.digest_checker.problems
    for record in FastIterator(str(path), parse_http=False):
        assert record.verify_block_digest()
        if record.headers["WARC-Type"] == "response":
            assert ("WARC-Payload-Digest" in dict(record.headers)) is has_digest
            record.parse_http()
            assert record.verify_payload_digest() is has_digest
