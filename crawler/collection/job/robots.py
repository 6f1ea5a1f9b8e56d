"""What each origin asks of robots as it is known now: its robots.txt, and for pages its rights file.

Both are asked for before the origin's first page, and kept as long as RFC 9309 says.
"""

from typing import Final

from crawler import PRODUCT
from crawler.collection.facts import Purpose
from crawler.frontier.rights import RIGHTS_PATH, Rights, Said
from crawler.frontier.robots import Decision, RobotsRules
from crawler.urls import origin_of

MAX_CRAWL_DELAY: Final = 86_400.0
"""Longest crawl-delay that is obeyed, in seconds, as the longest Retry-After."""

PATHS: Final = {Purpose.ROBOTS: "/robots.txt", Purpose.RIGHTS: RIGHTS_PATH}
"""Where an origin has these files."""


class RobotsBook:
    """Rules and rights by origin. ``now`` is in seconds of any steady clock."""

    def __init__(self, *, obey: bool = True) -> None:
        """Nothing is known yet. Without ``obey``, robots.txt is neither asked for nor minded."""
        self._obey = obey
        self._rules: dict[str, tuple[RobotsRules, float]] = {}
        self._rights: dict[str, tuple[Rights, float]] = {}

    def wanted(self, url: str, *, page: bool, now: float) -> Purpose | None:
        """Which file must be asked for (again) before ``url`` may be; None when all is known that matters.

        The rights file matters for pages that may be taken; where robots.txt forbids it, it counts as none.
        """
        origin = origin_of(url)
        if self._obey and not _holds(self._rules.get(origin), now):
            return Purpose.ROBOTS
        if not page or _holds(self._rights.get(origin), now):
            return None
        allowed = (self.decision(asked) for asked in (url, origin + RIGHTS_PATH))
        return Purpose.RIGHTS if all(one is None or one.allowed for one in allowed) else None

    def decision(self, url: str) -> Decision | None:
        """Whether we may fetch ``url`` by the rules known last; None where they are not minded."""
        known = self._rules.get(origin_of(url))
        return known[0].allowed(url, PRODUCT) if known is not None else None

    def rights(self, url: str, now: float) -> Said:
        """What the rights file of its origin says of ``url``; nothing where there is none."""
        known = self._rights.get(origin_of(url))
        return known[0].of(url) if known is not None and _holds(known, now) else ()

    def learn(self, origin: str, status: int | None, body: bytes, *, now: float) -> RobotsRules:
        """Take an answer to robots.txt; ``status`` None means that there was none."""
        rules = RobotsRules.from_response(status, body)
        self._rules[origin] = rules, now + rules.keep_for
        return rules

    def learn_rights(self, origin: str, status: int | None, body: bytes, *, now: float) -> None:
        """Take an answer to the rights file; ``status`` None means that there was none."""
        rights = Rights.from_response(status, body)
        self._rights[origin] = rights, now + rights.keep_for

    def crawl_delay(self, host: str) -> float:
        """Seconds between two requests that the host asks for: the most that any of its origins does, up to a day."""
        known = [known[0] for scheme in ("http", "https") if (known := self._rules.get(f"{scheme}://{host}"))]
        return min(max((rules.crawl_delay(PRODUCT) or 0.0 for rules in known), default=0.0), MAX_CRAWL_DELAY)


def _holds(known: tuple[object, float] | None, now: float) -> bool:
    return known is not None and now < known[1]


def shown(decision: Decision | None) -> str:
    """A decision as the archive's metadata says it."""
    if decision is None:
        return "ignored"
    word = "allowed" if decision.allowed else "disallowed"
    line = f" by line {decision.line}" if decision.line else ""
    return f"{word}{line}: {decision.rule}" if decision.rule else word
