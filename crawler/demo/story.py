"""What the paper has written: articles, threads and the schedule of events, read from ``content/`` once.

Everything is frozen and timeless here; ``edition`` says what of it is visible at an instant.
"""

import tomllib
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from importlib.resources import files
from typing import Any, Literal

Markup = Literal["graph", "jsonld", "microdata", "opengraph", "bare", "rdfa", "wordpress", "blocks", "antique"]
Extra = Literal["testimonials", "byliners", "reviews", "chatter"]
Serving = Literal["", "gzip", "br", "zstd", "chunked"]
State = Literal["open", "closed", "login"]
Deed = Literal["rewrite", "headline", "takedown", "close", "editComment", "removeComment"]

CONTENT = "content"


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """One article as first printed. ``body`` holds the marks that ``blocks`` reads; ``serving`` forces a coding."""

    id: int
    path: str
    section: str
    markup: Markup
    headline: str
    published: datetime
    body: str
    lang: str = "en"
    kicker: str = ""
    description: str = ""
    authors: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    picture: str = ""
    caption: str = ""
    credit: str = ""
    charset: str = "utf-8"
    declared: str = "utf-8"
    serving: Serving = ""
    extras: tuple[Extra, ...] = ()
    modified: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Comment:
    """One reader's comment, or a pingback. Paragraphs are separated by blank lines; ids are unique on the site."""

    id: int
    author: str
    at: datetime
    text: str
    parent: int | None = None
    author_url: str = ""
    kind: Literal["comment", "pingback"] = "comment"


@dataclass(frozen=True, slots=True, kw_only=True)
class Thread:
    """The comments under one article. ``per_page`` counts roots, 0 is one page; ``newest`` is the default page."""

    article: str
    state: State
    comments: tuple[Comment, ...] = ()
    per_page: int = 0
    newest: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """Something that happens at an instant to an article, its thread or one comment."""

    at: datetime
    do: Deed
    article: str = ""
    comment: int = 0
    old: str = ""
    new: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """What the page furniture says in one language, and how it writes dates."""

    by: str
    also: str
    share: str
    newsletter: str
    months: tuple[str, ...]
    pattern: str
    says: str = "says:"
    reply: str = "Reply"
    closed: str = "Comments are closed."
    leave: str = "Leave a comment"

    def date(self, when: datetime) -> str:
        """The instant in words, in its own offset."""
        month = self.months[when.month - 1]
        return self.pattern.format(day=when.day, month=month, year=when.year, hour=when.hour, minute=when.minute)


def _load(name: str) -> dict[str, Any]:
    loaded: dict[str, Any] = tomllib.loads(files("crawler.demo").joinpath(CONTENT, name).read_text("utf-8"))
    return loaded


def _frozen(fields: dict[str, Any]) -> dict[str, Any]:
    return {key: tuple(value) if isinstance(value, list) else value for key, value in fields.items()}


@cache
def articles() -> tuple[Article, ...]:
    """Every article there will ever be, in the order of the content files."""
    names = sorted(entry.name for entry in files("crawler.demo").joinpath(CONTENT).iterdir())
    shelves = [_load(name)["article"] for name in names if name.startswith("articles-")]
    return tuple(Article(**_frozen(fields)) for shelf in shelves for fields in shelf)


@cache
def threads() -> tuple[Thread, ...]:
    """Every thread, with every comment there will ever be."""
    return tuple(_thread(fields) for fields in _load("threads.toml")["thread"])


def _thread(fields: dict[str, Any]) -> Thread:
    comments = tuple(Comment(**comment) for comment in fields.get("comment", ()))
    return Thread(**{key: value for key, value in fields.items() if key != "comment"}, comments=comments)


@cache
def events() -> tuple[Event, ...]:
    """The schedule, earliest first."""
    return tuple(sorted((Event(**fields) for fields in _load("events.toml")["event"]), key=lambda event: event.at))


@cache
def words(lang: str) -> Words:
    """The page furniture of a language."""
    return Words(**_frozen(_load("words.toml")[lang]))
