"""Digests as WARC and our items write them: ``sha1:`` in base32, ``sha256:`` in hexadecimal."""

import re
from base64 import b32encode
from collections.abc import Iterable
from hashlib import sha1, sha256
from typing import Final

_HEX: Final = re.compile(r"sha-?1:([0-9a-f]{40})", re.I)


def block_digest(pieces: Iterable[bytes]) -> str:
    """SHA-1 of a block, ``sha1:`` and 32 characters of base32, as nearly all archives write it."""
    return sha1_text(sha1_of(pieces))


def both_digests(pieces: Iterable[bytes]) -> tuple[str, str, int]:
    """SHA-256 and SHA-1 of an entity and its length, in one pass over ``pieces``."""
    strong, common, length = hash_both(pieces)
    return strong, sha1_text(common), length


def hash_both(pieces: Iterable[bytes]) -> tuple[str, bytes, int]:
    """As ``both_digests``, the SHA-1 as it is."""
    strong, common, length = sha256(), sha1(usedforsecurity=False), 0
    for piece in pieces:
        strong.update(piece)
        common.update(piece)
        length += len(piece)
    return f"sha256:{strong.hexdigest()}", common.digest(), length


def sha1_of(pieces: Iterable[bytes]) -> bytes:
    """The raw SHA-1 of ``pieces``."""
    running = sha1(usedforsecurity=False)
    for piece in pieces:
        running.update(piece)
    return running.digest()


def sha1_text(digest: bytes) -> str:
    """A raw SHA-1 digest as WARC writes it."""
    return f"sha1:{b32encode(digest).decode()}"


def usual_sha1(stated: str) -> str:
    """A stated digest as we write it where it is a SHA-1 in hexadecimal, as warcprox writes it; else as it is."""
    found = _HEX.fullmatch(stated)
    return sha1_text(bytes.fromhex(found[1])) if found else stated
