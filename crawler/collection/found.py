"""What a scan of a WARC found goes into the journal: captures, the rows that they settle, ends of visits."""

import sqlite3
from dataclasses import replace

from crawler.collection.answered import Answered, settle_answered
from crawler.collection.ended import read_ended
from crawler.collection.facts import read_facts
from crawler.collection.journalled import capture_row
from crawler.store import captures, collections, ends
from crawler.warc.scan import Recovered, Tail
from crawler.wire.exchange import Outcome


class Finds:
    """Enters what scans found of one collection, file by file in the order in which they were written.

    What refers to a record that is not there is left out: a page that cannot be shown was not captured.
    """

    def __init__(self, connection: sqlite3.Connection, collection_id: int) -> None:
        """``connection`` is in a transaction whenever something is entered."""
        self._connection, self._collection = connection, collection_id
        self._jobs = {number: number for number in collections.job_ids(connection, collection_id)}

    def enter(self, tail: Tail) -> None:
        """Enter the captures and the ends of visits of one file."""
        for found in tail.captures:
            self._capture(found)
        told = (read_ended(end.stored.record.target_uri, end.facts) for end in tail.visit_ends)
        whole = [end for end in told if end is not None and self._has(end.page)]
        ends.add(self._connection, self._collection, [(end.visit_id, end.fields()) for end in whole])

    def _capture(self, found: Recovered) -> None:
        row = capture_row(found.url, found.written)
        if row is None or (found.refers_to is not None and not self._has(found.refers_to)):
            return
        captures.add(self._connection, self._collection, row)
        facts = read_facts(found.facts)
        if facts is None:
            return
        answer = Answered(
            url=found.url,
            facts=replace(facts, job=self._job(facts.job, row.captured_at)) if facts.job else facts,
            record_id=row.record_id,
            status=found.written.status,
            outcome=_outcome(found),
        )
        settle_answered(self._connection, answer)

    def _has(self, record_id: str) -> bool:
        return captures.by_record(self._connection, self._collection, record_id) is not None

    def _job(self, number: int, at: str) -> int:
        """The job of this journal that a capture's job stands for; one that it does not know is over."""
        if number not in self._jobs:
            self._jobs[number] = collections.past_job(self._connection, self._collection, at)
        return self._jobs[number]


def _outcome(found: Recovered) -> Outcome:
    named = dict(found.facts).get("outcome")
    return Outcome(named) if named in set(Outcome) else Outcome.UNSPECIFIED
