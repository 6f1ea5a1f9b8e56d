"""What a site reserves for itself: ``/.well-known/tdmrep.json`` of the TDM Reservation Protocol, read and judged.

The final report of 10 May 2024, section "TDM File on the Origin Server"
(https://www.w3.org/community/reports/tdmrep/CG-FINAL-tdmrep-20240510/). In: the status and body of an answer,
redirects already followed by the caller. Out: rules that tell of any URL of that origin. Nothing is fetched or timed
here. What cannot be read says nothing: the report takes a site without a readable file for one that does not use it.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any, Final

import msgspec

from crawler.frontier.pattern import Pattern, octets, path_of, pattern
from crawler.frontier.robots import DAY, HOUR

RIGHTS_PATH: Final = "/.well-known/tdmrep.json"

RESERVATION: Final = "tdm-reservation"
POLICY: Final = "tdm-policy"

LIMIT: Final = 512 * 1024
"""Bytes of a file that is read; a bigger one says nothing."""

MAX_RULES: Final = 1_000
"""Rules that count, those in front."""

MAX_POLICY: Final = 500
"""Characters of a policy's address that are kept."""

_RESERVED: Final[dict[int | float | str, bool]] = {0: False, 1: True, "0": False, "1": True}

Said = tuple[tuple[str, str], ...]
"""What is said of one URL, as HTTP headers would: ``tdm-reservation`` with 0 or 1, and ``tdm-policy`` at 1."""


@dataclass(frozen=True, slots=True)
class Rights:
    """The rules of one origin in the order of the file. ``keep_for`` is in seconds."""

    rules: tuple[tuple[Pattern, Said], ...] = ()
    keep_for: float = DAY

    @classmethod
    def from_response(cls, status: int | None, body: bytes = b"") -> "Rights":
        """Rules of the last answer, none unless it is a 2xx; ``status`` None means that there was none.

        A server that was in trouble is to be asked again sooner, as for its robots.txt.
        """
        if status is None or status == 429 or status >= 500:
            return cls(keep_for=HOUR)
        return cls.parse(body) if 200 <= status < 300 else cls()

    @classmethod
    def parse(cls, body: bytes) -> "Rights":
        """Rules of a file; what is none is passed over. Never raises."""
        try:
            listed = msgspec.json.decode(body.removeprefix(b"\xef\xbb\xbf")) if len(body) <= LIMIT else None
        except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
            return cls()
        return cls(tuple(islice(_rules(listed), MAX_RULES))) if isinstance(listed, list) else cls()

    def of(self, url: str) -> Said:
        """What the file says of ``url`` (absolute, of this origin); empty when it says nothing.

        The first rule in the file that matches decides, however long others are.
        """
        if not self.rules:
            return ()
        path = path_of(url)
        return next((said for location, said in self.rules if location.matches(path)), ())


def _rules(listed: list[Any]) -> Iterator[tuple[Pattern, Said]]:
    """The rules that are whole: a location and a reservation must be there."""
    for rule in listed:
        if not isinstance(rule, dict):
            continue
        location, reserved = rule.get("location"), _reserved(rule.get(RESERVATION))
        if isinstance(location, str) and location.strip() and reserved is not None:
            yield pattern(octets(location.strip())), _said(reserved, rule.get(POLICY))


def _reserved(value: object) -> bool | None:
    """None for what is neither 0 nor 1; in quotes they mean the same, as they do in a header."""
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return None
    return _RESERVED.get(value)


def _said(reserved: bool, policy: object) -> Said:
    if not reserved:
        return ((RESERVATION, "0"),)
    return ((RESERVATION, "1"), *((POLICY, address) for address in _addresses(policy)))


def _addresses(policy: object) -> Iterator[str]:
    """A policy's address, without what no line of text can hold."""
    if isinstance(policy, str) and (address := policy.strip()[:MAX_POLICY].strip()) and address.isprintable():
        yield address
