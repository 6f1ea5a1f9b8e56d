"""Artalk (ArtalkJS/Artalk: internal/entity/comment_cooked.go): a flat list with ``rid``."""

from typing import Any

from crawler.items import Comment
from crawler.parsers.comments.api import comment, kept
from crawler.parsers.comments.embed import embed, says
from crawler.parsers.comments.json_answer import mapping


def _comments(data: Any, base: str) -> tuple[Comment, ...] | None:
    entries = mapping(data).get("comments")
    if not isinstance(entries, list):
        return None
    return kept(_comment(mapping(entry), base) for entry in entries)


def _comment(entry: dict[str, Any], base: str) -> Comment | None:
    return comment(
        identity=entry.get("id"),
        parent=entry.get("rid"),
        name=entry.get("nick"),
        profile=entry.get("link"),
        html=entry.get("content_marked"),
        date=entry.get("date"),
        up=entry.get("vote_up"),
        down=entry.get("vote_down"),
        base=base,
    )


PLATFORM = embed(
    "artalk", marks=("Artalk", "artalk"), is_here=says("Artalk.init", "new Artalk(", 'id="Artalk"'), comments=_comments
)
