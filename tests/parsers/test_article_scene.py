"""Where bylines and dates are looked for."""

from datetime import UTC, datetime

from crawler.parsers.article.blocks.layout import layout
from crawler.parsers.article.scene import scene
from crawler.parsers.page import Page

NOW = datetime(2026, 3, 1, tzinfo=UTC)
PAGE = "<body><p>1 May 2020</p><h1>Storm hits coast</h1><p>2 June 2021</p><p>The storm came at night.</p></body>"


def test_a_headline_that_is_part_of_the_text_does_not_hide_the_lines_below_it():
    date_before, headline, date, text = layout(Page("https://quay.example/a", PAGE.encode(), NOW)).blocks
    around = scene([date_before, headline, date, text], [headline, date, text], "Storm hits coast")
    assert around.heading == (headline, date, text)
    assert around.above == (date_before,)


def test_a_text_that_is_the_headline_alone_still_has_its_place():
    date_before, headline, date, text = layout(Page("https://quay.example/a", PAGE.encode(), NOW)).blocks
    around = scene([date_before, headline, date, text], [headline], "Storm hits coast")
    assert around.heading == (headline,)
    assert around.below == (date, text)


def test_what_stands_between_a_lead_and_the_rest_of_the_text_is_below_the_headline():
    _, headline, date, text = layout(Page("https://quay.example/a", PAGE.encode(), NOW)).blocks
    lead, byline = (layout(Page("https://quay.example/a", line, NOW)).blocks[0] for line in (b"<p>a", b"<p>b"))
    around = scene([headline, lead, byline, date, text], [lead, text], "Storm hits coast")
    assert around.heading == (headline, lead, byline, date, text)
