"""Reads the HTTP answer in a record with nobody's code but the standard library's."""

import html
import http.client
import io
import re
import zlib
from collections.abc import Callable
from typing import Final

import brotli
from backports import zstd

_DECODERS: Final[dict[str, Callable[[bytes], bytes]]] = {
    "gzip": lambda data: zlib.decompress(data, 47),
    "deflate": lambda data: zlib.decompress(data, 15 if data[0] & 15 == 8 else -15),
    "br": brotli.decompress,
    "zstd": zstd.decompress,
}


class _Peer:
    """As much of a socket as http.client reads an answer from."""

    def __init__(self, data: bytes) -> None:
        self._data = data

    def makefile(self, *_: object) -> io.BytesIO:
        return io.BytesIO(self._data)


def payload_of(block: bytes) -> tuple[bytes, str]:
    """Entity (without transfer coding) and text (without content coding) of the answer in a record's block."""
    answer = http.client.HTTPResponse(_Peer(block))  # type: ignore[arg-type]
    answer.begin()
    entity = answer.read()
    data = entity
    for coding in reversed(answer.headers.get("Content-Encoding", "").replace(",", " ").split()):
        data = _DECODERS[coding](data)
    declared = answer.headers.get_content_charset() or ""
    found = re.search(rb"charset=[\"']?([\w-]+)", data[:1024])
    charset = (declared or (found[1].decode() if found else "utf-8")).lower()
    # The web means windows-1252 when it says latin-1 (WHATWG Encoding).
    named = "windows-1252" if charset in ("iso-8859-1", "us-ascii") else charset
    return entity, html.unescape(data.decode(named, "replace"))
