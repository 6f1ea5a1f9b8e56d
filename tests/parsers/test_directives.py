from datetime import UTC, datetime

import pytest

from crawler.parsers.directives import MAX_DIRECTIVES, directives
from crawler.parsers.page import Page

AT = datetime(2026, 3, 1, tzinfo=UTC)


def page(html: str = "", *headers: tuple[str, str]) -> Page:
    return Page("https://news.example/", html.encode(), AT, headers=(("Content-Type", "text/html"), *headers))


def meta(name: str, content: str) -> str:
    return f'<meta name="{name}" content="{content}">'


@pytest.mark.parametrize("html", ["", "x", "<meta>", meta("robots", ""), meta("robots", ",, ,:, 7, <x>, a b")])
def test_a_page_that_asks_nothing_readable_has_no_directives(html: str) -> None:
    assert directives(page(html, ("X-Robots-Tag", ""), ("X-Robots-Tag", ",:,"))) == ()


def test_meta_and_header_are_joined_sorted_and_said_once() -> None:
    html = meta("ROBOTS", "NoFollow, max-snippet: 50") + meta("robots", "noarchive,nofollow")
    found = directives(page(html, ("x-robots-tag", "NOAI, noimageai"), ("X-Robots-Tag", "noarchive")))
    assert found == ("max-snippet:50", "noai", "noarchive", "nofollow", "noimageai")


def test_none_is_given_as_what_it_stands_for() -> None:
    assert directives(page(meta("robots", "none"))) == ("nofollow", "noindex")


def test_what_is_said_to_us_by_name_counts_and_what_is_said_to_others_does_not() -> None:
    html = meta("colophon", "noarchive") + meta("googlebot", "noindex")
    header = ("X-Robots-Tag", "googlebot: nofollow, noai, Colophon: noimageai, otherbot: noindex")
    assert directives(page(html, header)) == ("noarchive", "noimageai")
    assert directives(page("", ("X-Robots-Tag", "nofollow"), ("X-Robots-Tag", "otherbot: noai"))) == ("nofollow",)


def test_a_directive_with_a_value_in_a_header_is_no_robot() -> None:
    found = directives(page("", ("X-Robots-Tag", "unavailable_after: 25 Jun 2026 15:00:00 GMT, noarchive")))
    assert found == ("noarchive", "unavailable_after:25 jun 2026 15:00:00 gmt")


def test_a_reservation_of_rights_is_told_with_its_policy() -> None:
    said = ("tdm-policy:https://news.example/Policy.json", "tdm-reservation")
    assert (
        directives(page(meta("tdm-reservation", "1") + meta("tdm-policy", "https://news.example/Policy.json"))) == said
    )
    headers = (("TDM-Reservation", " 1 "), ("tdm-policy", "https://news.example/Policy.json"))
    assert directives(page("", *headers)) == said
    assert directives(page(meta("tdm-reservation", "0"))) == ()


def test_no_page_asks_for_more_than_the_ceiling() -> None:
    names = ",".join(f"no{chr(97 + i // 26)}{chr(97 + i % 26)}" for i in range(200))
    assert len(directives(page(meta("robots", names)))) == MAX_DIRECTIVES
