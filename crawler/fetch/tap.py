"""The tap: Twisted's HTTP/1.1 client protocol, copying every byte of a connection into the capture it belongs to.

    pool ── request(Outgoing) ──> writes the block it carries, asks it for a Capture
    socket ── dataReceived ──> the capture first, then Twisted's parser
    parser ── _finishResponse(rest) ──> complete, less what was read over the end
    loss, nonsense, cancel ── _disconnectParser(reason) ──> cut, and why

Twisted's parser decides where an answer ends; the capture ends before it tells Scrapy. The names with an underscore
are Twisted's and Scrapy's private ones, all of them are in this file, and ``tests/fetch/test_tap_fidelity.py`` fails
when they change.
"""

from collections.abc import Callable
from contextlib import suppress
from ipaddress import ip_address
from typing import Any, Final

from scrapy.core.downloader.handlers.http11 import _LenientHTTPClientParser
from twisted.internet import ssl
from twisted.internet.defer import Deferred
from twisted.internet.error import ConnectionAborted, ConnectionDone, ConnectionLost
from twisted.internet.interfaces import IHandshakeListener
from twisted.internet.protocol import Factory, connectionDone
from twisted.python.failure import Failure
from twisted.web._newclient import BODY, HTTP11ClientProtocol
from twisted.web.client import HTTPConnectionPool
from twisted.web.http import _IdentityTransferDecoder
from zope.interface import implementer

from crawler.fetch import tls
from crawler.fetch.capture import HEAD_MAX_BYTES, Capture, Line
from crawler.fetch.outgoing import TOKEN, Outgoing
from crawler.wire.exchange import Outcome

LINGER_SECONDS: Final = 5.0
"""How long a peer may take to say goodbye: over TLS Twisted would wait for it, and read on, for ever."""

_LOSSES: Final = (ConnectionDone, ConnectionLost, ConnectionAborted)


class CeilingReached(Exception):
    """An answer grew beyond its ceiling; its connection was closed."""


class _Parser(_LenientHTTPClientParser):
    """Skips header lines without a colon, as Scrapy's does, and those whose name is none; takes long lines."""

    MAX_LENGTH = HEAD_MAX_BYTES

    def headerReceived(self, name: bytes, value: bytes) -> None:  # noqa: N802 - Twisted's name
        """Hand on a header that Twisted would take; it would fail the whole answer for another."""
        name = name.strip()
        if TOKEN.fullmatch(name):
            super().headerReceived(name, value)  # type: ignore[no-untyped-call]


@implementer(IHandshakeListener)
class Tap(HTTP11ClientProtocol):
    """One connection. ``judged`` is where TLS verification leaves its outcome."""

    transport: Any
    _parser: Any
    _currentRequest: Any  # noqa: N815 - Twisted's name

    def __init__(self, quiescent: Callable[[Any], None]) -> None:
        """``quiescent`` gives the connection back to the pool."""
        super().__init__(quiescent)  # type: ignore[no-untyped-call]
        self.line = self.judged = Line()
        self._capture: Capture | None = None
        self._gone = False

    def connectionMade(self) -> None:  # noqa: N802 - Twisted's name
        """Note whom we are connected to."""
        super().connectionMade()
        self.line.address = self.transport.getPeer().host
        self.line.ip = ip_address(self.line.address)

    def handshakeCompleted(self) -> None:  # noqa: N802 - Twisted's name
        """Note what TLS agreed on."""
        self.line.tls = tls.facts(self.transport.getHandle(), verified=self.line.certificate_problem is None)
        with suppress(AttributeError):
            self.line.certificate = ssl.Certificate(self.transport.getPeerCertificate())

    def request(self, request: Outgoing) -> Deferred[Any]:  # type: ignore[override]
        """Send a request and begin its capture."""
        if self._state == "QUIESCENT":
            capture = self._capture = request.begin(self)
            capture.request = request.block
        answer: Deferred[Any] = super().request(request)  # type: ignore[arg-type]
        if self._parser is not None:
            self._parser.__class__ = _Parser
        return answer

    def dataReceived(self, data: bytes) -> None:  # noqa: N802 - Twisted's name
        """Copy, then parse. Beyond the ceiling the answer ends here, and so does the connection."""
        capture = self._capture
        if capture is None:
            super().dataReceived(data)  # type: ignore[no-untyped-call]
            return
        kept = capture.received(data)
        super().dataReceived(kept)  # type: ignore[no-untyped-call]
        if capture.outcome is not None:
            return
        if self._parser is not None and self._parser.state == BODY:
            capture.headed()
        if len(kept) < len(data):
            self.transport.abortConnection()
            self._disconnectParser(Failure(CeilingReached(f"answer cut at {capture.ceiling} bytes")))

    def connectionLost(self, reason: Failure = connectionDone) -> None:  # noqa: N802 - Twisted's name
        """The connection is gone."""
        self._gone = True
        super().connectionLost(reason)  # type: ignore[no-untyped-call]

    def hang_up(self) -> None:
        """Close the connection at once, unless it is gone."""
        if not self._gone:
            self.transport.abortConnection()

    def _giveUp(self, reason: Failure) -> None:  # noqa: N802 - Twisted's name
        super()._giveUp(reason)  # type: ignore[no-untyped-call]
        from twisted.internet import reactor  # the reactor is chosen by now

        clock: Any = reactor
        clock.callLater(LINGER_SECONDS, self.hang_up)

    def _finishResponse(self, rest: bytes) -> None:  # noqa: N802 - Twisted's name
        capture, self._capture = self._capture, None
        if capture is not None:
            capture.end(Outcome.COMPLETE, over=len(rest))
        if self._parser is not None and (rest or _closes(self._parser)):
            self._currentRequest.persistent = False
        super()._finishResponse(rest)

    def _disconnectParser(self, reason: Failure) -> None:  # noqa: N802 - Twisted's name
        capture, self._capture = self._capture, None
        if capture is not None:
            if reason.check(ConnectionDone) and _ends_with_connection(self._parser):
                capture.end(Outcome.COMPLETE)
            else:
                capture.end(_outcome(capture, reason), error=_words(capture, reason))
        super()._disconnectParser(reason)  # type: ignore[no-untyped-call]


class TapFactory(Factory):
    """Makes taps for a connection pool, which calls it with its own callback and a description."""

    noisy = False

    def __init__(self, quiescent: Callable[[Any], None], metadata: object) -> None:
        """``metadata`` is of no use here."""
        self._quiescent = quiescent

    def buildProtocol(self, addr: object) -> Tap:  # noqa: N802 - Twisted's name
        """One tap for one connection."""
        return Tap(self._quiescent)


def tap(pool: HTTPConnectionPool) -> None:
    """Make every connection a pool opens from now on a ``Tap``."""
    pool._factory = TapFactory  # type: ignore[assignment]


def _closes(parser: _Parser) -> bool:
    """Whether the server will close: Twisted overlooks HTTP/1.0, other cases and lists, and would keep such a line."""
    connection = b",".join(parser.connHeaders.getRawHeaders(b"Connection", ())).lower()
    return parser.response.version < (b"HTTP", 1, 1) or b"close" in [token.strip() for token in connection.split(b",")]


def _ends_with_connection(parser: _Parser | None) -> bool:
    """Whether the body under way has no length of its own."""
    decoder = parser.bodyDecoder if parser is not None else None
    return isinstance(decoder, _IdentityTransferDecoder) and decoder.contentLength is None


def _outcome(capture: Capture, reason: Failure) -> Outcome:
    """How an exchange ended that did not end well."""
    if reason.check(CeilingReached):
        return Outcome.LENGTH
    if not capture.line.ready:
        return Outcome.TLS
    if not capture.answered:
        return Outcome.NO_ANSWER
    return Outcome.DISCONNECT if reason.check(*_LOSSES) else Outcome.UNSPECIFIED


def _words(capture: Capture, reason: Failure) -> str:
    """What to tell a person about it."""
    problem = capture.line.certificate_problem
    words = f"{type(reason.value).__name__}: {reason.value}"
    return f"{problem}; {words}" if problem and not capture.line.ready else words
