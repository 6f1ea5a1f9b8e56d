"""Substack (``/api/v1/post/ID/comments``): children nested."""

from typing import Any

from crawler.items import Comment
from crawler.parsers.comments.api import comment, flat, kept
from crawler.parsers.comments.embed import embed, has
from crawler.parsers.comments.json_answer import mapping


def _comments(data: Any, base: str) -> tuple[Comment, ...] | None:
    entries = mapping(data).get("comments")
    if not isinstance(entries, list):
        return None
    return kept(
        comment(
            identity=entry.get("id"),
            parent=(above or {}).get("id"),
            name=entry.get("name"),
            html=entry.get("body"),
            date=entry.get("date"),
            base=base,
            is_deleted=entry.get("deleted") is True,
        )
        for entry, above in flat(entries, lambda entry: entry.get("children"))
    )


PLATFORM = embed(
    "substack",
    marks=("substackcdn.com", "substack.com"),
    is_here=has(
        "//*[@id='comments-for-scroll' or contains(@class, 'comments-page')][//script[contains(@src, 'substack')]]"
    ),
    comments=_comments,
)
