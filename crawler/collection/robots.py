"""The rules of each origin as they are known now: asked for before its first page, kept as long as RFC 9309 says."""

from dataclasses import dataclass
from typing import Final

from crawler import PRODUCT
from crawler.frontier.robots import Decision, RobotsRules

MAX_CRAWL_DELAY: Final = 86_400.0
"""Longest crawl-delay that is obeyed, in seconds, as the longest Retry-After."""


@dataclass(slots=True)
class _Known:
    rules: RobotsRules
    until: float


class RobotsBook:
    """Rules by origin. ``now`` is in seconds of any steady clock."""

    def __init__(self) -> None:
        """Nothing is known yet."""
        self._known: dict[str, _Known] = {}

    def rules(self, origin: str, now: float) -> RobotsRules | None:
        """The origin's rules, None when they must be asked for (again)."""
        known = self._known.get(origin)
        return known.rules if known is not None and now < known.until else None

    def learn(self, origin: str, status: int | None, body: bytes, *, now: float) -> RobotsRules:
        """Take an answer to robots.txt; ``status`` None means that there was none."""
        rules = RobotsRules.from_response(status, body)
        self._known[origin] = _Known(rules, now + rules.keep_for)
        return rules

    def crawl_delay(self, host: str) -> float:
        """Seconds between two requests that the host asks for: the most that any of its origins does, up to a day."""
        known = [known.rules for scheme in ("http", "https") if (known := self._known.get(f"{scheme}://{host}"))]
        return min(max((rules.crawl_delay(PRODUCT) or 0.0 for rules in known), default=0.0), MAX_CRAWL_DELAY)


def shown(decision: Decision) -> str:
    """A decision as the archive's metadata says it."""
    word = "allowed" if decision.allowed else "disallowed"
    line = f" by line {decision.line}" if decision.line else ""
    return f"{word}{line}: {decision.rule}" if decision.rule else word


def judge(rules: RobotsRules, url: str) -> Decision:
    """Whether we may fetch ``url``."""
    return rules.allowed(url, PRODUCT)
