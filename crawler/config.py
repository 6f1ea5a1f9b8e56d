"""Every setting of a crawl, read once: flag before TOML before Scrapy setting before default; units in names."""

import os
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from math import inf
from pathlib import Path
from typing import Any, Final, Literal, get_args, get_type_hints

import msgspec

from crawler import PRODUCT, __version__
from crawler.errors import ConfigError

ScopeName = Literal["page", "prefix", "host", "domain"]
PREFIX: Final = "COLOPHON_"
_HEADER_NAME: Final = re.compile(r"[A-Za-z0-9!#$%&'*+.^_`|~-]+")
_HEADER_VALUE: Final = re.compile(r"[!-~](?:[ -~]*[!-~])?")
CONTACT_VARIABLE: Final = "COLOPHON_CONTACT"


@dataclass(frozen=True, slots=True, kw_only=True)
class Config:
    """One crawl's settings. A Scrapy setting is the field in upper case after ``COLOPHON_``, a TOML key the field."""

    seeds: tuple[str, ...] = ()
    collection: str | None = None
    archives: str = "archives"
    scope: ScopeName = "host"
    depth: int | None = None
    max_pages: int | None = None
    delay: float = 1.0
    concurrency: int = 16
    host_concurrency: int = 4
    requisites: bool = True
    obey_robots: bool = True
    allow_private: bool = False
    respect_directives: bool = False
    contact: str | None = None
    headers: dict[str, str] | None = None
    dedup_against: tuple[str, ...] = ()
    verify_tls: bool = False
    wire_proposals: bool = True
    connect_timeout_seconds: float = 20.0
    idle_timeout_seconds: float = 30.0
    total_timeout_seconds: float = 120.0
    page_max_bytes: int = 32 << 20
    requisite_max_bytes: int = 256 << 20
    thread_max_requests: int = 200
    page_max_requisites: int = 200
    page_requisites_max_bytes: int = 256 << 20
    trap_pages: int = 5_000
    retries: int = 2
    redirects: int = 10
    warc_max_bytes: int = 1_000_000_000
    warc_idle_seconds: float = 3600.0
    disk_floor_bytes: int = 200_000_000
    disk_wait_seconds: float = 86_400.0

    @property
    def user_agent(self) -> str:
        """The User-Agent header: product, version and whom to ask."""
        return f"{PRODUCT}/{__version__} (+{self.contact})" if self.contact else f"{PRODUCT}/{__version__}"

    def checked(self) -> "Config":
        """Itself, when every value lies in its range; else ConfigError naming the setting."""
        for name, least in _LEAST.items():
            value = getattr(self, name)
            if value is not None and not least <= value < inf:
                raise ConfigError(f"setting {name}: {value} is out of range; give a number from {least}")
        for name, value in (self.headers or {}).items():
            if not (_HEADER_NAME.fullmatch(name) and _HEADER_VALUE.fullmatch(value)):
                raise ConfigError(f"setting headers: {name!r} or its value cannot stand in a request; use plain ASCII")
        return self


_LEAST: Final[Mapping[str, float]] = {
    "depth": 0,
    "max_pages": 1,
    "delay": 0,
    "concurrency": 1,
    "host_concurrency": 1,
    "connect_timeout_seconds": 0.1,
    "idle_timeout_seconds": 0.1,
    "total_timeout_seconds": 0.1,
    "page_max_bytes": 1024,
    "requisite_max_bytes": 1024,
    "thread_max_requests": 0,
    "page_max_requisites": 0,
    "page_requisites_max_bytes": 0,
    "trap_pages": 1,
    "retries": 0,
    "redirects": 0,
    "warc_max_bytes": 1 << 20,
    "warc_idle_seconds": 1,
    "disk_floor_bytes": 0,
    "disk_wait_seconds": 0,
}


def from_toml(path: Path, base: Config) -> Config:
    """``base`` with the keys of a TOML file over it. ConfigError names the file, the key and what was expected."""
    try:
        values = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError(f"config file {path}: cannot be read ({error}); check the path and its encoding") from error
    except tomllib.TOMLDecodeError as error:
        raise ConfigError(f"config file {path}: not valid TOML ({error}); correct that line") from error
    return _with(base, values, where=f"config file {path}")


def from_settings(settings: Mapping[str, Any]) -> Config:
    """The settings of a Scrapy project: every ``COLOPHON_…`` name there; the environment's contact when none is set."""
    named = {name.name: settings.get(PREFIX + name.name.upper()) for name in fields(Config)}
    values = {name: value for name, value in named.items() if value is not None}
    return with_contact(_with(Config(), values, where="Scrapy setting", strict=False))


def with_contact(config: Config) -> Config:
    """``config`` with the contact of the environment when it has none of its own."""
    return config if config.contact else replace(config, contact=os.environ.get(CONTACT_VARIABLE) or None)


def _with(base: Config, values: Mapping[str, Any], *, where: str, strict: bool = True) -> Config:
    hints = get_type_hints(Config)
    unknown = sorted(set(values) - set(hints))
    if unknown:
        raise ConfigError(f"{where}: unknown key {unknown[0]!r}; known are {', '.join(sorted(hints))}")
    known: dict[str, Any] = {}
    for name, value in values.items():
        try:
            known[name] = msgspec.convert(value, hints[name], strict=strict)
        except msgspec.ValidationError as error:
            expected = get_args(hints[name]) or (getattr(hints[name], "__name__", hints[name]),)
            raise ConfigError(
                f"{where}: {name}{_told(name, value)} does not fit ({error}); expected {', '.join(map(str, expected))}"
            ) from error
    return replace(base, **known).checked()


def _told(name: str, value: object) -> str:
    """A value as an error shows it; headers may be secret."""
    return "" if name == "headers" else f" = {value!r}"
