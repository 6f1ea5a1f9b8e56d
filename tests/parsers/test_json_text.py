"""Halves of characters in JSON, as cut emoji leave them: what was read can be written again."""

from datetime import UTC, datetime

import msgspec
import pytest

from crawler.parsers.comments.json_answer import loads
from crawler.parsers.json_text import whole
from crawler.parsers.page import Page
from crawler.parsers.parse import parse

QUAY = "The old quay is to be rebuilt, after nine hours of speeches and one walkout. "


@pytest.mark.parametrize(
    ("source", "said"),
    [
        (r'"Lamps \ud83d\udca1"', "Lamps 💡"),
        (r'"Lamps \ud83d"', "Lamps \N{REPLACEMENT CHARACTER}"),
        (r'"\uDCA1 lamps"', "\N{REPLACEMENT CHARACTER} lamps"),
        (r'"\ud83d\ud83d\udca1\udca1"', "\N{REPLACEMENT CHARACTER}💡\N{REPLACEMENT CHARACTER}"),
        (r'"caf\u00e9"', "café"),
    ],
)
def test_halves_are_replaced_and_pairs_stay(source, said):
    assert loads(source) == said
    assert (whole(source) == source) is ("\N{REPLACEMENT CHARACTER}" not in said)


def test_an_article_with_a_cut_emoji_in_its_json_ld_can_be_written():
    node = r'{"@type":"NewsArticle","headline":"Lamps \ud83d","author":"Ada \udca1 Lindqvist","keywords":"\ud83d"}'
    source = f"<script type='application/ld+json'>{node}</script><article><p>{QUAY * 6}</p></article>"
    found = parse(Page("https://news.example/lamps", source.encode(), datetime(2026, 3, 1, tzinfo=UTC)))

    assert found.article is not None and found.article.headline == "Lamps \N{REPLACEMENT CHARACTER}"
    assert msgspec.json.decode(msgspec.json.encode(found))
