"""Coral 5 and later: an iframe over persisted GraphQL queries (coralproject/talk: server schema.graphql)."""

from typing import Any

from crawler.items import Comment
from crawler.parsers.comments.api import comment, flat, kept
from crawler.parsers.comments.embed import embed, says
from crawler.parsers.comments.json_answer import mapping, sequence


def _nodes(connection: object) -> list[Any]:
    return [mapping(edge).get("node") for edge in sequence(mapping(connection).get("edges"))]


def _story(data: Any) -> dict[str, Any]:
    inner = mapping(mapping(data).get("data"))
    return mapping(inner.get("story") or inner.get("stream"))


def _comments(data: Any, base: str) -> tuple[Comment, ...] | None:
    story = _story(data)
    if "comments" not in story:
        return None
    entries = flat(_nodes(story["comments"]), lambda entry: _nodes(entry.get("replies")))
    return kept(_comment(entry, above, base) for entry, above in entries)


def _comment(entry: dict[str, Any], above: dict[str, Any] | None, base: str) -> Comment | None:
    parent = mapping(entry.get("parent")).get("id") or (above or {}).get("id")
    return comment(
        identity=entry.get("id"),
        parent=parent,
        name=mapping(entry.get("author")).get("username"),
        html=entry.get("body"),
        date=entry.get("createdAt"),
        up=mapping(mapping(entry.get("actionCounts")).get("reaction")).get("total"),
        base=base,
        is_deleted="body" in entry and entry["body"] is None,
    )


def _is_closed(data: Any) -> bool | None:
    closed = _story(data).get("isClosed")
    return closed if isinstance(closed, bool) else None


PLATFORM = embed(
    "coral",
    marks=("coral",),
    is_here=says("createStreamEmbed", "coral_talk_stream", "coral_thread", "coral-embed-stream"),
    comments=_comments,
    is_closed=_is_closed,
)
