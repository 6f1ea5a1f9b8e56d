"""What servers do, byte for byte: the cases of the fidelity test."""

import gzip
import random
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import brotli
from wire_server import CLOSE, HOLD, READ, RESET, Drip, Script, Scripts, speaks_ipv6

OK = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 2\r\n\r\nhi"
BYE = b"HTTP/1.1 200 OK\r\nContent-Length: 3\r\nConnection: close\r\n\r\nbye"
NOISE = random.Random(7).randbytes


@dataclass(frozen=True)
class Case:
    """Scripts of one server, requests that follow each other, and what each exchange must be.

    ``junk`` is what the server sent behind the end of a message. With ``prefix`` the client cannot have read all
    that was sent. ``tls`` names a certificate; ``connections`` is how many the server must have seen.
    """

    scripts: Mapping[str, Script | Scripts]
    requests: Sequence[Mapping[str, Any]] = ({"path": "/"},)
    outcomes: Sequence[str] = ("complete",)
    junk: bytes = b""
    prefix: bool = False
    tls: str | None = None
    connections: int | None = None
    crawl: str = "open"
    greeting: Script = ()
    host: str | None = None
    address: str = "127.0.0.1"
    results: Sequence[str] = ("response",)


def _one(*steps: Any, **more: Any) -> Case:
    return Case({"/": list(steps)}, **more)


def _with(headers: bytes, body: bytes) -> bytes:
    return b"HTTP/1.1 200 OK\r\n%sContent-Length: %d\r\n\r\n%s" % (headers, len(body), body)


def _chunked(*chunks: bytes, trailers: bytes = b"", extension: bytes = b"") -> bytes:
    body = b"".join(b"%x%s\r\n%s\r\n" % (len(chunk), extension, chunk) for chunk in chunks)
    return b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + body + b"0\r\n" + trailers + b"\r\n"


_LOST = {"results": ("failure",)}
_GET3 = ({"path": "/"}, {"path": "/"}, {"path": "/"})
_TEXT = b"<p>The quick brown fox.</p>" * 400

CASES: dict[str, Case] = {
    "plain answer": _one(OK),
    "odd header case and order": _one(_with(b"x-B: 1\r\nX-a: 2\r\nSERVER: odd\r\nx-b: 3\r\ndAtE: now\r\n", b"body")),
    "odd spacing in headers": _one(_with(b"A:1\r\nB:   2   \r\nC\t:\t3\r\nD:\r\nE : \r\n", b"body")),
    "duplicate headers interleaved": _one(_with(b"Set-Cookie: a=1\r\nVia: x\r\nSet-Cookie: b=2\r\nVia: y\r\n", b"b")),
    "folded header": _one(_with(b"X-Long: one\r\n two\r\n\tthree\r\n", b"body")),
    "header lines without a colon": _one(_with(b"no colon here\r\nX: 1\r\nanother one\r\n", b"body")),
    "fold after a line without a colon": _one(_with(b"no colon\r\n folded\r\nX: 1\r\n", b"body")),
    "no reason phrase": _one(b"HTTP/1.1 200\r\nContent-Length: 2\r\n\r\nhi"),
    "empty reason phrase": _one(b"HTTP/1.1 200 \r\nContent-Length: 2\r\n\r\nhi"),
    "Latin-1 in reason and headers": _one(
        b"HTTP/1.1 200 D\xe9j\xe0 vu\r\nX-\xe9: \xff\xfe\r\nContent-Length: 2\r\n\r\nhi"
    ),
    "UTF-8 in headers": _one(_with("X-Title: Überschrift „Größe“\r\n".encode(), b"body")),
    "line ends of LF alone": _one(b"HTTP/1.1 200 OK\nServer: old\nContent-Length: 2\n\nhi"),
    "mixed line ends": _one(b"HTTP/1.1 200 OK\r\nServer: old\nContent-Length: 2\r\n\nhi"),
    "a header of 60 kB": _one(_with(b"Content-Security-Policy: " + b"x" * 60_000 + b"\r\n", b"body")),
    "a thousand headers": _one(_with(b"".join(b"X-%d: %d\r\n" % (i, i) for i in range(1000)), b"body")),
    "repeated equal lengths": _one(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\nContent-Length: 2\r\n\r\nhi"),
    "status 404 with a body": _one(b"HTTP/1.1 404 Nope\r\nContent-Length: 4\r\n\r\ngone", **_LOST),
    "status 500 without retry": _one(b"HTTP/1.1 500 Oh\r\nContent-Length: 4\r\n\r\noops", **_LOST),
    "unassigned status 299": _one(b"HTTP/1.1 299 Sure\r\nContent-Length: 2\r\n\r\nhi"),
    "empty body": _one(b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"),
    "chunked": _one(_chunked(b"one", b"two", b"three" * 1000)),
    "chunked with extensions": _one(_chunked(b"one", b"two", extension=b';name="a value";x')),
    "chunked with trailers": _one(_chunked(b"one", trailers=b"X-Sum: 1\r\nx-more: 2\r\n")),
    "chunked with leading zeros": _one(
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: Chunked\r\n\r\n0003\r\none\r\n00A\r\n0123456789\r\n000\r\n\r\n"
    ),
    "chunked byte by byte": _one(Drip(_chunked(b"one", b"two", trailers=b"X: y\r\n", extension=b";e"))),
    "head byte by byte": _one(Drip(_with(b"X: 1\r\nY: 2\r\n", b"body"))),
    "1,000 chunks of one byte": _one(_chunked(*[b"x"] * 1000)),
    "gzip body": _one(_with(b"Content-Encoding: gzip\r\n", gzip.compress(_TEXT))),
    "gzip body, chunked": _one(
        _chunked(gzip.compress(_TEXT)[:50], gzip.compress(_TEXT)[50:]).replace(
            b"Transfer", b"Content-Encoding: gzip\r\nTransfer", 1
        )
    ),
    "deflate body": _one(_with(b"Content-Encoding: deflate\r\n", zlib.compress(_TEXT))),
    "br body": _one(_with(b"Content-Encoding: br\r\n", brotli.compress(_TEXT))),
    "body that is not gzip as labelled": _one(_with(b"Content-Encoding: gzip\r\n", _TEXT)),
    "binary body": _one(_with(b"Content-Type: image/png\r\n", NOISE(100_000))),
    "body of 30 MB": _one(_with(b"", NOISE(30_000_000))),
    "chunked body of 3 MB": _one(_chunked(*[NOISE(65_000) for _ in range(46)])),
    "100 before 200": _one(b"HTTP/1.1 100 Continue\r\n\r\n" + OK),
    "102 with headers before 200": _one(b"HTTP/1.1 102 Processing\r\nX-Step: 1\r\n\r\n", OK),
    "103 twice before 200": _one(
        b"HTTP/1.1 103 Early Hints\r\nLink: </a.css>; rel=preload\r\n\r\n",
        b"HTTP/1.1 103 Early Hints\r\nLink: </b.css>; rel=preload\r\n\r\n",
        OK,
    ),
    "103 byte by byte": _one(Drip(b"HTTP/1.1 103 Early Hints\r\nLink: </a.css>\r\n\r\n" + OK)),
    "103 before a chunked body of 2 MB": _one(
        b"HTTP/1.1 103 Early Hints\r\nX: 1\r\n\r\n", _chunked(*[NOISE(65_000) for _ in range(31)])
    ),
    "204": _one(b"HTTP/1.1 204 No Content\r\nX: 1\r\n\r\n", OK, junk=OK),
    "204 alone": _one(b"HTTP/1.1 204 No Content\r\nX: 1\r\n\r\n"),
    "304": _one(b'HTTP/1.1 304 Not Modified\r\nETag: "x"\r\nContent-Length: 100\r\n\r\n', **_LOST),
    "HEAD": _one(b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n", requests=[{"path": "/", "method": "HEAD"}]),
    "HEAD, chunked": _one(
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", requests=[{"path": "/", "method": "HEAD"}]
    ),
    "close-delimited": _one(b"HTTP/1.1 200 OK\r\nServer: old\r\n\r\nuntil the end", CLOSE),
    "close-delimited, empty": _one(b"HTTP/1.1 200 OK\r\nServer: old\r\n\r\n", CLOSE),
    "close-delimited of 2 MB": _one(b"HTTP/1.1 200 OK\r\nServer: old\r\n\r\n", NOISE(2_000_000), CLOSE),
    "HTTP/1.0": _one(b"HTTP/1.0 200 OK\r\nServer: old\r\n\r\nuntil the end", CLOSE),
    "HTTP/1.0 with a length": Case(
        {"/": [b"HTTP/1.0 200 OK\r\nContent-Length: 2\r\n\r\nhi"]},
        requests=_GET3,
        outcomes=["complete"] * 3,
        results=["response"] * 3,
        connections=3,
    ),
    "body shorter than stated": _one(
        b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nshort", CLOSE, outcomes=["disconnect"], **_LOST
    ),
    "body shorter than stated, asked to take it": _one(
        b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nshort",
        CLOSE,
        outcomes=["disconnect"],
        requests=[{"path": "/", "meta": {"download_fail_on_dataloss": False}}],
    ),
    "cut in the status line": _one(b"HTTP/1.1 20", CLOSE, outcomes=["disconnect"], **_LOST),
    "cut in the head": _one(b"HTTP/1.1 200 OK\r\nContent-Le", CLOSE, outcomes=["disconnect"], **_LOST),
    "cut after 103": _one(b"HTTP/1.1 103 Early Hints\r\nX: 1\r\n\r\n", CLOSE, outcomes=["disconnect"], **_LOST),
    "cut in a chunk": _one(_chunked(b"one", b"two" * 100)[:-50], CLOSE, outcomes=["disconnect"], **_LOST),
    "cut between chunks": _one(_chunked(b"one", b"two")[:-5], CLOSE, outcomes=["disconnect"], **_LOST),
    "cut in the trailers": _one(_chunked(b"one", trailers=b"X: 1\r\n")[:-4], CLOSE, outcomes=["disconnect"], **_LOST),
    "reset in the body": _one(
        b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nshort",
        RESET,
        outcomes=["disconnect|noAnswer"],
        prefix=True,
        **_LOST,
    ),
    "body longer than stated": _one(OK, b"and more", junk=b"and more"),
    "body much longer than stated": _one(OK + b"x" * 200_000, junk=b"x" * 200_000),
    "a second answer unasked": _one(OK + BYE, junk=BYE),
    "junk after the last chunk": _one(_chunked(b"one") + b"junk", junk=b"junk"),
    "kept-alive connection": Case(
        {"/": [OK]}, requests=_GET3, outcomes=["complete"] * 3, results=["response"] * 3, connections=1
    ),
    "kept alive through chunked, 204, HEAD and 103": Case(
        {
            "/chunked": [_chunked(b"one", trailers=b"X: 1\r\n")],
            "/none": [b"HTTP/1.1 204 No Content\r\n\r\n"],
            "/head": [b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n"],
            "/hints": [b"HTTP/1.1 103 Hints\r\n\r\n" + OK],
        },
        requests=[{"path": "/chunked"}, {"path": "/none"}, {"path": "/head", "method": "HEAD"}, {"path": "/hints"}],
        outcomes=["complete"] * 4,
        results=["response"] * 4,
        connections=1,
    ),
    "no connection kept after junk": Case(
        {"/": [OK + b"junk"]},
        requests=_GET3,
        outcomes=["complete"] * 3,
        results=["response"] * 3,
        junk=b"junk",
        connections=3,
    ),
    "Connection: Close in any case": Case(
        {"/": [OK.replace(b"\r\n\r\n", b"\r\nConnection: Foo, Close\r\n\r\n")]},
        requests=_GET3,
        outcomes=["complete"] * 3,
        results=["response"] * 3,
        connections=3,
    ),
    "dead kept-alive connection": Case(
        {"/": Scripts([[OK], [CLOSE], [OK]])},
        requests=_GET3[:2],
        outcomes=["complete", "noAnswer", "complete"],
        results=["response"] * 2,
        connections=2,
    ),
    "dead kept-alive connection, POST is not repeated": Case(
        {"/": Scripts([[OK], [CLOSE], [OK]])},
        requests=[{"path": "/"}, {"path": "/", "method": "POST", "body": b"once"}],
        outcomes=["complete", "noAnswer"],
        results=["response", "failure"],
        connections=1,
    ),
    "empty answer": _one(CLOSE, outcomes=["noAnswer"], **_LOST),
    "reset without an answer": _one(RESET, outcomes=["noAnswer"], **_LOST),
    "garbage answer": _one(b"\x00\x01\x02 this is not HTTP\r\n\r\n" * 3, outcomes=["unspecified"], **_LOST),
    "garbage without a line end": _one(b"\xff" * 100, CLOSE, outcomes=["disconnect"], **_LOST),
    "unreadable status": _one(b"HTTP/1.1 abc OK\r\n\r\n", outcomes=["unspecified"], **_LOST),
    "conflicting lengths": _one(
        b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\nContent-Length: 3\r\n\r\nhi!", outcomes=["unspecified"], **_LOST
    ),
    "malformed chunk size": _one(
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\none\r\nzz\r\n", outcomes=["unspecified"], **_LOST
    ),
    "unknown transfer coding": _one(
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: x-odd\r\n\r\nbody", outcomes=["unspecified"], **_LOST
    ),
    "ceiling in the body": _one(
        _with(b"", NOISE(500_000)),
        requests=[{"path": "/", "meta": {"download_maxsize": 100_000}}],
        outcomes=["length"],
        prefix=True,
    ),
    "ceiling in a chunked body": _one(
        _chunked(*[NOISE(65_000) for _ in range(8)]),
        requests=[{"path": "/", "meta": {"download_maxsize": 100_000}}],
        outcomes=["length"],
        prefix=True,
    ),
    "ceiling in a close-delimited body": _one(
        b"HTTP/1.1 200 OK\r\n\r\n",
        NOISE(500_000),
        CLOSE,
        requests=[{"path": "/", "meta": {"download_maxsize": 100_000}}],
        outcomes=["length"],
        prefix=True,
    ),
    "stopped by a receiver of the headers": _one(
        _with(b"", NOISE(300_000)),
        HOLD,
        requests=[{"path": "/", "meta": {"stop": "headers"}}],
        outcomes=["unspecified"],
        prefix=True,
    ),
    "stopped by a receiver of the body": _one(
        _chunked(NOISE(300_000)),
        HOLD,
        requests=[{"path": "/", "meta": {"stop": "bytes"}}],
        outcomes=["unspecified"],
        prefix=True,
        tls="other",
    ),
    "endless header section": _one(
        b"HTTP/1.1 200 OK\r\n" + b"X-More: and more\r\n" * 60_000, outcomes=["length"], prefix=True, **_LOST
    ),
    "endless header line": _one(
        b"HTTP/1.1 200 OK\r\nX: " + b"x" * 1_000_000, outcomes=["length"], prefix=True, **_LOST
    ),
    "endless 1xx heads": _one(b"HTTP/1.1 102 Wait\r\n\r\n" * 60_000, outcomes=["length"], prefix=True, **_LOST),
    "redirect hop": Case(
        {"/": [b"HTTP/1.1 301 Moved\r\nLocation: /there\r\nContent-Length: 5\r\n\r\nmoved"], "/there": [OK]},
        outcomes=["complete", "complete"],
        connections=1,
    ),
    "retry": Case(
        {"/": Scripts([[b"HTTP/1.1 503 Busy\r\nContent-Length: 4\r\n\r\nbusy"], [OK]])},
        requests=[{"path": "/", "meta": {"dont_retry": False}}],
        outcomes=["complete", "complete"],
    ),
    "POST with a body": Case(
        {"/?a=%20b&c": [OK]},
        requests=[
            {"path": "/?a=%20b&c", "method": "POST", "body": NOISE(70_000), "headers": {"Content-Type": "x/y"}},
        ],
    ),
    "POST without a body": _one(OK, requests=[{"path": "/", "method": "POST"}]),
    "query kept as it is": Case({"/p;q?x=%C3%A9&&y=a+b?c": [OK]}, requests=[{"path": "/p;q?x=%C3%A9&&y=a+b?c"}]),
    "page requisite": _one(_with(b"", NOISE(200_000)), requests=[{"path": "/", "meta": {"colophon_requisite": True}}]),
    "TLS, self-signed": _one(
        OK, requests=_GET3, outcomes=["complete"] * 3, results=["response"] * 3, tls="other", connections=1
    ),
    "TLS, certificate that holds": _one(OK, tls="good"),
    "TLS, certificate for another name": _one(OK, tls="good", host="localhost"),
    "TLS 1.2": _one(OK, tls="old"),
    "TLS, chunked body of 3 MB": _one(_chunked(*[NOISE(65_000) for _ in range(46)]), tls="other"),
    "TLS, cut": _one(
        b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nshort", CLOSE, tls="other", outcomes=["disconnect"], **_LOST
    ),
    "TLS, close-delimited": _one(b"HTTP/1.1 200 OK\r\n\r\nuntil the end", CLOSE, tls="other"),
    "TLS, ceiling": _one(
        _with(b"", NOISE(500_000)),
        requests=[{"path": "/", "meta": {"download_maxsize": 100_000}}],
        outcomes=["length"],
        prefix=True,
        tls="other",
    ),
    "TLS, no TLS there": Case(
        {}, greeting=[b"HTTP/1.1 400 Speak TLS\r\n\r\n", CLOSE], tls="none", outcomes=["tls"], **_LOST
    ),
    "TLS, hung up in the handshake": Case({}, greeting=[READ, CLOSE], tls="none", outcomes=["tls"], **_LOST),
    "TLS, bad certificate refused": _one(OK, tls="other", crawl="strict", outcomes=["tls"], **_LOST),
    "TLS, good certificate demanded": _one(OK, tls="good", crawl="strict"),
    "no byte": _one(HOLD, crawl="hasty", outcomes=["noAnswer"], **_LOST),
    "silence in the head": _one(b"HTTP/1.1 200 OK\r\nX: ", HOLD, crawl="hasty", outcomes=["time"], **_LOST),
    "silence in the body": _one(
        b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nshort", HOLD, crawl="hasty", outcomes=["time"], **_LOST
    ),
    "silence after 103": _one(b"HTTP/1.1 103 Hints\r\nX: 1\r\n\r\n", HOLD, crawl="hasty", outcomes=["time"], **_LOST),
    "silence in the body over TLS": _one(
        b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nshort",
        HOLD,
        crawl="hasty",
        outcomes=["time"],
        tls="other",
        **_LOST,
    ),
    "slow drip": _one(
        b"HTTP/1.1 200 OK\r\nContent-Length: 10000\r\n\r\n",
        Drip(b"x" * 10_000, 0.05),
        requests=[{"path": "/", "meta": {"download_timeout": 4.0}}],
        crawl="hasty",
        outcomes=["time"],
        prefix=True,
        **_LOST,
    ),
    "slow drip of a head": _one(
        Drip(b"HTTP/1.1 200 OK\r\n" + b"X: 1\r\n" * 10_000, 0.05),
        requests=[{"path": "/", "meta": {"download_timeout": 4.0}}],
        crawl="hasty",
        outcomes=["time"],
        prefix=True,
        **_LOST,
    ),
    "silence in the TLS handshake": Case(
        {}, greeting=[READ, HOLD], tls="none", crawl="hasty", outcomes=["connectTimeout"], **_LOST
    ),
}
if speaks_ipv6():
    CASES["IPv6"] = _one(OK, address="::1")
