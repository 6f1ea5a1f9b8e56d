"""Reading JSON that a stranger's server sent: never raises, and says None where a value is not what it should be."""

import json
import re
from typing import Any, Final

from crawler.parsers.json_text import whole
from crawler.parsers.page import Page

_NUMBER: Final = re.compile(r"-?\d{1,18}")
_MOST: Final = 10**18
"""Counts from here on are none: readers of what is written have 64 bits for them."""


def load(page: Page) -> Any:
    """The payload as JSON, None when it is none."""
    return loads(page.text)


def loads(source: str) -> Any:
    """``source`` as JSON, None when it is none or nested too deep."""
    try:
        return json.loads(whole(source))
    except (ValueError, RecursionError):
        return None


def text(value: object) -> str | None:
    """A non-empty string; numbers are written out, anything else is None."""
    if isinstance(value, bool):
        return None
    if isinstance(value, int | float):
        return str(value)
    return value.strip() or None if isinstance(value, str) else None


def number(value: object) -> int | None:
    """A count, None for anything that is no whole number of at most 18 digits."""
    if isinstance(value, bool):
        return None
    if isinstance(value, int):
        return value if abs(value) < _MOST else None
    return int(value) if isinstance(value, str) and _NUMBER.fullmatch(value.strip()) else None


def mapping(value: object) -> dict[str, Any]:
    """An object, empty for anything else."""
    return value if isinstance(value, dict) else {}


def sequence(value: object) -> list[Any]:
    """An array, empty for anything else."""
    return value if isinstance(value, list) else []
