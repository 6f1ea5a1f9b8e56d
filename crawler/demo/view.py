"""What a page is rendered from: the paper of the moment, the base address and what was asked for."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import quote

from crawler.demo.clock import OPENING
from crawler.demo.edition import Edition
from crawler.demo.story import Article, articles, events

NAME = "The Saltmere Gazette"
SECTIONS = {"town": "Town", "harbour": "Harbour", "culture": "Culture", "neighbours": "Neighbours"}


@dataclass(frozen=True, slots=True)
class View:
    """One look at one path. ``base`` is scheme and authority without a slash at the end."""

    base: str
    paper: Edition
    path: str
    query: Mapping[str, str] = field(default_factory=dict)

    def url(self, path: str) -> str:
        """The absolute address of a path."""
        return self.base + path

    def number(self, name: str, default: int) -> int:
        """A count in the query, ``default`` when it is absent, -1 when it is no number of up to nine digits."""
        value = self.query.get(name, str(default))
        return int(value) if re.fullmatch(r"[0-9]{1,9}", value) else -1


def slug(name: str) -> str:
    """A name as a path segment, percent-encoded where it is not ASCII."""
    return quote(name.lower().replace(" ", "-"))


def author_path(name: str) -> str:
    """Where an author's articles are listed."""
    return f"/author/{slug(name)}/"


def tag_path(name: str) -> str:
    """Where a tag's articles are listed."""
    return f"/tag/{slug(name)}/"


def lasting() -> tuple[Article, ...]:
    """Articles that are up at the opening and never taken down, newest first, as first printed.

    Teasers draw on these alone, so that an article's page changes only with the article and its thread.
    """
    leaving = {event.article for event in events() if event.do == "takedown"}
    staying = [article for article in articles() if article.published <= OPENING and article.path not in leaving]
    return tuple(sorted(staying, key=lambda article: article.published, reverse=True))
