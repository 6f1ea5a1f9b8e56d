"""A small HTTP/1.1 server on loopback around ``render``: keep-alive, HEAD, 304, gzip on request, chunked answers.

It decides nothing about content. ``Date`` comes from the site's clock, so that an answer is the same to the byte
as long as the clock stands still.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC
from email.utils import parsedate_to_datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

from crawler.demo.clock import Clock
from crawler.demo.response import CODERS, Response, http_date
from crawler.demo.site import render

IDLE_SECONDS = 10
PIECE = 1000
"""Bytes of a chunk."""
TEXTUAL = ("text/", "application/json", "application/xml", "application/rss", "application/atom", "image/svg")


@dataclass(slots=True)
class DemoServer:
    """A running site: its address, its clock, and every request it answered as (method, path, status)."""

    base: str
    clock: Clock
    log: list[tuple[str, str, int]] = field(default_factory=list)


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False
    demo: DemoServer


@contextmanager
def serve(host: str = "127.0.0.1", port: int = 0, *, clock: Clock | None = None) -> Iterator[DemoServer]:
    """Serve the site until the block ends; port 0 takes a free one. OSError when the address cannot be had."""
    server = _Server((host, port), _Handler)
    server.demo = DemoServer(f"http://{host}:{server.server_address[1]}", clock or Clock())
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, name="demo-site", daemon=True)
    thread.start()
    try:
        yield server.demo
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


class _Handler(BaseHTTPRequestHandler):
    server: _Server
    protocol_version = "HTTP/1.1"
    server_version = "Gazette/1871"
    sys_version = ""
    timeout = IDLE_SECONDS
    # Small answers leave at once instead of waiting for the client's acknowledgement.
    disable_nagle_algorithm = True
    wbufsize = -1

    def do_GET(self) -> None:
        """Answer with the body."""
        self._answer()

    def do_HEAD(self) -> None:
        """Answer with the same headers and no body."""
        self._answer()

    def log_message(self, format: str, *args: object) -> None:
        """Stay quiet; the log is kept in memory."""

    def _answer(self) -> None:
        demo = self.server.demo
        response = self._negotiated(render(self.path, demo.clock.now, demo.base))
        demo.log.append((self.command, self.path, response.status))
        self._send(response, demo.clock)

    def _negotiated(self, response: Response) -> Response:
        if response.status == 200 and _accepts_gzip(self.headers.get("Accept-Encoding", "")):
            response = _zipped(response)
        return _not_modified(response) if self._unchanged(response) else response

    def _unchanged(self, response: Response) -> bool:
        """RFC 9110, section 13.2.2: If-None-Match decides alone when it is there."""
        if response.status != 200:
            return False
        if tags := self.headers.get("If-None-Match"):
            return response.header("ETag") in [tag.strip().removeprefix("W/") for tag in tags.split(",")]
        since = self.headers.get("If-Modified-Since")
        return bool(since) and _seconds(response.header("Last-Modified")) <= _seconds(since)

    def _send(self, response: Response, clock: Clock) -> None:
        self.send_response_only(response.status)
        self.send_header("Server", self.server_version)
        self.send_header("Date", http_date(clock.now))
        for name, value in response.headers:
            self.send_header(name, value)
        chunked = response.header("Transfer-Encoding") == "chunked"
        if not chunked and response.status != 304:
            self.send_header("Content-Length", str(len(response.body)))
        self.end_headers()
        if self.command != "HEAD" and response.status != 304:
            self.wfile.write(_framed(response.body) if chunked else response.body)
        self.wfile.flush()


def _framed(body: bytes) -> bytes:
    pieces = [body[start : start + PIECE] for start in range(0, len(body), PIECE)]
    return b"".join(b"%x\r\n%s\r\n" % (len(piece), piece) for piece in pieces) + b"0\r\n\r\n"


def _accepts_gzip(accepted: str) -> bool:
    codings = [part.split(";") for part in accepted.lower().split(",")]
    return any(coding.strip() == "gzip" and _weight(parameters) > 0 for coding, *parameters in codings)


def _weight(parameters: list[str]) -> float:
    for parameter in parameters:
        name, _, value = parameter.strip().partition("=")
        if name == "q":
            return float(value) if re.fullmatch(r"[01](?:\.[0-9]{0,3})?", value) else 0.0
    return 1.0


def _zipped(response: Response) -> Response:
    kind = response.header("Content-Type") or ""
    fixed = response.header("Content-Encoding") or response.header("Transfer-Encoding")
    if fixed or not kind.startswith(TEXTUAL):
        return response
    etag = (response.header("ETag") or '""')[:-1] + '-gzip"'
    kept = tuple(pair for pair in response.headers if pair[0] != "ETag")
    coded = (*kept, ("Content-Encoding", "gzip"), ("Vary", "Accept-Encoding"), ("ETag", etag))
    return Response(200, coded, CODERS["gzip"](response.body))


def _not_modified(response: Response) -> Response:
    """RFC 9110, section 15.4.5: the validators and what caches need, no body."""
    kept = ("ETag", "Last-Modified", "Vary")
    return Response(304, tuple(pair for pair in response.headers if pair[0] in kept))


def _seconds(date: str | None) -> float:
    """An HTTP date as seconds; an unreadable one is older than everything, so that the answer is sent."""
    try:
        moment = parsedate_to_datetime(date or "")
    except ValueError:
        return float("-inf")
    return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).timestamp()
