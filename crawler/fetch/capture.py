"""An exchange in the making: bytes go in as they pass, one ``Exchange`` comes out, whatever happens."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from ipaddress import IPv4Address, IPv6Address
from time import monotonic
from typing import Any, Final

from crawler.wire.exchange import Exchange, Outcome, TlsFacts
from crawler.wire.message import split_interim
from crawler.wire.spool import Spool

HEAD_MAX_BYTES: Final = 256 << 10
"""Ceiling on all that comes before a body, 1xx heads included, so that no header section is endless. Chromium's."""

MAX_INTERIM: Final = 20
"""Heads of 1xx answers that are kept apart."""


@dataclass(slots=True)
class Line:
    """What is known of one connection; shared by the exchanges that follow each other on it."""

    address: str | None = None
    ip: IPv4Address | IPv6Address | None = None
    secure: bool = False
    tls: TlsFacts | None = None
    certificate: Any = None
    certificate_problem: str | None = None

    @property
    def ready(self) -> bool:
        """Whether what is written reaches the wire: over TLS not before the handshake is done."""
        return self.tls is not None or not self.secure


class Capture:
    """One request and what came back for it. ``end`` makes the exchange, once."""

    __slots__ = (
        "_announce",
        "_head",
        "_interim",
        "_response",
        "alive_at",
        "ceiling",
        "line",
        "method",
        "outcome",
        "request",
        "since",
        "url",
    )

    def __init__(
        self, url: str, method: str, *, since: datetime, ceiling: int, announce: Callable[[Exchange], None]
    ) -> None:
        """Begin at ``since``; ``ceiling`` is the most bytes a response block may have.

        ``alive_at`` is when the last byte came in, by the monotonic clock; ``outcome`` is None until the end.
        """
        self.url = url
        self.method = method
        self.since = since
        self.request = b""
        self.line = Line()
        self.ceiling = ceiling
        self.alive_at = monotonic()
        self.outcome: Outcome | None = None
        self._announce: Callable[[Exchange], None] | None = announce
        self._head: bytearray | None = bytearray()
        self._interim: tuple[bytes, ...] = ()
        self._response = Spool()

    @property
    def answered(self) -> bool:
        """Whether any byte came back."""
        return bool(self._head) or bool(self._interim) or self._response.length > 0

    def received(self, data: bytes) -> bytes:
        """Keep bytes of the answer; what is given back is shorter than ``data`` where a ceiling cut it."""
        self.alive_at = monotonic()
        if self._head is not None:
            data = data[: min(HEAD_MAX_BYTES, self.ceiling) - len(self._head)]
            self._head += data
        else:
            data = data[: self.ceiling - self._response.length]
            self._response.append(data)
        return data

    def headed(self) -> None:
        """The final head is whole: 1xx heads are set apart, from here on bytes go to the spool."""
        if self._head is not None:
            head, self._head = bytes(self._head), None
            heads, final = split_interim(head)
            # Each head becomes a record: a flood of them stays together behind the first ones.
            flood = heads[MAX_INTERIM - 1 :]
            self._interim = (*heads[: MAX_INTERIM - 1], b"".join(flood)) if flood else heads
            self._response.append(final)

    def end(self, outcome: Outcome, *, over: int = 0, error: str | None = None) -> None:
        """Make the exchange and announce it; a second call does nothing.

        The last ``over`` bytes received are of no part of this answer.
        """
        # Who is told holds this capture: forgotten, so that both go at once and not when Python's collector comes by.
        announce, self._announce = self._announce, None
        if announce is None:
            return
        self.outcome = outcome
        if self._head is not None and over:
            del self._head[-over:]
            over = 0
        self.headed()
        self._response.trim(over)
        announce(
            Exchange(
                url=self.url,
                method=self.method,
                started_at=self.since,
                ended_at=datetime.now(UTC),
                outcome=outcome,
                request=self.request if self.line.ready else b"",
                response=self._response,
                interim=self._interim,
                peer_address=self.line.address,
                tls=self.line.tls,
                error=error,
            )
        )
