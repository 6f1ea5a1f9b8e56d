import pytest

from crawler.fetch.outgoing import request_block
from crawler.wire.message import request_head


def _block(method: bytes = b"GET", target: bytes = b"/", **more):
    return request_block(method, target, **{"host": b"h", "headers": (), "body": b"", **more})


def test_line_breaks_in_values_cannot_begin_a_header():
    block = _block(headers=[(b"X", [b"a\r\nEvil: 1\r\n\r\nGET / HTTP/1.1", b"b\0c"])])
    assert block == b"GET / HTTP/1.1\r\nHost: h\r\nX: a Evil: 1 GET / HTTP/1.1\r\nX: b c\r\n\r\n"


@pytest.mark.parametrize(
    "bad",
    [
        {"method": b"GET /x"},
        {"method": b""},
        {"target": b"/a b"},
        {"target": b"/\r\n"},
        {"headers": [(b"A: b\r\nC", [b"d"])]},
        {"headers": [(b"", [b"d"])]},
    ],
)
def test_what_would_break_the_message_is_refused(bad: dict):
    with pytest.raises(ValueError, match="building a request"):
        _block(**bad)


def test_headers_keep_their_order_behind_host():
    block = _block(headers=[(b"User-Agent", [b"c"]), (b"Accept", [b"*/*"]), (b"Cookie", [b"a=1"])])
    assert [name for name, _ in request_head(block).fields] == ["Host", "User-Agent", "Accept", "Cookie"]


def test_framing_is_ours():
    headers = [(b"Content-Length", [b"999"]), (b"Transfer-Encoding", [b"chunked"]), (b"Host", [b"virtual"])]
    block = _block(b"POST", headers=headers, body=b"body")
    assert block == b"POST / HTTP/1.1\r\nHost: virtual\r\nContent-Length: 4\r\n\r\nbody"


@pytest.mark.parametrize(("method", "stated"), [(b"POST", True), (b"PUT", True), (b"GET", False), (b"HEAD", False)])
def test_length_is_stated_where_a_body_is_expected(method: bytes, stated: bool):
    assert (b"Content-Length: 0\r\n" in _block(method)) is stated
