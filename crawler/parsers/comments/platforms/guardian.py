"""The Guardian's discussion API (guardian/dotcom-rendering: src/lib/discussionApi.tsx)."""

from typing import Any

from crawler.items import Comment
from crawler.parsers.comments.api import comment, flat, kept
from crawler.parsers.comments.embed import embed, says
from crawler.parsers.comments.json_answer import mapping


def _comments(data: Any, base: str) -> tuple[Comment, ...] | None:
    discussion = mapping(mapping(data).get("discussion"))
    if "comments" not in discussion:
        return None
    entries = flat(discussion["comments"], lambda entry: entry.get("responses"))
    return kept(_comment(entry, above, base) for entry, above in entries)


def _comment(entry: dict[str, Any], above: dict[str, Any] | None, base: str) -> Comment | None:
    profile = mapping(entry.get("userProfile"))
    return comment(
        identity=entry.get("id"),
        parent=mapping(entry.get("responseTo")).get("commentId") or (above or {}).get("id"),
        name=profile.get("displayName"),
        profile=profile.get("webUrl"),
        html=entry.get("body"),
        date=entry.get("isoDateTime"),
        up=entry.get("numRecommends"),
        url=entry.get("webUrl"),
        base=base,
        is_deleted=entry.get("status") == "blocked",
    )


def _is_closed(data: Any) -> bool | None:
    closed = mapping(mapping(data).get("discussion")).get("isClosedForComments")
    return closed if isinstance(closed, bool) else None


PLATFORM = embed(
    "guardian",
    marks=("theguardian.com", "guim.co.uk"),
    is_here=says('"isCommentable":true', "data-discussion-key", "data-discussion-id"),
    comments=_comments,
    is_closed=_is_closed,
)
