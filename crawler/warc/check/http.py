"""Whether a block is the HTTP message it claims to be, and what its payload is.

Framing: https://www.rfc-editor.org/rfc/rfc9112.html#section-6. Request targets:
https://www.rfc-editor.org/rfc/rfc9112.html#section-3.2.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Final
from urllib.parse import quote

from crawler.errors import ParseError
from crawler.wire.message import Head, RequestHead, entity, request_head, response_head, split_interim
from crawler.wire.spool import IN_MEMORY_BYTES, Spool

Problem = tuple[str, str]

_ASCII: Final = "".join(map(chr, range(0x21, 0x7F)))
_PORTS: Final = {"http": ":80", "https": ":443"}
_MAGICS: Final = {"gzip": b"\x1f\x8b", "x-gzip": b"\x1f\x8b", "zstd": b"\x28\xb5\x2f\xfd"}


@dataclass(slots=True)
class Response:
    """A response block, read. ``payload`` gives the entity in pieces, ``stored`` all that follows the head.

    ``bare``: nothing follows the head although a length is stated, as in the answer to a HEAD request.
    """

    payload: Callable[[], Iterable[bytes]]
    stored: Callable[[], Iterable[bytes]]
    status: int | None = None
    problems: list[Problem] = field(default_factory=list)
    chunked: bool = False
    bare: bool = False


def read_response(block: Spool, *, method: str, truncated: bool) -> Response:
    """Judge a response block; ``truncated`` ones may be cut. A chunked body is in memory while it is read."""
    start = block.read() if block.length <= IN_MEMORY_BYTES else next(iter(block.chunks()))
    try:
        head = response_head(start)
    except ParseError as error:
        return Response(block.chunks, block.chunks, problems=[("noHead", str(error))])
    if head.status < 200 and head.status != 101:
        return _behind_interim(block, method=method, truncated=truncated)
    chunked = bool(head.get_all("Transfer-Encoding"))
    if block.length == len(start) or chunked:
        found = _in_memory(block.read(), head, method)
    else:
        found = _in_file(block, start, head, method)
    found.chunked = chunked
    if not head.whole:
        found.problems = [("framing", "cut in the header section")]
    if truncated:
        found.problems = [problem for problem in found.problems if problem[0] != "framing"]
    _judge_coding(found, head)
    return found


def judge_request(block: Spool, url: str) -> tuple[str, list[Problem]]:
    """The method, and what is wrong with the request line and Host beside ``url``."""
    try:
        head = request_head(block.read())
    except ParseError as error:
        return "GET", [("noRequest", str(error))]
    return head.method, list(_differences(head, url))


def _behind_interim(block: Spool, *, method: str, truncated: bool) -> Response:
    heads, final = split_interim(block.read())
    if not heads:
        return Response(block.chunks, block.chunks, problems=[("framing", "a 1xx head that has no end")])
    found = read_response(Spool(final), method=method, truncated=truncated)
    found.problems.append(("interimHead", f"the block starts with {heads[0][:30]!r}"))
    return found


def _in_memory(data: bytes, head: Head, method: str) -> Response:
    found = entity(data, head, method)
    problems = []
    if not found.whole:
        problems.append(("framing", found.note or "the body is cut"))
    if found.end < len(data):
        problems.append(("excess", f"{len(data) - found.end} bytes follow the message"))
    bare = head.length == len(data) and not found.whole
    return Response(lambda: (found.payload,), lambda: (data[head.length :],), head.status, problems, bare=bare)


def _in_file(block: Spool, start: bytes, head: Head, method: str) -> Response:
    """A body that is not chunked and does not fit into memory: its length is all there is to compare."""
    empty = entity(start[: head.length], head, method)
    present = block.length - head.length
    lengths = {value.strip() for value in head.get_all("Content-Length")}
    stated = int(lengths.pop()) if len(lengths) == 1 and all(value.isdigit() for value in lengths) else None
    if empty.whole and stated != 0 and method != "HEAD":
        stated = None  # Read until the server hung up.
    wanted = present if stated is None else stated
    problems = []
    if present < wanted:
        problems.append(("framing", f"body cut: {present} of {wanted} bytes"))
    if present > wanted:
        problems.append(("excess", f"{present - wanted} bytes follow the message"))
    length = min(present, wanted)
    return Response(
        lambda: _part(block, head.length, length),
        lambda: _part(block, head.length, present),
        head.status,
        problems,
    )


def _part(block: Spool, start: int, length: int) -> Iterator[bytes]:
    at = 0
    for piece in block.chunks():
        yield piece[max(0, start - at) : max(0, start + length - at)]
        at += len(piece)


def _judge_coding(found: Response, head: Head) -> None:
    coding = (head.get("Content-Encoding") or "").strip().lower()
    magic = _MAGICS.get(coding)
    if magic is not None:
        first = next((piece for piece in found.payload() if piece), b"")
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
