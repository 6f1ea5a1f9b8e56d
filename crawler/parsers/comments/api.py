"""Comments out of JSON: one place that turns an API's values into a ``Comment``, and walks nested replies safely."""

from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime
from typing import Any

from crawler.items import Comment, Party
from crawler.items.comment import DatePrecision
from crawler.parsers.comments.json_answer import mapping, number, sequence, text
from crawler.parsers.comments.render import render_html, safe_url

_MOST_ENTRIES = 50_000
"""Entries read of one answer."""

Entry = dict[str, Any]


def comment(
    *,
    identity: object,
    parent: object = None,
    name: object = None,
    profile: object = None,
    html: object = None,
    date: object = None,
    up: object = None,
    down: object = None,
    url: object = None,
    base: str = "",
    is_deleted: bool = False,
) -> Comment | None:
    """A comment from values as they came, None without an id. A parent of 0, "root" or "" means none."""
    comment_id = text(identity)
    if comment_id is None:
        return None
    plain, safe = render_html(text(html) or "", base=base)
    author = text(name)
    published, precision = _moment(date)
    above = text(parent)
    return Comment(
        commentId=comment_id,
        parentId=None if above in ("0", "root", "null") else above,
        author=Party(author, safe_url(text(profile), base)) if author else None,
        text=plain or None,
        textHtml=safe or None,
        datePublished=published,
        datePublishedRaw=text(date),
        datePrecision=precision,
        upvoteCount=number(up),
        downvoteCount=number(down),
        url=safe_url(text(url), base),
        isDeleted=is_deleted,
    )


def _moment(value: object) -> tuple[str | None, DatePrecision | None]:
    """ISO 8601 as written, or UTC from seconds or milliseconds since 1970."""
    if isinstance(value, int | float) and not isinstance(value, bool):
        seconds = value / 1000 if 1e11 < value < 4e12 else value
        if not 0 < seconds < 4e9:
            return None, None
        return datetime.fromtimestamp(int(seconds), UTC).strftime("%Y-%m-%dT%H:%M:%SZ"), "second"
    written = text(value)
    if written is None:
        return None, None
    try:
        datetime.fromisoformat(written)
    except ValueError:
        return None, None
    return written.replace(" ", "T", 1).replace("+00:00", "Z"), "second" if ":" in written else "day"


def flat(entries: object, replies: Callable[[Entry], object]) -> Iterator[tuple[Entry, Entry | None]]:
    """Each entry with the one it is nested in, parents first; at most ``_MOST_ENTRIES``, at any depth."""
    stack: list[tuple[Entry, Entry | None]] = [(mapping(entry), None) for entry in reversed(sequence(entries))]
    for _ in range(_MOST_ENTRIES):
        if not stack:
            return
        entry, above = stack.pop()
        yield entry, above
        stack.extend((mapping(inner), entry) for inner in reversed(sequence(replies(entry))))


def kept(made: Sequence[Comment | None] | Iterator[Comment | None]) -> tuple[Comment, ...]:
    """Those that could be read."""
    return tuple(each for each in made if each is not None)
