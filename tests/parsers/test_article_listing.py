"""Pages that list articles, and a site's standing pages, are no articles; what declares itself one always is."""

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


def kind(path: str, body: str, *, head: str = "", classes: str = "") -> tuple[PageKind, bool]:
    html = f"<html><head><title>Gazette</title>{head}</head><body class='{classes}'>{body}</body></html>"
    page = Page(url=f"https://news.example{path}", payload=html.encode(), captured_at=datetime(2026, 3, 1, tzinfo=UTC))
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


@pytest.mark.parametrize("path", ["/2026/03/quiet/", "/a-quiet-day-in-the-harbour", "/harbour/quiet.html"])
def test_an_article_above_teasers_stays_one(path: str) -> None:
    assert kind(path, f"<article><h1>Quiet</h1>{TEXT}</article>{TEASERS}") == (PageKind.ARTICLE, True)
