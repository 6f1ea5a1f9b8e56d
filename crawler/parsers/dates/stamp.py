"""A date as read from a page."""

from dataclasses import dataclass

from crawler.items.comment import DatePrecision


@dataclass(frozen=True, slots=True)
class Stamp:
    """A date read: ISO 8601 value, its precision and the text it came from. ``relative`` values are estimates.

    ``value`` is None where the text is a date that cannot be placed: a clock alone, a day without a year.
    """

    value: str | None
    precision: DatePrecision | None
    raw: str
    relative: bool = False
