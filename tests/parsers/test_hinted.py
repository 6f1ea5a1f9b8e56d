"""Names worth a closer look: found all at once, and just those that one by one would be."""

from hypothesis import given
from hypothesis import strategies as st

from crawler.parsers.hinted import hinted

NAMES = st.lists(st.text(st.sampled_from("abcABC-äÄ"), max_size=8), max_size=12)
WORDS = st.lists(st.text(st.sampled_from("abc-ä"), min_size=1, max_size=3), max_size=4)


@given(NAMES, WORDS)
def test_found_at_once_is_what_is_found_one_by_one(names, words):
    assert hinted(names, words) == {name for name in names if any(word in name.lower() for word in words)}
