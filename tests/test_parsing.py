"""Parsing keeps within its deadlines, here and in a child."""

import gzip
import itertools
import re
import threading
from datetime import UTC, datetime

import pytest

from crawler.parsers.extraction import PageKind
from crawler.parsers.page import Page
from crawler.parsing import LARGE_BYTES, TooLong, is_large, parse, parse_aside, put_aside, within


def page(payload: bytes) -> Page:
    headers = (("Content-Type", "text/html"),)
    return Page("https://news.example/a", payload, datetime(2024, 5, 1, tzinfo=UTC), headers=headers)


def for_ever() -> None:
    for _ in itertools.count():
        pass


def test_work_without_end_is_stopped() -> None:
    with pytest.raises(TooLong):
        within(0.05, for_ever)


def test_work_that_hides_errors_is_stopped_too() -> None:
    def stubborn() -> None:
        while True:
            try:
                for_ever()
            except Exception:  # noqa: BLE001 - what a careless parser does
                continue

    with pytest.raises(TooLong):
        within(0.05, stubborn)


def test_a_pattern_that_goes_round_for_ever_is_stopped() -> None:
    with pytest.raises(TooLong):
        within(0.05, lambda: re.fullmatch(r"(a|a|b?)*c", "a" * 60))


def test_what_is_quick_passes_and_leaves_no_alarm() -> None:
    assert within(0.05, lambda: 7) == 7
    total = sum(range(10_000_000))  # longer than the deadline was
    assert total > 0


def test_other_threads_work_without_a_deadline() -> None:
    found: list[int] = []
    thread = threading.Thread(target=lambda: found.append(within(0.05, lambda: 7)))
    thread.start()
    thread.join()
    assert found == [7]


def test_a_large_page_is_read_in_a_child_as_it_would_be_here() -> None:
    said = (f"<p>On day {day} the council met and heard the plans for the old harbour.</p>" for day in range(35_000))
    large = page(f"<html><head><title>Large</title></head><body><article><h1>Large</h1>{''.join(said)}".encode())
    assert len(large.payload) > LARGE_BYTES
    extraction = parse(large)
    assert extraction.kind is PageKind.ARTICLE and extraction.article is not None
    assert extraction.article.headline == "Large"
    text = extraction.article.articleBody or ""
    assert text.count("the council met") > 9_990  # all but what ``cutBlocks`` tells of


def test_a_child_that_dies_gives_an_extraction_that_says_so() -> None:
    with put_aside(page(b"<p>x"), None) as aside:
        aside.truncate(10)
        assert "failed in its child" in parse_aside(aside).notes[0]


def test_a_small_file_that_holds_a_large_sitemap_is_read_in_a_child() -> None:
    listed = b"<urlset>" + b"<url><loc>http://a.example/x</loc></url>" * 60_000 + b"</urlset>"
    packed, small = (gzip.compress(body, 9, mtime=0) for body in (listed, b"<urlset></urlset>"))
    assert len(packed) < 10_000
    assert is_large(page(packed)) and not is_large(page(small)) and not is_large(page(b"\x1f\x8bno gzip"))
    assert [link.url for link in parse(page(packed)).links] == ["http://a.example/x"]
