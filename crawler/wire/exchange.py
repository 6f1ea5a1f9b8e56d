"""One request and its response as they were on the wire: the unit that is archived."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from crawler.wire.spool import Spool


class Outcome(StrEnum):
    """How an exchange ended. The first five have an answer, whole or cut; the others have none.

    ``length``, ``time``, ``disconnect`` and ``unspecified`` are the values of WARC-Truncated
    (https://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/#warc-truncated).
    """

    COMPLETE = "complete"
    LENGTH = "length"
    TIME = "time"
    DISCONNECT = "disconnect"
    UNSPECIFIED = "unspecified"
    NO_ANSWER = "noAnswer"
    DNS = "dns"
    REFUSED = "refused"
    UNREACHABLE = "unreachable"
    CONNECT_TIMEOUT = "connectTimeout"
    TLS = "tls"
    FORBIDDEN_ADDRESS = "forbiddenAddress"


@dataclass(frozen=True, slots=True)
class TlsFacts:
    """What was agreed on: ``tls/1.3``, the cipher suite by its IANA name when known, whether the certificate held."""

    protocol: str
    cipher_suite: str | None = None
    verified: bool | None = None


@dataclass(frozen=True, slots=True)
class Exchange:
    """One request and its response, byte for byte. Blocks include chunk framing and content coding.

    ``request`` is empty where nothing was sent; ``response`` is empty where nothing was answered and starts at the
    final status line otherwise: 1xx heads are in ``interim``, one entry each, in order.
    ``started_at`` and ``ended_at`` are UTC with microseconds; ``started_at`` is the instant the capture began.
    ``peer_address`` is the IP address connected to, None when unknown or through a proxy.
    """

    url: str
    method: str
    started_at: datetime
    ended_at: datetime
    outcome: Outcome
    request: bytes = b""
    response: Spool = field(default_factory=Spool)
    interim: tuple[bytes, ...] = ()
    peer_address: str | None = None
    tls: TlsFacts | None = None
    error: str | None = None

    @property
    def truncated(self) -> str | None:
        """Value of WARC-Truncated, None when the response is whole or absent."""
        cut = (Outcome.LENGTH, Outcome.TIME, Outcome.DISCONNECT, Outcome.UNSPECIFIED)
        return self.outcome.value if self.outcome in cut and self.response.length else None
