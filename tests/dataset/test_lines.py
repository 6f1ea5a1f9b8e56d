"""Lines that every reader splits in the same places."""

import json

from hypothesis import given
from hypothesis import strategies as st

from crawler.dataset.lines import json_line


@given(st.text())
def test_no_text_breaks_its_line_and_all_of_it_comes_back(text: str) -> None:
    line = json_line({"text": text}).decode()
    assert line.splitlines() == [line]
    assert json.loads(line)["text"] == text


def test_the_separators_of_unicode_are_escaped() -> None:
    assert json_line("a\u2028b\u2029c\u0085d") == rb'"a\u2028b\u2029c\u0085d"'
