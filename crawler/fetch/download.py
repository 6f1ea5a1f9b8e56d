"""One Scrapy request downloaded: connect, send, and a Scrapy response; every attempt is captured on the way.

Scrapy's response is only the trigger of what follows: its body keeps its content coding, the archive has the bytes.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from math import inf
from time import monotonic
from typing import Any, Final
from urllib.parse import urldefrag

from scrapy import Request, signals
from scrapy.core.downloader.handlers.http11 import _ScrapyAgent
from scrapy.crawler import Crawler
from scrapy.exceptions import DownloadFailedError, DownloadTimeoutError, StopDownload
from scrapy.http import Headers, Response
from scrapy.utils._download_handlers import check_stop_download, make_response, normalize_bind_address
from scrapy.utils.httpobj import urlparse_cached
from twisted.internet import error
from twisted.internet.defer import Deferred, maybeDeferred
from twisted.internet.endpoints import HostnameEndpoint, wrapClientTLS
from twisted.python.failure import Failure
from twisted.web.client import HTTPConnectionPool

from crawler.config import Config
from crawler.fetch.address import ForbiddenAddressError
from crawler.fetch.body import Body
from crawler.fetch.capture import Capture
from crawler.fetch.outgoing import Outgoing, request_block
from crawler.fetch.tap import Tap
from crawler.wire.exchange import Exchange, Outcome

REQUISITE: Final = "colophon_requisite"
"""Key of ``request.meta``: true for a page requisite, which may be bigger, and whose body Scrapy does not get."""
REQUISITE_PATIENCE: Final = 5
"""A requisite may take so many times as long as a page: it may have eight times the bytes, and nobody waits for it."""

_PORTS: Final = {"http": 80, "https": 443}


@dataclass(frozen=True, slots=True)
class Means:
    """What the downloads of one handler share."""

    crawler: Crawler
    config: Config
    pool: HTTPConnectionPool
    reactor: Any
    tls_policy: Any
    bind_address: Any
    max_bytes: float
    fail_on_dataloss: bool
    announce: Callable[[Exchange, Request], None]


class Download:
    """One request on its way. ``run`` starts it, ``close`` must be called when it is over."""

    def __init__(self, request: Request, means: Means) -> None:
        """Prepare ``request``; ValueError where it cannot be put on the wire."""
        self.request = request
        self.means = means
        self.url: str = urldefrag(request.url)[0]
        self.capture: Capture | None = None
        self.requisite = bool(request.meta.get(REQUISITE))
        parts = urlparse_cached(request)
        self._scheme = parts.scheme
        self._host: str = parts.hostname or ""
        self._port: int = parts.port or _PORTS[parts.scheme]
        self._bind = normalize_bind_address(request.meta.get("bindaddress") or means.bind_address)
        self._method = request.method.encode("ascii")
        self._tap: Tap | None = None
        self._answer: Deferred[Any] = Deferred()
        self._headers = Headers()
        self._since: datetime | None = None
        self._late: str | None = None
        self._started = monotonic()
        self._timer: Any = None
        self._ceiling, self._seconds = self._limits()

    def run(self) -> Deferred[Response]:
        """Send the request over an open connection, or a new one."""
        outgoing = Outgoing(self._method, self._block(), self.begin)
        key = (self._scheme, self._host, self._port, self._bind)
        answer: Deferred[Any] = self.means.pool.getConnection(key, self)  # type: ignore[arg-type]
        answer.addCallback(lambda connection: connection.request(outgoing))
        answer.addCallback(self._headed)
        answer.addErrback(self._failed)
        self._answer = answer
        self._watch(min(self._seconds, self.means.config.idle_timeout_seconds))
        return answer

    def close(self) -> None:
        """Stop the clock, and end a capture that is still open."""
        if self._timer is not None and self._timer.active():
            self._timer.cancel()
        if self.capture is not None:
            self.capture.end(Outcome.UNSPECIFIED, error="abandoned")

    def connect(self, factory: Any) -> Deferred[Any]:
        """Open a connection; the pool calls this when it has none."""
        self._since = datetime.now(UTC)
        return maybeDeferred(self._dial, factory).addErrback(self._not_connected)

    def begin(self, tap: Tap) -> Capture:
        """The capture of an attempt over ``tap``."""
        self._tap = tap
        tap.line.secure = self._scheme == "https"
        self.capture = self._new_capture()
        self.capture.line = tap.line
        return self.capture

    def stop(self) -> None:
        """Hang up: who asked for it wants no more of this answer."""
        if self.capture is not None:
            self.capture.end(Outcome.UNSPECIFIED, error="stopped on request")
        self.hang_up()

    def hang_up(self) -> None:
        """Close the connection at once."""
        if self._tap is not None:
            self._tap.hang_up()

    def respond(self, answer: Any, body: bytes, flags: list[str], stop: StopDownload | None = None) -> Response:
        """Scrapy's response; flagged ``length`` where a ceiling cut the body."""
        assert self.capture is not None
        line = self.capture.line
        return make_response(
            url=self.url,
            status=int(answer.code),
            headers=self._headers,
            body=body,
            flags=flags,
            certificate=line.certificate,
            ip_address=line.ip,
            protocol=f"{answer.version[0].decode('ascii')}/{answer.version[1]}.{answer.version[2]}",
            stop_download=stop,
        )

    def _limits(self) -> tuple[int, float]:
        """Ceiling in bytes and limit in seconds; the request and Scrapy's settings can only make them smaller."""
        config, meta = self.means.config, self.request.meta
        size = config.requisite_max_bytes if self.requisite else config.page_max_bytes
        time = config.total_timeout_seconds * (REQUISITE_PATIENCE if self.requisite else 1)
        ceiling = min(size, meta.get("download_maxsize") or self.means.max_bytes or inf)
        return int(ceiling), min(time, meta.get("download_timeout") or inf)

    def _block(self) -> bytes:
        """The request as it goes out."""
        authority = self.url.partition("://")[2]
        netloc = urlparse_cached(self.request).netloc
        target = authority[len(netloc) :]
        host = f"[{self._host}]" if ":" in self._host else self._host
        port = "" if self._port == _PORTS[self._scheme] else f":{self._port}"
        return request_block(
            self._method,
            (target if target.startswith("/") else f"/{target}").encode("ascii"),
            host=f"{host}{port}".encode("ascii"),
            headers=self.request.headers.items(),
            body=self.request.body,
        )

    def _dial(self, factory: Any) -> Deferred[Any]:
        """Resolve, judge, connect, and over TLS begin the handshake."""
        endpoint: Any = HostnameEndpoint(
            self.means.reactor,
            self._host,
            self._port,
            timeout=self.means.config.connect_timeout_seconds,
            bindAddress=self._bind,
        )
        if self._scheme == "https":
            creator = self.means.tls_policy.creatorForNetloc(self._host.encode("ascii"), self._port)
            endpoint = wrapClientTLS(creator, endpoint)
        connected: Deferred[Any] = endpoint.connect(factory)
        return connected

    def _not_connected(self, failure: Failure) -> Failure:
        """An attempt that never had a connection is an exchange too."""
        outcome = Outcome.CONNECT_TIMEOUT if self._late else _unconnected(failure)
        words = self._late or f"{type(failure.value).__name__}: {failure.value}"
        self._new_capture().end(outcome, error=words)
        return failure

    def _new_capture(self) -> Capture:
        since, self._since = self._since or datetime.now(UTC), None
        return Capture(
            self.url,
            self.request.method,
            since=since,
            ceiling=self._ceiling,
            announce=lambda exchange: self.means.announce(exchange, self.request),
        )

    def _headed(self, answer: Any) -> Response | Deferred[Response]:
        """The final head is in: read the body, if there is one."""
        self.request.meta["download_latency"] = monotonic() - self._started
        self._headers = _ScrapyAgent._headers_from_twisted_response(answer)
        stop = check_stop_download(
            signals.headers_received,
            self.means.crawler,
            self.request,
            headers=self._headers,
            body_length=answer.length,
        )
        if stop is not None:
            self.stop()
            return self.respond(answer, b"", [], stop)
        if answer.length == 0:
            return self.respond(answer, b"", [])
        body = Body(self, answer)
        answer.deliverBody(body)
        return body.finished

    def _failed(self, failure: Failure) -> Failure:
        """A failure in the words of Scrapy, where it has none of its own for it."""
        if self._late:
            raise DownloadTimeoutError(f"Getting {self.url}: {self._late}") from failure.value
        if failure.check(error.ConnectError) and not failure.check(error.ConnectionRefusedError):
            raise DownloadFailedError(f"Getting {self.url}: {failure.value}") from failure.value
        return failure

    def _watch(self, seconds: float) -> None:
        self._timer = self.means.reactor.callLater(max(seconds, 0.001), self._check)

    def _check(self) -> None:
        """Give up when a limit of time is reached, else look again when one could be."""
        idle = self.means.config.idle_timeout_seconds
        now = monotonic()
        left = self._started + self._seconds - now
        capture = self.capture
        quiet = now - capture.alive_at if capture is not None and capture.outcome is None else 0.0
        if left <= 0:
            self._give_up(f"not done after {self._seconds:g} s")
        elif quiet >= idle:
            self._give_up(f"no byte for {idle:g} s")
        else:
            self._watch(min(left, idle - quiet))

    def _give_up(self, words: str) -> None:
        """Too late: end the capture with what there is, and the download."""
        self._late = words
        if self.capture is not None:
            self.capture.end(_late_outcome(self.capture), error=words)
        self._answer.cancel()


def _late_outcome(capture: Capture) -> Outcome:
    if capture.answered:
        return Outcome.TIME
    return Outcome.NO_ANSWER if capture.line.ready else Outcome.CONNECT_TIMEOUT


def _unconnected(failure: Failure) -> Outcome:
    """Why there is no connection."""
    if failure.check(ForbiddenAddressError):
        return Outcome.FORBIDDEN_ADDRESS
    if failure.check(error.DNSLookupError, ValueError):
        return Outcome.DNS
    if failure.check(error.ConnectionRefusedError):
        return Outcome.REFUSED
    if failure.check(error.TimeoutError, error.TCPTimedOutError):
        return Outcome.CONNECT_TIMEOUT
    return Outcome.UNREACHABLE
