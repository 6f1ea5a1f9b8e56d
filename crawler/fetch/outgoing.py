"""A request as bytes, made before it is sent: what is recorded is what goes out, in a plain order."""

import re
from collections.abc import Callable, Iterable
from typing import Any, Final

from twisted.internet.defer import Deferred, succeed

TOKEN: Final = re.compile(rb"[!#$%&'*+.^_`|~0-9A-Za-z-]+")
"""A method or a header name: https://www.rfc-editor.org/rfc/rfc9110.html#section-5.6.2."""
_TARGET: Final = re.compile(rb"[\x21-\x7e]+")
_BREAKS: Final = re.compile(rb"[\r\n\0]+")
_FRAMING: Final = frozenset((b"host", b"content-length", b"transfer-encoding", b"proxy-authorization"))
_WITH_LENGTH: Final = frozenset((b"POST", b"PUT", b"PATCH"))

Headers = Iterable[tuple[bytes, list[bytes]]]


class Outgoing:
    """A request as Twisted's protocol wants one. ``begin`` opens the capture of each attempt to send it."""

    # Twisted's pool repeats an idempotent request over a connection that had died, unless a body producer was used up.
    bodyProducer: Final = None  # noqa: N815 - Twisted's name

    def __init__(self, method: bytes, block: bytes, begin: Callable[[Any], Any]) -> None:
        """``block`` is the whole request, body included."""
        self.method = method
        self.block = block
        self.begin = begin
        self.persistent = True

    def writeTo(self, transport: Any) -> Deferred[None]:  # noqa: N802 - Twisted's name
        """Send it."""
        transport.write(self.block)
        return succeed(None)


def request_block(method: bytes, target: bytes, *, host: bytes, headers: Headers, body: bytes) -> bytes:
    """Request line, Host, the headers in their order, Content-Length where there is or might be a body, the body.

    A Host among ``headers`` is taken instead of ``host``; framing is ours. Line breaks in values become spaces.
    ValueError for a method, target or header name that would break the message.
    """
    if not TOKEN.fullmatch(method) or not _TARGET.fullmatch(target):
        raise ValueError(f"building a request: method {method!r} or target {target!r} does not fit on a request line")
    given = [(name, value) for name, values in headers for value in values if value is not None]
    hosts = [value for name, value in given if name.lower() == b"host"] or [host]
    lines = [method + b" " + target + b" HTTP/1.1", b"Host: " + _one_line(hosts[0])]
    lines += [_named(name) + b": " + _one_line(value) for name, value in given if name.lower() not in _FRAMING]
    if body or method in _WITH_LENGTH:
        lines.append(b"Content-Length: %d" % len(body))
    return b"\r\n".join(lines) + b"\r\n\r\n" + body


def _named(name: bytes) -> bytes:
    """A header name that is one."""
    if not TOKEN.fullmatch(name):
        raise ValueError(f"building a request: {name!r} is no header name")
    return name


def _one_line(value: bytes) -> bytes:
    """A header value without line breaks."""
    return _BREAKS.sub(b" ", value).strip()
