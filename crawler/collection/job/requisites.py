"""What pages need to be shown becomes rows: each address once in a job, each page within its budget.

A page's budget counts what it was the first to want, and what its styles want in turn. It is kept in memory for the
newest pages; after a restart it begins anew.
"""

from collections import OrderedDict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from crawler.collection.changes import NewRow
from crawler.collection.job.seen import Seen
from crawler.collection.job.tally import Tally
from crawler.frontier.priority import Priority
from crawler.parsers.requisite import Requisite, RequisiteKind
from crawler.store.rows import Row, requisite_key
from crawler.urls import canonical, host_of

MAX_STYLE_LEVEL: Final = 4
"""A page's own styles are level 1, so @import is followed three deep."""
BUDGETS: Final = 10_000
"""Pages whose budget is remembered."""


@dataclass(slots=True)
class _Spent:
    count: int = 0
    received: int = 0


class Requisites:
    """Turns requisites into rows of one job; what the budgets leave out is counted in ``tally``."""

    def __init__(self, job_id: int, seen: Seen, *, tally: Tally, max_count: int, max_bytes: int) -> None:
        """No page has spent anything yet."""
        self._job_id, self._seen, self._tally = job_id, seen, tally
        self._max_count, self._max_bytes = max_count, max_bytes
        self._pages: OrderedDict[str, _Spent] = OrderedDict()

    def of_page(self, found: Iterable[Requisite] | None, *, visit_id: str, via: str, depth: int) -> list[NewRow]:
        """New rows for what the page at ``via`` asks for; None, where it could not be read for them, is counted."""
        if found is None:
            self._tally.leave_out_page()
            return []
        return self._rows(found, 1, visit_id=visit_id, via=via, depth=depth)

    def of_style(self, row: Row, found: Iterable[Requisite], *, via: str) -> list[NewRow]:
        """New rows for what the style at ``via``, which answered ``row``, asks for."""
        level = (row.requisite or 0) + 1
        wanted = (one for one in found if level <= MAX_STYLE_LEVEL or one.kind is not RequisiteKind.STYLE)
        return self._rows(wanted, level, visit_id=row.visit_id or "", via=via, depth=row.depth)

    def received(self, row: Row, size: int) -> None:
        """An answer of ``size`` bytes is in the archive."""
        self._spent(row.visit_id or "").received += size

    def affords(self, row: Row) -> bool:
        """Whether its page may still have it; what it may not have is counted."""
        affordable = self._spent(row.visit_id or "").received < self._max_bytes
        self._tally.leave_out(not affordable)
        return affordable

    def follows(self, row: Row, target: str) -> bool:
        """Whether a redirect to ``target`` leads on: to the row's own addresses, or to one that no other row has."""
        place = canonical(target)
        own = {canonical(url) for url in (*row.hops, row.url)}
        return place in own or bool(self._seen.fresh([requisite_key(self._job_id, place)]))

    def _spent(self, visit_id: str) -> _Spent:
        spent = self._pages.setdefault(visit_id, _Spent())
        self._pages.move_to_end(visit_id)
        if len(self._pages) > BUDGETS:
            self._pages.popitem(last=False)
        return spent

    def _rows(self, found: Iterable[Requisite], level: int, *, visit_id: str, via: str, depth: int) -> list[NewRow]:
        keys: dict[int, Requisite] = {}
        for one in found:
            keys.setdefault(requisite_key(self._job_id, canonical(one.url)), one)
        rows = [
            Row(
                key=key,
                job_id=self._job_id,
                url=keys[key].url,
                host=host_of(keys[key].url),
                priority=Priority.REQUISITE,
                depth=depth,
                via=via,
                visit_id=visit_id,
                requisite=level if keys[key].kind is RequisiteKind.STYLE else 0,
            )
            for key in self._take(keys, self._spent(visit_id))
        ]
        return [NewRow(row) for row in rows]

    def _take(self, keys: Iterable[int], spent: _Spent) -> list[int]:
        """The first new ones of ``keys`` that the budget has room for; what it has not stays new for other pages."""
        unknown = self._seen.unknown(keys)
        fresh = [key for key in keys if key in unknown]
        taken, left = fresh[: self._max_count - spent.count], fresh[self._max_count - spent.count :]
        self._seen.remember(set(keys) - set(left))
        self._tally.leave_out(len(left))
        spent.count += len(taken)
        return taken
