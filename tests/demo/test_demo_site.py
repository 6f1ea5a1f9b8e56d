"""The site as a function: every link resolves, the clock moves content, the same question gives the same bytes."""

import gzip
import json
import re
from datetime import timedelta
from itertools import chain
from urllib.parse import urljoin, urlsplit

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree, html

from crawler.demo import CLOSING, MODEL_PAGE, OPENING, Clock, render
from crawler.demo.comments import tree, walk
from crawler.demo.edition import edition
from crawler.demo.expected import (
    expected_articles,
    expected_failures,
    expected_redirects,
    expected_threads,
    pages_without_threads,
)
from crawler.demo.story import Comment, articles

BASE = "http://127.0.0.1:4711"
DURING = OPENING + timedelta(days=13)
LINKS = "//@href | //img/@src | //script/@src | //form[@method='get']/@action"
DEEP = "/2026/02/deep-question-about-chips/"
BENCH = "/2026/01/whose-bench-is-it/"
PIER = "/2026/02/knitting-the-pier/"
GULLS = "/2026/02/council-votes-on-gulls/"


def page(path, at=OPENING):
    response = render(path, at, BASE)
    assert response.status == 200, (path, response.status)
    return response.body.decode()


def tree_of(path, at=OPENING):
    return html.document_fromstring(page(path, at))


def words_of(element):
    return " ".join(element.text_content().split())


def linked_from(path, body):
    try:
        found = html.fromstring(body).xpath(LINKS)
    except etree.ParserError:
        return
    srcsets = re.findall(rb'srcset="([^"]+)"', body)
    found += [part.split()[0].decode() for srcset in srcsets for part in srcset.split(b",")]
    for link in found:
        parts = urlsplit(urljoin(BASE + path, link))
        if parts.scheme in ("http", "https") and BASE.endswith(parts.netloc):
            yield parts.path + (f"?{parts.query}" if parts.query else "")


def crawl(at):
    queue, seen = ["/", "/robots.txt", "/sitemap.xml", "/sitemap-pages.xml", "/sitemap-news.xml"], {}
    while queue:
        path = queue.pop()
        if path in seen:
            continue
        response = seen[path] = render(path, at, BASE)
        if location := response.header("Location"):
            queue.append(location.removeprefix(BASE))
        if "html" in (response.header("Content-Type") or "") and not response.header("Content-Encoding"):
            queue += linked_from(path, response.body)
    return seen


@pytest.mark.parametrize("at", [OPENING, DURING, CLOSING])
def test_every_link_leads_to_a_page_or_to_an_intended_failure(at):
    seen = crawl(at)
    failures = {path: response.status for path, response in seen.items() if response.status >= 400}
    meant = expected_failures(at)
    assert failures == {path: status for path, status in meant.items() if path in seen}
    assert {404, 410, 500} <= set(failures.values())
    redirects = {
        path: (response.status, response.header("Location").removeprefix(BASE))
        for path, response in seen.items()
        if response.status in (301, 302, 307, 308) and "?" not in path
    }
    assert redirects == expected_redirects()


def test_a_crawl_from_the_front_page_finds_every_article():
    seen = crawl(CLOSING)
    assert {article.path for article in expected_articles(CLOSING)} <= seen.keys()


@given(days=st.integers(0, 31), article=st.sampled_from(articles()))
@settings(max_examples=25, deadline=None)
def test_the_same_path_and_instant_give_the_same_bytes(days, article):
    at = OPENING + timedelta(days=days)
    first = render(article.path, at, BASE)
    edition.cache_clear()
    assert render(article.path, at, BASE) == first


@pytest.mark.parametrize("path", ["/", "/feed/", "/images/harbour-3.png", "/sitemap-articles.xml.gz", "/town/"])
def test_other_pages_are_the_same_at_the_same_instant(path):
    first = render(path, OPENING, BASE)
    edition.cache_clear()
    assert render(path, OPENING, BASE) == first


@pytest.mark.parametrize(
    "path",
    [
        "",
        "//",
        "/..%2f",
        "/page/0/",
        "/page/9999/",
        "/%ff",
        "/author/nobody/",
        "/images/eel-1.png",
        "/?p=x",
        "/?p=²",
        "/tag//",
        "/wp-json/wp/v2/comments?post=9",
    ],
)
def test_odd_paths_get_an_answer(path):
    assert render(path, OPENING, BASE).status in (200, 404)


def test_the_model_page_has_the_shape_of_an_agency_report():
    tree = tree_of(MODEL_PAGE)
    prose = [words_of(paragraph) for paragraph in tree.xpath("//div[@class='entry-content']/p")]
    assert len(prose) >= 10
    assert prose[-1] == "(Reporting by Tilda Marsh and Owen Pike; Editing by Ruth Calloway)"
    assert sum("“" in paragraph for paragraph in prose) >= 3
    roots = tree.xpath("//ol[@class='comment-list']/li")
    assert [root.get("id") for root in roots] == ["comment-101", "comment-102", "comment-103"]
    assert [reply.get("id") for reply in roots[2].xpath("ol[@class='children']/li")] == ["comment-104", "comment-105"]
    assert words_of(tree.xpath("//p[@class='no-comments']")[0]) == "Comments are closed."
    assert not tree.xpath("//form[@id='commentform']")
    assert words_of(tree.xpath("//li[@id='comment-105']//p")[0]).endswith("” Phoebe")
    assert tree.xpath("//li[@id='comment-101']//time/@datetime") == ["2026-03-01T19:03:00+01:00"]


# Coded answers are read over HTTP in test_demo_server.
PLAIN = {article.path for article in articles() if article.serving in ("", "chunked")}


@pytest.mark.parametrize(
    "expected", [article for article in expected_articles(OPENING) if article.path in PLAIN], ids=lambda one: one.path
)
def test_an_article_page_says_what_the_truth_says(expected):
    response = render(expected.path, OPENING, BASE)
    assert response.status == 200
    charset = {"neighbours/zh/archive": "gb18030", "neighbours/fr/archives": "windows-1252"}
    encoding = next((value for part, value in charset.items() if part in expected.path), "utf-8")
    tree = html.document_fromstring(response.body.decode(encoding))
    text = words_of(tree)
    assert words_of(tree.xpath("//h1")[0]) == expected.headline
    assert expected.first_words in text
    assert expected.last_words in text
    assert all(author in text for author in expected.authors)


def test_the_truth_keeps_captions_credits_and_boxes_out_of_the_body():
    bodies = {article.path: article.body for article in expected_articles(CLOSING)}
    for article in articles():
        assert not article.caption or article.caption not in bodies.get(article.path, "")
    assert "|" not in "".join(bodies.values())


@pytest.mark.parametrize(
    ("path", "encoding", "declared"),
    [
        ("/neighbours/fr/archives/1998-oeuf.html", "windows-1252", "iso-8859-1"),
        ("/neighbours/zh/archive/1999-dengta.html", "gb18030", "gb2312"),
    ],
)
def test_the_attic_declares_the_wrong_encoding(path, encoding, declared):
    response = render(path, OPENING, BASE)
    assert response.header("Content-Type") == f"text/html; charset={declared}"
    assert f"charset={declared}".encode() in response.body
    response.body.decode(encoding)
    with pytest.raises(UnicodeDecodeError):
        response.body.decode("utf-8")
    # The declared encoding reads it, if at all, as something else.
    assert response.body.decode(declared, "replace") != response.body.decode(encoding)


def test_addresses_in_feeds_heads_and_sitemaps_have_the_base():
    other = "https://gazette.test:8443"
    for path in ("/feed/", "/atom.xml", "/sitemap.xml", "/sitemap-news.xml", f"{MODEL_PAGE}feed/atom/"):
        body = render(path, OPENING, other).body.decode()
        etree.fromstring(body.encode())
        assert f"{other}/" in body
        assert "127.0.0.1" not in body
    for article in edition(OPENING).articles:
        if article.markup in ("graph", "wordpress", "microdata") and not article.serving:
            tree = html.fromstring(render(article.path, OPENING, other).body)
            assert tree.xpath("//link[@rel='canonical']/@href") == [other + article.path]
    assert f"Sitemap: {other}/sitemap.xml" in render("/robots.txt", OPENING, other).body.decode()


def test_sitemaps_list_every_article():
    body = gzip.decompress(render("/sitemap-articles.xml.gz", OPENING, BASE).body)
    listed = etree.fromstring(body).xpath("//*[local-name()='loc']/text()")
    assert set(listed) == {BASE + article.path for article in expected_articles(OPENING)}
    news = etree.fromstring(render("/sitemap-news.xml", OPENING, BASE).body)
    assert 0 < len(news) < 10


def test_structured_data_is_readable_json():
    for article in edition(OPENING).articles:
        if article.markup not in ("graph", "jsonld") or article.serving in ("gzip", "br", "zstd"):
            continue
        (block,) = tree_of(article.path).xpath("//script[@type='application/ld+json']/text()")
        data = json.loads(block)
        nodes = data.get("@graph", [data])
        news = next(node for node in nodes if node["@type"] == "NewsArticle")
        assert news["headline"] == article.headline
        assert news["datePublished"] == article.published.isoformat()


def shown_ids(path, at=OPENING):
    return [item.get("id") for item in tree_of(path, at).xpath("//li[starts-with(@id, 'comment-')]")]


def test_a_deep_thread_is_cut_at_five_levels_and_its_feed_and_api_know_better():
    tree = tree_of(DEEP)
    nested = tree.xpath("//li[@id='comment-604']/ol/li/@id")
    assert nested == ["comment-605", "comment-606", "comment-607"]
    feed = render(f"{DEEP}feed/atom/", OPENING, BASE).body.decode()
    assert f'ref="{BASE}{DEEP}#comment-606"' in feed
    answer = render("/wp-json/wp/v2/comments?post=4301&per_page=100&order=asc", OPENING, BASE)
    parents = {one["id"]: one["parent"] for one in json.loads(answer.body)}
    (truth,) = [thread for thread in expected_threads(OPENING) if thread.path == DEEP]
    assert parents == {int(one.id): int(one.parent or 0) for one in truth.comments if one.kind == "comment"}
    assert answer.header("X-WP-Total") == "8"


@pytest.mark.parametrize("query", ["per_page=0", "per_page=101", "page=0", "page=99", "page=²", "page=" + "9" * 5000])
def test_the_api_refuses_pages_it_does_not_have(query):
    assert render(f"/wp-json/wp/v2/comments?post=4301&{query}", OPENING, BASE).status == 400


def test_pingbacks_stand_among_the_comments():
    assert tree_of(DEEP).xpath("//li[@id='comment-609']/@class")[0].startswith("pingback")
    assert "9 comments" in page(DEEP)


@pytest.mark.parametrize(("path", "default"), [(BENCH, 3), (PIER, 1)])
def test_a_paged_thread_shows_its_default_page_and_all_pages_hold_everything(path, default):
    (truth,) = [thread for thread in expected_threads(OPENING) if thread.path == path]
    pages = [shown_ids(f"{path}comment-page-{number}/") for number in range(1, truth.pages + 1)]
    assert truth.pages == 3
    assert shown_ids(path) == pages[default - 1]
    assert sorted(chain.from_iterable(pages)) == sorted(f"comment-{number}" for number in truth.ids)
    assert shown_ids(f"{path}comment-page-99/") == []


def test_open_login_empty_and_closed_threads_show_what_wordpress_shows():
    form = "//form[@id='commentform']"
    assert tree_of(GULLS).xpath(form)
    login = tree_of("/2026/02/choir-tour/")
    assert not login.xpath(form)
    assert "must be logged in" in words_of(login)
    empty = tree_of("/2026/02/shipyard-order/")
    assert empty.xpath(form)
    assert not empty.xpath("//ol[@class='comment-list']")
    silent = tree_of("/2026/02/allotment-truce/")
    assert silent.xpath("//div[@id='comments']")
    assert not silent.xpath(f"{form} | //p[@class='no-comments']")
    block = tree_of("/2026/02/lighthouse-keeper-returns/")
    assert len(block.xpath("//ol[@class='wp-block-comment-template']//li")) == 4


def test_pages_without_threads_hold_no_comment_items():
    lookalikes = 0
    for path in pages_without_threads(OPENING):
        response = render(path, OPENING, BASE)
        if response.header("Content-Encoding"):
            continue
        tree = html.fromstring(response.body)
        assert not tree.xpath("//li[starts-with(@id, 'comment-')] | //*[@id='comments' or @id='respond']")
        lookalikes += bool(tree.xpath("//*[contains(@class, 'testimonial') or contains(@class, 'latest-comments')]"))
    assert lookalikes >= 2


def test_the_clock_moves_the_content():
    bridge = "/town/2026/03/swing-bridge-stuck-open"
    heads = {truth.path: truth.headline for truth in expected_articles(CLOSING)}
    assert heads[bridge] == "Swing bridge swings back after two days, takes a bow"
    assert render(bridge, OPENING, BASE).header("ETag") != render(bridge, CLOSING, BASE).header("ETag")
    assert render("/culture/film-club-reel-two/", OPENING, BASE).status == 200
    assert render("/culture/film-club-reel-two/", DURING, BASE).status == 410
    later = "/harbour/2026/03/treaty-signed"
    assert render(later, OPENING, BASE).status == 404
    assert BASE + later in page("/feed/", DURING)
    assert later in page("/", OPENING + timedelta(days=5))
    assert len(expected_articles(CLOSING)) > len(expected_articles(OPENING))


def test_threads_grow_are_moderated_and_close():
    closed = {at: {thread.path: thread for thread in expected_threads(at)} for at in (OPENING, DURING, CLOSING)}
    assert closed[OPENING][GULLS].closed is False
    assert closed[CLOSING][GULLS].closed is True
    assert "Comments are closed." in page(GULLS, CLOSING)
    assert "Die Kommentare sind geschlossen." in page("/2026/02/faehre-ohne-kaffee/", CLOSING)
    assert "304" in closed[OPENING][BENCH].ids
    assert "304" not in closed[DURING][BENCH].ids
    assert "forty-one gulls" not in page(GULLS, OPENING)
    assert "forty-one gulls" in page(GULLS, DURING)
    assert closed[OPENING]["/2026/02/shipyard-order/"].total == 0
    assert closed[DURING]["/2026/02/shipyard-order/"].total == 2
    assert closed[OPENING]["/2026/02/choir-tour/"].closed is None


def test_an_untouched_article_stays_the_same_to_the_byte_through_the_whole_story():
    path = "/town/parking-meter-rope-lane-1187.html"
    assert render(path, OPENING, BASE) == render(path, CLOSING, BASE)


def test_the_clock_refuses_an_instant_without_an_offset():
    with pytest.raises(ValueError, match="offset"):
        Clock(OPENING.replace(tzinfo=None))


@given(parents=st.lists(st.integers(0, 30), max_size=30))
@settings(max_examples=30, deadline=None)
def test_any_thread_is_laid_out_whole_and_no_deeper_than_five(parents):
    comments = tuple(
        Comment(id=number + 1, author="A", at=OPENING, text="x", parent=(parent % (number + 1)) or None)
        for number, parent in enumerate(parents)
    )
    placed = list(walk(tree(comments)))
    assert sorted(one.comment.id for one in placed) == [comment.id for comment in comments]
    assert all(1 <= one.depth <= 5 for one in placed)
