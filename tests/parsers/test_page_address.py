"""Addresses of pages of threads: their numbers, and which belong together."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.parsers.comments.page_address import place, same_thread, without_session

HERE = "https://forum.example"
SESSION = "0123456789abcdef0123456789abcdef"


@pytest.mark.parametrize(
    ("address", "number", "story"),
    [
        ("/threads/x.12/page-2", 2, "/threads/x.12"),
        ("/index.php?threads/x.12/page-2", 2, "/index.php?threads/x.12"),
        ("/showthread.php?t=1&page=2", 2, "/showthread.php?t=1"),
        ("/showthread.php?12-Title/page2", 2, "/showthread.php?12-Title"),
        ("/viewtopic.php?start=20&t=1", 20, "/viewtopic.php?t=1"),
        ("/viewtopic.php?id=1&p=3", 3, "/viewtopic.php?id=1"),
        (f"/viewtopic.php?t=1&sid={SESSION}&start=20", 20, "/viewtopic.php?t=1"),
        ("/spip.php?article12&debut_comments-list=10#pagination_comments-list", 10, "/spip.php?article12"),
        ("/index.php?topic=12.20", 20, "/index.php?topic=12"),
        ("/index.php/topic,12.20.html", 20, "/index.php/topic,12.html"),
        ("/thread-12-page-2.html", 2, "/thread-12.html"),
        ("/t12p20-a-thread", 20, "/t12-a-thread"),
        ("/discussion/12/title/p2", 2, "/discussion/12/title"),
        ("/a/story/comment-page-3/#comments", 3, "/a/story/"),
        ("/a/story?x=1&comments_page=3&y=2", 3, "/a/story?x=1&y=2"),
        ("/story?x=1&p=2&y=3", 2, "/story?x=1&y=3"),
        ("/?p=12", None, "/?p=12"),
        ("/blog/?p=43012", None, "/blog/?p=43012"),
        ("/threads/x.12/latest", None, "/threads/x.12/latest"),
        ("/page-two", None, "/page-two"),
    ],
)
def test_the_number_is_taken_out_of_an_address(address, number, story):
    found = place(HERE + address)
    assert (found.number, found.story) == (number, HERE + story)


@pytest.mark.parametrize(
    ("address", "here", "same"),
    [
        ("/viewtopic.php?f=2&t=1&start=20", "/viewtopic.php?t=1", True),
        ("/viewtopic.php?t=9&start=20", "/viewtopic.php?t=1", False),
        ("/showthread.php?12-Title/page2", "/showthread.php?12-Title", True),
        ("/showthread.php?13-Other/page2", "/showthread.php?12-Title", False),
        ("/index.php?threads/x.12/page-2", "/index.php?threads/x.12/", True),
        ("/threads/x.12/page-3", "/threads/x.12/page-2", True),
        ("/threads/y.13/page-2", "/threads/x.12/", False),
        ("/a/story?page=2&sort=new", "/a/story", False),
        ("/a/story?page=2&sort=new", "/a/story?sort=new", True),
        ("/a/story?page=2&view=print", "/a/story", False),
    ],
)
def test_pages_of_one_thread_are_told_from_those_of_another(address, here, same):
    assert same_thread(place(HERE + address), place(HERE + here)) is same


def test_only_what_looks_like_a_session_is_taken_out():
    assert without_session(f"{HERE}/a?s={SESSION}&t=1") == f"{HERE}/a?t=1"
    assert without_session(f"{HERE}/a?t=1&s={SESSION}") == f"{HERE}/a?t=1"
    assert without_session(f"{HERE}/a?s=ferry") == f"{HERE}/a?s=ferry"


PIECES = ["/", "?", "&", "#", ";", "=", "page", "p", "-", "2", "start", "t1p", "topic", ".", "comment", "s=" + SESSION]


@given(st.lists(st.sampled_from(PIECES), max_size=12).map("".join))
def test_any_address_can_be_read_and_its_story_holds_no_session(rest):
    found = place(f"{HERE}/{rest}")
    assert same_thread(found, found)
    assert found.story.startswith(HERE)
    assert without_session(found.story) == found.story
