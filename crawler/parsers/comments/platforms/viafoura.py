"""Viafoura: custom elements filled by livecomments; a reply's author comes from another service."""

from typing import Any

from crawler.items import Comment
from crawler.parsers.comments.api import comment, kept
from crawler.parsers.comments.embed import embed, has
from crawler.parsers.comments.json_answer import mapping, text


def _comments(data: Any, base: str) -> tuple[Comment, ...] | None:
    contents = mapping(data).get("contents")
    if not isinstance(contents, list):
        return None
    return kept(_comment(mapping(entry), base) for entry in contents)


def _comment(entry: dict[str, Any], base: str) -> Comment | None:
    identity, parent = text(entry.get("content_uuid")), text(entry.get("parent_uuid"))
    return comment(
        identity=identity,
        parent=parent if parent != text(entry.get("content_container_uuid")) else None,
        html=entry.get("content"),
        date=entry.get("date_created"),
        up=entry.get("total_likes"),
        base=base,
        is_deleted="content" not in entry,
    )


PLATFORM = embed(
    "viafoura",
    marks=("viafoura", "vf:container_id"),
    is_here=has(
        "//vf-conversations | //vf-conversations-count | //*[contains(@class, 'viafoura')]"
        " | //script[contains(@src, 'viafoura')] | //meta[@name='vf:container_id']"
    ),
    comments=_comments,
)
