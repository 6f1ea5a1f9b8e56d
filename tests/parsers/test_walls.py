"""Pages in the place of what was asked for, behind a good status: recognised by title or markup, never with a story."""

from datetime import UTC, datetime
from time import process_time

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
    "a login and nothing else": ("Anmelden | Gazette", "<p>Bitte melden Sie sich an.</p>"),
    "scripts are asked for": ("Gazette", "<p>You need JavaScript to view this page.</p>"),
    "a guard's name beside the site's": ("Gazette - Are you a robot?", "<p>" + "We have to ask. " * 20 + "</p>"),
    "consent": ("Continuer sans accepter", "<p>" + "Nos partenaires et nous lisons des données. " * 8 + "</p>"),
    "consent by its text": (
        "Gazette",
        "<p>Mit Werbung weiterlesen: Wir und unsere 212 Partner setzen Cookies und Tracking ein. Mit Ihrer Zustimmung "
        "verarbeiten wir personenbezogene Daten. Die Einwilligung zu Cookies, Werbung und Tracking widerrufen Sie in "
        "den Einstellungen zum Datenschutz.</p>",
    ),
}


@pytest.mark.parametrize(("title", "body"), WALLS.values(), ids=WALLS)
def test_a_wall_is_one(title: str, body: str) -> None:
    assert kind(title, body) is PageKind.WALL


ERRORS = [
    "Page not found | News", "Seite nicht gefunden", "Down for maintenance", "503", "404 - Gazette", "Erreur 404",
    "404: This page could not be found", "Oops! That page can’t be found.", "This article is no longer available",
    "Page non trouvée", "Página não encontrada", "Pagina niet gevonden", "Sidan kunde inte hittas",
    "Siden blev ikke fundet", "Strona nie została znaleziona", "Stránka nenalezena", "Страница не найдена",
    "Sayfa bulunamadı", "Halaman tidak ditemukan", "Sivua ei löytynyt", "Η σελίδα δεν βρέθηκε", "الصفحة غير موجودة",
    "ページが見つかりません", "页面不存在", "페이지를 찾을 수 없습니다", "Something went wrong", "Bad gateway",
]  # fmt: skip


@pytest.mark.parametrize("title", ERRORS)
def test_an_error_behind_a_good_status_is_one(title: str) -> None:
    assert kind(title, f"<h1>{title}</h1><p>Sorry.</p>") is PageKind.ERROR


@pytest.mark.parametrize(("title", "body"), WALLS.values(), ids=WALLS)
def test_a_story_with_the_same_words_is_none(title: str, body: str) -> None:
    assert kind(title, f"<article>{body}{TEXT}</article>") not in (PageKind.WALL, PageKind.ERROR)


def test_a_short_story_that_says_it_is_one_is_none() -> None:
    assert kind("Access denied", f"{STORY}<h1>Access denied</h1><p>A tale.</p>") is PageKind.STUB


NEWS = [
    "500 firefighters battle forest blaze", "410 Tote bei Erdbeben", "Airport security checks delay travellers",
    "Police report unusual activity near bank", "Missing plane not found", "Train service unavailable on Sunday",
    "Access denied: reporters locked out of court", "Access denied - reporters locked out of court",
    "Storm: bridge under maintenance", "Pages missing from the diary were not found in the archive",
    "Your privacy and the new cookie law", "403 seats to fill in state election",
]  # fmt: skip


@pytest.mark.parametrize("title", NEWS)
def test_a_short_story_whose_title_goes_on_is_none(title: str) -> None:
    story = "The council met on Tuesday evening and heard the plans for the old harbour, and nobody spoke. " * 3
    assert kind(f"{title} | Gazette", f"<article><h1>{title}</h1><p>{story}</p></article>") is PageKind.ARTICLE


DECLARED = {
    "a time of publication": '<meta property="article:published_time" content="2026-03-01T09:00:00Z">',
    "microdata": '<div itemscope itemtype="https://schema.org/NewsArticle"></div>',
}


@pytest.mark.parametrize("declared", DECLARED.values(), ids=DECLARED)
def test_a_story_titled_as_walls_are_is_none_when_it_declares_itself(declared: str) -> None:
    assert kind("Access denied", f"{declared}<h1>Access denied</h1><p>A tale.</p>") is PageKind.STUB


def test_a_dialog_s_heading_is_no_login_page() -> None:
    assert kind("Ferry | Gazette", "<h1>Log in</h1><h1>Ferry</h1><p>By Ada Lind, 1 March 2026</p>") is not PageKind.WALL


def test_short_news_of_consent_asks_for_none() -> None:
    story = (
        "Brussels fined an advertising company on Monday over tracking cookies. It had failed to ask for consent "
        "before its partners read personal data, the regulator said. Privacy groups welcomed the decision, which may "
        "be appealed within a month; publishers fear for what they earn."
    )
    assert kind("Ad giant fined", f"<h1>Ad giant fined</h1><p>{story}</p>") is PageKind.ARTICLE


def test_marks_are_looked_for_in_linear_time() -> None:
    started = process_time()
    kind("Tale", f"<p>A tale.</p><script>{'awswaf.com/' * 6_000}</script>")
    assert process_time() - started < 0.5
