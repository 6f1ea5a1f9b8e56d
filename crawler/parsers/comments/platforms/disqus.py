"""Disqus: an iframe; a stored ``embed/comments`` page or API answer holds the posts (SukkaW/DisqusJS: src/types.ts)."""

import re
from typing import Any

from crawler.items import Comment
from crawler.parsers.comments.api import comment, kept
from crawler.parsers.comments.embed import embed, says
from crawler.parsers.comments.json_answer import mapping
from crawler.parsers.comments.view import View

_IS_LOADED = says("disqus_shortname", "disqus.com/embed.js", ".disqus.com/count.js")


def _is_here(view: View) -> bool:
    return "disqus_thread" in view.page.having("id").values() or _IS_LOADED(view)


def _comments(data: Any, base: str) -> tuple[Comment, ...] | None:
    response = mapping(data).get("response")
    posts = response if isinstance(response, list) else mapping(response).get("posts")
    if not isinstance(posts, list):
        return None
    return kept(_comment(mapping(post), base) for post in posts)


def _comment(post: dict[str, Any], base: str) -> Comment | None:
    author = mapping(post.get("author"))
    return comment(
        identity=post.get("id"),
        parent=post.get("parent"),
        name=author.get("name"),
        profile=author.get("profileUrl"),
        html=post.get("message"),
        date=_utc(post.get("createdAt")),
        up=post.get("likes"),
        down=post.get("dislikes"),
        base=base,
        is_deleted=post.get("isDeleted") is True,
    )


def _utc(value: object) -> object:
    """Disqus writes UTC without saying so."""
    return f"{value}Z" if isinstance(value, str) and re.fullmatch(r"\d{4}-\d\d-\d\dT[\d:.]+", value) else value


def _is_closed(data: Any) -> bool | None:
    thread = mapping(mapping(mapping(data).get("response")).get("thread"))
    closed = thread.get("isClosed")
    return closed if isinstance(closed, bool) else None


PLATFORM = embed("disqus", marks=("disqus",), is_here=_is_here, comments=_comments, is_closed=_is_closed)
