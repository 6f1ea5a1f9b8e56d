"""Cusdis (djyde/cusdis: service/comment.service.ts): pages of ten with nested replies."""

from typing import Any

from crawler.items import Comment
from crawler.parsers.comments.api import comment, flat, kept
from crawler.parsers.comments.embed import embed, has
from crawler.parsers.comments.json_answer import mapping


def _comments(data: Any, base: str) -> tuple[Comment, ...] | None:
    entries = mapping(mapping(data).get("data")).get("data")
    if not isinstance(entries, list):
        return None
    return kept(
        comment(
            identity=entry.get("id"),
            parent=(above or {}).get("id"),
            name=entry.get("by_nickname"),
            html=entry.get("parsedContent"),
            date=entry.get("createdAt"),
            base=base,
        )
        for entry, above in flat(entries, lambda entry: mapping(entry.get("replies")).get("data"))
    )


PLATFORM = embed("cusdis", marks=("cusdis",), is_here=has("//*[@id='cusdis_thread']"), comments=_comments)
