"""Talk 4, before it became Coral 5: an iframe over free GraphQL (``data.asset.comments.nodes``)."""

from typing import Any

from crawler.items import Comment
from crawler.parsers.comments.api import comment, flat, kept
from crawler.parsers.comments.embed import embed, says
from crawler.parsers.comments.json_answer import mapping


def _comments(data: Any, base: str) -> tuple[Comment, ...] | None:
    asset = mapping(mapping(mapping(data).get("data")).get("asset"))
    if "comments" not in asset:
        return None
    entries = flat(mapping(asset["comments"]).get("nodes"), lambda entry: mapping(entry.get("replies")).get("nodes"))
    return kept(
        comment(
            identity=entry.get("id"),
            parent=mapping(entry.get("parent")).get("id") or (above or {}).get("id"),
            name=mapping(entry.get("user")).get("username"),
            html=entry.get("body"),
            date=entry.get("created_at"),
            base=base,
        )
        for entry, above in entries
    )


PLATFORM = embed(
    "talk",
    marks=("coral", "talk"),
    is_here=says("Coral.Talk.render", "talk-embed", "coral-talk"),
    comments=_comments,
)
