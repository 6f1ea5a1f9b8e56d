"""Pages made for one question each: a text, its headline, and what a test puts beside them."""

from datetime import UTC, datetime

from crawler.items import Article
from crawler.parsers.page import Page
from crawler.parsers.parse import parse

NOW = datetime(2026, 3, 1, tzinfo=UTC)


TEXT = (
    "<p>The ferry that nobody ordered arrived at noon, with flags and a brass band, and tied up where the market is "
    "held on Thursdays. The mayor, who had not been told, welcomed it all the same.</p>"
    "<p>It will stay until somebody claims it, the harbour office said, or until the band runs out of tunes.</p>"
)


def read(
    head: str, body: str = "<h1>The ferry that nobody ordered</h1>" + TEXT, url: str = "https://quay.example/a"
) -> Article:
    html = f"<!doctype html><html lang=en><head>{head}</head><body><article>{body}</article></body></html>"
    found = parse(Page(url, html.encode(), NOW)).article
    assert found is not None
    return found


def ld(text: str) -> str:
    return f'<script type="application/ld+json">{text}</script>'
