"""The paper at one instant: the story with its schedule folded up to then."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from functools import lru_cache

from crawler.demo.clock import OPENING
from crawler.demo.story import Article, Comment, Event, Thread, articles, events, threads


@dataclass(frozen=True, slots=True)
class Edition:
    """What is visible at ``at``: articles newest first, threads by article path, paths taken down since."""

    at: datetime
    articles: tuple[Article, ...]
    threads: dict[str, Thread]
    gone: frozenset[str]

    def article(self, path: str) -> Article | None:
        """The article at a path, if it is up."""
        return next((article for article in self.articles if article.path == path), None)

    def by_id(self, number: int) -> Article | None:
        """The article with a WordPress post number, if it is up."""
        return next((article for article in self.articles if article.id == number), None)

    def section(self, name: str) -> tuple[Article, ...]:
        """The articles of one section, newest first."""
        return tuple(article for article in self.articles if article.section == name)

    def changed(self, article: Article) -> datetime:
        """When an article's page last changed, comments included."""
        thread = self.threads.get(article.path)
        moments = [comment.at for comment in thread.comments] if thread else []
        deeds = [event.at for event in _past(self.at) if _touches(event, article, thread)]
        return max([article.published, *moments, *deeds])

    @property
    def latest(self) -> datetime:
        """When anything on the site last changed."""
        return max([OPENING, *(event.at for event in _past(self.at)), *map(self.changed, self.articles)])


def _touches(event: Event, article: Article, thread: Thread | None) -> bool:
    known = {comment.id for comment in _original(thread.article)} if thread else set()
    return event.article == article.path or event.comment in known


def _original(path: str) -> tuple[Comment, ...]:
    return next(thread.comments for thread in threads() if thread.article == path)


def _past(at: datetime) -> tuple[Event, ...]:
    return tuple(event for event in events() if event.at <= at)


@lru_cache(maxsize=64)
def edition(at: datetime) -> Edition:
    """The paper at an instant (aware). Pure: the same instant gives the same paper."""
    past = _past(at)
    gone = frozenset(event.article for event in past if event.do == "takedown")
    printed = [_edited(article, past) for article in articles() if article.published <= at]
    standing = [article for article in printed if article.path not in gone]
    return Edition(
        at,
        tuple(sorted(standing, key=lambda article: (article.published, article.id), reverse=True)),
        {thread.article: _moderated(thread, past, at) for thread in threads()},
        gone,
    )


def _edited(article: Article, past: Iterable[Event]) -> Article:
    for event in past:
        if event.article == article.path and event.do == "rewrite":
            article = replace(article, body=article.body.replace(event.old, event.new), modified=event.at)
        elif event.article == article.path and event.do == "headline":
            article = replace(article, headline=event.new, modified=event.at)
    return article


def _moderated(thread: Thread, past: Iterable[Event], at: datetime) -> Thread:
    removed = {event.comment for event in past if event.do == "removeComment"}
    texts = {event.comment: event.new for event in past if event.do == "editComment"}
    closed = any(event.do == "close" and event.article == thread.article for event in past)
    posted = [comment for comment in thread.comments if comment.at <= at and comment.id not in removed]
    comments = tuple(replace(comment, text=texts.get(comment.id, comment.text)) for comment in posted)
    return replace(thread, comments=comments, state="closed" if closed else thread.state)
