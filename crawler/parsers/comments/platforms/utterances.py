"""Utterances: GitHub issue comments (https://docs.github.com/rest/issues/comments), flat."""

from typing import Any

from crawler.items import Comment
from crawler.parsers.comments.api import comment, kept
from crawler.parsers.comments.embed import embed, has
from crawler.parsers.comments.json_answer import mapping


def _comments(data: Any, base: str) -> tuple[Comment, ...] | None:
    return kept(_comment(mapping(entry), base) for entry in data) if isinstance(data, list) else None


def _comment(entry: dict[str, Any], base: str) -> Comment | None:
    user, reactions = mapping(entry.get("user")), mapping(entry.get("reactions"))
    return comment(
        identity=entry.get("id"),
        name=user.get("login"),
        profile=user.get("html_url"),
        html=entry.get("body_html") or entry.get("body"),
        date=entry.get("created_at"),
        up=reactions.get("+1"),
        down=reactions.get("-1"),
        url=entry.get("html_url"),
        base=base,
    )


PLATFORM = embed(
    "utterances", marks=("utteranc.es",), is_here=has("//script[contains(@src, 'utteranc.es')]"), comments=_comments
)
