from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from crawler.parsers.directives import MAX_DIRECTIVES, directives
from crawler.parsers.page import Page

Rights = tuple[tuple[str, str], ...]

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


@pytest.mark.parametrize("date", ["Thu, 25 Jun 2026 15:00:00 GMT", "Thursday, 25-Jun-26 15:00:00 GMT"])
def test_a_date_with_a_comma_is_whole(date: str) -> None:
    said = f"noarchive, unavailable_after: {date}, noai, 7, nofollow"
    expected = ("noai", "noarchive", "nofollow", f"unavailable_after:{date.lower()}")
    assert directives(page(meta("robots", said))) == directives(page("", ("X-Robots-Tag", said))) == expected


def test_a_reservation_of_rights_is_told_with_its_policy() -> None:
    said = ("tdm-policy:https://news.example/Policy.json", "tdm-reservation")
    assert (
        directives(page(meta("tdm-reservation", "1") + meta("tdm-policy", "https://news.example/Policy.json"))) == said
    )
    headers = (("TDM-Reservation", " 1 "), ("tdm-policy", "https://news.example/Policy.json"))
    assert directives(page("", *headers)) == said
    assert directives(page(meta("tdm-reservation", "0"))) == ()


def rights(reserved: str | None = None, policy: str | None = None) -> Rights:
    pairs = (("tdm-reservation", reserved), ("tdm-policy", policy))
    return tuple((name, value) for name, value in pairs if value is not None)


def told(*, file: Rights = (), header: Rights = (), metas: Rights = ()) -> tuple[str, ...]:
    """Directives where the site's file, the headers and the page itself speak of rights."""
    return directives(replace(page("".join(meta(*pair) for pair in metas), *header), rights=file))


@pytest.mark.parametrize("place", ["file", "header", "metas"])
def test_rights_are_told_alike_wherever_they_are_reserved(place: str) -> None:
    said: Any = {place: rights("1", " https://news.example/p " + "x" * 600)}
    policy, reservation = told(**said)
    assert reservation == "tdm-reservation"
    assert policy == "tdm-policy:" + ("https://news.example/p " + "x" * 600)[:500]


@pytest.mark.parametrize(
    ("file", "header", "metas", "reserved"),
    [
        ("1", None, None, True),
        ("0", None, None, False),
        ("1", "0", None, False),
        ("0", "1", None, True),
        ("1", None, "0", False),
        ("0", None, "1", True),
        (None, "0", "1", True),
        (None, "1", "0", False),
        ("1", "0", "1", True),
        ("0", "1", "0", False),
        ("1", "2", None, True),
        ("1", "", "no", True),
        ("1", "0", "x", False),
        (None, "true", "yes", False),
    ],
)
def test_headers_override_the_file_and_meta_overrides_headers(
    file: str | None, header: str | None, metas: str | None, reserved: bool
) -> None:
    found = told(file=rights(file), header=rights(header), metas=rights(metas))
    assert found == ("tdm-reservation",) * reserved


@pytest.mark.parametrize("place", ["header", "metas"])
def test_where_one_place_says_both_the_reservation_counts(place: str) -> None:
    for said in (("0", "1"), ("1", "0")):
        two: Any = {place: tuple(("TDM-Reservation", value) for value in said)}
        assert told(**two) == ("tdm-reservation",)


def test_policies_override_each_other_in_the_same_way() -> None:
    file, header, metas = rights("1", "f"), rights(None, "h"), rights(None, "m")
    assert told(file=file) == ("tdm-policy:f", "tdm-reservation")
    assert told(file=file, header=rights("1")) == ("tdm-policy:f", "tdm-reservation")
    assert told(file=file, header=header) == ("tdm-policy:h", "tdm-reservation")
    assert told(file=file, header=header, metas=metas) == ("tdm-policy:m", "tdm-reservation")
    assert told(header=header) == ("tdm-policy:h",)


def test_a_policy_of_rights_that_are_not_reserved_is_not_told() -> None:
    assert told(file=rights("1", "f"), header=rights("0")) == ()
    assert told(header=rights("0", "h")) == told(header=rights("1", "h"), metas=rights("0")) == ()


def test_no_page_asks_for_more_than_the_ceiling() -> None:
    names = ",".join(f"no{chr(97 + i // 26)}{chr(97 + i % 26)}" for i in range(200))
    assert len(directives(page(meta("robots", names)))) == MAX_DIRECTIVES


def test_a_reservation_is_lost_neither_to_many_names_nor_to_many_policies() -> None:
    names = meta("robots", ",".join(f"no{chr(97 + i // 26)}{chr(97 + i % 26)}" for i in range(200)))
    policies = tuple(("tdm-policy", str(number)) for number in range(200))
    for found in (
        directives(page(names, ("tdm-reservation", "1"))),
        directives(page(names, ("tdm-reservation", "1"), *policies)),
    ):
        assert len(found) == MAX_DIRECTIVES and "tdm-reservation" in found and list(found) == sorted(found)
