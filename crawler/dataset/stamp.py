"""Where an item's evidence lies, put into its metadata once the record is written."""

from collections.abc import Iterator
from dataclasses import dataclass

from crawler.items import Article, CommentThread, Metadata


@dataclass(frozen=True, slots=True)
class Place:
    """A record's file (final name), offset in bytes, and the sha256 of its entity."""

    filename: str
    offset: int
    digest: str | None


def evidence(item: Article | CommentThread) -> Iterator[Metadata]:
    """Every metadata to stamp in an item: its own, and its comments'."""
    yield item.metadata
    if isinstance(item, CommentThread):
        yield from (comment.metadata for comment in item.comments)


def stamp(metadata: Metadata, place: Place) -> None:
    """Say where the record lies."""
    metadata.warcFilename = place.filename
    metadata.warcOffset = place.offset
    metadata.payloadDigest = place.digest
