import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crawler.errors import ParseError
from crawler.wire.message import entity, request_head, response_head, split_interim

CHUNKED = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"


def _read(block: bytes, method: str = "GET"):
    return entity(block, response_head(block), method)


@pytest.mark.parametrize(
    "block", [b"", b"\r\n\r\n", b"garbage", b"HTTP/1.1\r\n\r\n", b"HTTP/1.1 abc OK\r\n\r\n", b"HTTP/1.1 20 OK\r\n\r\n"]
)
def test_garbage_for_a_status_line_is_a_parse_error(block: bytes):
    with pytest.raises(ParseError, match="status line"):
        response_head(block)


@pytest.mark.parametrize("block", [b"", b"GET /\r\n\r\n", b"GET / x HTTP/1.1\r\n\r\n", b"GET / SMTP/1\r\n\r\n"])
def test_garbage_for_a_request_line_is_a_parse_error(block: bytes):
    with pytest.raises(ParseError, match="request line"):
        request_head(block)


@settings(max_examples=200)
@given(st.binary(max_size=200))
def test_any_bytes_give_a_head_or_a_parse_error(tail: bytes):
    block = b"HTTP/1.1 200 OK\r\n" + tail
    head = response_head(block)
    read = entity(block, head)
    assert head.length <= read.end <= len(block)


def test_fields_keep_order_case_and_repetition():
    head = response_head(b"HTTP/1.1 200 Very  OK\r\nx-B: 1\r\nSet-Cookie: a\r\nX-b:2\r\nset-cookie:\tb \r\n\r\nbody")
    assert head.fields == (("x-B", "1"), ("Set-Cookie", "a"), ("X-b", "2"), ("set-cookie", "b"))
    assert (head.version, head.status, head.reason, head.whole) == ("HTTP/1.1", 200, b"Very  OK", True)
    assert (head.get("SET-COOKIE"), head.get_all("Set-cookie"), head.get("none")) == ("a", ["a", "b"], None)


def test_folded_lines_are_joined_and_lines_without_a_colon_left_out():
    head = response_head(b"HTTP/1.1 200 OK\r\nA: one\r\n  two\r\n\tthree\r\nno colon\r\n folded\r\nB:\r\n b\r\n\r\n")
    assert head.fields == (("A", "one two three"), ("B", "b"))


def test_bytes_above_ascii_are_latin_1():
    head = response_head(b"HTTP/1.1 200 D\xe9j\xe0\r\nX: \xff\r\n\r\n")
    assert (head.reason, head.fields) == (b"D\xe9j\xe0", (("X", "\xff"),))


@pytest.mark.parametrize(("line", "reason"), [(b"HTTP/1.1 200", b""), (b"HTTP/1.0 200 ", b""), (b"HTTP/2 200", b"")])
def test_reason_may_be_missing(line: bytes, reason: bytes):
    head = response_head(line + b"\nX: 1\n\n")
    assert (head.status, head.reason, head.fields) == (200, reason, (("X", "1"),))


def test_cut_head_keeps_its_whole_lines():
    head = response_head(b"HTTP/1.1 200 OK\r\nA: 1\r\nConte")
    assert (head.fields, head.whole, head.length) == ((("A", "1"),), False, 28)
    assert entity(b"HTTP/1.1 200 OK\r\nA: 1\r\nConte", head).whole is False


def test_request_head_is_read():
    head = request_head(b"POST /a?b HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\n\r\nhi")
    assert (head.method, head.target, head.version, head.whole) == ("POST", "/a?b", "HTTP/1.1", True)
    assert head.fields == (("Host", "x"), ("Content-Length", "2"))


def test_interim_heads_are_split_off():
    first, second = b"HTTP/1.1 100 Continue\r\n\r\n", b"HTTP/1.1 103\nLink: x\n\n"
    assert split_interim(first + second + b"HTTP/1.1 200 OK\r\n\r\n") == ((first, second), b"HTTP/1.1 200 OK\r\n\r\n")
    assert split_interim(first + b"HTTP/1.1 103 cut\r\nLi") == ((first,), b"HTTP/1.1 103 cut\r\nLi")
    assert split_interim(b"HTTP/1.1 1000 OK\r\n\r\n") == ((), b"HTTP/1.1 1000 OK\r\n\r\n")


@pytest.mark.parametrize(
    ("length", "body", "payload", "whole"),
    [
        (b"4", b"body", b"body", True),
        (b"4", b"body and more", b"body", True),
        (b"9", b"body", b"body", False),
        (b"0", b"", b"", True),
        (b"4, 4", b"body", b"body", True),
        (b"4, 04", b"body", b"body", True),
        (b"3, 4", b"body", b"body", False),
        (b"-4", b"body", b"body", False),
        (b"four", b"body", b"body", False),
        (b"9" * 30, b"body", b"body", False),
    ],
)
def test_body_of_a_stated_length(length: bytes, body: bytes, payload: bytes, whole: bool):
    read = _read(b"HTTP/1.1 200 OK\r\nContent-Length: " + length + b"\r\n\r\n" + body)
    assert (read.payload, read.whole, read.note is None) == (payload, whole, whole)


@pytest.mark.parametrize(("status", "method"), [(204, "GET"), (304, "GET"), (200, "HEAD"), (103, "GET")])
def test_answers_without_a_body(status: int, method: str):
    block = b"HTTP/1.1 %d X\r\nContent-Length: 5\r\n\r\nHTTP/" % status
    read = _read(block, method)
    assert (read.payload, read.whole, block[read.end :]) == (b"", True, b"HTTP/")


def test_chunk_extensions_and_trailers_are_no_payload():
    block = CHUNKED + b'3;a="b"\r\none\r\n 0A \r\n0123456789\r\n0;x\r\nX: 1\r\nY: 2\r\n\r\nover'
    read = _read(block)
    assert (read.payload, read.whole, block[read.end :]) == (b"one0123456789", True, b"over")


def test_chunks_with_bare_line_feeds_are_read():
    assert _read(CHUNKED + b"3\none\n0\n\n").payload == b"one"


def test_transfer_coding_counts_before_content_length():
    read = _read(b"HTTP/1.1 200 OK\r\nContent-Length: 1\r\nTransfer-Encoding: Chunked\r\n\r\n3\r\none\r\n0\r\n\r\n")
    assert (read.payload, read.whole) == (b"one", True)


@pytest.mark.parametrize("cut", range(1, len(b"3\r\none\r\n3\r\ntwo\r\n0\r\n\r\n")))
def test_cut_chunked_body_gives_what_is_there(cut: int):
    body = b"3\r\none\r\n3\r\ntwo\r\n0\r\n\r\n"
    read = _read(CHUNKED + body[:-cut])
    assert read.whole is False
    assert b"onetwo".startswith(read.payload) or read.payload == body[:-cut]
    assert read.note


def test_malformed_chunk_ends_the_body():
    read = _read(CHUNKED + b"3\r\none\r\nzz\r\ntwo\r\n")
    assert (read.payload, read.whole) == (b"one", False)
    assert "chunk size" in (read.note or "")


def test_body_that_is_not_chunked_as_said_is_taken_as_it_is():
    read = _read(CHUNKED + b"<html>already plain</html>\n")
    assert (read.payload, read.whole) == (b"<html>already plain</html>\n", False)
    assert "chunked" in (read.note or "")


@settings(max_examples=60)
@given(st.lists(st.binary(min_size=1, max_size=40), max_size=8), st.booleans(), st.binary(max_size=10))
def test_de_chunking_undoes_chunking(chunks: list[bytes], trailer: bool, over: bytes):
    body = b"".join(b"%X\r\n%s\r\n" % (len(chunk), chunk) for chunk in chunks)
    block = CHUNKED + body + b"0\r\n" + (b"X: 1\r\n" if trailer else b"") + b"\r\n"
    read = _read(block + over)
    assert (read.payload, read.whole, read.end) == (b"".join(chunks), True, len(block))


def test_ten_thousand_folded_lines_are_one_value():
    head = response_head(b"HTTP/1.1 200 OK\r\nA: 0\r\n" + b" 1\r\n" * 10_000 + b"\r\n")
    assert head.fields == (("A", "0" + " 1" * 10_000),)
