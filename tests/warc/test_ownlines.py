"""Index lines of our own files without reading bodies: the same as with reading them, or not at all."""

import os

import pytest
from archive_samples import BODY, CHUNKED, HEAD, PLAIN, build, exchange, put, rewrite, warcs, with_field, writer_for
from hypothesis import given, settings
from hypothesis import strategies as st

from crawler.collection.paths import paths
from crawler.warc import ownlines
from crawler.warc.ownlines import NotOurs, own_lines
from crawler.warc.reader import read_records
from crawler.warc.seal import index_lines
from crawler.warc.skim import START_BYTES, skim


def patient(path):
    """The lines as they are made by reading everything."""
    return sorted(index_lines(path))


def quick(path):
    """The lines without reading bodies, None where that cannot be done."""
    try:
        return list(own_lines(path))
    except NotOurs:
        return None


def sized(length, filler=b"x"):
    body = (filler * (length // len(filler) + 1))[:length]
    return HEAD + b"Content-Length: %d\r\n\r\n" % length + body


def test_lines_of_every_shape_of_record_are_the_same(tmp_path):
    for path in warcs(build(tmp_path)):
        found = quick(path)
        assert found is not None and sorted(found) == patient(path)


def test_long_bodies_are_passed_over_and_the_next_record_is_found(tmp_path):
    writer = writer_for(paths(tmp_path, "news"))
    bodies = [sized(300_000), sized(3_000_000, os.urandom(5000)), sized(2_500_000, os.urandom(2_500_000)), sized(9_000)]
    odd = [CHUNKED, HEAD + b"\r\n" + BODY, HEAD, b"no HTTP", b"HTTP/1.1 204 No Content\r\n\r\n"]
    long_head = b"HTTP/1.1 200 OK\r\nX: " + b"y" * 20_000 + b"\r\nContent-Length: 0\r\n\r\n"
    for number, response in enumerate([*bodies, *odd, long_head]):
        put(writer, exchange(f"/{number}", response, second=number))
    path = writer.close()
    found = quick(path)
    assert found is not None and sorted(found) == patient(path)
    with path.open("rb") as file:
        places = [(record.offset, record.length) for record in skim(file)]
    assert places == [(stored.location.offset, stored.location.length) for stored in read_records(path)]


def test_what_stands_behind_a_head_that_ends_early_is_no_field_of_it():
    assert ownlines._shown(b"HTTP/1.1 200 OK\r\nX: y\n\r\nContent-Type: text/odd\r\n\r\n") == ("200", "unk")
    assert ownlines._shown(b"HTTP/1.1 200 OK\r\nX: y\n\nContent-Type: text/odd\r\n\r\n") == ("200", "unk")


@settings(max_examples=25, deadline=None)
@given(lengths=st.lists(st.integers(0, 3 * START_BYTES), min_size=1, max_size=4), random=st.booleans())
def test_records_of_any_length_lie_where_a_reader_finds_them(tmp_path_factory, lengths, random):
    where = paths(tmp_path_factory.mktemp("any"), "news")
    writer = writer_for(where)
    for number, length in enumerate(lengths):
        filler = os.urandom(997) if random else b"news "
        put(writer, exchange(f"/{number}", sized(length, filler), second=number))
    path = writer.close()
    with path.open("rb") as file:
        places = [(record.offset, record.length) for record in skim(file)]
    assert places == [(stored.location.offset, stored.location.length) for stored in read_records(path)]


@pytest.mark.parametrize("kind", ["warcinfo", "metadata"])
def test_a_file_that_is_not_as_we_write_it_is_left_to_patience(tmp_path, kind):
    path = warcs(build(tmp_path))[0]
    rewrite(path, lambda record: () if record.type == kind else record)
    assert quick(path) is None
    assert patient(path)


def test_a_torn_or_damaged_file_is_left_to_patience(tmp_path):
    path = warcs(build(tmp_path))[0]
    whole = path.read_bytes()
    for spoiled in (whole[:-1], whole[:-300], b"", b"no WARC", whole[:40], whole + b"x"):
        path.write_bytes(spoiled)
        assert quick(path) is None


def test_a_chunked_answer_gets_the_digest_of_its_entity(tmp_path):
    writer = writer_for(paths(tmp_path, "news"))
    written = put(writer, exchange("/", CHUNKED))
    put(writer, exchange("/plain", PLAIN))
    path = writer.close()
    assert written.entity is not None
    assert written.entity.sha1.encode() in b"".join(quick(path) or [])
    rewrite(path, lambda record: with_field(record, "WARC-Payload-Digest", None))
    assert sorted(quick(path) or []) != []
