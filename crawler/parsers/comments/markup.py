"""The thread that a page's markup shows: items found, read, identified, nested; what the section says around them."""

from collections.abc import Iterable, Sequence
from hashlib import sha256

from crawler.items import Comment
from crawler.parsers.comments.fields import Fields
from crawler.parsers.comments.ids import identify
from crawler.parsers.comments.items import Item
from crawler.parsers.comments.nesting import parents
from crawler.parsers.comments.view import View
from crawler.parsers.extraction import ThreadFragment


def thread(view: View, platform: str) -> ThreadFragment | None:
    """The thread that a page's markup shows, empty where the section has no comments; None without a section."""
    if not view.items and view.state.is_closed is None:
        return None
    return ThreadFragment(
        view.address,
        platform,
        comments=tuple(comments(view.items)),
        url=view.page.url,
        comment_count=view.total if view.items else 0,
        is_closed=view.state.is_closed,
        closed_by=view.state.by,
    )


def comments(items: Sequence[Item]) -> list[Comment]:
    """Items as comments, parents by id."""
    ids = identify([(item.roots, item.fields) for item in items])
    above = parents([item.roots for item in items], ids)
    names = [identity or _synthetic(item.fields) for identity, item in zip(ids, items, strict=True)]
    made = (
        _comment(item.fields, names[number], names[parent] if parent is not None else None)
        for number, (item, parent) in enumerate(zip(items, above, strict=True))
    )
    return list(_without_repeats(made))


def _without_repeats(made: Iterable[Comment]) -> Iterable[Comment]:
    """Each comment once: the same list may stand twice on a page, popular first and all after it."""
    seen: dict[str, Comment] = {}
    for comment in made:
        first = seen.setdefault(comment.commentId, comment)
        if first is not comment and first.parentId is None:
            first.parentId = comment.parentId
    return seen.values()


def _synthetic(fields: Fields) -> str:
    """An id made of what the comment is, so that it stays the same from visit to visit."""
    author = fields.author.name if fields.author else ""
    raw = fields.date.raw if fields.date and not fields.date.relative else ""
    return "synthetic:" + sha256("\0".join((author, raw, fields.text)).encode()).hexdigest()[:24]


def _comment(fields: Fields, comment_id: str, parent_id: str | None) -> Comment:
    stamp = fields.date
    return Comment(
        commentId=comment_id,
        parentId=parent_id,
        author=fields.author,
        text=fields.text or None,
        textHtml=fields.html or None,
        datePublished=stamp.value if stamp else None,
        datePublishedRaw=stamp.raw if stamp else None,
        datePrecision=stamp.precision if stamp else None,
        url=fields.url,
    )
