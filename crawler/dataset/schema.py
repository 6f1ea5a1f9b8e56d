"""The JSON Schema of every kind of line in ``data/`` (https://json-schema.org/draft/2020-12/schema)."""

from typing import Any, Final

import msgspec

from crawler.dataset.names import ARTICLES, COMMENTS, SKIPPED, THREADS, VISITS
from crawler.dataset.rows import SkippedLine, VisitLine
from crawler.items import Article, Comment, CommentThread

TYPES: Final[dict[str, type]] = {
    ARTICLES: Article,
    THREADS: CommentThread,
    COMMENTS: Comment,
    VISITS: VisitLine,
    SKIPPED: SkippedLine,
}


def schema(filename: str) -> dict[str, Any]:
    """The schema of one data file's lines; every field carries its description."""
    made = msgspec.json.schema(TYPES[filename])
    if filename == THREADS:
        del made["$defs"]["CommentThread"]["properties"]["comments"]
        made["$defs"] = {name: value for name, value in made["$defs"].items() if name not in ("Comment",)}
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": filename, **made}
