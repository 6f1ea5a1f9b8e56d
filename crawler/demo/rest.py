"""The WordPress REST answers that readers of comments ask for: the index, a post, the comments of a post.

Field names and paging headers are WordPress's (https://developer.wordpress.org/rest-api/reference/comments/). As
there, pingbacks are left out for anonymous readers and ``parent`` is the true one however deep the thread.
"""

import json
from datetime import UTC, datetime
from typing import Any

from crawler.demo.comments import paragraphs, permalink
from crawler.demo.response import Response, document
from crawler.demo.story import Article, Comment, Thread
from crawler.demo.view import NAME, View

JSON = "application/json; charset=UTF-8"
BIGGEST = 100
ROBOTS = (("X-Robots-Tag", "noindex"),)


def index(view: View) -> Response:
    """The root of the API."""
    data = {"name": NAME, "url": view.base, "namespaces": ["wp/v2"]}
    return _answer(data, changed=view.paper.latest)


def post(view: View, article: Article) -> Response:
    """One post, with whether its thread takes comments."""
    thread = view.paper.threads.get(article.path)
    data = {
        "id": article.id,
        "date": _local(article.published),
        "link": view.url(article.path),
        "type": "post",
        "title": {"rendered": article.headline},
        "comment_status": "closed" if thread is None or thread.state == "closed" else "open",
    }
    return _answer(data, changed=view.paper.changed(article))


def comments(view: View, article: Article, thread: Thread) -> Response:
    """A page of a post's comments, by ``page``, ``per_page`` (1 to 100) and ``order``; 400 for anything else."""
    size, page = view.number("per_page", 10), view.number("page", 1)
    if not 1 <= size <= BIGGEST or page < 1:
        return _refusal("rest_invalid_param", "Invalid parameter(s): per_page, page")
    shown = [one for one in thread.comments if one.kind == "comment"]
    shown.sort(key=lambda one: (one.at, one.id), reverse=view.query.get("order", "desc") != "asc")
    pages = -(-len(shown) // size)
    if page > max(1, pages):
        return _refusal(
            "rest_comment_invalid_page_number", "The page number requested is larger than the number of pages."
        )
    data = [_comment(view, article, thread, one) for one in shown[(page - 1) * size : page * size]]
    totals = (("X-WP-Total", str(len(shown))), ("X-WP-TotalPages", str(pages)))
    return _answer(data, changed=view.paper.changed(article), extra=totals)


def _comment(view: View, article: Article, thread: Thread, one: Comment) -> dict[str, Any]:
    return {
        "id": one.id,
        "post": article.id,
        "parent": one.parent or 0,
        "author": 0,
        "author_name": one.author,
        "author_url": one.author_url,
        "date": _local(one.at),
        "date_gmt": _local(one.at.astimezone(UTC)),
        "content": {"rendered": paragraphs(one.text) + "\n"},
        "link": view.url(permalink(thread, one)),
        "status": "approved",
        "type": "comment",
    }


def _local(moment: datetime) -> str:
    return moment.replace(tzinfo=None).isoformat()


def _answer(data: Any, *, changed: datetime, extra: tuple[tuple[str, str], ...] = ()) -> Response:
    return document(json.dumps(data).encode(), JSON, changed=changed, extra=(*ROBOTS, *extra))


def _refusal(code: str, message: str) -> Response:
    data = {"code": code, "message": message, "data": {"status": 400}}
    return Response(400, (("Content-Type", JSON), *ROBOTS), json.dumps(data).encode())
