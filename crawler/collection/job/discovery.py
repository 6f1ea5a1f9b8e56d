"""From links to rows: in scope or not, a trap or not, never twice."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from crawler.collection.changes import NewRow
from crawler.collection.job.seen import Seen
from crawler.frontier import trap
from crawler.frontier.priority import Priority, of_link
from crawler.frontier.scope import Scope
from crawler.parsers.extraction import Link, LinkKind
from crawler.parsers.need import Need
from crawler.store.rows import Row, State, need_key, page_key
from crawler.urls import canonical, host_of

OUT_OF_SCOPE: Final = "outOfScope"
TRAP: Final = "trap"
DUPLICATE: Final = "duplicate"
MAX_PATTERNS: Final = 20_000
"""Patterns of calendars and listings whose addresses are counted."""


@dataclass(slots=True)
class Discovery:
    """Turns what pages link to into rows of one job. ``scope`` may move along with a seed's redirect."""

    job_id: int
    scope: Scope
    max_depth: int | None
    seen: Seen
    trap_pages: int
    _alike: Counter[str]

    def links(self, links: Iterable[Link], *, via: str, depth: int) -> list[NewRow]:
        """Rows for the links of a page at ``via``, ``depth`` links away from a seed, without those known already."""
        kinds: dict[str, LinkKind] = {}
        for link in links:
            kinds.setdefault(canonical(link.url), link.kind)
        keys = {page_key(self.job_id, url): url for url in kinds}
        fresh = self.seen.fresh(list(keys))
        return [
            self._judge(Row(key, self.job_id, url, host_of(url), of_link(url, kinds[url]), depth + 1, via))
            for key, url in keys.items()
            if key in fresh
        ]

    def seeds(self, urls: Iterable[str]) -> list[NewRow]:
        """Rows for the seeds of a new job."""
        keys = {page_key(self.job_id, url): url for url in map(canonical, urls)}
        fresh = self.seen.fresh(list(keys))
        rows = (Row(key, self.job_id, url, host_of(url), Priority.SEED) for key, url in keys.items() if key in fresh)
        return [NewRow(row) for row in rows]

    def needs(self, needs: Iterable[Need], *, visit_id: str, via: str, depth: int) -> list[NewRow]:
        """New rows for what a visit asks for; scope does not bind them. As pages of their own they count as taken."""
        wanted = list(needs)
        rows = [
            Row(
                key=need_key(self.job_id, visit_id, need.key),
                job_id=self.job_id,
                url=need.url,
                host=host_of(need.url),
                priority=Priority.NEED,
                depth=depth,
                via=via,
                need=need,
                visit_id=visit_id,
            )
            for need in wanted
        ]
        plain = [need.url for need in wanted if need.method == "GET"]
        fresh = self.seen.fresh([row.key for row in rows])
        found = [NewRow(row) for row in rows if row.key in fresh]
        return found + self.recalled(plain, via=via, depth=depth)

    def taken(self, urls: Iterable[str], *, via: str, depth: int) -> list[NewRow]:
        """Rows that say of addresses read on the way (a redirect's end, a comment page): not again as pages."""
        places = sorted(set(map(canonical, urls)))
        rows = (
            Row(page_key(self.job_id, url), self.job_id, url, host_of(url), Priority.PAGE, depth, via) for url in places
        )
        return [NewRow(row, State.SKIPPED, DUPLICATE) for row in rows]

    def recalled(self, urls: Iterable[str], *, via: str, depth: int) -> list[NewRow]:
        """The same for addresses that may be known already; only those that are not."""
        found = self.taken(urls, via=via, depth=depth)
        fresh = self.seen.fresh([new.row.key for new in found])
        return [new for new in found if new.row.key in fresh]

    def redirected(self, row: Row, target: str) -> str | None:
        """Why a redirect of ``row`` to ``target`` is not followed: out of scope, or a page of its own. None: follow.

        An address among the row's own hops is followed again, as sites that set a
        cookie and send the reader round want it.
        """
        if row.need is not None:
            return None
        if not self.scope.contains(target):
            return OUT_OF_SCOPE
        place = canonical(target)
        if place in {canonical(url) for url in (*row.hops, row.url)}:
            return None
        return None if self.seen.fresh([page_key(self.job_id, place)]) else DUPLICATE

    def _judge(self, row: Row) -> NewRow:
        if not self.scope.contains(row.url) or (self.max_depth is not None and row.depth > self.max_depth):
            return NewRow(row, State.SKIPPED, OUT_OF_SCOPE)
        pattern = trap.pattern(row.url)
        if pattern is not None:
            self._count(pattern)
        alike = self._alike[pattern] - 1 if pattern else 0
        if kind := trap.judge(row.url, alike=alike, far=row.depth, most=self.trap_pages):
            return NewRow(row, State.SKIPPED, TRAP, kind)
        return NewRow(row)

    def _count(self, pattern: str) -> None:
        """One more of a pattern; when there are too many patterns, those with few addresses begin anew."""
        self._alike[pattern] += 1
        if len(self._alike) > MAX_PATTERNS:
            self._alike = Counter(dict(self._alike.most_common(MAX_PATTERNS // 2)))


def discovery(job_id: int, scope: Scope, *, max_depth: int | None, trap_pages: int, seen: Seen) -> Discovery:
    """A discovery that has taken nothing yet."""
    return Discovery(job_id, scope, max_depth, seen, trap_pages, Counter())
