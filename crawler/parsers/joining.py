"""Fragments of one thread, joined into one tree.

A comment told several times (two lists on a page, a page and an API) is one comment: the fragment with the highest
authority gives it, the others fill in what it leaves open. A tree comes out whatever goes in: a parent that is not
there, or one that would close a circle, is dropped and named in the comment's notes. Linear in comments, no recursion.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, fields, replace
from typing import Final

from crawler import __version__
from crawler.items import Comment, CommentThread, Metadata
from crawler.parsers.evidence import Evidence
from crawler.parsers.extraction import ThreadFragment

MOST_COMMENTS: Final = 50_000
"""Comments kept of one thread; what is beyond is counted in ``missing``."""

DEEPEST: Final = 10_000
"""Levels of replies kept; a deeper reply hangs at the deepest level allowed."""

_FILLED: Final = tuple(
    known.name
    for known in fields(Comment)
    if known.name not in ("commentId", "parentId", "metadata", "kind", "isDeleted")
)


@dataclass(frozen=True, slots=True)
class Source:
    """A fragment and the record it was read from."""

    fragment: ThreadFragment
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Look:
    """What all items of one visit share; ``directives`` are what its page asks of robots."""

    visit_id: str
    article_url: str
    directives: tuple[str, ...] = ()


@dataclass(slots=True)
class _Node:
    comment: Comment
    parent: str | None
    notes: list[str] = field(default_factory=list)
    replies: list["_Node"] = field(default_factory=list)
    depth: int = 0


def join(sources: Sequence[Source], *, look: Look, unanswered: Sequence[str] = ()) -> CommentThread:
    """One thread out of all that was said of it; ``unanswered`` are the needs given up, with reasons.

    The first source is the visit's own page where it tells of the thread: the thread's address, platform and record.
    """
    ordered = sorted(sources, key=lambda source: (source.fragment.order, source.fragment.authority))
    trusted = sorted(ordered, key=lambda source: -source.fragment.authority)
    nodes, dropped = _nodes(ordered, trusted, look)
    lost = _link(nodes)
    comments = list(_numbered(nodes, trusted[0].fragment.thread_id, look))
    missing = [reason for source in ordered for reason in source.fragment.missing]
    missing += [*unanswered, *([f"limit: {dropped} comments beyond {MOST_COMMENTS}"] if dropped else [])]
    missing += [f"parents: {lost} not found"] if lost else []
    return _thread(sources[0], trusted, comments=comments, missing=list(dict.fromkeys(missing)), look=look)


def _thread(
    own: Source,
    trusted: Sequence[Source],
    *,
    comments: list[Comment],
    missing: list[str],
    look: Look,
) -> CommentThread:
    fragments = [source.fragment for source in trusted]
    closed = next((each for each in fragments if each.is_closed is not None), own.fragment)
    counts = (each.comment_count for each in (own.fragment, *reversed(fragments)))
    count = next((each for each in counts if each is not None), None)
    if count is not None and count > len(comments) and not missing:
        missing = [f"notShown: {count - len(comments)} of {count} comments"]
    return CommentThread(
        threadId=own.fragment.thread_id,
        platform=own.fragment.platform,
        url=own.fragment.url,
        articleUrl=look.article_url,
        commentCount=count,
        extractedCount=len(comments),
        isClosed=closed.is_closed,
        closedBy=closed.closed_by,
        isComplete=_is_complete(count, comments, missing, fragments),
        missing=missing,
        comments=comments,
        metadata=_metadata(own, look, [note for fragment in fragments for note in fragment.notes]),
    )


def _is_complete(
    count: int | None, comments: Sequence[Comment], missing: Sequence[str], fragments: Sequence[ThreadFragment]
) -> bool | None:
    """Complete when the total is reached, or when a platform that shows all it has shows no more; else unknown."""
    if missing:
        return False
    if count is not None:
        return len(comments) >= count
    return True if any(fragment.shows_all for fragment in fragments) else None


def _nodes(ordered: Sequence[Source], trusted: Sequence[Source], look: Look) -> tuple[dict[str, _Node], int]:
    """One node per comment in page order, each filled from all that tell of it; and how many were too many."""
    told: dict[str, _Node] = {}
    for source in trusted:
        metadata = _metadata(source, look, [])
        for comment in source.fragment.comments:
            known = told.get(comment.commentId)
            if known is None:
                kept = replace(comment, metadata=replace(metadata, notes=list(comment.metadata.notes)))
                told[comment.commentId] = _Node(kept, comment.parentId, kept.metadata.notes)
            else:
                _fill(known, comment)
    names = dict.fromkeys(comment.commentId for source in ordered for comment in source.fragment.comments)
    kept_names = list(names)[:MOST_COMMENTS]
    return {name: told[name] for name in kept_names}, len(names) - len(kept_names)


def _fill(node: _Node, other: Comment) -> None:
    """Take from ``other`` what the node's comment leaves open."""
    for name in _FILLED:
        if getattr(node.comment, name) is None:
            value = getattr(other, name)
            if value is not None:
                setattr(node.comment, name, value)
    node.comment.isDeleted = node.comment.isDeleted or other.isDeleted
    if other.kind == "pingback":
        node.comment.kind = "pingback"


def _metadata(source: Source, look: Look, notes: Sequence[str]) -> Metadata:
    return Metadata(
        visitId=look.visit_id,
        capturedAt=source.evidence.captured_at,
        warcRecordId=source.evidence.record_id,
        parser=f"colophon/{__version__} {source.fragment.platform}",
        directives=list(look.directives),
        notes=list(dict.fromkeys(notes)),
    )


def _link(nodes: dict[str, _Node]) -> int:
    """Hang each reply under its parent; returns how many parents are not there."""
    lost = 0
    for node in nodes.values():
        if node.parent is not None and node.parent not in nodes:
            node.notes.append(f"parent {node.parent} not found")
            node.parent = None
            lost += 1
    _cut_circles(nodes)
    for node in nodes.values():
        if node.parent is not None:
            nodes[node.parent].replies.append(node)
    return lost


def _cut_circles(nodes: dict[str, _Node]) -> None:
    """Make the first comment of each circle a root."""
    settled: set[str] = set()
    for start in nodes:
        path: dict[str, None] = {}
        name: str | None = start
        while name is not None and name not in settled and name not in path:
            path[name] = None
            name = nodes[name].parent
        if name is not None and name in path:
            nodes[name].notes.append(f"parent {nodes[name].parent} would close a circle")
            nodes[name].parent = None
        settled.update(path)


def _numbered(nodes: dict[str, _Node], thread_id: str, look: Look) -> Iterator[Comment]:
    """The comments in reading order, roots in page order and replies after parents, with place and depth."""
    stack = [node for node in reversed(nodes.values()) if node.parent is None]
    position = 0
    while stack:
        node = stack.pop()
        comment = node.comment
        comment.parentId = node.parent
        comment.threadId, comment.articleUrl = thread_id, look.article_url
        comment.position, comment.depth = position, node.depth
        position += 1
        for reply in reversed(node.replies):
            reply.depth = node.depth + 1
            if reply.depth > DEEPEST:
                reply.depth, reply.parent = node.depth, node.parent
                reply.notes.append(f"deeper than {DEEPEST} levels")
            stack.append(reply)
        yield comment
