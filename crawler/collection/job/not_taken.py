"""What becomes of rows that nobody will answer: each is skipped with its reason, and its visit goes on without it."""

import logging
from typing import Final

from crawler.collection.hosts import HostBook
from crawler.collection.job.ledger import Ledger
from crawler.collection.job.looks import Looks
from crawler.collection.job.requisite_answers import RequisiteAnswers
from crawler.collection.job.tally import Tally
from crawler.collection.redactions import Withheld
from crawler.store.rows import Row, State

logger = logging.getLogger(__name__)

UNREACHABLE: Final = "robots.txt unreachable"
"""What a decision says when there were no rules to go by; that a host had none earlier tells nothing of later ones."""


class NotTaken:
    """Settles rows that nobody will answer, each with its reason."""

    def __init__(
        self,
        ledger: Ledger,
        looks: Looks,
        requisites: RequisiteAnswers,
        *,
        hosts: HostBook,
        tally: Tally,
        gone: Withheld,
    ) -> None:
        """``hosts`` and ``tally`` count what is not taken; ``gone`` was taken out of the collection."""
        self._ledger, self._looks, self._requisites = ledger, looks, requisites
        self._hosts, self._tally, self._gone = hosts, tally, gone
        self._unreachable: dict[str, str] = {}

    def failed(self, row: Row, detail: str) -> None:
        """All attempts are used up; ``detail`` says how the last one ended."""
        if row.is_page:
            logger.info("%s: not captured: %s", row.url, detail)
        self._skip(row, "failed", detail, given_up=detail)

    def forbidden(self, row: Row, decision: str) -> None:
        """robots.txt forbids it, or could not be had."""
        self._hosts.of(row.host).refused += 1
        why = self._unreachable.get(row.host) if UNREACHABLE in decision else None
        detail = f"{decision} ({why})" if why else decision
        self._skip(row, "robotsTxt", detail, given_up="robotsTxt")

    def withheld(self, row: Row) -> bool:
        """Whether its address was taken out of the collection: then it is not fetched into it again."""
        why = self._gone.why(row.url)
        if why is None:
            return False
        self._skip(row, "redacted", why, given_up="redacted")
        return True

    def unreachable(self, host: str, detail: str) -> None:
        """The host's robots.txt was not had; whatever it forbids says why."""
        self._unreachable[host] = detail

    def _skip(self, row: Row, reason: str, detail: str, *, given_up: str) -> None:
        """Settle a row; ``given_up`` is what its visit tells of a need, in place of ``detail``."""
        if row.need is not None:
            self._looks.give_up(row, given_up)
            self._ledger.settle(row, State.SKIPPED, reason=reason, detail=given_up)
        elif row.requisite is not None:
            self._requisites.skip(row, reason, detail)
        else:
            self._tally.trouble = f"{row.url}: {detail}"
            self._ledger.settle(row, State.SKIPPED, reason=reason, detail=detail)
