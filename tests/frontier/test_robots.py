import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.frontier import robots
from crawler.frontier.robots import Decision, RobotsRules

SITE = "https://news.example"


def allowed(text: str | bytes, path: str, token: str = "colophon") -> bool:
    body = text if isinstance(text, bytes) else text.encode()
    return RobotsRules.parse(body).allowed(SITE + path, token).allowed


# Malformed and hostile files


@pytest.mark.parametrize("body", [b"", b"\x00\xff\xfe", b"<html>no: robots</html>", b":", b"::\r\r\n:", b"Disallow: /"])
def test_a_file_without_groups_allows_all(body: bytes) -> None:
    rules = RobotsRules.parse(body)
    assert rules.allowed(SITE + "/x", "colophon") == Decision(True)
    assert rules.crawl_delay("colophon") is None


@given(st.binary(max_size=200), st.text(max_size=30))
def test_any_bytes_and_any_url_get_a_decision(body: bytes, path: str) -> None:
    rules = RobotsRules.from_response(200, b"User-agent: *\nDisallow: " + body)
    rules.allowed(SITE + "/" + path, "colophon")
    rules.allowed(path, "")


def test_wildcards_do_not_make_matching_explode() -> None:
    pattern = "/" + "a*" * 2_000 + "b$"
    assert allowed(f"User-agent: *\nDisallow: {pattern}", "/" + "a" * 2_000 + "c")
    assert not allowed(f"User-agent: *\nDisallow: {pattern}", "/" + "a" * 2_000 + "b")


def test_many_names_times_many_rules_do_not_make_parsing_explode() -> None:
    names, rules = b"User-agent: x\nUser-agent: *\nCrawl-delay: 2\n" * 5_000, b"Disallow: /a\n" * 20_000
    told = RobotsRules.parse(names + rules)
    assert not told.allowed(SITE + "/a", "x").allowed
    assert told.allowed(SITE + "/b", "x").allowed


def test_blanks_within_a_line_do_not_make_parsing_explode() -> None:
    assert allowed(b"User-agent: *\nDisallow: " + b" " * 400_000 + b"/x", "/y")
    assert allowed(b"User-agent" + b" " * 400_000 + b"*\nDisallow: /", "/y") is False


def test_only_whole_lines_within_the_limit_count() -> None:
    head = b"User-agent: *\nDisallow: /first\n"
    fill = b"#" * (robots.LIMIT - len(head) - len("\nDisallow: /s")) + b"\n"
    body = head + fill + b"Disallow: /second\nDisallow: /third\n"
    assert not allowed(body, "/first")
    assert all(allowed(body, path) for path in ("/second", "/s", "/third"))


# What a status means


@pytest.mark.parametrize("status", [None, 100, 429, 500, 502, 503, 599, 999])
def test_what_cannot_be_asked_is_not_taken(status: int | None) -> None:
    rules = RobotsRules.from_response(status, b"User-agent: *\nAllow: /")
    decision = rules.allowed(SITE + "/x", "colophon")
    assert not decision.allowed
    assert decision.rule == f"robots.txt unreachable ({status or 'no answer'})"
    assert rules.keep_for < robots.DAY


@pytest.mark.parametrize("status", [301, 302, 400, 401, 403, 404, 410, 451])
def test_a_missing_file_allows_all_whatever_its_body_says(status: int) -> None:
    rules = RobotsRules.from_response(status, b"User-agent: *\nDisallow: /")
    assert rules.allowed(SITE + "/x", "colophon").allowed
    assert rules.keep_for == robots.DAY


def test_the_body_of_a_success_is_rules() -> None:
    body = b"User-agent: *\nDisallow: /x"
    assert not RobotsRules.from_response(200, body).allowed(SITE + "/x", "colophon").allowed


# Lines


@pytest.mark.parametrize("end", ["\n", "\r", "\r\n"])
def test_any_line_end_counts_lines_alike(end: str) -> None:
    body = end.join(["# hello", "", "USER-AGENT :  * ", "  disallow:/x # why", "Disallow: /y"]).encode()
    rules = RobotsRules.parse(body)
    assert rules.allowed(SITE + "/x", "colophon") == Decision(False, "Disallow: /x", 4)
    assert rules.allowed(SITE + "/y", "colophon") == Decision(False, "Disallow: /y", 5)


def test_a_byte_order_mark_is_passed_over() -> None:
    assert not allowed(b"\xef\xbb\xbfUser-agent: *\nDisallow: /", "/")


@pytest.mark.parametrize("line", ["Disallow /x", "disalow: /x", "Dissallow:/x", "DISALLOW\t/x"])
def test_common_slips_of_the_pen_are_understood(line: str) -> None:
    assert not allowed(f"useragent *\n{line}", "/x")


def test_sitemaps_belong_to_no_group() -> None:
    text = "Sitemap: https://a.example/1.xml#x\nUser-agent: a\nSitemap: /ü.xml\nUser-agent: b\nDisallow: /\nsite-map:\n"
    assert RobotsRules.parse(text.encode()).sitemaps == ("https://a.example/1.xml", "/ü.xml")
    assert not allowed(text, "/", "a")


# Whom a group speaks to


def test_rules_for_our_name_replace_those_for_everybody() -> None:
    text = "User-agent: *\nDisallow: /\nUser-agent: colophon\nDisallow: /x"
    assert allowed(text, "/y")
    assert not allowed(text, "/x")
    assert not allowed(text, "/y", "other")


def test_an_empty_group_for_our_name_allows_all() -> None:
    text = "User-agent: *\nDisallow: /\nUser-agent: colophon\nDisallow:"
    assert allowed(text, "/x")


@pytest.mark.parametrize("name", ["colophon", "COLOPHON", "Colophon/2.0", "colophon bot", " colophon"])
def test_a_name_is_its_product_token_in_any_case(name: str) -> None:
    assert not allowed(f"User-agent: {name}\nDisallow: /", "/x")
    assert not allowed(f"User-agent: {name}\nDisallow: /", "/x", "Colophon/0.1")


@pytest.mark.parametrize("name", ["colo", "colophonbot", "my colophon", "*bot", "**", ""])
def test_another_name_is_not_ours(name: str) -> None:
    assert allowed(f"User-agent: {name}\nDisallow: /", "/x")


def test_everybody_is_a_star_with_anything_after_a_blank() -> None:
    assert not allowed("User-agent: * really\nDisallow: /", "/x")


def test_names_in_a_row_share_rules_over_blank_and_unknown_lines() -> None:
    text = "User-agent: a\n\nHost: x\nUser-agent: b\nDisallow: /x\nDisallow: /y\n\nUser-agent: c\nDisallow: /z"
    for name in "ab":
        assert [allowed(text, path, name) for path in ("/x", "/y", "/z")] == [False, False, True]
    assert [allowed(text, path, "c") for path in ("/x", "/y", "/z")] == [True, True, False]


def test_an_empty_rule_ends_the_names() -> None:
    text = "User-agent: a\nDisallow:\nUser-agent: b\nDisallow: /"
    assert allowed(text, "/x", "a")
    assert not allowed(text, "/x", "b")


def test_groups_of_one_name_are_merged() -> None:
    text = "User-agent: a\nDisallow: /x\nUser-agent: b\nDisallow: /z\nUser-agent: A\nDisallow: /y"
    assert [allowed(text, path, "a") for path in ("/x", "/y", "/z")] == [False, False, True]


# Which rule decides


@pytest.mark.parametrize(
    ("rules", "path", "verdict"),
    [
        ("Disallow: /x", "/x/y", False),
        ("Disallow: /x", "/X", True),
        ("Disallow: /x/", "/x", True),
        ("Disallow: x", "/x", True),
        ("Allow: /x\nDisallow: /", "/x/y", True),
        ("Disallow: /\nAllow: /x", "/x/y", True),
        ("Allow: /\nDisallow: /x", "/x", False),
        ("Disallow: /x\nAllow: /x", "/x", True),
        ("Allow: /x\nDisallow: /x", "/x", True),
        ("Allow: /x\nDisallow: /*.php", "/x.php", False),
        ("Allow: /$\nDisallow: /", "/", True),
        ("Allow: /$\nDisallow: /", "/x", False),
        ("Disallow: /", "/robots.txt", True),
        ("Disallow: /", "/robots.txt?x", False),
        ("Disallow: /", "", False),
        ("Disallow: /", "?x", False),
        ("Disallow: /?x", "?x=1", False),
        ("Disallow: /x?y", "/x?y=1#z", False),
        ("Disallow: /x", "/#/x", True),
        ("Disallow: *", "/x", False),
        ("Disallow: *x", "/a/x", False),
        ("Disallow: /a*z", "/abcz/d", False),
        ("Disallow: /a*z", "/abc", True),
        ("Disallow: /a**z", "/az", False),
        ("Disallow: /*.gif$", "/a.gif", False),
        ("Disallow: /*.gif$", "/a.gif.gif", False),
        ("Disallow: /*.gif$", "/a.gif?b", True),
        ("Disallow: /a*a$", "/a", True),
        ("Disallow: /a*b*c$", "/abbc", False),
        ("Disallow: /a*b*c$", "/acb", True),
        ("Disallow: /x*$", "/xy", False),
        ("Disallow: /x$", "/x", False),
        ("Disallow: /x$", "/xy", True),
        ("Disallow: /x$y", "/x$y/z", False),
        ("Disallow: /x$y", "/x", True),
        ("Disallow: $", "/", True),
        ("Disallow: /%2A", "/*", False),
        ("Disallow: /%2A", "/a", True),
        ("Disallow: /a%24", "/a$", False),
    ],
)
def test_the_longest_match_decides(rules: str, path: str, verdict: bool) -> None:
    assert allowed(f"User-agent: *\n{rules}", path) is verdict


@pytest.mark.parametrize(
    ("pattern", "path", "matches"),
    [
        ("/ü", "/%C3%BC", True),
        ("/ü", "/%c3%bc", True),
        ("/%c3%bc", "/ü", True),
        ("/à", "/%C3%A0b", True),
        ("/%62%61%7A", "/baz", True),
        ("/baz", "/%62%61%7a", True),
        ("/a/b", "/a%2Fb", False),
        ("/a%2fb", "/a%2Fb", True),
        ("/a%2fb", "/a/b", False),
        ("/a b", "/a%20b", True),
        ("/100%", "/100%", True),
        ("/[x]{y}|", "/%5Bx%5D%7By%7D%7C", True),
    ],
)
def test_percent_encoding_is_compared_in_one_form(pattern: str, path: str, matches: bool) -> None:
    assert allowed(f"User-agent: *\nDisallow: {pattern}", path) is not matches


def test_octets_of_another_charset_match_their_escapes() -> None:
    assert not allowed(b"User-agent: *\nDisallow: /\xfc", "/%FC")


@given(st.lists(st.sampled_from(["a", "b", "*", "$"]), max_size=7), st.text(alphabet="ab", max_size=9))
def test_matching_agrees_with_a_regular_expression(pattern: list[str], path: str) -> None:

    written = "/" + "".join(pattern)
    body, end = (written[:-1], r"\Z") if written.endswith("$") else (written, "")
    expected = re.match("".join(".*" if x == "*" else re.escape(x) for x in body) + end, "/" + path)
    assert allowed(f"User-agent: *\nDisallow: {written}", "/" + path) is (expected is None)


# Crawl-delay


def test_crawl_delay_is_told_to_the_names_before_it() -> None:
    text = "User-agent: a\nUser-agent: b\nCrawl-delay: 2.5\nUser-agent: *\nDisallow: /x\nCrawl-delay: 7"
    rules = RobotsRules.parse(text.encode())
    assert rules.crawl_delay("c") == 7
    assert not rules.allowed(SITE + "/x", "a").allowed

    early = RobotsRules.parse(text.rpartition("\n")[0].encode())
    assert [early.crawl_delay(name) for name in "abc"] == [2.5, 2.5, None]


@pytest.mark.parametrize("value", ["", "-1", "nan", "inf", "1e999", "soon", "1 s"])
def test_a_crawl_delay_that_is_no_number_of_seconds_is_none(value: str) -> None:
    assert RobotsRules.parse(f"User-agent: *\nCrawl-delay: {value}".encode()).crawl_delay("a") is None
