"""The rights file: hostile ones first, then what it says of an address."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.frontier import rights
from crawler.frontier.rights import MAX_POLICY, MAX_RULES, Rights, Said
from crawler.frontier.robots import DAY, HOUR

SITE = "https://news.example"
RESERVED: Said = (("tdm-reservation", "1"),)
FREE: Said = (("tdm-reservation", "0"),)


def rule(location: Any, reserved: Any = 1, **more: Any) -> dict[str, Any]:
    return {"location": location, "tdm-reservation": reserved} | more


def said(listed: Any, path: str = "/") -> Said:
    return Rights.parse(json.dumps(listed).encode()).of(SITE + path)


# Malformed and hostile files

BROKEN = {
    "nothing": b"",
    "no JSON": b"<!doctype html><title>Not found</title>",
    "cut": b'[{"location": "/", "tdm-reservation": 1}',
    "more behind it": b'[{"location": "/", "tdm-reservation": 1}] 1',
    "no UTF-8": b'[{"location": "/\xff", "tdm-reservation": 1}]',
    "UTF-16": '[{"location": "/", "tdm-reservation": 1}]'.encode("utf-16"),
    "half a letter": b'[{"location": "/\\ud800", "tdm-reservation": 1}]',
    "a number beyond all": b'[{"location": "/", "tdm-reservation": 1e999}]',
    "a number without end": b'[{"location": "/", "tdm-reservation": ' + b"1" * 50_000 + b"}]",
    "deep lists": b"[" * 200_000,
    "deep objects": b'{"a":' * 80_000,
    "a rule without its list": b'{"location": "/", "tdm-reservation": 1}',
    "a list in an object": b'{"rules": [{"location": "/", "tdm-reservation": 1}]}',
    "too big": b'[{"location": "/", "tdm-reservation": 1}]' + b" " * rights.LIMIT,
    **{name: name.encode() for name in ("null", "true", "1", '"/"', "[]", "[[]]", '[[{"location": "/"}]]')},
}


@pytest.mark.parametrize("body", BROKEN.values(), ids=BROKEN)
def test_a_file_that_cannot_be_read_says_nothing(body: bytes) -> None:
    assert Rights.from_response(200, body) == Rights()


WRONG = [
    None,
    1,
    "/",
    [],
    {},
    {"location": "/"},
    {"tdm-reservation": 1},
    *(rule(location) for location in (None, 1, True, [], {}, ["/"], "", " ")),
    *(rule("/", reserved) for reserved in (None, True, False, 2, -1, 0.5, 1.5, "", "2", " 1", "true", [], {}, [1])),
]


@pytest.mark.parametrize("wrong", WRONG, ids=json.dumps)
def test_a_rule_that_is_none_is_passed_over(wrong: Any) -> None:
    assert said([wrong]) == ()
    assert said([wrong, rule("/")]) == RESERVED


@given(st.binary(max_size=100), st.text(max_size=30))
def test_any_bytes_and_any_url_are_borne(body: bytes, path: str) -> None:
    Rights.parse(body).of(SITE + path)
    Rights.parse(b'[{"tdm-reservation": 1, "location": "/' + body + b'"}]').of(path)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=5,
)
RULES = st.fixed_dictionaries({}, optional={"location": JSON, "tdm-reservation": JSON, "tdm-policy": JSON})


@given(st.lists(RULES | JSON, max_size=4), st.text(max_size=10))
def test_whatever_it_says_is_0_or_1_with_a_policy_at_1_only(listed: list[Any], path: str) -> None:
    found = said(listed, path)
    assert found in ((), FREE) or (found[:1] == RESERVED and [name for name, _ in found[1:]] in ([], ["tdm-policy"]))


def test_wildcards_do_not_make_matching_explode() -> None:
    pattern = "/" + "a*" * 200 + "b$"
    listed = [rule(pattern)] * MAX_RULES
    assert said(listed, "/" + "a" * 2_000 + "c") == ()
    assert said(listed, "/" + "a" * 2_000 + "b") == RESERVED


def test_what_regular_expressions_mean_is_nothing_special() -> None:
    listed = [rule("/(a+)+[b].?\\d{2}|"), rule("/(a+)+$")]
    assert said(listed, "/" + "a" * 5_000) == ()
    assert said(listed, "/(a+)+") == RESERVED


def test_only_so_many_rules_count() -> None:
    listed = [rule(f"/{number}/") for number in range(MAX_RULES + 1)]
    assert said(listed, f"/{MAX_RULES - 1}/") == RESERVED
    assert said(listed, f"/{MAX_RULES}/") == ()


# What a status means


@pytest.mark.parametrize("status", [None, 429, 500, 503, 599])
def test_a_server_in_trouble_says_nothing_and_is_asked_again_sooner(status: int | None) -> None:
    found = Rights.from_response(status, b'[{"location": "/", "tdm-reservation": 1}]')
    assert found.of(SITE + "/") == () and found.keep_for == HOUR


@pytest.mark.parametrize("status", [301, 304, 401, 403, 404, 410, 451])
def test_a_missing_file_says_nothing_whatever_its_body_says(status: int) -> None:
    found = Rights.from_response(status, b'[{"location": "/", "tdm-reservation": 1}]')
    assert found.of(SITE + "/") == () and found.keep_for == DAY


@pytest.mark.parametrize("start", [b"", b"\xef\xbb\xbf", b"\r\n\t "])
def test_the_body_of_a_success_is_rules(start: bytes) -> None:
    found = Rights.from_response(200, start + b'[{"location": "/", "tdm-reservation": 1}]')
    assert found.of(SITE) == RESERVED and found.keep_for == DAY


# What it says of an address


def test_the_examples_of_the_report() -> None:
    policy = "https://provider.com/policies/policy.json"
    listed = [
        rule("/directory-a/"),
        rule("/directory-b/html/", **{"tdm-policy": policy}),
        rule("/directory-b/images/*.jpg", 0),
    ]
    assert said(listed, "/directory-a/x.pdf") == RESERVED
    assert said(listed, "/directory-b/html/") == (*RESERVED, ("tdm-policy", policy))
    assert said(listed, "/directory-b/images/deep/x.jpg") == FREE
    assert said(listed, "/directory-b/images/x.png") == said(listed, "/directory-a") == said(listed, "/") == ()
    assert said([rule("/path/foo-%24")], "/path/foo-$") == RESERVED


def test_the_first_rule_that_matches_decides_and_not_the_longest() -> None:
    assert said([rule("/a/"), rule("/a/free/", 0)], "/a/free/x") == RESERVED
    assert said([rule("/a/free/", 0), rule("/a/")], "/a/free/x") == FREE


@pytest.mark.parametrize(
    ("location", "path", "matches"),
    [
        ("/", "", True),
        ("/a", "/abc", True),
        ("/a", "/A", False),
        ("/a$", "/a", True),
        ("/a$", "/ab", False),
        ("*", "/anything?x=1", True),
        ("/*.html$", "/a/b.html", True),
        ("/*?print", "/a?print=1", True),
        ("/a", "/x#/a", False),
        ("/ü/", "/%C3%BC/x", True),
        ("/%c3%bc/", "/ü/x", True),
        ("/%61", "/a", True),
        ("/a%2Fb", "/a/b", False),
        ("a", "/a", False),
        (" /a ", "/a", True),
        ("https://news.example/a", "/a", False),
    ],
)
def test_locations_match_as_paths_of_robots_txt_do(location: str, path: str, matches: bool) -> None:
    assert said([rule(location)], path) == (RESERVED if matches else ())


@pytest.mark.parametrize("reserved", [1, 1.0, "1"])
def test_numbers_in_quotes_count(reserved: Any) -> None:
    assert said([rule("/", reserved)]) == RESERVED


@pytest.mark.parametrize(
    ("policy", "kept"),
    [
        (" https://a.example/p ", "https://a.example/p"),
        ("https://a.example/Ü b", "https://a.example/Ü b"),
        ("x" * 600, "x" * MAX_POLICY),
        ("x" * (MAX_POLICY - 1) + "  x", "x" * (MAX_POLICY - 1)),
        *((none, None) for none in (None, "", " ", 1, True, [], {}, ["https://a.example/p"], "a\nrobots: no", "a\x00")),
    ],
)
def test_a_policy_is_one_line_of_limited_length(policy: Any, kept: str | None) -> None:
    assert said([rule("/", **{"tdm-policy": policy})]) == (*RESERVED, *((("tdm-policy", kept),) if kept else ()))


def test_a_policy_without_a_reservation_says_nothing() -> None:
    assert said([rule("/", 0, **{"tdm-policy": "https://a.example/p"})]) == FREE
