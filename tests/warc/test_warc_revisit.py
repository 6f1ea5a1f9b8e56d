from dataclasses import replace

import pytest
from warc_samples import BEGAN, BODY, HEAD, URL, chunked, exchange, new_writer, plain, write

from crawler.warc.answer import read_answer
from crawler.warc.captures import read_captures
from crawler.warc.cdxj import load_line, merge
from crawler.warc.ids import new_ids
from crawler.warc.reader import read_records
from crawler.warc.resolve import Originals, resolve
from crawler.warc.revisit import MIN_BYTES, Original
from crawler.wire.exchange import Outcome
from crawler.wire.spool import Spool

NOT_MODIFIED = b"HTTP/1.1 304 Not Modified\r\nETag: new\r\n\r\n"
LATER = BEGAN.replace(day=2)


class Known:
    """The originals of one crawl, found by sha256."""

    def __init__(self):
        self.by_digest = {}

    def add(self, written, url=URL):
        self.by_digest[written.entity.sha256] = Original(written.record_id, url, written.date, written.entity)

    def __call__(self, entity):
        return self.by_digest.get(entity.sha256)


def write_known(writer, one, known, **options):
    return writer.write_exchange(one, ids=new_ids(), facts=(), find_original=known, **options)


def revisits(path):
    return [stored.record for stored in read_records(path) if stored.record.type == "revisit"]


def test_a_known_entity_becomes_a_revisit_with_its_own_head(tmp_path):
    writer, known = new_writer(tmp_path), Known()
    first = write_known(writer, exchange(plain()), known)
    known.add(first)
    other = plain().replace(b"a=1", b"a=9")
    written = write_known(writer, exchange(other, began=LATER, url="https://news.example/other"), known)
    [record] = revisits(writer.close())
    assert record.get("WARC-Profile") == "http://netpreserve.org/warc/1.1/revisit/identical-payload-digest"
    assert record.get("WARC-Refers-To") == first.record_id
    assert record.get("WARC-Refers-To-Target-URI") == URL
    assert record.get("WARC-Refers-To-Date") == "2026-03-01T09:30:00.123456Z"
    assert record.get("WARC-Payload-Digest") == first.entity.sha1
    assert record.get("Content-Type") == "application/http;msgtype=response"
    assert record.block.read() == other[: -len(BODY)]
    assert (written.record_type, written.status, written.media_type) == ("revisit", 200, "text/html")
    assert (written.entity.sha256, written.entity.length) == (first.entity.sha256, len(BODY))
    line = load_line(written.index_lines[0])
    assert (line.mime, line.status, line.digest) == ("warc/revisit", "200", first.entity.sha1)
    assert line.entity == first.entity.sha256


def test_the_entity_counts_not_its_chunks(tmp_path):
    writer, known = new_writer(tmp_path), Known()
    known.add(write_known(writer, exchange(plain()), known))
    assert write_known(writer, exchange(chunked(size=7)), known).record_type == "revisit"
    writer.close()


@pytest.mark.parametrize(
    "one",
    [
        exchange(plain(b"x" * (MIN_BYTES - 1))),
        exchange(HEAD + b"\r\n"),
        exchange(plain(), outcome=Outcome.DISCONNECT),
        exchange(plain().replace(b" 200 ", b" 404 ")),
        exchange(plain().replace(b" 200 ", b" 206 ")),
    ],
    ids=["tiny", "empty", "cut", "error", "part"],
)
def test_what_is_tiny_cut_or_no_200_is_never_deduplicated(tmp_path, one):
    writer = new_writer(tmp_path)
    seen = read_answer(one.response)
    known = Original("<urn:uuid:1>", URL, "2026-01-01T00:00:00Z", seen.entity)
    written = writer.write_exchange(one, ids=new_ids(), facts=(), find_original=lambda entity: known)
    assert written.record_type == "response"
    writer.close()


@pytest.mark.parametrize(
    ("url", "expected"), [(URL, "revisit"), ("https://news.example/other", "response")], ids=["same", "other"]
)
def test_a_chunked_original_is_referred_to_from_its_own_address_only(tmp_path, url, expected):
    writer, known = new_writer(tmp_path), Known()
    known.add(write_known(writer, exchange(chunked()), known))
    assert write_known(writer, exchange(chunked(), url=url), known).record_type == expected
    writer.close()


def test_a_304_becomes_a_revisit_without_a_block_and_its_head_lies_beside(tmp_path):
    writer, known, ids = new_writer(tmp_path), Known(), new_ids()
    first = write_known(writer, exchange(plain()), known)
    known.add(first)
    written = writer.write_exchange(
        exchange(NOT_MODIFIED, began=LATER),
        ids=ids,
        facts=(),
        find_original=known,
        validated=known(first.entity),
    )
    path = writer.close()
    *_, request, record, head, metadata = [stored.record for stored in read_records(path)]
    assert [request.type, record.type, head.type, metadata.type] == ["request", "revisit", "resource", "metadata"]
    assert record.get("WARC-Profile") == "http://netpreserve.org/warc/1.1/revisit/server-not-modified"
    assert record.block.length == 0
    assert record.get("WARC-Refers-To") == first.record_id
    assert record.get("WARC-Refers-To-Target-URI") == URL
    assert record.get("WARC-Refers-To-Date") == first.date
    assert record.get("WARC-Payload-Digest") == first.entity.sha1
    assert head.target_uri == f"urn:crawler:not-modified:{URL}"
    assert head.get("Content-Type") == "application/http"
    assert head.get("WARC-Concurrent-To") == ids.response
    assert head.block.read() == NOT_MODIFIED
    assert (written.record_type, written.status, written.media_type) == ("revisit", 304, None)
    assert written.entity == replace(first.entity, transfer_coded=False)
    line = load_line(written.index_lines[0])
    assert (line.url, line.mime, line.status, line.digest) == (URL, "warc/revisit", "-", first.entity.sha1)


def test_a_304_without_an_original_is_kept_as_the_response_it_was(tmp_path):
    writer = new_writer(tmp_path)
    written = write(writer, exchange(NOT_MODIFIED))
    [capture] = read_captures(writer.close())
    assert (written.record_type, written.status) == ("response", 304)
    assert capture.response.read() == NOT_MODIFIED


@pytest.mark.parametrize("original", [plain(), chunked()], ids=["plain", "chunked"])
def test_revisits_resolve_to_the_payload_of_their_original(tmp_path, original):
    writer, known = new_writer(tmp_path), Known()
    first = write_known(writer, exchange(original), known)
    known.add(first)
    write_known(writer, exchange(plain().replace(b"a=1", b"a=9"), began=LATER), known)
    write_known(writer, exchange(NOT_MODIFIED, began=LATER.replace(day=3)), known, validated=known(first.entity))
    path = writer.close()
    find = Originals(merge(tmp_path / "indexes"), path.parent)
    own, same, unmodified = (resolve(capture, find) for capture in read_captures(path))
    assert [found.entity.payload for found in (own, same, unmodified)] == [BODY, BODY, BODY]
    assert own.original is None
    assert same.original.record.record_id == unmodified.original.record.record_id == first.record_id
    assert same.head.get("Set-Cookie") == "a=9"
    assert (unmodified.head.status, unmodified.head.get("Set-Cookie")) == (200, "a=1")


def test_a_revisit_whose_original_is_not_there_resolves_to_nothing(tmp_path):
    writer, known = new_writer(tmp_path), Known()
    seen = read_answer(Spool(plain()))
    known.by_digest[seen.entity.sha256] = Original("<urn:uuid:0>", URL, "2026-03-01T09:30:00Z", seen.entity)
    write_known(writer, exchange(plain()), known)
    path = writer.close()
    [capture] = read_captures(path)
    assert capture.refers_to.record_id == "<urn:uuid:0>"
    assert resolve(capture, Originals(merge(tmp_path / "indexes"), path.parent)) is None
    assert resolve(capture, Originals(tmp_path / "none.cdxj", path.parent)) is None


def test_no_answer_and_no_status_line_resolve_to_nothing(tmp_path):
    writer = new_writer(tmp_path)
    write(writer, exchange(outcome=Outcome.NO_ANSWER))
    write(writer, exchange(b"\x00garbage", outcome=Outcome.UNSPECIFIED))
    find = Originals(tmp_path / "none.cdxj", tmp_path)
    assert [resolve(capture, find) for capture in read_captures(writer.close())] == [None, None]
