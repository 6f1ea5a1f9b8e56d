"""WordPress's REST comments and its Atom comment feed: the true parents, whatever the theme's depth limit.

REST leaves pingbacks out for anonymous readers (measured on WordPress 6.1), the feed holds only the newest entries.
"""

import re
from typing import Any, Final
from urllib.parse import urlencode

from crawler.items import Comment, Party
from crawler.parsers.comments import json_answer
from crawler.parsers.comments.platform import NOTHING, Reading
from crawler.parsers.comments.platforms import comment_feed
from crawler.parsers.comments.render import render_html, safe_url
from crawler.parsers.extraction import ThreadFragment
from crawler.parsers.need import Need
from crawler.parsers.page import Page

NAME: Final = "wordpress"
_PER_PAGE: Final = 100
_MOST_PAGES: Final = 100

_ROOT = "//link[@rel='https://api.w.org/']/@href"
_POST = (
    "//link[contains(@href, '/wp/v2/posts/')]/@href | //link[contains(@href, '%2Fwp%2Fv2%2Fposts%2F')]/@href"
    " | //input[@name='comment_post_ID']/@value | //link[@rel='shortlink']/@href | //body/@class"
    " | //a[@data-postid]/@data-postid"
)
_TOTAL = re.compile(r"\d{1,9}")
_POST_ID = re.compile(r"(?:posts(?:/|%2F)|[?&]p=|\bpostid-|^)(\d+)(?=\D|$)")


def need(page: Page, thread: str) -> Need | None:
    """The first REST page of the thread, None where the page names neither API nor post."""
    roots = page.tree.xpath(_ROOT)
    post = next((found[1] for value in page.tree.xpath(_POST) if (found := _POST_ID.search(str(value)))), None)
    root = safe_url(str(roots[0]), page.url) if roots else None
    return _page(root, post, thread=thread, number=1) if root and post else None


def _page(root: str, post: str, *, thread: str, number: int) -> Need:
    query = urlencode({"post": post, "per_page": _PER_PAGE, "page": number, "order": "asc"})
    if "rest_route=" in root:
        url = f"{root.rstrip('/')}/wp/v2/comments&{query}"
    else:
        url = f"{root.rstrip('/')}/wp/v2/comments?{query}"
    state = {"rest": number, "root": root, "post": post, "label": f"REST page {number}"}
    return Need(url, NAME, thread, state=state)


def answer(page: Page, need: Need) -> Reading:
    """Comments of one REST page, and the next page while the server says that there is one."""
    if "feed" in need.state:
        found = comment_feed.comments(page) if page.status < 400 else ()
        return Reading((ThreadFragment(need.thread, NAME, found, authority=1, order=2_000_000),) if found else ())
    if "rest" not in need.state:
        return NOTHING
    entries = json_answer.load(page)
    if page.status >= 400 or not isinstance(entries, list):
        return Reading(needs=(_feed(need),)) if need.state["rest"] == 1 else NOTHING
    comments = tuple(filter(None, (_comment(entry, page.url) for entry in entries)))
    number = int(need.state["rest"])
    total = page.header("X-WP-TotalPages") or ""
    more = entries and _TOTAL.fullmatch(total) and number < min(int(total), _MOST_PAGES)
    following = (_page(str(need.state["root"]), str(need.state["post"]), thread=need.thread, number=number + 1),)
    fragment = ThreadFragment(need.thread, NAME, comments, authority=2, order=1_000_000 + number)
    return Reading((fragment,), following if more else ())


def _feed(need: Need) -> Need:
    """The Atom feed of the same thread: it has the parents of its newest entries where REST is switched off."""
    url = f"{need.thread.partition('?')[0].rstrip('/')}/feed/atom/"
    return Need(url, NAME, need.thread, state={"feed": 1, "label": "feed"})


def _comment(entry: Any, base: str) -> Comment | None:
    """One entry; fields as measured on WordPress 6.1."""
    if not isinstance(entry, dict) or not isinstance(entry.get("id"), int):
        return None
    content = entry.get("content")
    text, html = render_html(str(content.get("rendered") or "") if isinstance(content, dict) else "", base=base)
    name = str(entry.get("author_name") or "").strip()
    return Comment(
        commentId=str(entry["id"]),
        parentId=str(entry["parent"]) if entry.get("parent") else None,
        author=Party(name, safe_url(entry.get("author_url"), base)) if name else None,
        text=text or None,
        textHtml=html or None,
        datePublished=json_answer.text(entry.get("date")),
        datePublishedRaw=json_answer.text(entry.get("date")),
        datePrecision="second" if entry.get("date") else None,
        url=safe_url(json_answer.text(entry.get("link")), base),
        kind="pingback" if entry.get("type") in ("pingback", "trackback") else "comment",
    )
