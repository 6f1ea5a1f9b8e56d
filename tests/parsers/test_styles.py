from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.parsers.page import Page
from crawler.parsers.requisite import Requisite, RequisiteKind
from crawler.parsers.styles import MAX_URLS, decode_style, requisites_of_text, style_requisites
from crawler.urls import join

BASE = "https://news.example/css/main.css"
FOLDER = "https://news.example/css/"


def urls(text: str) -> list[str]:
    return [found.url.removeprefix(FOLDER) for found in requisites_of_text(text, BASE)]


def kinds(text: str) -> dict[str, RequisiteKind]:
    return {found.url.removeprefix(FOLDER): found.kind for found in requisites_of_text(text, BASE)}


@pytest.mark.parametrize(
    "text",
    [
        "",
        "@import",
        "@import ;",
        "a{b:url()}",
        "a{b:url('')}",
        "a{b:url(#mark)}",
        "a{b:url(data:image/png;base64,AAAA)}",
        "a{b:url( 'DATA:image/png;base64,AAAA' )}",
        "a{b:url(two words)}",
        'a{b:url(half"quoted)}',
        "/* a{b:url(x.png)} */",
        "/* a{b:url(x.png)}",
        "a{content:'url(x.png)'}",
        'a{content:"\\"url(x.png)"}',
        "@namespace svg url(http://www.w3.org/2000/svg);",
        "@document url(http://www.w3.org/) { a{} }",
        "a{b:curl(x.png);c:my-url(x.png)}",
        "a{b:url(javascript:x)}",
        "@import " + "9" * 5_000 + " 'a.css';",
        "}}}]])",
        "({[" * 50_000,
    ],
)
def test_what_asks_for_nothing(text: str) -> None:
    assert urls(text) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("a{b:url(x.png)}", "x.png"),
        ("a{b:URL( 'x.png' )}", "x.png"),
        ('a{b:url("a b(c).png")}', "a%20b(c).png"),
        (r"a{b:url(a\)\62 .png)}", "a)b.png"),
        ("a{b:url('a\\\nb.png')}", "ab.png"),
        ("a{b:url(x.png", "x.png"),
        ('a{b:url("x.png', "x.png"),
        ("a{b:url(/*/x.png)}", "https://news.example/*/x.png"),
        ("a{b:url(../x.png?v=1#y)}", "https://news.example/x.png?v=1"),
        ("a{b:url(//cdn.example/ü.png)}", "https://cdn.example/%C3%BC.png"),
        ("@media print{a{b:url(x.png)}}", "x.png"),
    ],
)
def test_url_is_read_with_its_quotes_and_escapes(text: str, found: str) -> None:
    assert urls(text) == [found]


def test_imports_are_styles_whatever_form_they_have() -> None:
    text = """@charset "utf-8"; @import "a.css"; @import url(b.css) screen and (color); @IMPORT/**/'c.css' layer(x);
    @import url(//fonts.example/css2?family=A:wght@400;700&display=swap); @import url('d.css?a;b') supports(x: url(no));
    a{b:url(e.png)}"""
    found = kinds(text)
    assert list(found) == [
        "a.css",
        "b.css",
        "c.css",
        "https://fonts.example/css2?family=A:wght@400;700&display=swap",
        "d.css?a;b",
        "e.png",
    ]
    assert [kind for kind in found.values() if kind != RequisiteKind.STYLE] == [RequisiteKind.IMAGE]


def test_every_format_of_a_font_is_wanted() -> None:
    text = """@font-face{src:url(a.eot);src:url(a.eot?#iefix)format("embedded-opentype"),url("a.woff2")format("woff2"),
    url(a.WOFF) format("woff"),url(a.svg#a)format("svg")}"""
    assert kinds(text) == {
        "a.eot": RequisiteKind.FONT,
        "a.eot?": RequisiteKind.FONT,
        "a.woff2": RequisiteKind.FONT,
        "a.WOFF": RequisiteKind.FONT,
        "a.svg": RequisiteKind.IMAGE,
    }


def test_strings_in_image_sets_are_addresses_and_their_types_are_not() -> None:
    text = """a{b:image-set("a.avif" type("image/avif") 1x, url(b.png) 2x), url(c.png) "d.png";
    e:-webkit-image-set(url(f.png) 1x)}"""
    assert urls(text) == ["a.avif", "b.png", "c.png", "f.png"]


def test_each_address_is_given_once_and_no_more_than_the_ceiling() -> None:
    assert urls("a{b:url(x.png)} c{d:url('x.png')}") == ["x.png"]
    assert len(urls("".join(f"a{{b:url({n}.png)}}" for n in range(MAX_URLS + 10)))) == MAX_URLS


@pytest.mark.parametrize(
    "piece", ["url(", 'url("', "@import", "image-set(", "/*", "\\", "url(a\\)", "image-set(url(", "("]
)
def test_a_megabyte_of_beginnings_is_read(piece: str) -> None:
    assert len(urls(piece * (1_000_000 // len(piece)))) <= MAX_URLS


@pytest.mark.parametrize(
    ("payload", "content_type", "text"),
    [
        (b"\xef\xbb\xbfa", "text/css; charset=windows-1252", "a"),
        ("\ufeffä".encode("utf-16-le"), None, "ä"),
        (b"\xe4", "text/css; charset=windows-1252", "ä"),
        (b'@charset "utf-8";\xe4', "text/css; charset=windows-1252", '@charset "utf-8";ä'),
        (b'@charset "windows-1251";\xe4', "text/css", '@charset "windows-1251";д'),
        (b'@charset "utf-16";\xc3\xa4', None, '@charset "utf-16";ä'),
        (b'@charset "nonsense";\xc3\xa4', "text/css; charset=nonsense", '@charset "nonsense";ä'),
        (b" @charset 'windows-1251';\xc3\xa4", None, " @charset 'windows-1251';ä"),
        ("ä".encode(), None, "ä"),
        (b"\xe4", None, "\N{REPLACEMENT CHARACTER}"),
    ],
)
def test_charset_by_mark_then_http_then_rule_then_utf8(payload: bytes, content_type: str | None, text: str) -> None:
    assert decode_style(payload, content_type) == text


def test_a_style_is_read_relative_to_where_it_came_from_and_a_page_is_not_read_as_one() -> None:
    def answer(kind: str) -> Page:
        return Page(BASE, b"a{b:url(x.png)}", datetime(2026, 3, 1, tzinfo=UTC), headers=(("Content-Type", kind),))

    assert style_requisites(answer("text/css")) == (Requisite(FOLDER + "x.png", RequisiteKind.IMAGE),)
    assert style_requisites(answer("text/html; charset=utf-8")) == ()


@given(st.text(alphabet="url()@import\"'\\/*;{} a#-\n", max_size=60))
def test_any_text_gives_distinct_http_addresses(text: str) -> None:
    found = [requisite.url for requisite in requisites_of_text(text, BASE)]
    assert len(found) == len(set(found)) and all(url.startswith("https://") and "#" not in url for url in found)


@given(st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), max_size=30))
def test_a_quoted_name_is_found_however_it_is_escaped(name: str) -> None:
    escaped = "".join(f"\\{ord(letter):x} " for letter in name)
    wanted = join(BASE, name.strip()) if name.strip() and name.strip()[0] != "#" else None
    assert [found.url for found in requisites_of_text(f'a{{b:url("{escaped}")}}', BASE)] == ([wanted] if wanted else [])
