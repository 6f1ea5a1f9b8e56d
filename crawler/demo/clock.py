"""The demo site's clock: frozen until a test or a person moves it, so that the same look gives the same bytes."""

from datetime import UTC, datetime, timedelta
from typing import Final

OPENING: Final = datetime(2026, 3, 2, 8, 0, tzinfo=UTC)
"""The first morning of the story: what a plain demo run shows."""

CLOSING: Final = OPENING + timedelta(days=30)
"""By this instant every scheduled event has happened."""


class Clock:
    """A settable instant, shared by a running server and whoever moves it. Aware times only (ValueError else)."""

    def __init__(self, now: datetime = OPENING) -> None:
        self.set(now)

    @property
    def now(self) -> datetime:
        """The site's present, UTC."""
        return self._now

    def set(self, now: datetime) -> None:
        """Jump to an instant, forwards or backwards."""
        if now.tzinfo is None:
            raise ValueError(f"the demo clock needs an instant with an offset, not {now.isoformat()}")
        self._now = now.astimezone(UTC)

    def advance(self, by: timedelta) -> None:
        """Move on by a span."""
        self.set(self._now + by)
