"""The two kinds of lines that tell of the crawl: every look at a page, and every URL not taken."""

from dataclasses import dataclass, field
from typing import Annotated, Literal

from msgspec import Meta

from crawler.items import Metadata

SkipReason = Literal["outOfScope", "robotsTxt", "pageLimit", "duplicate", "trap", "failed", "redacted"]

TrapKind = Literal[
    "tooLong",
    "tooDeep",
    "repeatedSegments",
    "repeatedParameters",
    "sessionId",
    "calendar",
    "listing",
    "tooFar",
]


@dataclass(slots=True)
class SeenThread:
    """What one look found of one thread."""

    threadId: Annotated[str, Meta(description="The thread.")]
    extractedCount: Annotated[int, Meta(description="Comments found, pingbacks included.")]
    isComplete: Annotated[bool | None, Meta(description="Whether every comment shown was captured.")]
    changed: Annotated[int, Meta(description="Comments that are new or differ from the form seen last.")]
    version: Annotated[int | None, Meta(description="Version of the thread's own fields after this look.")]


@dataclass(slots=True)
class VisitLine:
    """One look at one page, changed or not, and how it went (visits.jsonl; ours)."""

    url: Annotated[str, Meta(description="Address the page was captured from.")]
    status: Annotated[int, Meta(description="HTTP status of the page.")]
    kind: Annotated[str, Meta(description="What the page is.", examples=["article", "section", "error"])]
    outcome: Annotated[
        Literal["complete", "partial"],
        Meta(description="partial when some comment page was not answered, or could not be read."),
    ]
    articleVersion: Annotated[
        int | None, Meta(description="Version of the article after this look; null when there is none.")
    ] = None
    articleChanged: Annotated[bool, Meta(description="Whether this look added an article line.")] = False
    threads: Annotated[list[SeenThread], Meta(description="What was found of each thread.")] = field(
        default_factory=list
    )
    answered: Annotated[int, Meta(description="Further comment pages that were captured and read.")] = 0
    givenUp: Annotated[list[str], Meta(description="Comment pages not captured, or not read: address and reason.")] = (
        field(default_factory=list)
    )
    metadata: Annotated[Metadata, Meta(description="Evidence: the page's record.")] = field(default_factory=Metadata)


@dataclass(slots=True)
class SkippedLine:
    """One URL that was not taken, and why (skipped.jsonl; ours)."""

    url: Annotated[str, Meta(description="Canonical address.")]
    reason: Annotated[SkipReason, Meta(description="Why it was not taken.")]
    detail: Annotated[str | None, Meta(description="The rule or the error behind the reason.")] = None
    trap: Annotated[TrapKind | None, Meta(description="Kind of trap it belongs to; null for any other reason.")] = None
    via: Annotated[str | None, Meta(description="Page it was found on; null for a seed.")] = None
    depth: Annotated[int, Meta(description="Links away from a seed.")] = 0
    visitId: Annotated[str | None, Meta(description="The visit that wanted it; null for a page.")] = None
    decidedAt: Annotated[str | None, Meta(description="When it was decided, UTC.")] = None
