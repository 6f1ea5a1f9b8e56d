"""The records around one in its file: which of them name each other, and what the request beside an answer asked."""

from collections.abc import Iterable
from typing import Final

from crawler.warc.check.seen import Names
from crawler.warc.check.walk import Raw

_RECENT: Final = 64
"""Records kept in mind, so that names of neighbours need no look-up among all records; up to twice as many are."""


class Neighbours:
    """The last records of a file, and the names in them of records that were not there yet."""

    def __init__(self) -> None:
        self._recent: dict[str, str] = {}
        self._older: dict[str, str] = {}
        self._waiting: dict[str, Names] = {}

    def add(self, raw: Raw, record_id: str) -> Names | None:
        """Keep the next record in mind; gives a name that was waited for long enough, if there is one."""
        self._waiting.pop(record_id, None)
        if len(self._recent) == _RECENT:
            self._older, self._recent = self._recent, {}
        self._recent[record_id] = ""
        for target in raw.concurrent:
            if target not in self._recent and target not in self._older:
                self._waiting[target] = Names("concurrentTo", raw.offset, record_id, target)
        return self._waiting.pop(next(iter(self._waiting))) if len(self._waiting) > _RECENT else None

    def asked(self, record_id: str, method: str) -> None:
        """Keep in mind the method of the request that was added last."""
        self._recent[record_id] = method

    def method_beside(self, raw: Raw) -> str:
        """Method of the request beside this answer, empty when it is not known."""
        for target in raw.concurrent:
            method = self._recent.get(target) or self._older.get(target, "")
            if method.isupper():
                return method
        return ""

    def missing(self) -> Iterable[Names]:
        """Names of records that were not found near, at the end of the file."""
        return self._waiting.values()
