"""Platforms that other packages add, by the entry-point group ``crawler.parsers``.

An entry point names a ``Platform`` value. Nothing is loaded on import: ``parsing.platforms`` calls ``load`` once in a
process, for every command; the platforms found are asked before ours, in the order of their names. Entry points:
https://packaging.python.org/en/latest/specifications/entry-points/.
"""

from importlib.metadata import EntryPoint, entry_points
from typing import Final

from crawler.errors import ConfigError
from crawler.parsers.comments.platform import Platform

GROUP: Final = "crawler.parsers"


def load() -> tuple[Platform, ...]:
    """The installed platforms. ConfigError names the package of an entry point that gives no ``Platform``."""
    return tuple(map(_platform, sorted(entry_points(group=GROUP), key=lambda point: point.name)))


def _platform(point: EntryPoint) -> Platform:
    try:
        value = point.load()
    except Exception as error:  # what a module of others raises while it is imported can be anything
        raise _refused(point, f"cannot be loaded ({type(error).__name__}: {error})") from error
    if not isinstance(value, Platform):
        raise _refused(point, f"is a {type(value).__name__} and no Platform")
    return value


def _refused(point: EntryPoint, found: str) -> ConfigError:
    package = point.dist.name if point.dist is not None else "unknown"
    return ConfigError(
        f"comment platforms of the package {package}: {point.name} = {point.value} in {GROUP} {found}; "
        "mend the package, or uninstall it"
    )
