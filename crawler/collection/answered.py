"""Which row a capture answered: journalled with the capture itself, by the committer and by recovery alike.

A page whose capture is safe is never asked for again, even when the process dies before it was read.
"""

import sqlite3
from dataclasses import dataclass, replace

from crawler.collection.facts import Facts, Purpose
from crawler.frontier.answer import Verdict, judge
from crawler.frontier.priority import Priority
from crawler.parsers.need import Need
from crawler.store import rows
from crawler.store.rows import Row, State, need_key, page_key, requisite_key
from crawler.urls import canonical, host_of
from crawler.wire.exchange import Outcome


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """What a capture tells of itself."""

    url: str
    facts: Facts
    record_id: str
    status: int | None
    outcome: Outcome


def settle_answered(connection: sqlite3.Connection, answer: Answered) -> None:
    """The row that a final answer settles is archived; it is made when the journal never heard of it.

    A redirect is taken for a hop, and its row starts again.
    """
    row = _row(answer)
    if row is None or judge(answer.status, answer.outcome, location="-") is not Verdict.FINAL:
        return
    known, state = rows.by_keys(connection, [row.key]).get(row.key, (row, None))
    if state is None:
        rows.add(connection, [(row, State.ARCHIVED, None)])
    if state in (None, State.QUEUED):
        archived = replace(known, visit_id=answer.facts.visit, record_id=answer.record_id)
        rows.settle(connection, archived, State.ARCHIVED)


def _row(answer: Answered) -> Row | None:
    """The row a capture was made for, as far as its metadata tells."""
    facts = answer.facts
    first = canonical(facts.hops[0] if facts.hops else answer.url)
    visit, job, host = facts.visit or "", facts.job, host_of(first)
    match facts.purpose:
        case Purpose.PAGE:
            return Row(page_key(job, first), job, first, host, depth=facts.depth, via=facts.via, visit_id=visit)
        case Purpose.NEED if facts.need is not None:
            need = Need(answer.url, platform="", thread="")
            return Row(need_key(job, visit, facts.need), job, answer.url, host, need=need, visit_id=visit)
        case Purpose.REQUISITE:
            # Whether it is a style is told by its answer, when it is read.
            key = requisite_key(job, first)
            return Row(key, job, first, host, Priority.REQUISITE, via=facts.via, visit_id=visit, requisite=1)
        case _:
            return None
