"""Pages with a section of comments, and the thread that is read in one."""

# ruff: noqa: E501 (markup)

from datetime import UTC, datetime

from crawler.parsers.comments import threads
from crawler.parsers.page import Page

URL = "https://news.example/a/story"


def page(body, lang="en", head="", url=URL):
    payload = (
        f"<html lang={lang}><head>{head}</head><body><h1>Story</h1><p>The ferry did not come.</p>{body}</body></html>"
    )
    return Page(url=url, payload=payload.encode(), captured_at=datetime(2026, 3, 1, tzinfo=UTC))


def thread(body, **more):
    found, _ = threads(page(body, **more))
    return found[0] if found else None


def box(number, who="Ada", text="A sentence about the ferry.", day=3, inner="", tag="div"):
    return (
        f"<{tag} class='kommentar-item' id='kommentar{number}'><b class=autor>{who}</b> <i class=datum>{day}.2.2026 10:0{number % 10}</i>"
        f"<div class=kommentar-text>{text}</div>{inner}</{tag}>"
    )
