"""Which JSON-LD node is the page's own article: by address or headline; never one that has both from another page."""

import json
from datetime import UTC, datetime

import pytest

from crawler.parsers.article.witness import Witnesses
from crawler.parsers.page import Page

OTHER = {"@type": "NewsArticle", "headline": "Gulls are back", "url": "https://news.example/gulls", "name": "other"}


def chosen(
    *nodes: dict[str, object], h1: str = "Mayor's plan wins", url: str = "https://news.example/2026/plan"
) -> str:
    scripts = "".join(f'<script type="application/ld+json">{json.dumps(node)}</script>' for node in nodes)
    html = f"<html><head><title>{h1} | Gazette</title>{scripts}</head><body><h1>{h1}</h1></body></html>"
    page = Page(url=url, payload=html.encode(), captured_at=datetime(2026, 3, 1, tzinfo=UTC))
    return str(Witnesses(page).article.get("name", ""))


OWN: dict[str, dict[str, object]] = {
    "relative address": {"headline": "For search engines", "mainEntityOfPage": "/2026/plan"},
    "the same on http": {"headline": "For search engines", "url": "http://www.news.example/2026/plan/?from=feed"},
    "a node of a page": {
        "headline": "For search engines",
        "mainEntityOfPage": {"@id": "https://news.example/2026/plan"},
    },
    "an address escaped": {"headline": "For search engines", "url": "https://news.example/2026/%70lan"},
    "curly quotes": {"headline": "Mayor\u2019s plan wins"},
    "the site's name behind": {"headline": "Mayor's plan wins - The Gazette"},
    "cut short": {"headline": "Mayor's plan…"},
}


@pytest.mark.parametrize("node", OWN.values(), ids=OWN)
def test_the_page_s_own_node_is_found_behind_another_s(node: dict[str, object]) -> None:
    assert chosen(OTHER, {"@type": "NewsArticle", "name": "own", **node}) == "own"


def test_another_page_s_node_is_not_taken() -> None:
    assert chosen(OTHER) == ""


def test_on_a_front_page_the_first_story_is_another_page_s() -> None:
    assert chosen(OTHER, h1="Gulls are back", url="https://news.example/") == ""


DOUBTFUL: dict[str, tuple[str, dict[str, object]]] = {
    "no address": ("/2026/plan", {"headline": "For search engines"}),
    "no headline": ("/2026/plan", {"url": "https://news.example/gulls"}),
    "the site's address": ("/2026/plan", {"headline": "For search engines", "url": "https://news.example/"}),
    "a fragment": ("/2026/plan", {"headline": "For search engines", "@id": "#article"}),
    "a twin for phones": (
        "/amp/the-mayors-plan-for-the-harbour-wins",
        {"headline": "For search engines", "url": "https://m.news.example/town/the-mayors-plan-for-the-harbour-wins/7"},
    ),
    "a name in the query": ("/index.php?title=Harbour_plan&diff=3", {"headline": "Quay", "url": "/Harbour_plan"}),
}


@pytest.mark.parametrize(("path", "node"), DOUBTFUL.values(), ids=DOUBTFUL)
def test_in_doubt_a_node_is_the_page_s(path: str, node: dict[str, object]) -> None:
    assert chosen({"@type": "NewsArticle", "name": "own", **node}, url=f"https://news.example{path}") == "own"
