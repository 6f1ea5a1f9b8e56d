"""Ghost's members' comments (``/members/api/comments/post/ID/``): replies nested, hidden ones keep their place."""

from typing import Any

from crawler.items import Comment
from crawler.parsers.comments.api import comment, flat, kept
from crawler.parsers.comments.embed import embed, says
from crawler.parsers.comments.json_answer import mapping


def _comments(data: Any, base: str) -> tuple[Comment, ...] | None:
    entries = mapping(data).get("comments")
    if not isinstance(entries, list):
        return None
    return kept(
        comment(
            identity=entry.get("id"),
            parent=(above or {}).get("id"),
            name=mapping(entry.get("member")).get("name"),
            html=entry.get("html"),
            date=entry.get("created_at"),
            up=mapping(entry.get("count")).get("likes"),
            base=base,
            is_deleted=entry.get("status") in ("hidden", "deleted"),
        )
        for entry, above in flat(entries, lambda entry: entry.get("replies"))
    )


PLATFORM = embed("ghost", marks=("data-ghost-comments",), is_here=says("data-ghost-comments"), comments=_comments)
