"""What a look found that was not known before: versions counted, lines made only for what changed."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from hashlib import sha256
from typing import Any, Final

import msgspec

from crawler.dataset.lines import json_line
from crawler.dataset.names import ARTICLES, COMMENTS, THREADS
from crawler.dataset.rows import SeenThread, VisitLine
from crawler.dataset.stamp import Place, stamp
from crawler.items import Article, Comment, CommentThread
from crawler.items.comment import SYNTHETIC
from crawler.parsers.visit import Found, Visit

Known = Mapping[str, tuple[int, bytes]]
"""By name within a group (a comment's id, or "" for the group's own item): last version and fields digest."""

VANISHED: Final = "vanished"
"""Note of the line that says a comment is gone; it has no text, what was read stands in the line before it."""

_ARTICLE_FIELDS: Final = tuple(
    name for name in Article.__dataclass_fields__ if name not in ("metadata", "commentCount")
)
_THREAD_FIELDS: Final = tuple(
    name for name in CommentThread.__dataclass_fields__ if name not in ("metadata", "comments")
)
# A comment's place moves when others come, and a relative date reads differently at each look: neither is an edit.
_COMMENT_FIELDS: Final = tuple(
    name
    for name in Comment.__dataclass_fields__
    if name not in ("metadata", "position", "datePublished", "datePublishedRaw", "datePrecision")
)


@dataclass(slots=True)
class Changes:
    """Lines to append by file name, and the versions to remember by group.

    ``visit`` is the line of the look itself; it is made (``visit_line``) where its record's place is known.
    """

    visit: VisitLine
    lines: dict[str, list[bytes]] = field(default_factory=dict)
    versions: dict[str, dict[str, tuple[int, bytes]]] = field(default_factory=dict)


def changes(visit: Visit, found: Found, *, status: int, known: Callable[[str], Known]) -> Changes:
    """Count the versions of a visit's items into their metadata, and make the lines of those that changed.

    ``found`` must carry its evidence already. ``known`` gives what is remembered of a group. Cost: linear in items.
    """
    line = VisitLine(
        url=visit.url,
        status=status,
        kind=visit.extraction.kind.value,
        outcome="partial" if visit.given_up else "complete",
        answered=len(visit.answers),
        givenUp=sorted(f"{given.need.url} {given.reason}" for given in visit.given_up),
    )
    result = Changes(line)
    if found.article is not None:
        group = f"article {found.article.url}"
        line.articleChanged = _count(result, group, "", item=found.article, known=known(group))
        line.articleVersion = found.article.metadata.version
        if line.articleChanged:
            _line(result, ARTICLES, found.article)
    line.threads = [_thread(result, thread, known) for thread in found.threads]
    line.metadata.visitId = visit.visit_id
    line.metadata.warcRecordId = visit.evidence.record_id
    line.metadata.capturedAt = visit.evidence.captured_at
    line.metadata.directives = list(visit.extraction.directives)
    line.metadata.notes = [*visit.extraction.notes, *found.notes]
    return result


def visit_line(line: VisitLine, place: Place | None) -> bytes:
    """The line of visits.jsonl, its evidence stamped."""
    if place is not None:
        stamp(line.metadata, place)
    return json_line(line)


def _thread(result: Changes, thread: CommentThread, known: Callable[[str], Known]) -> SeenThread:
    group = f"thread {thread.threadId}"
    before = known(group)
    comments = (*thread.comments, *_vanished(thread, before))
    changed = [comment for comment in comments if _count(result, group, comment.commentId, item=comment, known=before)]
    for comment in changed:
        _line(result, COMMENTS, comment)
    if _count(result, group, "", item=thread, known=before):
        bare = msgspec.to_builtins(thread)
        del bare["comments"]
        _line(result, THREADS, bare)
    return SeenThread(
        threadId=thread.threadId,
        extractedCount=thread.extractedCount,
        isComplete=thread.isComplete,
        changed=len(changed),
        version=thread.metadata.version,
    )


def _vanished(thread: CommentThread, known: Known) -> list[Comment]:
    """Comments that were seen before and that a complete look does not show: deleted without leaving a trace.

    A comment without an id of its own may as well have been edited, so nothing is said of it.
    """
    if not thread.isComplete:
        return []
    shown = {comment.commentId for comment in thread.comments}
    gone = sorted(name for name in known if name and name not in shown and not name.startswith(SYNTHETIC))
    return [
        Comment(
            name,
            threadId=thread.threadId,
            articleUrl=thread.articleUrl,
            isDeleted=True,
            metadata=replace(thread.metadata, notes=[VANISHED]),
        )
        for name in gone
    ]


def _count(result: Changes, group: str, name: str, *, item: Article | CommentThread | Comment, known: Known) -> bool:
    digest = fields_digest(item)
    version, before = result.versions.get(group, {}).get(name) or known.get(name) or (0, b"")
    if digest == before:
        item.metadata.version = version
        return False
    item.metadata.version = version + 1
    result.versions.setdefault(group, {})[name] = (version + 1, digest)
    return True


def fields_digest(item: Article | CommentThread | Comment) -> bytes:
    """16 bytes over the fields that make a form of an item; evidence and place do not count."""
    match item:
        case Article():
            names = _ARTICLE_FIELDS
        case CommentThread():
            names = _THREAD_FIELDS
        case Comment():
            names = _COMMENT_FIELDS
    return sha256(msgspec.json.encode([getattr(item, name) for name in names])).digest()[:16]


def _line(result: Changes, name: str, item: Any) -> None:
    result.lines.setdefault(name, []).append(json_line(item))
