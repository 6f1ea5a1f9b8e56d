"""Giscus: GitHub discussions, two levels (giscus/giscus: services/giscus/discussions.ts)."""

from typing import Any

from crawler.items import Comment
from crawler.parsers.comments.api import comment, flat, kept
from crawler.parsers.comments.embed import embed, has
from crawler.parsers.comments.json_answer import mapping


def _comments(data: Any, base: str) -> tuple[Comment, ...] | None:
    discussion = mapping(mapping(data).get("discussion"))
    if "comments" not in discussion:
        return None
    entries = flat(discussion["comments"], lambda entry: entry.get("replies"))
    return kept(_comment(entry, above, base) for entry, above in entries)


def _comment(entry: dict[str, Any], above: dict[str, Any] | None, base: str) -> Comment | None:
    author = mapping(entry.get("author"))
    return comment(
        identity=entry.get("id"),
        parent=(above or {}).get("id"),
        name=author.get("login"),
        profile=author.get("url"),
        html=entry.get("bodyHTML"),
        date=entry.get("createdAt"),
        up=entry.get("upvoteCount"),
        url=entry.get("url"),
        base=base,
        is_deleted=entry.get("deletedAt") is not None,
    )


def _is_closed(data: Any) -> bool | None:
    closed = mapping(mapping(data).get("discussion")).get("locked")
    return closed if isinstance(closed, bool) else None


PLATFORM = embed(
    "giscus",
    marks=("giscus",),
    is_here=has("//script[contains(@src, 'giscus.app')] | //*[contains(@class, 'giscus')]"),
    comments=_comments,
    is_closed=_is_closed,
)
