"""Whether a block is the HTTP message it claims to be, and what its payload is.

Framing: https://www.rfc-editor.org/rfc/rfc9112.html#section-6. Request targets:
https://www.rfc-editor.org/rfc/rfc9112.html#section-3.2.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Final
from urllib.parse import quote

from crawler.errors import ParseError
from crawler.wire.body import Body, part
from crawler.wire.message import UNUSUAL, Head, RequestHead, entity, request_head, response_head, split_interim
from crawler.wire.spool import IN_MEMORY_BYTES, Spool

Problem = tuple[str, str]

_ASCII: Final = "".join(map(chr, range(0x21, 0x7F)))
_PORTS: Final = {"http": ":80", "https": ":443"}
_PLAIN_HEAD: Final = re.compile(rb"http/1\.[01] ([345]\d\d|2(?!04)\d\d)(?<!304) ")
_MAGICS: Final = {"gzip": b"\x1f\x8b", "x-gzip": b"\x1f\x8b", "zstd": b"\x28\xb5\x2f\xfd"}


@dataclass(slots=True)
class Response:
    """A response block, read. ``payload`` is the entity in pieces; ``start`` is where the stored body begins.

    ``bare``: nothing follows the head although a length is stated, as in the answer to a HEAD request.
    """

    block: Spool
    payload: Iterable[bytes]
    start: int = 0
    status: int | None = None
    problems: list[Problem] = field(default_factory=list)
    chunked: bool = False
    bare: bool = False

    def stored(self) -> Iterator[bytes]:
        """All that follows the head, as it is stored."""
        return part(self.block, self.start, self.block.length)


def read_response(block: Spool, *, method: str, truncated: bool) -> Response:
    """Judge a response block; ``truncated`` ones may be cut."""
    short = block.length <= IN_MEMORY_BYTES
    start = block.read() if short else next(iter(block.chunks()))
    if short and method == "GET" and (plain := _plain_answer(block, start)) is not None:
        return plain
    try:
        head = response_head(start)
    except ParseError as error:
        return unread(block, ("noHead", str(error)))
    if head.status < 200 and head.status != 101:
        return _behind_interim(block, method=method, truncated=truncated)
    found = _short(block, start, head, method) if short else _long(block, head, method)
    found.chunked = bool(head.get_all("Transfer-Encoding"))
    if not head.whole:
        found.problems = [("framing", "cut in the header section")]
    if truncated:
        found.problems = [problem for problem in found.problems if problem[0] != "framing"]
    _judge_coding(found, head)
    return found


def unread(block: Spool, *problems: Problem) -> Response:
    """A block that is no HTTP answer, or none that can be read: all of it is payload."""
    return Response(block, block, problems=[*problems])


def judge_request(block: Spool, url: str) -> tuple[str, list[Problem]]:
    """The method, and what is wrong with the request line and Host beside ``url``."""
    data = block.read()
    if (method := _plain_request(data, url)) is not None:
        return method, []
    try:
        head = request_head(data)
    except ParseError as error:
        return "GET", [("noRequest", str(error))]
    return head.method, list(_differences(head, url))


def _plain_request(data: bytes, url: str) -> str | None:
    """The method, where request line and first Host field say ``url`` to the letter; None where it takes a reading."""
    host, slash, path = url.partition("://")[2].partition("/")
    method, _, behind = data.partition(b" ")
    fields = data[: data.find(b"\r\n\r\n") + 2].lower()
    at = fields.find(b"\nhost")
    if not (slash and url.isascii() and method.isalpha() and behind.startswith(b"/%b HTTP/1." % path.encode())):
        return None
    if (
        "#" in url
        or "@" in host
        or b"\n " in fields
        or not fields.startswith(b": %b\r\n" % host.lower().encode(), at + 5)
    ):
        return None
    return method.decode() if at > 0 else None


def _plain_answer(block: Spool, data: bytes) -> Response | None:
    """An answer of a stated length, of which nothing is missing or too much; None where it takes a reading."""
    end = data.find(b"\r\n\r\n")
    fields = data[: end + 2].lower()
    found = _PLAIN_HEAD.match(fields)
    if found is None or any(sign in fields for sign in UNUSUAL):
        return None
    if b"\ntransfer-encoding" in fields or fields.count(b"\ncontent-length") != 1:
        return None
    at = fields.find(b"\ncontent-length: ") + 17
    if at == 16 or not fields.startswith(b"%d\r\n" % (len(data) - end - 4), at):
        return None
    payload = data[end + 4 :]
    at = fields.find(b"\ncontent-encoding")
    if at >= 0 and not (fields.startswith(b": gzip\r\n", at + 17) and payload.startswith(_MAGICS["gzip"])):
        return None
    return Response(block, (payload,), end + 4, int(found[1]))


def _behind_interim(block: Spool, *, method: str, truncated: bool) -> Response:
    heads, final = split_interim(block.read())
    if not heads:
        return unread(block, ("framing", "a 1xx head that has no end"))
    found = read_response(Spool(final), method=method, truncated=truncated)
    found.problems.append(("interimHead", f"the block starts with {heads[0][:30]!r}"))
    return found


def _short(block: Spool, data: bytes, head: Head, method: str) -> Response:
    found = entity(data, head, method)
    problems = _framing(found.whole, found.note, found.end, len(data))
    bare = not found.whole and head.length == len(data)
    return Response(block, (found.payload,), head.length, head.status, problems, bare=bare)


def _long(block: Spool, head: Head, method: str) -> Response:
    """A block in a temporary file; its body is read once for its framing, and again by whoever wants it."""
    body = Body(block, head, method)
    for _ in body:
        pass
    return Response(block, body, head.length, head.status, _framing(body.whole, body.note, body.end, block.length))


def _framing(whole: bool, note: str | None, end: int, length: int) -> list[Problem]:
    problems = [] if whole else [("framing", note or "the body is cut")]
    if end < length:
        problems.append(("excess", f"{length - end} bytes follow the message"))
    return problems


def _judge_coding(found: Response, head: Head) -> None:
    coding = (head.get("Content-Encoding") or "").strip().lower()
    magic = _MAGICS.get(coding)
    if magic is not None:
        first = next((piece for piece in found.payload if piece), b"")
        if first and not first.startswith(magic[: len(first)]):
            found.problems.append(("coding", f"Content-Encoding is {coding}, the body starts with {first[:8]!r}"))


def _differences(head: RequestHead, url: str) -> Iterator[Problem]:
    if head.method in ("CONNECT", "OPTIONS"):
        return
    scheme, _, rest = url.partition("#")[0].partition("://")
    cut = min((at for at in (rest.find("/"), rest.find("?")) if at >= 0), default=len(rest))
    authority, path = rest[:cut], rest[cut:]
    wanted = path if path.startswith("/") else "/" + path
    target = head.target
    if "://" in target[:9] and not target.startswith("/"):
        wanted = f"{scheme}://{authority}{wanted}"
    if target != wanted and _escaped(target.encode("latin-1")) != _escaped(wanted.encode("utf-8", "replace")):
        yield "requestTarget", f"the request asks for {target[:200]}, WARC-Target-URI is {url[:200]}"
    host = next((value for name, value in head.fields if name.lower() == "host"), None)
    if host is not None and not _same_host(host, authority.rpartition("@")[2], scheme.lower()):
        yield "requestTarget", f"the request is for host {host[:200]}, WARC-Target-URI is {url[:200]}"


def _escaped(text: bytes) -> str:
    return quote(text, safe=_ASCII)


def _same_host(host: str, authority: str, scheme: str) -> bool:
    if host == authority or not authority.isascii():
        return True
    port = _PORTS.get(scheme, "")
    return host.lower().removesuffix(port).rstrip(".") == authority.lower().removesuffix(port).rstrip(".")
