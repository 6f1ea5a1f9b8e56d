"""Exchanges and writers that the tests of crawler.warc share."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

from crawler.warc.ids import RecordIds, new_ids
from crawler.warc.warcinfo import WarcInfo
from crawler.warc.writer import WarcWriter
from crawler.warc.written import Written
from crawler.wire.exchange import Exchange, Outcome, TlsFacts
from crawler.wire.spool import Spool

BEGAN = datetime(2026, 3, 1, 9, 30, 0, 123456, tzinfo=UTC)
REQUEST = b"GET /a?b=1 HTTP/1.1\r\nHost: news.example\r\nuser-AGENT:  colophon\r\n\r\n"
URL = "https://news.example/a?b=1"
BODY = b"<p>The news of the day, and of the day before.</p>\n" * 12
HEAD = (
    b"HTTP/1.1 200 Very  OK\r\nset-cookie: a=1\r\nX-Odd:   spaced \r\n"
    b"Set-Cookie: b=2\r\nContent-Type: text/HTML; charset=x\r\n"
)


def plain(body: bytes = BODY) -> bytes:
    return HEAD + b"Content-Length: %d\r\n\r\n" % len(body) + body


def chunked(body: bytes = BODY, size: int = 100) -> bytes:
    pieces = [body[at : at + size] for at in range(0, len(body), size)]
    chunks = b"".join(b"%x;ext=1\r\n%b\r\n" % (len(piece), piece) for piece in pieces)
    return HEAD + b"Transfer-Encoding: chunked\r\n\r\n" + chunks + b"0\r\nX-Trailer: yes\r\n\r\n"


def exchange(
    response: bytes | Spool = b"",
    *,
    url: str = URL,
    method: str = "GET",
    began: datetime = BEGAN,
    outcome: Outcome = Outcome.COMPLETE,
    request: bytes = REQUEST,
    interim: tuple[bytes, ...] = (),
    error: str | None = None,
) -> Exchange:
    return Exchange(
        url=url,
        method=method,
        started_at=began,
        ended_at=began + timedelta(milliseconds=250),
        outcome=outcome,
        request=request,
        response=response if isinstance(response, Spool) else Spool(response),
        interim=interim,
        peer_address="127.0.0.9",
        tls=TlsFacts("tls/1.3", "TLS_AES_256_GCM_SHA384", verified=True),
        error=error,
    )


def new_writer(root: Path, **options: object) -> WarcWriter:
    archive, indexes = root / "archive", root / "indexes"
    archive.mkdir(exist_ok=True)
    indexes.mkdir(exist_ok=True)
    info = WarcInfo("colophon/0", operator="https://news.example/bot", robots="obey", is_part_of="news")
    return WarcWriter(archive=archive, indexes=indexes, info=info, prefix="News", host="box", **options)  # type: ignore[arg-type]


def write(
    writer: WarcWriter,
    one: Exchange,
    *,
    ids: RecordIds | None = None,
    facts: tuple[tuple[str, str], ...] = (("via", "https://news.example/"), ("visit", "v1")),
) -> Written:
    return writer.write_exchange(one, ids=ids or new_ids(), facts=facts, find_original=lambda entity: None)
