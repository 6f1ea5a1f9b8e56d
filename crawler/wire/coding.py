"""Content codings removed, under a ceiling: bombs are normal input.

https://www.rfc-editor.org/rfc/rfc9110.html#section-8.4 (gzip, deflate, several in a row),
https://www.rfc-editor.org/rfc/rfc7932.html (br), https://www.rfc-editor.org/rfc/rfc8878.html (zstd).
"""

import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final, Protocol

import brotli
from isal import isal_zlib

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

MAX_CODINGS: Final = 5
MAX_MEMBERS: Final = 100
"""Streams in a row that are read: each costs a copy of what follows it, and no ceiling stops empty ones."""
# What a decoder must hold, 8 MiB: https://www.rfc-editor.org/rfc/rfc9659.html. The library's own limit is 128 MiB.
_ZSTD_OPTIONS: Final[Mapping[int, int]] = {zstd.DecompressionParameter.window_log_max: 23}
_SALVAGE_BYTES: Final = 1024
# isal's stub declares an instance.
_ERRORS: Final[tuple[type[Exception], ...]] = (isal_zlib.error, brotli.error, zstd.ZstdError, EOFError)  # type: ignore[assignment]


@dataclass(frozen=True, slots=True)
class Decoded:
    """A payload with its codings removed. ``cut``: the ceiling was reached. ``notes``: what did not go as labelled."""

    payload: bytes
    cut: bool = False
    notes: tuple[str, ...] = ()


class _Stream(Protocol):
    """One compressed member: fed in pieces, gives at most about ``limit`` bytes a call."""

    def feed(self, data: bytes, limit: int) -> bytes: ...

    def rest(self) -> bytes | None: ...


class _Inflate:
    """gzip (wbits 31), zlib (15) and raw deflate (-15)."""

    def __init__(self, wbits: int) -> None:
        self._stream = isal_zlib.decompressobj(wbits)

    def feed(self, data: bytes, limit: int) -> bytes:
        piece: bytes = self._stream.decompress(data, limit)
        return piece

    def rest(self) -> bytes | None:
        return self._stream.unused_data if self._stream.eof else None


class _Brotli:
    """One brotli stream. Its decoder holds output back when input runs out, until asked again."""

    def __init__(self) -> None:
        self._stream = brotli.Decompressor()

    def feed(self, data: bytes, limit: int) -> bytes:
        pieces: list[bytes] = [self._stream.process(data, output_buffer_limit=limit)]
        room = limit - len(pieces[0])
        while pieces[-1] and room > 0 and not self._stream.is_finished():
            pieces.append(self._stream.process(b"", output_buffer_limit=room))
            room -= len(pieces[-1])
        return b"".join(pieces)

    def rest(self) -> bytes | None:
        return b"" if self._stream.is_finished() else None


class _Zstd:
    """One zstd frame."""

    def __init__(self) -> None:
        self._stream = zstd.ZstdDecompressor(options=_ZSTD_OPTIONS)

    def feed(self, data: bytes, limit: int) -> bytes:
        return self._stream.decompress(data, limit)

    def rest(self) -> bytes | None:
        return self._stream.unused_data if self._stream.eof else None


def decode(data: bytes, content_encoding: str | None, *, ceiling: int) -> Decoded:
    """Undo the codings of a Content-Encoding value, the last one first; at most ``ceiling`` bytes come out.

    A corrupt or cut stream gives what could be decoded. Data that is not coded as labelled, and what an unknown coding
    or more than ``MAX_CODINGS`` leave, comes back as it is. Every oddity is a note. Intermediate results are under the
    same ceiling.
    """
    names = [name.strip().lower() for name in (content_encoding or "").split(",")]
    codings = [name for name in names if name not in ("", "identity", "none")]
    if len(codings) > MAX_CODINGS:
        return _ceiled(data, ceiling, (f"{len(codings)} content codings, more than {MAX_CODINGS}: left as they are",))
    notes: list[str] = []
    cut = False
    for coding in reversed(codings):
        start = _starter(coding, data)
        if start is None:
            notes.append(f"unknown content coding {coding[:40]!r}: left as it is")
            break
        data, reached = _remove(start, data, coding=coding, ceiling=ceiling, notes=notes)
        cut |= reached
    result = _ceiled(data, ceiling, tuple(notes))
    return Decoded(result.payload, cut or result.cut, result.notes)


def _ceiled(data: bytes, ceiling: int, notes: tuple[str, ...]) -> Decoded:
    """``data`` as a result, cut at the ceiling."""
    return Decoded(data[:ceiling], len(data) > ceiling, notes)


def _starter(coding: str, data: bytes) -> Callable[[], _Stream] | None:
    """What begins a stream of this coding; ``deflate`` is zlib by the standard and raw by some servers."""
    match coding:
        case "gzip" | "x-gzip":
            return lambda: _Inflate(31)
        case "deflate":
            return lambda: _Inflate(15 if _has_zlib_header(data) else -15)
        case "br":
            return _Brotli
        case "zstd":
            return _Zstd
    return None


def _has_zlib_header(data: bytes) -> bool:
    """Whether the first two bytes are a zlib header (https://www.rfc-editor.org/rfc/rfc1950.html#section-2.2)."""
    return len(data) > 1 and data[0] & 0x0F == 8 and int.from_bytes(data[:2]) % 31 == 0


def _remove(
    start: Callable[[], _Stream], data: bytes, *, coding: str, ceiling: int, notes: list[str]
) -> tuple[bytes, bool]:
    """One coding removed: the bytes, and whether the ceiling was reached."""
    if not data:
        return data, False
    try:
        out, note = _members(start, data, ceiling + 1)
    except _ERRORS:
        out = _salvage(start, data, ceiling + 1)
        if not out:
            notes.append(f"not {coding}, as was said: left as it is")
            return data, False
        note = "corrupt"
    if len(out) > ceiling:
        return out[:ceiling], True
    if note:
        notes.append(f"{coding}: {note} after {len(out)} decoded bytes")
    return out, False


def _members(start: Callable[[], _Stream], data: bytes, limit: int) -> tuple[bytes, str | None]:
    """The members of a run of streams, up to ``limit`` bytes; and what was odd about the end."""
    magic = data[:2]
    pieces: list[bytes] = []
    room = limit
    for _ in range(MAX_MEMBERS):
        stream = start()
        pieces.append(stream.feed(data, room))
        room -= len(pieces[-1])
        rest = stream.rest()
        if rest is None:
            return b"".join(pieces), "ends too early" if room > 0 else None
        if not rest.startswith(magic):
            return b"".join(pieces), f"{len(rest)} foreign bytes" if rest.strip(b"\0") else None
        if room <= 0:
            return b"".join(pieces), None
        data = rest
    return b"".join(pieces), f"more than {MAX_MEMBERS} streams"


def _salvage(start: Callable[[], _Stream], data: bytes, limit: int) -> bytes:
    """What the first member gives before its corruption, to the byte.

    A decoder that fails keeps the output of the failing call to itself: so one pass in small steps finds the step that
    fails, and a second goes through that step byte by byte.
    """
    good = _steps(start(), data, at=0, step=_SALVAGE_BYTES, limit=limit)[1]
    stream = start()
    head = stream.feed(data[:good], limit) if good else b""
    if len(head) >= limit:
        return head
    return head + _steps(stream, data, at=good, step=1, limit=limit - len(head))[0]


def _steps(stream: _Stream, data: bytes, *, at: int, step: int, limit: int) -> tuple[bytes, int]:
    """Feed in steps until a step fails, the stream ends or ``limit`` is reached: the output, and where it stopped."""
    out = bytearray()
    try:
        while at < len(data) and len(out) < limit and stream.rest() is None:
            out += stream.feed(data[at : at + step], limit - len(out))
            at += step
    except _ERRORS:
        pass
    return bytes(out), min(at, len(data))
