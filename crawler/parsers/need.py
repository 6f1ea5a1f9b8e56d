"""What a comment platform wants next; the spider asks the live web, reparse asks the archive."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from hashlib import sha256
from types import MappingProxyType
from typing import Any

NO_STATE: Mapping[str, Any] = MappingProxyType({})


@dataclass(frozen=True)
class Need:
    """A request that a platform would like to have answered. Platforms never fetch.

    ``url`` is absolute. ``headers`` are the ones the platform insists on, in order. ``thread`` is the threadId its
    answer belongs to. ``state`` holds JSON values that the platform wants back with the answer.
    """

    url: str
    platform: str
    thread: str
    method: str = "GET"
    headers: tuple[tuple[str, str], ...] = ()
    body: str = ""
    state: Mapping[str, Any] = field(default_factory=lambda: NO_STATE)

    @cached_property
    def key(self) -> str:
        """Identity of the request, 32 hex digits over method, URL and body digest; state does not count."""
        body = sha256(self.body.encode("utf-8", "surrogatepass")).hexdigest() if self.body else "-"
        return sha256(f"{self.method} {self.url} {body}".encode("utf-8", "surrogatepass")).hexdigest()[:32]
