"""A reader's comment under an article."""

from dataclasses import dataclass, field
from typing import Annotated, Final, Literal

from msgspec import Meta

from crawler.items.metadata import Metadata
from crawler.items.party import Party

DatePrecision = Literal["second", "minute", "hour", "day", "month", "year"]
CommentKind = Literal["comment", "pingback"]

SYNTHETIC: Final = "synthetic:"
"""How the ids begin that are not the platform's."""


@dataclass(slots=True)
class Comment:
    """One comment (https://schema.org/Comment); a thread is a tree of these by ``parentId``."""

    commentId: Annotated[
        str, Meta(description="The platform's id; else a digest of author, date and text, prefixed synthetic: (ours).")
    ]
    parentId: Annotated[str | None, Meta(description="commentId of the comment replied to; null for a root.")] = None
    threadId: Annotated[str | None, Meta(description="Thread it belongs to (ours).")] = None
    articleUrl: Annotated[str | None, Meta(description="Address of the article commented on (ours).")] = None
    author: Annotated[Party | None, Meta(description="Who wrote it; null when nobody is named.")] = None
    text: Annotated[
        str | None,
        Meta(description="Plain text, a blank line between paragraphs; no reply links, votes or form text."),
    ] = None
    textHtml: Annotated[str | None, Meta(description="The same as HTML that is safe to show (ours).")] = None
    datePublished: Annotated[str | None, Meta(description="ISO 8601 with the offset given, if any.")] = None
    datePublishedRaw: Annotated[str | None, Meta(description="The date as the page wrote it.")] = None
    datePrecision: Annotated[
        DatePrecision | None, Meta(description="How exact datePublished is; coarse for relative dates (ours).")
    ] = None
    dateModified: Annotated[str | None, Meta(description="Last edit, as datePublished.")] = None
    upvoteCount: Annotated[int | None, Meta(description="Votes for it, likes included.")] = None
    downvoteCount: Annotated[int | None, Meta(description="Votes against it.")] = None
    url: Annotated[str | None, Meta(description="Absolute permalink.")] = None
    position: Annotated[
        int | None, Meta(description="0-based place in the thread: roots in page order, replies after parents (ours).")
    ] = None
    depth: Annotated[int | None, Meta(description="0 for a root, else one more than its parent's (ours).")] = None
    isDeleted: Annotated[bool, Meta(description="Removed or moderated, but its place is kept (ours).")] = False
    kind: Annotated[CommentKind, Meta(description="comment, or pingback for a link from elsewhere (ours).")] = "comment"
    metadata: Annotated[Metadata, Meta(description="Evidence and provenance (ours).")] = field(default_factory=Metadata)
