"""Which record proves what was read."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Evidence:
    """The record one extraction was read from: WARC-Record-ID and WARC-Date as written in the record."""

    record_id: str
    captured_at: str
