"""Whatever bytes come: pages, comment answers, WARC and index lines give a result or a foreseen error, soon.

What once failed lies in ``tests/corpus`` and is tried again every time.
"""

import contextlib
import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from warc_samples import exchange, new_writer, plain, write

from crawler.cli.extract import Source, line, sources
from crawler.errors import CrawlerError
from crawler.parsers.need import Need
from crawler.parsers.page import Page
from crawler.parsers.parse import parse
from crawler.parsers.unread import Unread
from crawler.parsing import within
from crawler.warc.cdxj import load_line, lookup

TESTS = Path(__file__).parents[1]
CORPUS = sorted(path for path in (TESTS / "corpus").iterdir() if path.is_file())
FIXTURES = TESTS / "fixtures" / "comments"
SHOWN = sorted(FIXTURES.glob("*.html"))
SECONDS = 5.0
URL = "https://news.example/harbour/bridge"

few = settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
TYPES = st.sampled_from(["text/html", "text/html; charset=utf-16", "application/json", "application/xml", "", "\x00"])
MARKS = st.sampled_from(
    [
        b"<div class=comment>", b"</div>", b"<article>", b"<time datetime=", b"<script type='application/ld+json'>{",
        b'"@type":"NewsArticle"', b"<![CDATA[", b"<!--", b"\x00", b"\xff\xfe", b"&#x110000;", b"<table><tr>", b"<p>",
        b"<svg><style>", b"<li id=comment-1>", b"<a href='//[::'>", b"<base href='http://[x'>", b"<meta name=robots ",
        b"9999-99-99T99:99:99", b"<rss><channel><item>", b"<urlset><url><loc>", b"<?xml version='1.0'?>", b"<h1>",
    ]
)  # fmt: skip
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=5,
)


def page(payload: bytes, media_type: str = "text/html", url: str = URL) -> Page:
    headers = (("Content-Type", media_type),)
    return Page(url=url, payload=payload, captured_at=datetime(2026, 3, 1, tzinfo=UTC), headers=headers)


def extracted(payload: bytes, media_type: str = "text/html") -> None:
    """As ``extract`` does, but nothing that fails is forgiven."""
    read = page(payload, media_type)
    within(SECONDS, lambda: parse(read))
    unread: list[Unread] = []
    msgspec.json.decode(line(Source("page", read), unread))
    assert not unread


@pytest.mark.parametrize("path", CORPUS, ids=lambda path: path.name)
def test_what_once_failed_is_read(path: Path) -> None:
    extracted(path.read_bytes(), "application/xml" if path.suffix == ".xml" else "text/html")


@given(st.binary(max_size=200), TYPES)
@few
def test_any_bytes_are_a_page(payload: bytes, media_type: str) -> None:
    extracted(payload, media_type)


@given(st.lists(MARKS | st.binary(max_size=6), max_size=40).map(b"".join), TYPES)
@few
def test_any_soup_of_markup_is_a_page(payload: bytes, media_type: str) -> None:
    extracted(payload, media_type)


@given(st.sampled_from(SHOWN), st.integers(0, 1 << 20), st.integers(0, 300), MARKS | st.binary(max_size=8))
@few
def test_a_page_with_comments_may_be_torn_anywhere(path: Path, at: int, length: int, put: bytes) -> None:
    payload = path.read_bytes()
    at %= len(payload)
    extracted(payload[:at] + put + payload[at + length :])


# A need of each platform that asks for JSON, and an answer as it should be.
NEEDS = [
    (Need("https://api.example/x", path.stem, "thread-1"), json.loads(path.read_bytes()))
    for path in sorted(FIXTURES.glob("*.json"))
]


@given(st.sampled_from(NEEDS), st.integers(0, 1 << 20), JSON)
@few
def test_any_value_may_stand_anywhere_in_an_answer(asked: tuple[Need, Any], at: int, put: Any) -> None:
    need, value = asked
    changed = _with(value, at, put)
    within(SECONDS, lambda: parse(page(json.dumps(changed).encode(), "application/json", need.url), need))


@given(st.sampled_from(NEEDS), st.binary(max_size=60))
@few
def test_any_bytes_are_an_answer(asked: tuple[Need, Any], payload: bytes) -> None:
    within(SECONDS, lambda: parse(page(payload, "application/json", asked[0].url), asked[0]))


def _with(value: Any, at: int, put: Any) -> Any:
    """``value`` with one of its nodes, the ``at``-th modulo their number, replaced."""
    spots: list[tuple[Any, Any]] = []

    def walk(node: Any) -> None:
        for key in list(node) if isinstance(node, dict) else range(len(node)) if isinstance(node, list) else ():
            spots.append((node, key))
            walk(node[key])

    copy = json.loads(json.dumps(value))
    walk(copy)
    if not spots:
        return put
    holder, key = spots[at % len(spots)]
    holder[key] = put
    return copy


@pytest.fixture(scope="module")
def warc(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    writer = new_writer(tmp_path_factory.mktemp("warc"))
    write(writer, exchange(plain(b"<html><h1>Story</h1><p>One.</p>")))
    path = writer.close()
    assert path is not None
    return path.read_bytes()


@given(at=st.integers(0, 1 << 20), length=st.integers(0, 40), put=st.binary(max_size=20))
@few
def test_a_warc_may_be_damaged_anywhere(
    warc: bytes, tmp_path_factory: pytest.TempPathFactory, at: int, length: int, put: bytes
) -> None:
    at %= len(warc)
    read_all(tmp_path_factory.getbasetemp() / "any.warc.gz", warc[:at] + put + warc[at + length :])


@given(payload=st.binary(max_size=100))
@few
def test_any_bytes_may_be_named_a_warc(tmp_path_factory: pytest.TempPathFactory, payload: bytes) -> None:
    for start in (b"", b"WARC/1.1\r\n", b"WARC/1.0\r\nWARC-Type: response\r\nContent-Length: 99999999999\r\n\r\n"):
        read_all(tmp_path_factory.getbasetemp() / "any.warc", start + payload)


def read_all(path: Path, data: bytes) -> None:
    """Read as ``extract`` does; a foreseen error is fine."""
    path.write_bytes(data)
    with contextlib.suppress(CrawlerError):
        within(SECONDS, lambda: [line(source, []) for source in sources(path, None)])


@given(st.binary(max_size=80), st.text(max_size=10), JSON)
@few
def test_any_bytes_are_an_index_line_or_no_index_line(raw: bytes, key: str, value: Any) -> None:
    for data in (raw, f"{key} 20260101000000 {json.dumps(value)}".encode("utf-8", "surrogatepass")):
        with contextlib.suppress(ValueError):
            load_line(data)


@given(data=st.binary(max_size=200))
@few
def test_any_bytes_may_be_named_an_index(tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
    path = tmp_path_factory.getbasetemp() / "any.cdxj"
    path.write_bytes(data)
    with contextlib.suppress(CrawlerError, ValueError):
        within(SECONDS, lambda: list(lookup(path, URL)))
