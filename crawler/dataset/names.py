"""Names of the data files, for those who only need to know where things lie."""

from typing import Final

ARTICLES: Final = "articles.jsonl"
THREADS: Final = "threads.jsonl"
COMMENTS: Final = "comments.jsonl"
VISITS: Final = "visits.jsonl"
SKIPPED: Final = "skipped.jsonl"
ITEMS: Final = "items.jsonl"
"""Items of other people's spiders, as they are; only there when a project uses the add-on."""

REBUILT: Final = (ARTICLES, THREADS, COMMENTS, VISITS)
"""What an archive tells, and is rebuilt from it."""

FILES: Final = (*REBUILT, SKIPPED)
