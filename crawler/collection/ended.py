"""The end of a visit as a record of its own, durable before the visit's items: what was answered, what was given up."""

from collections.abc import Iterable
from dataclasses import dataclass

from crawler.parsers.visit import Visit
from crawler.warc.uris import VISIT_URI


@dataclass(frozen=True, slots=True)
class Ended:
    """A visit's end: the record of its page, the HTTP status, and the needs given up as (key, reason)."""

    visit_id: str
    url: str
    page: str
    given_up: tuple[tuple[str, str], ...] = ()

    @property
    def target(self) -> str:
        """Target-URI of the record."""
        return VISIT_URI + self.visit_id

    def fields(self) -> tuple[tuple[str, str], ...]:
        """The record's block."""
        return (
            ("outcome", "partial" if self.given_up else "complete"),
            ("url", self.url),
            ("page", self.page),
            *(("given-up", f"{key} {reason}") for key, reason in self.given_up),
        )


def ended(visit: Visit) -> Ended:
    """The end of ``visit`` as it stands."""
    given_up = tuple((given.need.key, given.reason) for given in visit.given_up)
    return Ended(visit.visit_id, visit.url, visit.evidence.record_id, given_up)


def read_ended(target: str, fields: Iterable[tuple[str, str]]) -> Ended | None:
    """The end a metadata record tells of, None when it tells of none."""
    if not target.startswith(VISIT_URI):
        return None
    pairs = tuple(fields)
    named = dict(pairs)
    keys = (value.partition(" ") for name, value in pairs if name == "given-up")
    return Ended(
        target.removeprefix(VISIT_URI),
        named.get("url", ""),
        named.get("page", ""),
        tuple((key, reason) for key, _, reason in keys),
    )
