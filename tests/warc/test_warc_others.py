"""Indexes of other collections: verified before anything relies on them, asked by binary search."""

import gzip
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from crawler.errors import ConfigError
from crawler.warc.answer import Entity
from crawler.warc.capture import RefersTo
from crawler.warc.cdxj import IndexLine, index_key
from crawler.warc.others import Others, verified
from crawler.warc.revisit import Original

URL = "https://news.example/a"
SHA1 = "3I42H3S6NNFQ2MSVX7XZKYAYSCX5QBYJ"
ENTITY = Entity("sha256:" + "0" * 64, f"sha1:{SHA1}", 500)


def line(url: str = URL, *, at: str = "20260301093000", **fields: object) -> bytes:
    known: dict[str, object] = {"mime": "text/html", "status": "200", "digest": f"sha1:{SHA1}"} | fields
    return IndexLine(index_key(url), at, url, "first.warc.gz", 100, 200, **known).dump()  # type: ignore[arg-type]


def index(folder: Path, *lines: bytes) -> Others:
    path = folder / "index.cdxj"
    path.write_bytes(b"".join(sorted(lines)))
    return verified([path])


def test_the_oldest_answer_with_the_same_payload_is_referred_to(tmp_path: Path) -> None:
    others = index(tmp_path, line(at="20260302000000"), line(), line(at="20250101000000", digest="sha1:OTHER"))
    assert others.find(URL, ENTITY) == Original(None, URL, "2026-03-01T09:30:00Z", ENTITY)
    assert [name for name, _ in others.find(URL, ENTITY).fields()] == [  # type: ignore[union-attr]
        "WARC-Refers-To-Target-URI",
        "WARC-Refers-To-Date",
    ]


@pytest.mark.parametrize("digest", [SHA1, SHA1.lower(), f"sha1:{SHA1}", ENTITY.sha256])
def test_digests_are_read_in_the_forms_in_use(tmp_path: Path, digest: str) -> None:
    assert index(tmp_path, line(digest=digest)).find(URL, ENTITY) is not None


@pytest.mark.parametrize(
    "other",
    [
        {"digest": "sha1:OTHER"},
        {"entity": "sha256:" + "1" * 64},
        {"mime": "warc/revisit"},
        {"status": "404"},
        {"method": "POST"},
        {"url": "https://www.news.example/a"},
        {"url": "https://news.example/b"},
    ],
)
def test_nothing_else_is(tmp_path: Path, other: dict[str, str]) -> None:
    url = other.pop("url", URL)
    assert index(tmp_path, line(url, **other)).find(URL, ENTITY) is None


def test_several_are_asked_in_order(tmp_path: Path) -> None:
    for name, at in (("b", "20260302000000"), ("a", "20260301000000")):
        (tmp_path / name).write_bytes(line(at=at))
    others = verified([tmp_path / "b", tmp_path / "a"])
    found = others.find(URL, ENTITY)
    assert found is not None and found.date == "2026-03-02T00:00:00Z"
    assert others.holds(URL, "2026-03-01T00:00:00.5Z", ENTITY.sha1) and not others.holds(URL, "2026-03-01", "sha1:X")


def test_a_record_that_is_not_at_hand_is_none(tmp_path: Path) -> None:
    others = index(tmp_path, line())
    assert others.record(RefersTo(None, URL, "2026-03-01T09:30:00Z")) is None
    assert others.record(RefersTo(None, URL, None)) is None
    assert Others().record(RefersTo(None, URL, "2026-03-01T09:30:00Z")) is None


@pytest.mark.parametrize(
    ("lines", "number", "words"),
    [
        ([line("https://news.example/b"), line()], 2, "sort"),
        ([line(), b"not an index\n"], 2, "no CDXJ"),
        ([b" CDX N b a m s k r M S V g\n"], 1, "no CDXJ"),
        ([gzip.compress(line())], 1, "no CDXJ"),
        ([b'example,news)/a 20260301093000 {"url": \n'], 1, "JSON"),
        ([b"example,news)/a 20260301093000 []\n"], 1, "JSON"),
        ([b'example,news)/a 2026 {"url":"https://news.example/a","digest":"x"}\n'], 1, "14 digits"),
        ([line(), line(at="20260302000000", digest=None)], 2, "digest"),
    ],
)
def test_a_bad_index_is_an_error_that_names_file_and_line(
    tmp_path: Path, lines: list[bytes], number: int, words: str
) -> None:
    path = tmp_path / "bad.cdxj"
    path.write_bytes(b"".join(lines))
    with pytest.raises(ConfigError, match=rf"bad\.cdxj: line {number}: .*{words}"):
        verified([path])


def test_a_missing_index_is_an_error_and_an_empty_one_knows_nothing(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=r"none\.cdxj: cannot be read"):
        verified([tmp_path / "none.cdxj"])
    assert index(tmp_path).find(URL, ENTITY) is None


def test_lines_of_metadata_at_the_head_are_passed_over(tmp_path: Path) -> None:
    assert index(tmp_path, b'!meta 0 {"format": "cdxj"}\n', line()).find(URL, ENTITY) is not None


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    captures=st.lists(st.tuples(st.integers(0, 5), st.integers(1, 9), st.sampled_from("ABC")), max_size=30),
    asked=st.tuples(st.integers(0, 5), st.sampled_from("ABC")),
)
def test_binary_search_finds_what_reading_all_lines_finds(
    tmp_path: Path, captures: list[tuple[int, int, str]], asked: tuple[int, str]
) -> None:
    lines = [line(f"{URL}/{page}", at=f"2026030{day}000000", digest=f"sha1:{kind}") for page, day, kind in captures]
    found = index(tmp_path, *lines).find(f"{URL}/{asked[0]}", Entity("sha256:x", f"sha1:{asked[1]}", 500))
    days = sorted(day for page, day, kind in captures if (page, kind) == asked)
    assert (found.date if found else None) == (f"2026-03-0{days[0]}T00:00:00Z" if days else None)
