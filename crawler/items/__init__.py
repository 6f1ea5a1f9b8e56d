"""What comes out of a crawl: one small file per noun, keys as schema.org and zyte-common-items name them.

In: nothing, these are the lowest layer. Out: dataclasses that parsers fill, pipelines stamp and dataset writes.
Items are slotted but not frozen, since Scrapy's ItemAdapter assigns to them. Every field carries its description
as msgspec ``Meta``, so that it reaches the published JSON Schema. Absent is ``None``, never a guess.
To add a field: add it here with its description, fill it in a parser, and raise ``SCHEMA_VERSION``.
"""

from crawler.items.article import Article, Breadcrumb, Contributor, Image
from crawler.items.comment import Comment
from crawler.items.metadata import SCHEMA_VERSION, Metadata
from crawler.items.party import Party
from crawler.items.thread import CommentThread

__all__ = [
    "SCHEMA_VERSION",
    "Article",
    "Breadcrumb",
    "Comment",
    "CommentThread",
    "Contributor",
    "Image",
    "Metadata",
    "Party",
]
