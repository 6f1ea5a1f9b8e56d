"""The thread that a page's markup shows: items found, read, identified, nested; what the section says around them."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from hashlib import sha256

from crawler.items import Comment
from crawler.items.comment import SYNTHETIC
from crawler.parsers.comments.fields import Fields
from crawler.parsers.comments.ids import identify
from crawler.parsers.comments.items import DELETED, Item
from crawler.parsers.comments.nesting import parent_id, parents
from crawler.parsers.comments.pingbacks import pingback
from crawler.parsers.comments.replies import replied_to
from crawler.parsers.comments.view import View
from crawler.parsers.comments.votes import votes
from crawler.parsers.extraction import ThreadFragment


def thread(view: View, platform: str, items: Sequence[Item] | None = None) -> ThreadFragment | None:
    """The thread that a page's markup shows, empty where the section has no comments; None without a section.

    ``items`` are the comments where the platform knows its own; without any, those found by structure.
    """
    if items:
        view = view.with_items(items)
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
        missing=view.missing,
    )


def comments(items: Sequence[Item]) -> list[Comment]:
    """Items as comments, parents by id."""
    ids = identify([(item.roots, item.fields) for item in items])
    known = frozenset(filter(None, ids))
    told = [replied_to(item.fields.parts, known) for item in items]
    above = parents([item.roots for item in items], ids, told)
    names = _names(items, ids)
    made = (
        _comment(item, names[number], names[parent] if parent is not None else None)
        for number, (item, parent) in enumerate(zip(items, above, strict=True))
    )
    return list(_without_repeats(made))


def with_parents_elsewhere(items: Sequence[Item], made: Sequence[Comment]) -> tuple[Comment, ...]:
    """The comments of one page of several, with the parents that they name and that stand on another page.

    What most of them name is no comment of theirs but what all are about.
    """
    names = _names(items, identify([(item.roots, item.fields) for item in items]))
    known = frozenset(names)
    told = {
        name: parent
        for name, item in zip(names, items, strict=True)
        if (parent := parent_id(item.roots[0]) or replied_to(item.fields.parts, None)) and parent not in known
    }
    shared = {parent for parent, times in Counter(told.values()).items() if 2 * times > max(2, len(made))}
    return tuple(
        replace(comment, parentId=parent)
        if comment.parentId is None and (parent := told.get(comment.commentId)) and parent not in shared
        else comment
        for comment in made
    )


def _without_repeats(made: Iterable[Comment]) -> Iterable[Comment]:
    """Each comment once: the same list may stand twice on a page, popular first and all after it."""
    seen: dict[str, Comment] = {}
    for comment in made:
        first = seen.setdefault(comment.commentId, comment)
        if first is not comment and first.parentId is None:
            first.parentId = comment.parentId
    return seen.values()


def _names(items: Sequence[Item], ids: Sequence[str | None]) -> list[str]:
    """An id for each item: the platform's, else one made of what the comment is, the same from visit to visit.

    What nobody signed may be said twice, so such repeats are counted; the same words by the same author at the same
    time are the same comment.
    """
    counts: Counter[str] = Counter()
    names = []
    for item, identity in zip(items, ids, strict=True):
        name = identity or _synthetic(item.fields)
        counts[name] += 1
        is_new = identity is None and not item.is_signed and counts[name] > 1
        names.append(f"{name}-{counts[name]}" if is_new else name)
    return names


def _synthetic(fields: Fields) -> str:
    """An id for a comment that its platform gave none."""
    author = fields.author.name if fields.author else ""
    raw = fields.date.raw if fields.date and not fields.date.relative else ""
    return synthetic_name(author, raw, fields.text)


def synthetic_name(author: str, date: str, text: str) -> str:
    """A digest of author, date as written and text, marked as ours."""
    return SYNTHETIC + sha256("\0".join((author, date, text)).encode()).hexdigest()[:24]


def _comment(item: Item, comment_id: str, parent_id: str | None) -> Comment:
    fields = item.fields
    stamp = fields.date
    up, down = votes(fields.parts.skipped)
    author, text, html = fields.author, fields.text, fields.html
    if item.is_pingback:
        author, text, html = pingback(fields)
    return Comment(
        commentId=comment_id,
        parentId=parent_id,
        author=author,
        text=text or None,
        textHtml=html or None,
        datePublished=stamp.value if stamp else None,
        datePublishedRaw=stamp.raw if stamp else None,
        datePrecision=stamp.precision if stamp else None,
        url=fields.url,
        upvoteCount=up,
        downvoteCount=down,
        kind="pingback" if item.is_pingback else "comment",
        isDeleted=bool(fields.text) and len(fields.text) < 200 and DELETED.match(fields.text) is not None,
    )
