"""wire -> Exchange -> WARC -> Capture -> the same bytes; and the same knowledge of them."""

import tempfile
from dataclasses import replace
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st
from warc_samples import BODY, chunked, exchange, new_writer, plain, write

from crawler.warc.captures import read_captures
from crawler.warc.scan import scan_tail
from crawler.warc.seal import index_lines
from crawler.wire.exchange import Outcome

BLOCKS = st.one_of(
    st.binary(max_size=400),
    st.binary(max_size=400).map(plain),
    st.builds(chunked, st.binary(max_size=400), st.integers(1, 99)),
    st.binary(max_size=60).map(lambda tail: b"HTTP/1.1 200 OK\r\n" + tail),
    st.integers(0, 900).map(lambda end: plain()[:end]),
)
VALUES = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=20).map(str.strip)
FACTS = st.lists(st.tuples(st.sampled_from(["via", "need", "robots"]), VALUES), max_size=3).map(tuple)
EXCHANGES = st.builds(
    exchange,
    BLOCKS,
    url=st.sampled_from(["https://news.example/", "http://xn--nws-hoa.example/a?q=%20&q", "https://[::1]:8443/ü"]),
    method=st.sampled_from(["GET", "POST", "HEAD"]),
    outcome=st.sampled_from(Outcome),
    request=st.binary(min_size=1, max_size=99),
    interim=st.lists(st.binary(max_size=40), max_size=2).map(tuple),
    error=st.none() | VALUES,
)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(EXCHANGES, FACTS), max_size=4))
def test_what_was_on_the_wire_is_read_back_byte_for_byte(given_captures):
    with tempfile.TemporaryDirectory() as folder:
        writer = new_writer(Path(folder))
        written = [write(writer, one, facts=facts) for one, facts in given_captures]
        path = writer.close()
        read = list(read_captures(path)) if path else []
        assert len(read) == len(given_captures)
        for (one, facts), capture in zip(given_captures, read, strict=True):
            assert (capture.url, capture.method, capture.captured_at) == (one.url, one.method, one.started_at)
            assert (capture.request, capture.response.read()) == (one.request, one.response.read())
            assert (capture.interim, capture.truncated) == (one.interim, one.truncated)
            assert capture.facts[len(capture.facts) - len(facts) :] == facts
            assert (capture.fact("outcome"), capture.fact("error")) == (one.outcome.value, one.error)
        if path:
            tail = scan_tail(path)
            assert [found.written for found in tail.captures] == written
            assert (tail.good_end, tail.damage) == (path.stat().st_size, None)
            assert list(index_lines(path)) == [line for one in written for line in one.index_lines]


def test_an_exchange_that_sent_nothing_is_read_back(tmp_path):
    writer = new_writer(tmp_path)
    unsent = replace(exchange(request=b"", outcome=Outcome.REFUSED, error="refused"), method="POST")
    written = write(writer, unsent, facts=())
    [capture] = read_captures(writer.close())
    assert (capture.method, capture.request, capture.response.length) == ("POST", b"", 0)
    assert (capture.record_id, capture.location, capture.end) == (written.record_id, written.location, written.end)
    assert (capture.refers_to, capture.truncated) == (None, None)


def test_a_body_of_another_capture_never_leaks_into_the_next(tmp_path):
    writer = new_writer(tmp_path)
    bodies = [BODY * times for times in (5, 1, 3)]
    for body in bodies:
        write(writer, exchange(plain(body)))
    assert [capture.response.read() for capture in read_captures(writer.close())] == [plain(body) for body in bodies]
