from typing import get_args

import pytest

from crawler.dataset.rows import TrapKind
from crawler.frontier.trap import MAX_ALIKE, MAX_SEGMENTS, Trap, judge, pattern
from crawler.urls import MAX_LENGTH

SITE = "https://news.example"
SID = "0123456789abcdef" * 2


@pytest.mark.parametrize(
    ("path", "reason"),
    [
        ("/" + "x" * MAX_LENGTH, Trap.TOO_LONG),
        ("".join(f"/{n}" for n in range(MAX_SEGMENTS + 1)), Trap.TOO_DEEP),
        ("/a/a/a", Trap.REPEATED_SEGMENTS),
        ("/x/news/de/news/de/news/de/", Trap.REPEATED_SEGMENTS),
        ("/img/1/img/1/img/1/b.html", Trap.REPEATED_SEGMENTS),
        ("/?a=1&b=2&a=1&a=1", Trap.REPEATED_PARAMETERS),
        ("/a;jsessionid=1234", Trap.SESSION_ID),
        (f"/?x=1&PHPSESSID={SID}", Trap.SESSION_ID),
        (f"/?sid={SID}&x=1", Trap.SESSION_ID),
        ("/(S(4hqa0555fwsecu455xqckv45))/a.aspx", Trap.SESSION_ID),
        ("/calendar/2150/01/", Trap.CALENDAR),
        ("/events?year=2150&month=4", Trap.CALENDAR),
        ("/events?date=2150-04-28", Trap.CALENDAR),
    ],
)
def test_traps_are_told_by_their_looks(path: str, reason: Trap) -> None:
    assert judge(SITE + path) is reason


@pytest.mark.parametrize(
    "path",
    [
        "",
        "/",
        "".join(f"/{n}" for n in range(MAX_SEGMENTS)),
        "/a/a/b/a",
        "/a/b/a/b/a",
        "/11/11/11/title",
        "/node/2150",
        "/node/4711/2",
        "/2011/11/11/title",
        "/?a=1&a=2&a=3",
        "/?tag=x&tag=x",
        "/?sid=12345",
        "/?id=2150",
        "/?date=2682709636",
        "/?calories=2500",
        "/2023/04/28/",
    ],
)
def test_addresses_of_real_sites_are_no_traps(path: str) -> None:
    assert judge(SITE + path) is None


def test_a_hostile_query_is_judged_at_once() -> None:
    assert judge(SITE + "/?" + "&" * 2_000) is Trap.REPEATED_PARAMETERS
    assert judge(SITE + "/?" + "&".join(map(str, range(400)))) is None


@pytest.mark.parametrize("path", ["/events/2026/04/", "/events/2026-04-28", "/events?month=4&year=2026", "/cal?date="])
def test_calendar_pages_are_counted_by_pattern(path: str) -> None:
    url = SITE + path
    assert pattern(url) is not None
    assert judge(url, alike=MAX_ALIKE - 1) is None
    assert judge(url, alike=MAX_ALIKE) is Trap.CALENDAR


def test_days_of_one_calendar_share_a_pattern_and_sites_do_not() -> None:
    assert pattern(SITE + "/events/2026/04/28") == pattern(SITE + "/events/1999/11/1")
    assert pattern(SITE + "/events/2026/04/28") != pattern("https://other.example/events/2026/04/28")


@pytest.mark.parametrize("path", ["/2026/04/28/title", "/article/1234567", "/?p=7", "/"])
def test_articles_are_not_counted_however_many_there_are(path: str) -> None:
    assert pattern(SITE + path) is None
    assert judge(SITE + path) is None


@pytest.mark.parametrize("path", ["/list?page=7", "/list/page/7/", "/tag/12/page-7", "/list?sort=new&offset=70"])
def test_pages_of_one_listing_are_counted(path: str) -> None:
    url = SITE + path
    assert pattern(url) == pattern(url.replace("7", "8")) is not None
    assert judge(url, alike=MAX_ALIKE - 1) is None
    assert judge(url, alike=MAX_ALIKE) is Trap.LISTING


def test_listings_are_told_apart_by_all_but_the_number_of_the_page() -> None:
    assert pattern(SITE + "/topic/12?page=3") != pattern(SITE + "/topic/13?page=3")


def test_a_chain_of_links_ends() -> None:
    assert judge(SITE + "/story", far=MAX_ALIKE) is None
    assert judge(SITE + "/story", far=MAX_ALIKE + 1) is Trap.TOO_FAR


def test_every_kind_of_trap_has_its_word_in_the_schema() -> None:
    assert set(get_args(TrapKind)) == {kind.value for kind in Trap}
