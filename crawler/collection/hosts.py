"""How each host was treated: the proof of politeness, kept small, written to ``logs/hosts.jsonl`` when a crawl ends."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import msgspec

from crawler.errors import DiskError

MAX_HOSTS: Final = 10_000
"""Hosts with a record of their own; beyond it those asked least become one record, ``OTHERS``."""

OTHERS: Final = "(others)"


@dataclass(slots=True, kw_only=True)
class HostRecord:
    """One host. Seconds throughout; ``smallestGap`` lies between the starts of two requests, None below two.

    ``backOffs`` counts answers that slowed us down, ``longestWait`` is the longest time a host was let alone then.
    ``blocks`` counts pages that looked like a wall or an error, ``refused`` addresses that robots.txt forbids.
    """

    host: str
    requests: int = 0
    bytes: int = 0
    smallestGap: float | None = None  # noqa: N815 - a JSON key
    refused: int = 0
    backOffs: int = 0  # noqa: N815 - a JSON key
    longestWait: float = 0.0  # noqa: N815 - a JSON key
    blocks: int = 0


class HostBook:
    """Records by host. All times are monotonic seconds passed in."""

    def __init__(self) -> None:
        """No host was asked yet."""
        self._records: dict[str, HostRecord] = {}
        self._started: dict[str, float] = {}

    def of(self, host: str) -> HostRecord:
        """The record of a host, made on first use."""
        if (found := self._records.get(host)) is None:
            if len(self._records) >= MAX_HOSTS:
                self._fold()
            found = self._records[host] = HostRecord(host=host)
        return found

    def started(self, host: str, now: float) -> None:
        """A request to the host starts."""
        record = self.of(host)
        record.requests += 1
        if (before := self._started.get(host)) is not None:
            gap = now - before
            record.smallestGap = gap if record.smallestGap is None else min(record.smallestGap, gap)
        self._started[host] = now

    def waits(self, host: str, seconds: float) -> None:
        """The host is let alone for so long, since its answer asked for it."""
        record = self.of(host)
        record.backOffs += 1
        record.longestWait = max(record.longestWait, seconds)

    def busiest(self, count: int | None = None) -> list[HostRecord]:
        """Records, most requests first, then by name."""
        return sorted(self._records.values(), key=lambda record: (-record.requests, record.host))[:count]

    def write(self, path: Path) -> None:
        """One JSON line for each host, in place of what an earlier run left, which stays when that fails: DiskError."""
        lines = [msgspec.json.encode(record) + b"\n" for record in self.busiest()]
        new = path.with_name(path.name + ".new")
        try:
            new.write_bytes(b"".join(lines))
            new.replace(path)
        except OSError as error:
            new.unlink(missing_ok=True)
            raise DiskError(
                f"cannot write {path}: {error.strerror}; all that was captured is safe, only this is missing"
            ) from error

    def _fold(self) -> None:
        """Let go of the half that was asked least."""
        fewest = [record for record in self.busiest() if record.host != OTHERS][MAX_HOSTS // 2 :]
        others = _sum([*fewest, self._records.get(OTHERS, HostRecord(host=OTHERS))])
        for record in fewest:
            del self._records[record.host]
            self._started.pop(record.host, None)
        self._records[OTHERS] = others


def _sum(records: Iterable[HostRecord]) -> HostRecord:
    total = HostRecord(host=OTHERS)
    for record in records:
        total.requests += record.requests
        total.bytes += record.bytes
        total.refused += record.refused
        total.backOffs += record.backOffs
        total.blocks += record.blocks
        total.longestWait = max(total.longestWait, record.longestWait)
        gaps = [gap for gap in (total.smallestGap, record.smallestGap) if gap is not None]
        total.smallestGap = min(gaps, default=None)
    return total
