"""Pages that list articles, and a site's standing pages, are no articles; what declares itself one always is."""

import json
from datetime import UTC, datetime

import pytest

from crawler.parsers.extraction import PageKind
from crawler.parsers.page import Page
from crawler.parsers.parse import parse

TEASERS = "".join(
    f"<div><h2><a href='/2026/03/story-{n}/'>A ferry left on time, number {n}</a></h2><p>Nobody was aboard.</p></div>"
    for n in range(6)
)
TEXT = "".join(f"<p>{'The harbour was quiet, and the gulls were not. ' * 6}</p>" for _ in range(8))


def kind(
    path: str, body: str, *, head: str = "", classes: str = "", host: str = "news.example"
) -> tuple[PageKind, bool]:
    html = f"<html><head><title>Gazette</title>{head}</head><body class='{classes}'>{body}</body></html>"
    page = Page(url=f"https://{host}{path}", payload=html.encode(), captured_at=datetime(2026, 3, 1, tzinfo=UTC))
    found = parse(page)
    return found.kind, found.article is not None


@pytest.mark.parametrize(
    ("path", "classes"),
    [
        ("/", "home"),
        ("/tag/ferry/", ""),
        ("/author/ada-lindqvist/", ""),
        ("/town/page/3/", ""),
        ("/harbour/", ""),
        ("/x/y", "archive"),
    ],
)
def test_a_page_of_teasers_is_a_section(path: str, classes: str) -> None:
    assert kind(path, f"<h1>Harbour</h1>{TEASERS}", classes=classes) == (PageKind.SECTION, False)


@pytest.mark.parametrize("path", ["/about/", "/impressum", "/wp-login.php", "/privacy-policy/"])
def test_a_standing_page_is_no_article(path: str) -> None:
    assert kind(path, f"<h1>About us</h1>{TEXT}") == (PageKind.OTHER, False)


@pytest.mark.parametrize("path", ["/tag/ferry/", "/", "/about/"])
@pytest.mark.parametrize(
    "head",
    [
        "<meta property='og:type' content='article'>",
        "<meta property='article:published_time' content='2026-03-01T09:00:00Z'>",
        '<script type=\'application/ld+json\'>{"@type": "NewsArticle", "headline": "Quiet"}</script>',
    ],
)
def test_what_declares_itself_an_article_is_one(path: str, head: str) -> None:
    assert kind(path, f"<h1>Quiet</h1>{TEXT}{TEASERS}", head=head) == (PageKind.ARTICLE, True)


SHARED = "<meta property='og:type' content='article'>"
COLLECTION = '<script type="application/ld+json">{"@type": "CollectionPage", "name": "Harbour"}</script>'


@pytest.mark.parametrize(
    ("classes", "head"),
    [("archive category", ""), ("tag", ""), ("search search-results", ""), ("blog", ""), ("", COLLECTION)],
)
def test_a_list_that_is_shared_as_an_article_is_a_section(classes: str, head: str) -> None:
    assert kind("/harbour/", f"<h1>Harbour</h1>{TEASERS}", head=SHARED + head, classes=classes)[0] is PageKind.SECTION


@pytest.mark.parametrize("classes", ["archive category", "blog", "search", "archive single-post"])
def test_an_article_whose_theme_calls_it_a_list_stays_one(classes: str) -> None:
    story = f"<h1>Quiet</h1>{TEXT}<h2>Read on</h2>{TEASERS}"
    assert kind("/quiet", story, head=SHARED, classes=classes) == (PageKind.ARTICLE, True)


def test_a_list_that_says_when_it_was_published_is_an_article() -> None:
    head = f"{SHARED}<meta property='article:published_time' content='2026-03-01T09:00:00Z'>"
    assert kind("/harbour/", f"<h1>Six ferries</h1>{TEASERS}", head=head, classes="archive")[1]


@pytest.mark.parametrize("path", ["/2026/03/quiet/", "/a-quiet-day-in-the-harbour", "/harbour/quiet.html"])
def test_an_article_above_teasers_stays_one(path: str) -> None:
    assert kind(path, f"<article><h1>Quiet</h1>{TEXT}</article>{TEASERS}") == (PageKind.ARTICLE, True)


CARDS = "".join(
    f"<a href='/2026/03/story-{n}/'><div><h3>A ferry left on time, number {n}</h3><p>Nobody came.</p></div></a>"
    for n in range(12)
)
SPANS = "".join(
    f"<article><h3><span><a href='/2026/03/story-{n}/'>A ferry left, number {n}</a></span></h3>"
    f"<p>Gull {n}. {'It was quiet. ' * 10}</p></article>"
    for n in range(12)
)


@pytest.mark.parametrize("path", ["/", "/index.html", "/sport", "/sport/football", "/news/world/europe/"])
@pytest.mark.parametrize("teasers", [TEASERS, CARDS, SPANS], ids=["plain", "cards", "spans"])
def test_short_texts_under_linked_headings_are_a_section_wherever(path: str, teasers: str) -> None:
    assert kind(path, f"<h1>Harbour</h1>{teasers}") == (PageKind.SECTION, False)


LINES = [f"<a href='/2026/03/story-{n}/'>A ferry left on time, number {n}</a>" for n in range(8)]
LED = {
    "boxes": "".join(f"<div><img src=/{n}>{line}<div>Nobody came aboard.</div></div>" for n, line in enumerate(LINES)),
    "cells": f"<table><tr><td>{''.join(f'<p><b>{n}</b><br>Nobody came.</p>' for n in LINES)}</td></tr></table>",
    "entries": f"<ol>{''.join(f'<li>{line}<p>Nobody came. {line[-9:]}</p></li>' for line in LINES)}</ol>",
    "nothing else": f"<ul>{''.join(f'<li>{line}</li>' for line in LINES)}</ul>",
}


@pytest.mark.parametrize("path", ["/", "/search?q=ferry", "/?s=ferry", "/tag/ferry/"])
@pytest.mark.parametrize("teasers", LED.values(), ids=LED)
def test_a_list_s_headlines_are_links_that_begin_a_box_too(path: str, teasers: str) -> None:
    assert kind(path, f"<h1>Harbour</h1>{teasers}") == (PageKind.SECTION, False)


@pytest.mark.parametrize("teasers", LED.values(), ids=LED)
def test_such_links_beside_a_text_make_no_list(teasers: str) -> None:
    assert kind("/", f"<h1>Quiet</h1>{TEXT}{teasers}") == (PageKind.ARTICLE, True)
    assert kind("/2026/03/quiet", f"<h1>Quiet</h1>{teasers}")[0] is not PageKind.SECTION


@pytest.mark.parametrize(
    ("there", "is_article"),
    [
        ("<base href='https://quay.co.uk/'>", True),
        ("<base href='https://files.news.co.uk/'>", False),
        ("", False),
    ],
    ids="elsewhere site page".split(),
)
def test_a_list_of_what_is_elsewhere_is_an_article(there: str, is_article: bool) -> None:
    entries = LED["entries"].replace("Nobody came.", "Nobody came. " * 5)
    found = kind("/", f"<article><h1>Eight ferries</h1>{entries}</article>", head=there, host="www.news.co.uk")
    assert found[0] is (PageKind.ARTICLE if is_article else PageKind.SECTION)


@pytest.mark.parametrize("path", ["/", "/tag/quiet"])
def test_a_text_whose_paragraphs_begin_with_links_is_an_article(path: str) -> None:
    story = "".join(f"<p>{line}. {'The gulls slept, and nobody came. ' * 30}</p>" for line in LINES)
    assert kind(path, f"<h1>Quiet</h1>{story}") == (PageKind.ARTICLE, True)


def test_texts_of_their_own_under_linked_headings_are_an_article() -> None:
    days = "".join(f"<h2><a href='/hotel-{n}'>Hotel {n}</a></h2><p>{'The gulls slept. ' * 40}</p>" for n in range(6))
    assert kind("/travel/hotels", f"<h1>Six hotels</h1>{days}") == (PageKind.ARTICLE, True)


def nodes(*described: dict[str, object]) -> str:
    return f'<script type="application/ld+json">{json.dumps(described)}</script>'


STORIES = [
    {"@type": "NewsArticle", "headline": f"A ferry left on time, number {n}", "url": f"/2026/03/story-{n}/"}
    for n in range(6)
]


@pytest.mark.parametrize(
    ("path", "head"),
    [("/", nodes(*STORIES)), ("/town", nodes({"@type": "CollectionPage"}, STORIES[0])), ("/a/b", nodes(*STORIES))],
)
def test_articles_of_other_pages_make_no_article(path: str, head: str) -> None:
    assert kind(path, f"<h1>Gazette</h1>{TEASERS}", head=head) == (PageKind.SECTION, False)


@pytest.mark.parametrize("named", ["Product", "JobPosting", "QAPage"])
def test_what_is_typed_as_something_else_is_no_article(named: str) -> None:
    head = nodes({"@type": named, "offers": {"price": 9}})
    assert kind("/kettle", f"<h1>Kettle</h1>{TEXT}", head=head) == (PageKind.OTHER, False)
    shared = "<meta property='og:type' content='article'>"
    assert kind("/kettle", f"<h1>Kettle</h1>{TEXT}", head=head + shared) == (PageKind.ARTICLE, True)


def test_what_is_shared_as_a_product_is_no_article() -> None:
    product = "<meta property='og:type' content='product'>"
    assert kind("/kettle", f"<h1>Kettle</h1>{TEXT}", head=product) == (PageKind.OTHER, False)
    dated = "<meta property='article:published_time' content='2026-03-01T09:00:00Z'>"
    assert kind("/kettle", f"<h1>Kettle</h1>{TEXT}", head=product + dated) == (PageKind.ARTICLE, True)


LIVE = {
    "a second node": nodes(
        {"@type": "NewsArticle", "headline": "Quiet"}, {"@type": "LiveBlogPosting", "url": "/quiet"}
    ),
    "microdata": "<div itemscope itemtype='https://schema.org/LiveBlogPosting'></div>",
}


@pytest.mark.parametrize("declared", LIVE.values(), ids=LIVE)
def test_any_type_of_the_page_s_own_article_counts(declared: str) -> None:
    assert kind("/quiet", f"{declared}<h1>Quiet</h1>{TEXT}") == (PageKind.LIVE_BLOG, True)


def test_a_live_blog_elsewhere_makes_none() -> None:
    there = {"@type": "LiveBlogPosting", "headline": "The storm as it happens", "url": "/2026/03/storm-live/"}
    head = nodes({"@type": "NewsArticle", "headline": "Quiet"}, there)
    assert kind("/quiet", f"<h1>Quiet</h1>{TEXT}", head=head) == (PageKind.ARTICLE, True)


NEWS_NODE = nodes({"@type": "NewsArticle", "headline": "Quiet"})
SAID = ["The gulls arrived.", "Nobody came aboard.", "The band ran out of tunes.", "The harbour office is closed."]
POSTS = [
    f"<div class='{{}}'><div>{hour}:40</div><div><p>{said} {'It was quiet. ' * 4}</p></div></div>"
    for hour, said in enumerate(SAID, 10)
]
TICKERS = {
    "a list that is called one": f"<section id=live-ticker>{''.join(POSTS).format(*['item'] * 4)}</section>",
    "posts that are called so": f"<div>{''.join(POSTS).format(*['post live-post'] * 4)}</div>",
}


@pytest.mark.parametrize("head", [NEWS_NODE, ""])
@pytest.mark.parametrize("ticker", TICKERS.values(), ids=TICKERS)
def test_a_text_of_posts_with_their_times_is_a_live_blog(ticker: str, head: str) -> None:
    html = f"<title>Quiet</title>{head}<main><article><h1>Quiet</h1>{ticker}</article></main>"
    found = parse(Page("https://news.example/quiet", html.encode(), datetime(2026, 3, 1, tzinfo=UTC)))
    assert found.kind is PageKind.LIVE_BLOG
    assert found.article is not None
    assert all(said in (found.article.articleBody or "") for said in SAID)


@pytest.mark.parametrize("ticker", TICKERS.values(), ids=TICKERS)
def test_an_article_beside_a_ticker_stays_one(ticker: str) -> None:
    story = f"<main><article><h1>Quiet</h1>{TEXT}</article></main><aside>{ticker}</aside>"
    assert kind("/quiet", story, head=NEWS_NODE) == (PageKind.ARTICLE, True)


def test_paragraphs_in_a_box_that_is_called_live_are_no_posts() -> None:
    assert kind("/quiet", f"<article class=liveblog><h1>Quiet</h1>{TEXT}</article>") == (PageKind.ARTICLE, True)


PICTURES = {
    "figures": "<figure><img src=/{0}.jpg><figcaption>The harbour, number {0}</figcaption></figure>",
    "slides": "<div class='swiper-slide slide'><img src=/{0}.jpg><p>{0}/6 The harbour</p></div>",
}


@pytest.mark.parametrize("picture", PICTURES.values(), ids=PICTURES)
def test_pictures_with_captions_and_nothing_else_are_a_gallery(picture: str) -> None:
    shown = "".join(picture.format(n) for n in range(6))
    assert kind("/quiet", f"<h1>Quiet</h1><div>{shown}</div>", head=NEWS_NODE) == (PageKind.GALLERY, True)
    story = f"<article><h1>Quiet</h1>{TEXT}<div>{shown}</div></article>"
    assert kind("/quiet", story, head=NEWS_NODE) == (PageKind.ARTICLE, True)


@pytest.mark.parametrize("picture", PICTURES.values(), ids=PICTURES)
def test_pictures_of_other_articles_are_no_gallery(picture: str) -> None:
    shown = "".join(
        picture.format(n).replace("<img", f"<a href=/{n}><img").replace("jpg>", "jpg></a>") for n in range(6)
    )
    assert (
        kind("/quiet", f"<h1>Quiet</h1><p>For subscribers.</p><div>{shown}</div>", head=NEWS_NODE)[0] is PageKind.STUB
    )


def test_a_film_with_little_text_is_a_video() -> None:
    head = "<meta property='og:type' content='video.other'>"
    assert kind("/film", "<h1>Film</h1><p>The harbour at night.</p>", head=head) == (PageKind.VIDEO, True)


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        ("", (PageKind.OTHER, False)),
        ("<meta property='og:type' content='article'>", (PageKind.STUB, True)),
        ("<meta name='author' content='Ada Lindqvist'>", (PageKind.STUB, True)),
        ("<meta name='date' content='2026-03-01'>", (PageKind.STUB, True)),
        ("<meta property='article:content_tier' content='locked'>", (PageKind.STUB, True)),
    ],
)
def test_little_text_is_a_stub_where_something_says_so(head: str, expected: tuple[PageKind, bool]) -> None:
    assert kind("/a-tale", "<h1>A tale of gulls</h1><p>It was quiet.</p>", head=head) == expected


@pytest.mark.parametrize(("head", "expected"), [("", PageKind.OTHER), ("<time>1 March 2026</time>", PageKind.STUB)])
def test_a_date_in_the_address_alone_makes_no_stub(head: str, expected: PageKind) -> None:
    assert kind("/2026/03/01/tale", f"<h1>A tale</h1>{head}<p>It was quiet.</p>")[0] is expected


@pytest.mark.parametrize(
    "text", ["市議会は月曜日に港の再建計画を承認した。", "시의회는 월요일에 항구 재건 계획을 승인했다. "]
)
def test_signs_as_wide_as_two_letters_count_twice(text: str) -> None:
    assert kind("/tale", f"<article><h1>港</h1><p>{text * 6}</p></article>") == (PageKind.ARTICLE, True)


@pytest.mark.parametrize(("element", "kind"), [("article", PageKind.STUB), ("div", PageKind.OTHER)])
def test_a_short_page_is_an_article_where_its_headline_stands_in_one(element: str, kind: PageKind) -> None:
    source = f"<title>Quay</title><{element}><h1>Quay</h1><p>Soon.</p></{element}>"
    found = parse(Page("https://news.example/quay", source.encode(), datetime(2026, 3, 1, tzinfo=UTC)))
    assert (found.kind, found.article is not None) == (kind, kind is PageKind.STUB)
