"""Platforms that other packages add, by the entry-point group ``crawler.parsers``.

An entry point names a ``Platform`` value. Nothing is loaded on import: the command line, or whoever starts parsing,
calls ``load`` once; the platforms found are asked before ours, in the order of their names.
"""

from importlib.metadata import entry_points
from typing import Final

from crawler.errors import ConfigError
from crawler.parsers.comments.platform import Platform

GROUP: Final = "crawler.parsers"


def load() -> tuple[Platform, ...]:
    """The installed platforms. Raises ConfigError for an entry point that does not name a ``Platform``."""
    found: list[Platform] = []
    for point in sorted(entry_points(group=GROUP), key=lambda point: point.name):
        value = point.load()
        if not isinstance(value, Platform):
            raise ConfigError(f"Entry point {point.name} ({point.value}) of {GROUP} is no Platform; fix or remove it.")
        found.append(value)
    return tuple(found)
