from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.parsers.directives import directives
from crawler.parsers.extraction import Link, LinkKind
from crawler.parsers.links import MAX_LINKS, links
from crawler.parsers.page import Page

AT = datetime(2026, 3, 1, tzinfo=UTC)
URL = "https://news.example/world/today.html"
RSS = 'rel="alternate" type="application/rss+xml"'


def page(html: str, *headers: tuple[str, str]) -> Page:
    return Page(URL, html.encode(), AT, headers=(("Content-Type", "text/html; charset=utf-8"), *headers))


def found(html: str, *headers: tuple[str, str]) -> tuple[Link, ...]:
    shown = page(html, *headers)
    return links(shown, directives(shown))


def urls(html: str) -> list[str]:
    return [link.url for link in found(html)]


@pytest.mark.parametrize(
    "html",
    [
        "",
        "<a>",
        "<a href>",
        "<a href=''>",
        "<a href='#top'>",
        "<a href='javascript:x()'>",
        "<a href='mailto:a@b.example'>",
        "<a href='http://[/'>",
        "<link href=/x>",
        "<link rel=stylesheet href=/x.html>",
        "<a href='//a b/'>",
        "<!-- <a href=/x> -->",
        "<script>'<a href=/x>'</script>",
    ],
)
def test_what_leads_nowhere_is_no_link(html: str) -> None:
    assert urls(html) == []


def test_links_are_absolute_in_page_order_and_each_once() -> None:
    html = """<map><area href="/b"></map><a href=" a?x=1&amp;y=ü ">1</a><a href="/b#part">2</a>
    <a href="HTTP://Other.Example">3</a><a href="../b">4</a>"""
    assert urls(html) == [
        "https://news.example/b",
        "https://news.example/world/a?x=1&y=%C3%BC",
        "http://other.example/",
    ]


def test_the_first_base_with_an_address_is_what_links_are_relative_to() -> None:
    html = '<head><base target="_top"><base href="/archive/x"><base href="/no/"></head><a href="a">'
    assert urls(html) == ["https://news.example/archive/a"]
    assert urls('<base href="javascript:x"><a href="a">') == ["https://news.example/world/a"]


def test_nofollow_is_told_unless_another_link_to_the_same_page_goes_without() -> None:
    html = """<a rel="ugc NOFOLLOW" href="/a"></a><a rel=nofollow href="/b"></a><a rel=author href="/b#x"></a>
    <a rel=nofollow href="/c"></a><a href="/c"></a>"""
    assert found(html) == (
        Link("https://news.example/a", nofollow=True),
        Link("https://news.example/b"),
        Link("https://news.example/c"),
    )


def test_nofollow_of_the_page_counts_for_every_link() -> None:
    meta = '<meta name="robots" content="nofollow">'
    assert [link.nofollow for link in found(meta + "<a href=/a></a><a rel=nofollow href=/b>")] == [True, True]
    assert [link.nofollow for link in found("<a href=/a>", ("X-Robots-Tag", "none"))] == [True]


def test_feeds_and_the_next_page_are_found_in_the_head() -> None:
    html = f"""<head><link {RSS} href="/feed/" title="News">
    <link rel="Alternate" type="application/atom+xml; x" href="/atom">
    <link rel="alternate" hreflang="de" href="/de/"><link rel="next" href="?page=2"></head>"""
    assert found(html) == (
        Link("https://news.example/feed/", LinkKind.FEED),
        Link("https://news.example/atom", LinkKind.FEED),
        Link(URL + "?page=2"),
    )


@pytest.mark.parametrize("rest", ['href="/comments/feed/"', 'href="/a/feed/" title="A Title Comments Feed"'])
def test_feeds_of_comments_are_left_to_comment_platforms(rest: str) -> None:
    assert urls(f"<link {RSS} {rest}>") == []
    assert urls(f'<link {RSS} href="/commentary/feed/" title="Commentary">') == [
        "https://news.example/commentary/feed/"
    ]


@pytest.mark.parametrize("href", ["/a.JPG", "/a.b/c.mp4?x", "/x.zip#y", "/a/?replytocom=7", "/a/?x=1&amp;replytocom=7"])
def test_what_is_no_page_of_its_own_is_left_out(href: str) -> None:
    assert urls(f'<a href="{href}">') == []


@pytest.mark.parametrize(
    "href", ["/a.html", "/jpg", "/a.jpg/", "/a.jpg/b", "/a?b=c.jpg", "/a.pdf", "//news.zip", "/v1.2"]
)
def test_what_may_be_a_page_is_kept(href: str) -> None:
    assert len(urls(f'<a href="{href}">')) == 1


def test_links_beyond_the_ceiling_are_left_out() -> None:
    found = urls("".join(f"<a href={n}>" for n in range(MAX_LINKS + 10)))
    assert len(found) == MAX_LINKS
    assert found[-1] == f"https://news.example/world/{MAX_LINKS - 1}"


@given(st.lists(st.tuples(st.text(alphabet="ab/.?#:%ü &", max_size=6), st.booleans()), max_size=6))
def test_links_are_unique_http_addresses_without_fragment(hrefs: list[tuple[str, bool]]) -> None:
    html = "".join(f'<a href="{href}" {"rel=nofollow" * no}></a>'.replace("&", "&amp;") for href, no in hrefs)
    found = urls(html)
    assert len(found) == len(set(found))
    assert all(url.startswith(("https://", "http://")) and "#" not in url for url in found)
