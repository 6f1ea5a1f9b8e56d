import gzip
import random
import sys
import zlib

import brotli
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crawler.wire.coding import MAX_CODINGS, MAX_MEMBERS, decode

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

TEXT = b"".join(b"line %d of the page\n" % (number * number) for number in range(20_000))
BIG = 1 << 20


def _raw_deflate(data: bytes) -> bytes:
    stream = zlib.compressobj(wbits=-15)
    return stream.compress(data) + stream.flush()


CODERS = {
    "gzip": gzip.compress,
    "x-gzip": gzip.compress,
    "deflate": zlib.compress,
    "deflate raw": _raw_deflate,
    "br": brotli.compress,
    "zstd": zstd.compress,
}


@pytest.fixture(params=CODERS, scope="module")
def coding(request: pytest.FixtureRequest) -> tuple[str, bytes]:
    return request.param.split()[0], CODERS[request.param](TEXT)


def test_corrupt_tail_gives_what_was_decoded(coding: tuple[str, bytes]):
    label, data = coding
    result = decode(data[: len(data) // 2] + random.Random(1).randbytes(2000), label, ceiling=BIG)
    shared = next((at for at, (a, b) in enumerate(zip(result.payload, TEXT, strict=False)) if a != b), len(TEXT))
    assert shared > len(TEXT) // 8
    assert not result.cut
    assert result.notes


def test_wrong_checksum_costs_no_payload():
    data = bytearray(gzip.compress(TEXT))
    data[-8] ^= 0xFF
    result = decode(bytes(data), "gzip", ceiling=BIG)
    assert (result.payload, result.cut) == (TEXT, False)
    assert "corrupt" in result.notes[0]


def test_cut_stream_gives_what_is_there(coding: tuple[str, bytes]):
    label, data = coding
    result = decode(data[: len(data) * 3 // 4], label, ceiling=BIG)
    assert TEXT.startswith(result.payload)
    assert len(result.payload) > len(TEXT) // 2
    assert "ends too early" in result.notes[0]


@pytest.mark.parametrize("label", ["gzip", "deflate", "br", "zstd"])
def test_data_not_coded_as_labelled_comes_back(label: str):
    result = decode(b"<!doctype html><title>plain</title>" * 100, label, ceiling=BIG)
    assert result.payload == b"<!doctype html><title>plain</title>" * 100
    assert result.notes == (f"not {label}, as was said: left as it is",)


def test_bomb_ends_at_the_ceiling(coding: tuple[str, bytes]):
    label, _ = coding
    bomb = CODERS[label](bytes(20_000_000))
    result = decode(bomb, label, ceiling=100_000)
    assert (len(result.payload), result.cut) == (100_000, True)


def test_bomb_in_a_bomb_ends_at_the_ceiling():
    bomb = gzip.compress(gzip.compress(bytes(20_000_000)) * 50)
    result = decode(bomb, "gzip, gzip", ceiling=100_000)
    assert (len(result.payload), result.cut) == (100_000, True)


def test_endless_run_of_empty_streams_ends():
    result = decode(gzip.compress(b"page") + gzip.compress(b"") * 20_000, "gzip", ceiling=BIG)
    assert result.payload == b"page"
    assert f"more than {MAX_MEMBERS} streams" in result.notes[0]


def test_zstd_that_wants_a_window_of_128_mb_is_left():
    options = {zstd.CompressionParameter.window_log: 27}
    compressor = zstd.ZstdCompressor(options=options)
    data = compressor.compress(TEXT) + compressor.flush()
    result = decode(data, "zstd", ceiling=BIG)
    assert result.payload == data
    assert "zstd" in result.notes[0]


def test_more_codings_than_a_handful_are_not_undone():
    result = decode(b"x", ", ".join(["gzip"] * (MAX_CODINGS + 1)), ceiling=BIG)
    assert result.payload == b"x"
    assert "more than" in result.notes[0]


def test_unknown_coding_is_left():
    result = decode(gzip.compress(b"x"), "gzip, compress", ceiling=BIG)
    assert result.payload == gzip.compress(b"x", mtime=0) or result.payload[:2] == b"\x1f\x8b"
    assert result.notes == ("unknown content coding 'compress': left as it is",)


@pytest.mark.parametrize("label", [None, "", "identity", " , none"])
def test_no_coding_changes_nothing_but_is_under_the_ceiling(label: str | None):
    assert decode(b"12345", label, ceiling=5).payload == b"12345"
    result = decode(b"123456", label, ceiling=5)
    assert (result.payload, result.cut) == (b"12345", True)


@pytest.mark.parametrize("label", ["gzip", "deflate", "br", "zstd"])
def test_empty_body_is_no_error(label: str):
    assert decode(b"", label, ceiling=BIG) == decode(b"", None, ceiling=BIG)


def test_payload_of_exactly_the_ceiling_is_not_cut(coding: tuple[str, bytes]):
    label, data = coding
    result = decode(data, label, ceiling=len(TEXT))
    assert (result.payload, result.cut, result.notes) == (TEXT, False, ())


@pytest.mark.parametrize("label", ["gzip", "zstd"])
def test_members_in_a_row_are_one_payload(label: str):
    data = CODERS[label](b"one ") + CODERS[label](b"two")
    assert decode(data, label, ceiling=BIG).payload == b"one two"


def test_foreign_bytes_behind_the_stream_are_noted():
    result = decode(gzip.compress(b"page") + b"<!-- cached -->", "gzip", ceiling=BIG)
    assert result.payload == b"page"
    assert "15 foreign bytes" in result.notes[0]
    assert decode(gzip.compress(b"page") + bytes(10), "gzip", ceiling=BIG).notes == ()


@settings(max_examples=60)
@given(st.binary(max_size=3000), st.lists(st.sampled_from(sorted(CODERS)), max_size=MAX_CODINGS))
def test_codings_are_undone_in_reverse_order(payload: bytes, applied: list[str]):
    data = payload
    for coder in applied:
        data = CODERS[coder](data)
    label = ", ".join(coder.split()[0].upper() for coder in applied)
    result = decode(data, label, ceiling=BIG)
    assert (result.payload, result.cut, result.notes) == (payload, False, ())


@settings(max_examples=100)
@given(st.binary(max_size=300), st.sampled_from(["gzip", "deflate", "br", "zstd"]), st.binary(max_size=20))
def test_any_bytes_end_without_an_error_under_the_ceiling(data: bytes, label: str, head: bytes):
    assert len(decode(CODERS[label](head)[:-1] + data, label, ceiling=100).payload) <= 100
