"""Whether bytes are what a digest field says; ``sha1:`` in base32 or hexadecimal, and other kinds in use."""

import hashlib
from base64 import b32encode
from collections.abc import Iterable
from typing import Final

from crawler.warc.digest import sha1_of
from crawler.wire.spool import IN_MEMORY_BYTES, Spool

_KINDS: Final = {"sha1": "sha1", "sha-1": "sha1", "md5": "md5", "sha256": "sha256", "sha-256": "sha256"}
_KINDS_LONG: Final = {"sha384": "sha384", "sha512": "sha512", "sha-512": "sha512"}

# Base32's letters as the digits that int() reads, every other byte as none.
_LETTERS: Final = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"
_DIGITS: Final = bytes(
    b"0123456789abcdefghijklmnopqrstuv"[_LETTERS.index(byte)] if byte in _LETTERS else ord("!") for byte in range(256)
)
_SHA1_LETTERS: Final = 32


def is_sha1(stated: str, digest: bytes) -> bool:
    """Whether ``stated`` is the SHA-1 ``digest`` as nearly all archives write it; False also for other forms."""
    letters = stated[5:].encode("utf-8", "replace")
    if len(letters) != _SHA1_LETTERS or not stated.startswith("sha1:"):
        return False
    try:
        return int(letters.translate(_DIGITS), 32) == int.from_bytes(digest, "big")
    except ValueError:
        return False


def sha1_of_block(block: Spool) -> bytes:
    """The raw SHA-1 of a block."""
    if block.length <= IN_MEMORY_BYTES:
        return hashlib.sha1(block.read(), usedforsecurity=False).digest()
    return sha1_of(block)


def computed(stated: str, pieces: Iterable[bytes]) -> str | None:
    """The digest of ``pieces`` written the way ``stated`` is; None when its kind or form is not known."""
    name, _, value = stated.partition(":")
    kind = (_KINDS | _KINDS_LONG).get(name.lower())
    if kind is None:
        return None
    running = hashlib.new(kind, usedforsecurity=False)
    for piece in pieces:
        running.update(piece)
    raw = running.digest()
    if len(value) == 2 * len(raw):
        text = raw.hex()
    elif len(value.rstrip("=")) == -(-8 * len(raw) // 5):
        text = b32encode(raw).decode().rstrip("=") + "=" * value.count("=")
    else:
        return None
    return f"{name}:{text.lower() if value.islower() else text.upper() if value.isupper() else text}"


def compared(code: str, stated: str, found: str | None, what: str) -> list[tuple[str, str]]:
    """Code and words where a stated digest is not the one ``found`` in its form, or not of a form that is known."""
    if found is None:
        return [("unknownDigest", f"{stated} of the {what}")]
    return [(code, f"stated {stated}, the {what} gives {found}")] if found != stated else []
