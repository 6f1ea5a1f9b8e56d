"""What was read in a page, without one person's comments: their places in the thread stay, all that they said goes."""

from dataclasses import replace

from crawler.items import Comment
from crawler.parsers.extraction import Extraction, ThreadFragment

NOTE = "redacted"
"""Note of a comment whose author, text and HTML were taken out."""

Ids = frozenset[tuple[str, str]]
"""Comments as (thread id, comment id)."""


def authored(extractions: list[Extraction], name: str) -> Ids:
    """The comments of everybody whose name is exactly ``name``."""
    fragments = (fragment for extraction in extractions for fragment in extraction.threads)
    return frozenset(
        (fragment.thread_id, comment.commentId)
        for fragment in fragments
        for comment in fragment.comments
        if comment.author is not None and comment.author.name == name
    )


def holds(extraction: Extraction, ids: Ids) -> bool:
    """Whether any of these comments was read here."""
    return any(
        (fragment.thread_id, comment.commentId) in ids
        for fragment in extraction.threads
        for comment in fragment.comments
    )


def masked(extraction: Extraction, ids: Ids) -> Extraction:
    """``extraction`` without what these comments said; links and requisites, which no item needs, are left out."""
    threads = tuple(_fragment(fragment, ids) for fragment in extraction.threads)
    return replace(extraction, threads=threads, links=(), requisites=())


def _fragment(fragment: ThreadFragment, ids: Ids) -> ThreadFragment:
    comments = (
        _emptied(comment) if (fragment.thread_id, comment.commentId) in ids else comment
        for comment in fragment.comments
    )
    return replace(fragment, comments=tuple(comments))


def _emptied(comment: Comment) -> Comment:
    metadata = replace(comment.metadata, notes=[*comment.metadata.notes, NOTE])
    return replace(comment, author=None, text=None, textHtml=None, isDeleted=True, metadata=metadata)
