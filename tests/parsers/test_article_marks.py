"""What characters say, where counting stands in for a pattern."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crawler.parsers.article import marks


@settings(max_examples=60)
@given(st.text(alphabet='aZÉя9٣,;:、.!?。»") \n', max_size=30))
def test_counting_gives_what_a_pattern_gives(text):
    assert marks.digits(text) == len(re.findall(r"\d", text))
    assert marks.punctuation(text) == len(re.findall("[,;:、，،]", text))
    assert marks.capitalised(text) == len(re.findall(r"\b[A-ZÀ-ÞА-Я]", text))
    assert marks.holds_sentences(text) == bool(re.search(r"[.!?]\s+\S|[。！？।]", text))


@pytest.mark.parametrize(
    ("text", "expected"),
    [("He left.", True), ("“He left.”", True), ("他走了。", True), ("He left", False), ("(1)", False), ("”", False)],
)
def test_a_sentence_ends_before_its_closing_quotes(text, expected):
    assert marks.ends_sentence(text) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [("follow @ada", True), ("www.example.org", True), ("© 2026", True), ("Home | News", True), ("a # b", False)],
)
def test_addresses_and_site_furniture_are_seen(text, expected):
    assert marks.holds_address(text) is expected
