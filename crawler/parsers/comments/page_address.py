"""Addresses of the pages of a thread: the number that one holds, and whether two belong to the same thread.

Read are the shapes of many systems: ``?page=2``, ``?comments_page=2``, ``/comment-page-2/``, ``/page-2`` (XenForo),
``/page2`` (vBulletin), ``/p2`` (Vanilla), ``thread-1-page-2.html`` (MyBB), and those that count comments instead of
pages: ``?start=20`` (phpBB), ``?debut_forums=20`` (SPIP), ``?topic=1.20`` (SMF), ``/t1p20-thread`` (Forumactif).
"""

import re
from dataclasses import dataclass
from enum import Enum
from typing import Final
from urllib.parse import parse_qsl

from crawler.parsers.comments.address import host_and_port
from crawler.urls import parts


class NumberKind(Enum):
    """Where an address holds its number: under a name of comments, as a parameter, or in the path."""

    COMMENTS = "comments"
    QUERY = "query"
    PATH = "path"


_SHAPES: Final = tuple(
    (re.compile(shape, re.I), kind)
    for shape, kind in (
        (r"/comment-page-(?P<n>\d{1,4})(?=/?(?:[?#]|$))", NumberKind.COMMENTS),
        (r"/comments?/page[/-]?(?P<n>\d{1,4})(?=/?(?:[?#]|$))", NumberKind.COMMENTS),
        (
            r"(?<=[?&;])(?:c|comments?|komm|kommentar)[-_]?(?:page|pg|p|seite|(?P<counted>start|offset))"
            r"=(?P<n>\d{1,6})(?=[&;#]|$)",
            NumberKind.COMMENTS,
        ),
        (r"(?<=[?&;])(?P<counted>debut)_(?:forum|comment)[\w-]*=(?P<n>\d{1,6})(?=[&;#]|$)", NumberKind.COMMENTS),
        (
            r"(?<=[?&;])(?:page|pg|seite|pagina|pageno|(?P<counted>start|offset))=(?P<n>\d{1,6})(?=[&;#]|$)",
            NumberKind.QUERY,
        ),
        # Longer ones, and those of a site's root, are ids of posts.
        (r"//[^/?#]+/[^?#]+\?(?:[^#]*[&;])?(?P<cut>p=(?P<n>\d{1,2}))(?=[&;#]|$)", NumberKind.QUERY),
        (r"(?<=[?&;/]topic[=,])\d+(?P<cut>(?P<counted>\.))(?P<n>\d{1,6})(?=[&;#/]|\.html|$)", NumberKind.QUERY),
        (r"(?:/(?:page|seite|pagina)[/-]?|/p|-page-)(?P<n>\d{1,4})(?=/?(?:\.html?)?(?:[?&#]|$))", NumberKind.PATH),
        (r"/t\d+(?P<cut>(?P<counted>p))(?P<n>\d{1,6})(?=-)", NumberKind.PATH),
    )
)
"""``n``: the number; ``counted``: it is one of comments; ``cut``: where what is no part of the story begins."""

_SESSION: Final = re.compile(r"(?<=[?&;])(?:s|sid|phpsessid|oscsid)=[0-9a-f]{20,64}(?:[?&;]|(?=#)|$)", re.I)
_ACTION: Final = re.compile(r"replytocom|repl(?:y|ies)|report|login|share|vote|sort|order", re.I)
_ACTION_PATH: Final = re.compile(r"/(?:report|login|share|vote|sort|order)\b", re.I)
_VIEW: Final = re.compile(r"(?:view|print\w*|mode|format|do|action|goto|highlight)$", re.I)
"""Parameters that ask for the same in another shape, or for something else."""


@dataclass(frozen=True, slots=True)
class Place:
    """``story``: the address without its number. ``counts``: the number is one of comments before, not of a page."""

    story: str
    number: int | None = None
    kind: NumberKind | None = None
    counts: bool = False


def place(url: str) -> Place:
    """What an address says; its fragment and what only names a session are left out of ``story``."""
    plain = without_session(url.partition("#")[0])
    for shape, kind in _SHAPES:
        found = shape.search(plain)
        if found is None:
            continue
        named = found.groupdict()
        story = plain[: found.start("cut" if "cut" in named else 0)] + plain[found.end() :]
        return Place(_tidy(story), int(found["n"]), kind, named.get("counted") is not None)
    return Place(_tidy(plain))


def without_session(url: str) -> str:
    """The address without what names a session: it differs from answer to answer, the page does not."""
    return re.sub(r"[?&;](?=#|$)", "", _SESSION.sub("", url)) if _SESSION.search(url) else url


def same_thread(found: Place, own: Place) -> bool:
    """Whether an address is of the thread that ``own`` is a page of, by all but the number.

    The path is the same, no parameter that both have differs, and nothing else is asked for (an order, a print view).
    """
    if host_and_port(found.story) != host_and_port(own.story) or _path(found.story) != _path(own.story):
        return False
    asked, known = _query(found.story), _query(own.story)
    if any(asked.get(name, value) != value or (not value and name not in asked) for name, value in known.items()):
        return False
    return not any(_ACTION.match(name) or _VIEW.match(name) for name in asked if name not in known)


def is_action(url: str, here: str) -> bool:
    """Whether an address does something rather than show more: answer, vote, log in, sort anew."""
    if _path(url) != _path(here) and _ACTION_PATH.search(parts(url).path):
        return True
    known = _query(here)
    return any(_ACTION.match(name) for name in _query(url) if name not in known)


def _path(url: str) -> str:
    return parts(url).path.rstrip("/")


def _query(url: str) -> dict[str, str]:
    pairs = parse_qsl(parts(url).query.replace(";", "&"), keep_blank_values=True)
    return {name if value else name.rstrip("/"): value for name, value in pairs}


def _tidy(url: str) -> str:
    """An address out of which a parameter was cut, and what names a session where that cut bared it."""
    return re.sub(r"[?&;]+$", "", without_session(re.sub(r"[?&;]+$", "", re.sub(r"(?<=[?&;])[&;]+", "", url))))
