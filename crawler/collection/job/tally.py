"""What a crawl has done so far, counted for the progress line and the summary."""

from collections import Counter
from dataclasses import dataclass, field
from typing import Final

from crawler.dataset.changes import Changes
from crawler.parsers.unread import UnreadPages
from crawler.parsers.visit import Found
from crawler.store.rows import Row

OVER_BUDGET: Final = "overBudget"
"""Why a requisite is missing that neither robots.txt nor its host refused; counted, no line in skipped.jsonl."""
UNREAD_PAGE: Final = "unreadPage"
"""The same of all that a page asks for: no more is known than that there was one such page."""


@dataclass(slots=True)
class Tally:
    """Counts since this process began. ``received`` is bytes of answers on the wire, ``host`` the one asked last.

    ``blocks`` counts pages that were a wall or an error in place of what was asked for; ``missing`` tells of page
    requisites that are not in the archive, which ``skipped`` does not count; ``unread`` pages are in the archive, and
    empty in the data.
    """

    requests: int = 0
    pages: int = 0
    blocks: int = 0
    requisites: int = 0
    received: int = 0
    articles: int = 0
    threads: int = 0
    comments: int = 0
    partial_threads: int = 0
    host: str = ""
    trouble: str = "no seed was answered"
    unread: UnreadPages = field(default_factory=UnreadPages)
    kinds: Counter[str] = field(default_factory=Counter)
    changed: Counter[str] = field(default_factory=Counter)
    skipped: Counter[str] = field(default_factory=Counter)
    missing: Counter[str] = field(default_factory=Counter)
    statuses: Counter[str] = field(default_factory=Counter)

    def exchange(self, host: str, *, status: int | None, received: int) -> None:
        """Count one exchange."""
        self.host = host
        self.requests += 1
        self.received += received
        self.statuses[str(status) if status else "no answer"] += 1

    def skip(self, row: Row, reason: str) -> None:
        """Count a row that is not taken."""
        (self.skipped if row.requisite is None else self.missing)[reason] += 1

    def leave_out(self, count: int) -> None:
        """Count requisites that a page's budget has no room for."""
        if count:
            self.missing[OVER_BUDGET] += count

    def leave_out_page(self) -> None:
        """Count a page whose requisites could not be read."""
        self.missing[UNREAD_PAGE] += 1

    def items(self, found: Found, changed: Changes) -> None:
        """Count what one visit gave, and what of it was new or changed."""
        for name, lines in changed.lines.items():
            self.changed[name] += len(lines)
        self.articles += found.article is not None
        self.threads += len(found.threads)
        self.comments += sum(len(thread.comments) for thread in found.threads)
        self.partial_threads += sum(thread.isComplete is False for thread in found.threads)
