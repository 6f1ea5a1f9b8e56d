"""Pages in the place of what was asked for, behind a good status: recognised by title or markup, never with a story."""

from datetime import UTC, datetime

import pytest

from crawler.parsers.extraction import PageKind
from crawler.parsers.page import Page
from crawler.parsers.parse import parse

TEXT = "<p>" + "The council met on Tuesday evening and heard the plans for the old harbour. " * 25 + "</p>"
STORY = '<script type="application/ld+json">{"@type": "NewsArticle", "headline": "Access denied"}</script>'


def kind(title: str, body: str) -> PageKind:
    html = f"<!DOCTYPE html><html><head><title>{title}</title></head><body>{body}</body></html>"
    page = Page(
        url="https://news.example/story-7",
        payload=html.encode(),
        captured_at=datetime(2026, 3, 1, tzinfo=UTC),
        headers=(("Content-Type", "text/html; charset=utf-8"),),
    )
    return parse(page).kind


WALLS = {
    "press and hold": ("Access to this page has been denied", "<h1>Press &amp; Hold to confirm</h1>"),
    "unusual activity": ("Unusual activity", "<p>To continue, click the box below.</p>"),
    "too many requests": ("Too many requests", "<h1>Too Many Requests</h1><p>Please slow down.</p>"),
    "legal reasons": ("Unavailable", "<h1>451: Unavailable due to legal reasons</h1><p>" + "We recognize you. " * 20),
    "consent by its form": ("Our family of brands", '<form action="/v2/collectConsent"><button>Yes</button></form>'),
    "consent by its place": ("Bevor Sie", '<form action="https://consent.example/save"><button>Ja</button></form>'),
    "nothing but the guard's script": ("", '<script src="/_Incapsula_Resource?SWJIYLWA=5074"></script>'),
    "a captcha of unknown language": ("ニュース", '<div id="px-captcha"></div>'),
    "expired login": ("Log in", "<h1>Your session has expired</h1><form><input type=password></form>"),
    "expired login in German": ("Anmelden", "<h1>Ihre Sitzung ist abgelaufen</h1>"),
}


@pytest.mark.parametrize(("title", "body"), WALLS.values(), ids=WALLS)
def test_a_wall_is_one(title: str, body: str) -> None:
    assert kind(title, body) is PageKind.WALL


@pytest.mark.parametrize("title", ["Page not found | News", "Seite nicht gefunden", "Down for maintenance", "503"])
def test_an_error_behind_a_good_status_is_one(title: str) -> None:
    assert kind(title, f"<h1>{title}</h1><p>Sorry.</p>") is PageKind.ERROR


@pytest.mark.parametrize(("title", "body"), WALLS.values(), ids=WALLS)
def test_a_story_with_the_same_words_is_none(title: str, body: str) -> None:
    assert kind(title, f"<article>{body}{TEXT}</article>") not in (PageKind.WALL, PageKind.ERROR)


def test_a_short_story_that_says_it_is_one_is_none() -> None:
    assert kind("Access denied", f"{STORY}<h1>Access denied</h1><p>A tale.</p>") is PageKind.STUB
