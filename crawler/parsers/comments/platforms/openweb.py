"""OpenWeb, once Spot.IM: a launcher script; ``conversation/read`` answers hold comments and users apart."""

from typing import Any

from crawler.items import Comment
from crawler.parsers.comments.api import comment, flat, kept
from crawler.parsers.comments.embed import embed, has
from crawler.parsers.comments.json_answer import mapping, sequence


def _comments(data: Any, base: str) -> tuple[Comment, ...] | None:
    conversation = mapping(mapping(data).get("conversation"))
    if "comments" not in conversation:
        return None
    users = mapping(conversation.get("users"))
    entries = flat(conversation["comments"], lambda entry: entry.get("replies"))
    return kept(_comment(entry, mapping(users.get(str(entry.get("user_id")))), base) for entry, _ in entries)


def _comment(entry: dict[str, Any], user: dict[str, Any], base: str) -> Comment | None:
    rank = mapping(entry.get("rank"))
    parts = (mapping(part) for part in sequence(entry.get("content")))
    return comment(
        identity=entry.get("id"),
        parent=entry.get("parent_id"),
        name=user.get("display_name"),
        html="".join(str(part.get("text") or "") for part in parts if part.get("type") == "text"),
        date=entry.get("written_at"),
        up=rank.get("ranks_up"),
        down=rank.get("ranks_down"),
        base=base,
        is_deleted=entry.get("deleted") is True,
    )


PLATFORM = embed(
    "openweb",
    marks=("spot.im", "spotim", "openweb"),
    is_here=has(
        "//script[contains(@src, 'spot.im') or contains(@src, 'openweb')] | //*[@data-spotim-module]"
        " | //*[@data-spot-im-class]"
    ),
    comments=_comments,
)
