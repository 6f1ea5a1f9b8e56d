"""Remark42 (umputun/remark42: api/v1/find): a tree, or a plain list with ``pid``."""

from typing import Any

from crawler.items import Comment
from crawler.parsers.comments.api import comment, flat, kept
from crawler.parsers.comments.embed import embed, says
from crawler.parsers.comments.json_answer import mapping


def _comments(data: Any, base: str) -> tuple[Comment, ...] | None:
    entries = mapping(data).get("comments")
    if not isinstance(entries, list):
        return None
    return kept(_comment(mapping(entry.get("comment")) or entry, base) for entry, _ in flat(entries, _replies))


def _replies(entry: dict[str, Any]) -> object:
    return entry.get("replies")


def _comment(entry: dict[str, Any], base: str) -> Comment | None:
    return comment(
        identity=entry.get("id"),
        parent=entry.get("pid"),
        name=mapping(entry.get("user")).get("name"),
        html=entry.get("text"),
        date=entry.get("time"),
        base=base,
        is_deleted=entry.get("delete") is True,
    )


def _is_closed(data: Any) -> bool | None:
    closed = mapping(mapping(data).get("info")).get("read_only")
    return closed if isinstance(closed, bool) else None


PLATFORM = embed(
    "remark42",
    marks=("remark",),
    is_here=says("remark_config", 'id="remark42"', "id='remark42'"),
    comments=_comments,
    is_closed=_is_closed,
)
