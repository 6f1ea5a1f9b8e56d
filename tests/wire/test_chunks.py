"""Chunked bodies in pieces: the same bytes and the same judgement wherever the pieces are cut, in little memory."""

import hashlib
import subprocess
import sys
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.wire import body
from crawler.wire.body import Body
from crawler.wire.chunks import Dechunked
from crawler.wire.message import entity, response_head
from crawler.wire.spool import Spool

HEAD = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
LENGTH = b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n"

WHOLE = [
    b"5\r\nhello\r\n0\r\n\r\n",
    b"5;a=b\r\nhello\r\n1 \r\n!\r\n0\r\nX-Trailer: 1\r\n\r\n",
    b"5\nhello\n000\n\n",
    b"5\r\nhello0\r\n\r\n",
    b"0\r\n\r\nrest",
]
BROKEN = [
    (b"", "body cut"),
    (b"5\r\nhel", "body cut"),
    (b"5\r\nhello\r\n", "body cut"),
    (b"5\r\nhello\r\n5", "body cut"),
    (b"5\r\nhello\r\n0\r\nX: 1\r\n", "cut in the trailer"),
    (b"5\r\nhello\r\nno size\r\n0\r\n\r\n", "no chunk size at offset"),
    (b"<html>\nnever chunked", "said to be chunked"),
    (b"5 of them", "said to be chunked"),
    (b"fffffffffffffffff\r\nx", "said to be chunked"),
    (b";" * 40_000 + b"\r\n", "said to be chunked"),
    (b"5;" + b"x" * 40_000 + b"\r\nhello\r\n0\r\n\r\n", "said to be chunked"),
    (b"5\r\nhello\r\n5" + b" " * 40_000, "body cut"),
]
PARTS = [b"2\r\nab\r\n", b"3;x\nabc\n", b"0\r\n", b"\r\n", b"T: 1\r\n", b"zz", b"a"]


def read(pieces, start=0):
    running = Dechunked(pieces, start)
    payload = b"".join(running)
    return payload, running.whole, running.note, running.end


@pytest.mark.parametrize("data", WHOLE)
def test_a_whole_body_is_read_to_its_end(data):
    payload, whole, note, end = read([data])
    assert whole and note is None and payload in (b"hello", b"hello!", b"")
    assert data[end:] in (b"", b"rest")


@pytest.mark.parametrize(("data", "found"), BROKEN)
def test_a_broken_body_gives_what_is_there_and_says_what_is_wrong(data, found):
    payload, whole, note, end = read([data])
    assert not whole and note is not None and found in note and end <= len(data)
    assert payload == (data if found.startswith("said") else b"hello"[: max(0, len(data) - 3)])


@given(
    data=st.sampled_from([*WHOLE, *(data for data, _ in BROKEN)]) | st.lists(st.sampled_from(PARTS)).map(b"".join),
    cuts=st.lists(st.integers(0, 60), max_size=8),
)
def test_where_the_pieces_are_cut_does_not_matter(data, cuts):
    block = HEAD + data
    places = sorted({0, len(block), *(len(HEAD) + cut for cut in cuts if cut < len(data))})
    pieces = [block[start:end] for start, end in pairwise(places)]
    assert read(pieces, len(HEAD)) == read([block], len(HEAD))
    at_once = entity(block, response_head(block))
    assert read(pieces, len(HEAD)) == (at_once.payload, at_once.whole, at_once.note, at_once.end)


@pytest.mark.parametrize(
    "block",
    [
        *(HEAD + data for data in WHOLE),
        *(HEAD + data for data, _ in BROKEN),
        LENGTH % 5 + b"hello",
        LENGTH % 5 + b"hello!",
        LENGTH % 9 + b"hello",
        LENGTH.replace(b"%d", b"x") + b"hello",
        b"HTTP/1.1 200 OK\r\n\r\nuntil the end",
        b"HTTP/1.1 204 No Content\r\n\r\nhello",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip\r\nContent-Length: 1\r\n\r\nhello",
        b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\n",
    ],
)
@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_a_long_block_is_read_as_a_short_one(monkeypatch, block, method):
    head = response_head(block)
    wanted = entity(block, head, method)
    monkeypatch.setattr(body, "IN_MEMORY_BYTES", -1)
    found = Body(Spool(block), head, method)
    assert b"".join(found) == wanted.payload
    assert (found.whole, found.note, found.end) == (wanted.whole, wanted.note, wanted.end)


SCRIPT = """
import sys
from pathlib import Path
from crawler.warc.answer import read_answer
from crawler.warc.check.http import read_response
from crawler.wire.spool import Spool
block, piece = Spool(), bytes(range(256)) * 256
block.append(b"HTTP/1.1 200 OK\\r\\nTransfer-Encoding: chunked\\r\\n\\r\\n")
for _ in range(1280):
    block.append(b"8000\\r\\n" + piece[:0x8000] + b"\\r\\n")
block.append(b"0\\r\\n\\r\\n")
before = int(Path("/proc/self/status").read_text().partition("VmHWM:")[2].split()[0])
print(read_answer(block).entity.sha256, read_response(block, method="GET", truncated=False).problems)
print(int(Path("/proc/self/status").read_text().partition("VmHWM:")[2].split()[0]) - before)
"""


def test_a_chunked_body_of_40_mb_takes_a_few_mb_to_read():
    """The process measures itself: its high-water mark while the block was made, and while it was read."""
    told = subprocess.run([sys.executable, "-c", SCRIPT], capture_output=True, text=True, check=True).stdout
    first, grown = told.splitlines()
    wanted = hashlib.sha256((bytes(range(256)) * 256)[:0x8000] * 1280).hexdigest()
    assert first == f"sha256:{wanted} []"
    assert int(grown) < 6_000
