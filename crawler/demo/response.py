"""One answer of the demo site: status, headers and body, and the few ways to make one."""

import gzip
import sys
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import format_datetime
from hashlib import sha256

import brotli

from crawler.demo.story import Serving

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

HTML = "text/html; charset=utf-8"
CODERS: dict[str, Callable[[bytes], bytes]] = {
    # A fixed time keeps the gzip header, and so the answer, the same at every look.
    "gzip": lambda body: gzip.compress(body, mtime=0),
    "br": lambda body: bytes(brotli.compress(body, quality=5)),
    "zstd": lambda body: bytes(zstd.compress(body)),
}


@dataclass(frozen=True, slots=True)
class Response:
    """A whole answer. ``Transfer-Encoding: chunked`` among the headers asks the server to frame ``body`` so."""

    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes = b""

    def header(self, name: str) -> str | None:
        """First value by case-insensitive name."""
        return next((value for key, value in self.headers if key.lower() == name.lower()), None)


def document(
    body: bytes,
    kind: str = HTML,
    *,
    changed: datetime,
    serving: Serving = "",
    extra: tuple[tuple[str, str], ...] = (),
) -> Response:
    """A 200 answer with validators; ``serving`` codes or chunks it whatever the client accepts."""
    headers = (("Content-Type", kind), ("Last-Modified", http_date(changed)), *extra)
    if serving == "chunked":
        headers += (("Transfer-Encoding", "chunked"),)
    elif serving:
        body = CODERS[serving](body)
        headers += (("Content-Encoding", serving),)
    return Response(200, (*headers, ("ETag", f'"{sha256(body).hexdigest()[:20]}"')), body)


def failure(status: int, page: str, *, extra: tuple[tuple[str, str], ...] = ()) -> Response:
    """An error with a page for people."""
    return Response(status, (("Content-Type", HTML), ("Cache-Control", "no-store"), *extra), page.encode())


def redirect(status: int, target: str) -> Response:
    """A redirect with the little page that servers send along."""
    page = f'<!doctype html><title>Moved</title><p>This page is now <a href="{target}">over there</a>.</p>'
    return Response(status, (("Content-Type", HTML), ("Location", target)), page.encode())


def http_date(moment: datetime) -> str:
    """An aware instant as HTTP writes it (RFC 9110, section 5.6.7)."""
    return format_datetime(moment.astimezone(UTC), usegmt=True)
