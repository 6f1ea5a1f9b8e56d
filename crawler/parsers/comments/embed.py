"""Threads whose comments a script loads from elsewhere: named, with the reason why they are not here."""

from collections.abc import Callable
from typing import Any

from crawler.items import Comment
from crawler.parsers.comments import json_answer
from crawler.parsers.comments.platform import UNVERIFIED, Kind, Platform, Reading
from crawler.parsers.comments.view import View
from crawler.parsers.extraction import ThreadFragment
from crawler.parsers.need import Need

_Comments = Callable[[Any, str], tuple[Comment, ...] | None]
"""Reads an answer's JSON; the second argument resolves links. None when it is not of this shape."""


def not_captured(
    view: View, platform: str, reason: str = "loaded by script, not asked for", *, is_verified: bool = False
) -> ThreadFragment:
    """The thread of an embed, without comments. Its id is its own: a page can have two comment systems."""
    return ThreadFragment(
        f"{platform}:{view.address}",
        platform,
        url=view.page.url,
        missing=(f"notCaptured: {reason}",),
        notes=() if is_verified else (UNVERIFIED,),
    )


def embed(
    name: str,
    *,
    marks: tuple[str, ...],
    is_here: Callable[[View], bool],
    comments: _Comments | None = None,
    is_closed: Callable[[Any], bool | None] | None = None,
) -> Platform:
    """A platform that is recognised by ``is_here`` and whose stored answers ``comments`` reads."""

    def read(view: View) -> Reading | None:
        return Reading((not_captured(view, name),)) if is_here(view) else None

    def answer(view: View, need: Need) -> Reading:
        data = json_answer.load(view.page)
        found = comments(data, view.page.url) if comments is not None and view.page.status < 400 else None
        if found is None:
            return Reading()
        closed = is_closed(data) if is_closed is not None else None
        fragment = ThreadFragment(
            need.thread,
            name,
            found,
            is_closed=closed,
            closed_by="api" if closed else None,
            authority=2,
            notes=(UNVERIFIED,),
        )
        return Reading((fragment,))

    return Platform(name, Kind.EMBED, read, marks, answer if comments is not None else None, is_verified=False)


def has(path: str) -> Callable[[View], bool]:
    """A test whether an XPath finds anything."""
    return lambda view: bool(view.tree.xpath(f"boolean({path})"))


def says(*literals: str) -> Callable[[View], bool]:
    """A test whether the page's source holds one of the literals."""
    return lambda view: any(literal in view.page.text for literal in literals)
