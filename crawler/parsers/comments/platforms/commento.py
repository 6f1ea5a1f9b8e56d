"""Commento (adtac/commento: api/comment.go): a flat list with ``parentHex``, names in a table beside it."""

from typing import Any

from crawler.items import Comment
from crawler.parsers.comments.api import comment, kept
from crawler.parsers.comments.embed import embed, has
from crawler.parsers.comments.json_answer import mapping


def _comments(data: Any, base: str) -> tuple[Comment, ...] | None:
    entries = mapping(data).get("comments")
    if not isinstance(entries, list):
        return None
    names = mapping(mapping(data).get("commenters"))
    return kept(_comment(mapping(entry), names, base) for entry in entries)


def _comment(entry: dict[str, Any], names: dict[str, Any], base: str) -> Comment | None:
    commenter = mapping(names.get(str(entry.get("commenterHex"))))
    return comment(
        identity=entry.get("commentHex"),
        parent=entry.get("parentHex"),
        name=commenter.get("name"),
        html=entry.get("html"),
        date=entry.get("creationDate"),
        base=base,
        is_deleted=entry.get("deleted") is True,
    )


PLATFORM = embed(
    "commento",
    marks=("commento",),
    is_here=has("//*[@id='commento'] | //script[contains(@src, 'commento')]"),
    comments=_comments,
)
