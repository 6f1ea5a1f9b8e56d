"""The comment thread under an article: what the page says of it, and the comments found."""

from dataclasses import dataclass, field
from typing import Annotated, Literal

from msgspec import Meta

from crawler.items.comment import Comment
from crawler.items.metadata import Metadata

ClosedBy = Literal["text", "api", "noForm"]


@dataclass(slots=True)
class CommentThread:
    """One thread (ours). In data/ the comments are lines of their own and ``comments`` is left out."""

    threadId: Annotated[str, Meta(description="The platform's id of the thread, or the article's address.")]
    platform: Annotated[
        str, Meta(description="Comment system it was read as.", examples=["wordpress", "disqus", "generic"])
    ]
    url: Annotated[str | None, Meta(description="Address of the thread itself.")] = None
    articleUrl: Annotated[str | None, Meta(description="Address of the article it belongs to.")] = None
    commentCount: Annotated[int | None, Meta(description="Total as the page shows it.")] = None
    extractedCount: Annotated[int, Meta(description="Comments found, pingbacks included.")] = 0
    isClosed: Annotated[
        bool | None,
        Meta(description="true closed, false open, null when nothing tells (login required, no evidence)."),
    ] = None
    closedBy: Annotated[ClosedBy | None, Meta(description="What told that it is closed.")] = None
    isComplete: Annotated[bool | None, Meta(description="Whether every comment shown to a reader was captured.")] = None
    missing: Annotated[
        list[str],
        Meta(description="Why comments are missing.", examples=["notCaptured", "page 3: robotsTxt", "requestLimit"]),
    ] = field(default_factory=list)
    comments: Annotated[list[Comment], Meta(description="The comments, in reading order.")] = field(
        default_factory=list
    )
    metadata: Annotated[Metadata, Meta(description="Evidence and provenance (ours).")] = field(default_factory=Metadata)
