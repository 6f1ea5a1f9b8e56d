from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.parsers.page import Page
from crawler.parsers.requisite import RequisiteKind
from crawler.parsers.requisites import MAX_CANDIDATES, MAX_REQUISITES, candidates, requisites

FOLDER = "https://news.example/world/"


def page(html: str, kind: str = "text/html") -> Page:
    headers = (("Content-Type", f"{kind}; charset=utf-8"),)
    return Page(f"{FOLDER}today.html", html.encode(), datetime(2026, 3, 1, tzinfo=UTC), headers=headers)


def urls(html: str) -> list[str]:
    return [found.url.removeprefix(FOLDER) for found in requisites(page(html))]


def kinds(html: str) -> dict[str, RequisiteKind]:
    return {found.url.removeprefix(FOLDER): found.kind for found in requisites(page(html))}


@pytest.mark.parametrize(
    "html",
    [
        "",
        "<img>",
        "<img src>",
        "<img src=''>",
        "<img src='#'>",
        "<img src=today.html>",
        "<img src='data:image/png;base64,AAAA'>",
        "<img src='blob:https://news.example/1'>",
        "<img src='http://[/'>",
        "<img srcset=','>",
        "<img data-src='{{ image.url }}'>",
        "<img data-src='/a-{width}.jpg'>",
        "<iframe src=/frame></iframe>",
        "<a href=/a.png></a>",
        "<script>'<img src=/x>'</script>",
        "<!-- <img src=/x> -->",
        "<link rel=stylesheet>",
        "<link href=/x>",
        "<link rel=canonical href=/x>",
        "<link rel=alternate href=/feed>",
        "<link rel='dns-prefetch preconnect' href=//cdn.example>",
        "<input type=text src=/x>",
        "<svg><use href='#mark'/></svg>",
        "<p style='color:rgb(1,2,3)'>",
        "<style>a{b:c}</style>",
    ],
)
def test_what_asks_for_nothing(html: str) -> None:
    assert urls(html) == []


@pytest.mark.parametrize(
    ("html", "kind"),
    [
        ("<link rel='Alternate STYLESHEET' href=x>", RequisiteKind.STYLE),
        ("<link rel=preload as=style href=x>", RequisiteKind.STYLE),
        ("<link rel='shortcut icon' href=x>", RequisiteKind.ICON),
        ("<link rel=apple-touch-icon href=x>", RequisiteKind.ICON),
        ("<link rel=manifest href=x>", RequisiteKind.MANIFEST),
        ("<link rel=preload as=font href=x crossorigin>", RequisiteKind.FONT),
        ("<link rel=preload href=x>", RequisiteKind.EMBED),
        ("<link rel=modulepreload href=x>", RequisiteKind.SCRIPT),
        ("<script src=x></script>", RequisiteKind.SCRIPT),
        ("<img src=x>", RequisiteKind.IMAGE),
        ("<noscript><img src=x></noscript>", RequisiteKind.IMAGE),
        ("<img srcset='x 2x'>", RequisiteKind.IMAGE),
        ("<img src='data:,' data-src=' x '>", RequisiteKind.IMAGE),
        ("<img data-lazy-src=x>", RequisiteKind.IMAGE),
        ("<img data-srcset='x 100w'>", RequisiteKind.IMAGE),
        ("<picture><source srcset='x'></picture>", RequisiteKind.VARIANT),
        ("<picture><source data-srcset='x 1x'></picture>", RequisiteKind.VARIANT),
        ("<link rel=preload as=image imagesrcset='x 1x'>", RequisiteKind.VARIANT),
        ("<video poster=x></video>", RequisiteKind.IMAGE),
        ("<video src=x></video>", RequisiteKind.MEDIA),
        ("<video><source src=x></video>", RequisiteKind.MEDIA),
        ("<video><track src=x></video>", RequisiteKind.MEDIA),
        ("<audio src=x></audio>", RequisiteKind.MEDIA),
        ("<input type=IMAGE src=x>", RequisiteKind.IMAGE),
        ("<svg><image href=x /></svg>", RequisiteKind.IMAGE),
        ("<svg><image xlink:href=x /></svg>", RequisiteKind.IMAGE),
        ("<svg><use href='x#mark'/></svg>", RequisiteKind.IMAGE),
        ("<object data=x></object>", RequisiteKind.EMBED),
        ("<embed src=x>", RequisiteKind.EMBED),
        ("<body background=x>", RequisiteKind.IMAGE),
        ("<div data-bg=x>", RequisiteKind.IMAGE),
        ("<div data-bg='url(x)'>", RequisiteKind.IMAGE),
        ("<p style='background:url(x)'>", RequisiteKind.IMAGE),
        ("<style>@import 'x';</style>", RequisiteKind.STYLE),
        ("<body><style>a{b:url(x)}</style>", RequisiteKind.IMAGE),
    ],
)
def test_what_a_page_asks_for_and_what_for(html: str, kind: RequisiteKind) -> None:
    assert kinds(html) == {"x": kind}


def test_addresses_are_relative_to_the_base_in_styles_too() -> None:
    html = "<base href=//cdn.example/a/><img src=x><p style='b:url(y)'>"
    assert urls(html) == ["https://cdn.example/a/x", "https://cdn.example/a/y"]


def test_styles_come_first_and_further_sizes_last_so_that_a_budget_takes_the_best() -> None:
    html = """<img src=1.png srcset="2.png 2x, 3.png 3x"><video src=4.mp4></video><img src=5.png>
    <script src=6.js></script><link rel=stylesheet href=7.css>"""
    assert urls(html) == ["7.css", "6.js", "1.png", "5.png", "4.mp4", "2.png", "3.png"]


def test_an_address_of_two_kinds_is_given_once_as_the_more_urgent() -> None:
    assert kinds("<link rel=preload href=x><img src=x><link rel=stylesheet href=x#y>") == {"x": RequisiteKind.STYLE}


@pytest.mark.parametrize(
    ("srcset", "found"),
    [
        ("a.png", ["a.png"]),
        ("a.png 1x,b.png 2x", ["a.png", "b.png"]),
        ("a.png, b.png 2x", ["a.png", "b.png"]),
        ("a.png,b.png 2x", ["a.png,b.png"]),
        (" ,, a.png\t100w , b,c.png 200w,", ["a.png", "b,c.png"]),
        ("a.png (x, y) 1x, b.png", ["a.png", "b.png"]),
        ("a.png (x, b.png", ["a.png"]),
        ("data:image/png;base64,AA 1x, a.png 2x", ["data:image/png;base64,AA", "a.png"]),
        ("a,,b 1x", ["a,,b"]),
        (", ,", []),
        ("x," * 30_000, ["x," * 29_999 + "x"]),
        ("x 1x," * 30_000, ["x"] * MAX_CANDIDATES),
        ("(" * 60_000, ["(" * 60_000]),
        ("x (" * 30_000, ["x"]),
    ],
)
def test_srcset_is_split_as_browsers_do(srcset: str, found: list[str]) -> None:
    assert candidates(srcset) == found


def test_feeds_and_pictures_ask_for_nothing() -> None:
    assert requisites(page("<img src=x>", "application/rss+xml")) == ()
    assert requisites(page("<img src=x>", "image/svg+xml")) == ()


def test_requisites_beyond_the_ceiling_are_left_out() -> None:
    assert len(urls("".join(f"<img src={n}>" for n in range(MAX_REQUISITES + 10)))) == MAX_REQUISITES


@given(st.lists(st.text(alphabet="ab/.?#:%ü &,{(", max_size=6), max_size=6))
def test_requisites_are_unique_http_addresses_without_fragment(hrefs: list[str]) -> None:
    html = "".join(f'<img src="{href}" srcset="{href} 1x, {href}">'.replace("&", "&amp;") for href in hrefs)
    found = urls(html)
    assert len(found) == len(set(found))
    assert not any("#" in url for url in found)
