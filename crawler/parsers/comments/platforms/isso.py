"""isso (https://isso-comments.de): comments as JSON from the site's own server; measured on isso 0.14.

Two levels only: the server gives a reply to a reply the root as its parent, so that is what we can know. Authors and
their websites are HTML like the text: the server escapes them when they are written.
"""

from dataclasses import replace
from html import unescape
from typing import Any, Final
from urllib.parse import urlencode

from crawler.items import Comment
from crawler.parsers.comments import json_answer
from crawler.parsers.comments.api import comment, flat, kept
from crawler.parsers.comments.json_answer import mapping, number
from crawler.parsers.comments.platform import Kind, Platform, Reading
from crawler.parsers.comments.render import safe_url
from crawler.parsers.comments.view import View
from crawler.parsers.extraction import ThreadFragment
from crawler.parsers.need import Need
from crawler.urls import parts

NAME: Final = "isso"
_DELETED: Final = 4
_SCRIPT = "//script[@data-isso]"


def _read(view: View) -> Reading | None:
    scripts, boxes = view.tree.xpath(_SCRIPT), view.tree.xpath("//*[@id='isso-thread']")
    if not boxes:
        # isso's script does nothing then; on a front page another one of it only counts comments.
        return None
    thread_id = f"{NAME}:{view.address}"
    fragment = ThreadFragment(thread_id, NAME, url=view.page.url)
    root = safe_url(scripts[0].get("data-isso") or "/", view.page.url) if scripts else None
    if root is None:
        return Reading((replace(fragment, missing=("notCaptured: the page does not say where its server is",)),))
    uri = boxes[0].get("data-isso-id") or parts(view.page.url).path or "/"
    return Reading((fragment,), (_need(root.rstrip("/"), uri, thread_id),))


def _need(root: str, uri: str, thread_id: str) -> Need:
    """All comments of a page in one answer: without limits isso sends everything."""
    query = urlencode({"uri": uri}, errors="replace")
    return Need(f"{root}/?{query}", NAME, thread_id, state={"label": "comments"})


def _answer(view: View, need: Need) -> Reading:
    data = json_answer.load(view.page)
    entries = mapping(data).get("replies")
    if view.page.status == 404:
        return Reading((ThreadFragment(need.thread, NAME, comment_count=0, authority=2, shows_all=True),))
    if view.page.status >= 400 or not isinstance(entries, list):
        return Reading()
    story = need.thread.removeprefix(f"{NAME}:")
    found = kept(
        _comment(entry, base=view.page.url, story=story)
        for entry, _ in flat(entries, lambda entry: entry.get("replies"))
    )
    hidden = sum(number(entry.get("hidden_replies")) or 0 for entry in (mapping(data), *map(mapping, entries)))
    fragment = ThreadFragment(
        need.thread,
        NAME,
        found,
        comment_count=len(found) + hidden,
        missing=(f"hidden: {hidden} replies",) if hidden else (),
        authority=2,
        order=1,
        shows_all=True,
    )
    return Reading((fragment,))


def _comment(entry: dict[str, Any], *, base: str, story: str) -> Comment | None:
    made = comment(
        identity=entry.get("id"),
        parent=entry.get("parent"),
        name=_unescaped(entry.get("author")),
        profile=_unescaped(entry.get("website")),
        html=entry.get("text"),
        date=entry.get("created"),
        up=entry.get("likes"),
        down=entry.get("dislikes"),
        url=f"{story}#isso-{entry.get('id')}" if story else None,
        base=base,
        is_deleted=entry.get("mode") == _DELETED,
    )
    if made is not None and isinstance(entry.get("modified"), int | float):
        edited = comment(identity=entry.get("id"), date=entry["modified"])
        made.dateModified = edited.datePublished if edited else None
    return made


def _unescaped(value: object) -> str | None:
    return unescape(value) if isinstance(value, str) else None


PLATFORM = Platform(NAME, Kind.EMBED, _read, marks=("data-isso", "isso-thread"), answer=_answer)
