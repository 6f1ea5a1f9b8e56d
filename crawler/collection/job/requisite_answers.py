"""What becomes of requisites that were asked for: kept, read when they are styles, or given up."""

from dataclasses import replace
from pathlib import Path
from typing import Final

from crawler.collection.changes import Capture, Settled
from crawler.collection.job.ledger import Ledger
from crawler.collection.job.requisites import Requisites
from crawler.collection.job.tally import Tally
from crawler.collection.job.task import Task
from crawler.collection.pages import live_page, unchanged_page, warc_path
from crawler.frontier.throttle import HostState
from crawler.parsers.page import Page
from crawler.parsers.styles import style_requisites
from crawler.store.rows import Row, State
from crawler.wire.message import Head

TROUBLE_SECONDS: Final = 60.0
"""A host whose penalty is this long has failed six times in a row: requisites are not asked of it any more."""


class RequisiteAnswers:
    """Settles the rows of requisites; what styles ask for becomes rows in turn."""

    def __init__(self, rows: Requisites, ledger: Ledger, *, archive: Path, tally: Tally) -> None:
        """``archive`` holds the captures that a 304 may refer to."""
        self._rows, self._ledger, self._archive, self._tally = rows, ledger, archive, tally

    def kept(self, task: Task, capture: Capture, head: Head) -> None:
        """A final answer is in the archive."""
        row, exchange = task.row, capture.exchange
        self._tally.requisites += 1
        self._rows.received(row, exchange.response.length)
        if row.requisite:
            known = task.known if head.status == 304 else None
            self.read(
                row,
                unchanged_page(exchange, warc_path(self._archive, known), known, hops=row.hops)
                if known is not None
                else live_page(exchange, head, hops=row.hops),
            )
        self._ledger.settle(replace(row, record_id=capture.ids.response), State.DONE)

    def read(self, row: Row, style: Page) -> None:
        """A style answered ``row``."""
        self._ledger.add(self._rows.of_style(row, style_requisites(style), via=style.url))

    def resume(self, row: Row, style: Page | None) -> None:
        """Go on with one that an earlier run archived; ``style`` is to be read."""
        if style is not None:
            self.read(row, style)
        self._ledger.submit(Settled(row, State.DONE))

    def ends(self, row: Row, target: str) -> bool:
        """Whether a redirect ends here, since another row has its target; then this one is settled."""
        if self._rows.follows(row, target):
            return False
        self._ledger.settle(row, State.DONE)
        return True

    def dropped(self, row: Row, host: HostState) -> bool:
        """Whether one that is due was given up: its page has had enough, or its host fails again and again."""
        if not self._rows.affords(row):
            self._ledger.settle(row, State.DONE)
        elif host.penalty >= TROUBLE_SECONDS:
            self.skip(row, "failed", "its host fails again and again")
        else:
            return False
        return True

    def skip(self, row: Row, reason: str, detail: str) -> None:
        """One will not be had."""
        self._ledger.settle(row, State.SKIPPED, reason=reason, detail=f"page requisite: {detail}")
