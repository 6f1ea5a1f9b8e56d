"""What the characters of a text say."""

import pytest

from crawler.parsers.article import marks


@pytest.mark.parametrize(
    ("text", "expected"),
    [("He left.", True), ("“He left.”", True), ("他走了。", True), ("He left", False), ("(1)", False), ("”", False)],
)
def test_a_sentence_ends_before_its_closing_quotes(text, expected):
    assert marks.ends_sentence(text) is expected


def test_only_scripts_without_spaces_are_counted():
    assert marks.spaceless("ferry 渡船が เรือ паром") == len("渡船がเรือ")
