"""When a host may be asked again: one small state per host, changed only by the caller's events and clock.

Theory of operation. Between two starts lies at least the gap, and no more than ``at_once`` requests are open. The gap
is the largest of: the configured delay, the host's crawl-delay, the time the host lately took to answer if it is
slow, and the penalty. Trouble (no answer, 429, 503) doubles the penalty, beginning at ``FIRST_PENALTY``; every good
answer halves it. A page that blocks us with a good status is trouble from the third in a row on. A Retry-After is
obeyed as it stands, under a ceiling. All times are monotonic seconds passed in.
"""

from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Final

FIRST_PENALTY: Final = 2.0
"""Seconds added to a host's gap by its first trouble."""

MAX_PENALTY: Final = 300.0
"""Seconds beyond which trouble adds no more: five minutes between attempts find a host that is back soon enough."""

MAX_RETRY_AFTER: Final = 86_400.0
"""Longest Retry-After that is obeyed, in seconds; a year is a mistake or a trap."""

SLOW: Final = 2.0
"""Seconds to answer from which a host counts as slow; it then has about one request of ours at a time."""

BLOCKS: Final = 3
"""Pages in a row that are a wall or an error from which on a host counts as troubled."""

TROUBLE: Final = frozenset({None, 429, 503})
"""Statuses, None for no answer, that slow a host down."""


@dataclass(slots=True)
class HostState:
    """What is known of one host.

    ``due``: no request may start before; ``took``: smoothed seconds to an answer; ``blocks``: pages in a row that
    were a wall or an error.
    """

    due: float = 0.0
    in_flight: int = 0
    penalty: float = 0.0
    took: float = 0.0
    crawl_delay: float = 0.0
    blocks: int = 0


@dataclass(frozen=True, slots=True)
class Throttle:
    """The politeness of a whole crawl: least seconds between two starts, most requests open, both per host."""

    delay: float = 1.0
    at_once: int = 4

    def gap(self, host: HostState) -> float:
        """Seconds between two starts as things stand."""
        slow = host.took if host.took >= SLOW else 0.0
        return max(self.delay, host.crawl_delay, slow, host.penalty)

    def ready(self, host: HostState, now: float) -> bool:
        """Whether a request may start now."""
        return host.in_flight < self.at_once and host.due <= now

    def started(self, host: HostState, now: float) -> None:
        """A request starts; the host was ``ready``."""
        host.in_flight += 1
        host.due = now + self.gap(host)

    def ended(
        self, host: HostState, now: float, *, status: int | None, took: float, retry_after: float | None = None
    ) -> None:
        """A request that had started is over after ``took`` seconds; ``status`` None when nothing was answered."""
        host.in_flight -= 1
        host.took = took if not host.took else (host.took + took) / 2
        if status in TROUBLE:
            host.penalty = min(max(host.penalty * 2, FIRST_PENALTY), MAX_PENALTY)
            host.due = max(host.due, now + max(self.gap(host), min(retry_after or 0.0, MAX_RETRY_AFTER)))
        else:
            host.penalty = host.penalty / 2 if host.penalty > FIRST_PENALTY / 2 else 0.0

    def looked(self, host: HostState, now: float, *, blocked: bool) -> bool:
        """A page of the host was read; whether it makes trouble, which is when several in a row were no pages."""
        host.blocks = host.blocks + 1 if blocked else 0
        if host.blocks < BLOCKS:
            return False
        # Four times, since the answer itself, taken for a good one, has just halved it.
        host.penalty = min(max(host.penalty * 4, FIRST_PENALTY), MAX_PENALTY)
        host.due = max(host.due, now + self.gap(host))
        return True


def retry_after(value: str | None, *, now: datetime) -> float | None:
    """Seconds that a Retry-After header asks for, given as such or as a date (RFC 9110 section 10.2.3).

    ``now`` is the wall clock with its zone. None for no header, a past date or what is neither.
    """
    text = (value or "").strip()
    if text.isascii() and text.isdigit():
        return float(text[:12])
    try:
        date = parsedate_to_datetime(text)
    except ValueError:
        return None
    seconds = ((date if date.tzinfo else date.replace(tzinfo=UTC)) - now).total_seconds()
    return seconds if seconds > 0 else None
