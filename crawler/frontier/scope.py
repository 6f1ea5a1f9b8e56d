"""Which pages a job may take: a page, a path prefix, a host, a site, or any; built from its seeds.

Scope binds pages only; needs and requisites may leave it. Depth and page limits are separate.
"""

from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from enum import StrEnum
from itertools import accumulate
from typing import Any, assert_never

from crawler.errors import ConfigError
from crawler.urls import canonical, host_of, is_http, site_of


class ScopeKind(StrEnum):
    """``host`` is the seed's host under any scheme; ``domain`` its registrable domain with all hosts below."""

    PAGE = "page"
    PREFIX = "prefix"
    HOST = "host"
    DOMAIN = "domain"
    ANY = "any"


@dataclass(frozen=True, slots=True)
class Scope:
    """A kind and the ``places`` it covers: addresses or path prefixes without scheme, hosts, or domains."""

    kind: ScopeKind
    places: frozenset[str] = frozenset()

    @classmethod
    def of(cls, kind: ScopeKind, seeds: Iterable[str]) -> "Scope":
        """The scope of a kind around ``seeds``. ConfigError names a seed that is no http(s) address."""
        try:
            return cls(kind, frozenset(_place(kind, seed) for seed in seeds))
        except ValueError as error:
            raise ConfigError(f"seed: {error}; give an address that begins with http:// or https://") from error

    def contains(self, url: str) -> bool:
        """Whether the page at ``url`` may be taken; what is no http(s) address may not."""
        try:
            return self._covers(url)
        except ValueError:
            return False

    def _covers(self, url: str) -> bool:
        match self.kind:
            case ScopeKind.ANY:
                return is_http(url)
            case ScopeKind.PREFIX:
                return not self.places.isdisjoint(_folders(url))
            case ScopeKind.PAGE | ScopeKind.HOST | ScopeKind.DOMAIN:
                return _place(self.kind, url) in self.places
            case _:
                assert_never(self.kind)

    def moved(self, from_url: str, to_url: str) -> "Scope":
        """The scope after a seed at ``from_url`` was redirected to ``to_url``: both places (apex and www, say).

        The old place stays, since links to it still stand on the pages. A redirect that begins outside moves nothing.
        """
        if not self.contains(from_url) or self.contains(to_url):
            return self
        with suppress(ValueError):
            return Scope(self.kind, self.places | {_place(self.kind, to_url)})
        return self

    def to_json(self) -> dict[str, Any]:
        """The scope as JSON values, the same for equal scopes."""
        return {"kind": str(self.kind), "places": sorted(self.places)}

    @classmethod
    def from_json(cls, values: Mapping[str, Any]) -> "Scope":
        """The scope that gave ``values``."""
        return cls(ScopeKind(values["kind"]), frozenset(values["places"]))


def _place(kind: ScopeKind, url: str) -> str:
    """What a page at ``url`` stands for in a scope of this kind."""
    match kind:
        case ScopeKind.PAGE:
            return _schemeless(url)
        case ScopeKind.PREFIX:
            return _folders(url)[-1]
        case ScopeKind.HOST:
            return host_of(url)
        case ScopeKind.DOMAIN:
            return site_of(url)
        case ScopeKind.ANY:
            return canonical(url)


def _schemeless(url: str) -> str:
    return canonical(url).partition("://")[2]


def _folders(url: str) -> list[str]:
    """The host and every folder on the way to ``url``, outermost first, each ending in a slash."""
    names = _schemeless(url).partition("?")[0].split("/")[:-1]
    return list(accumulate(f"{name}/" for name in names))
