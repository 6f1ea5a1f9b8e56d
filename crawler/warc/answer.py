"""What a response block says of itself: head, status, media type, and the entity's digests."""

from collections.abc import Iterator
from dataclasses import dataclass

from crawler.errors import ParseError
from crawler.warc.digest import both_digests
from crawler.wire.body import Body
from crawler.wire.message import response_head
from crawler.wire.spool import IN_MEMORY_BYTES, Spool


@dataclass(frozen=True, slots=True)
class Entity:
    """The body of an answer, de-chunked, content coding kept: its digests and its length in bytes.

    ``sha256`` (``sha256:`` and hexadecimal) is the key of deduplication; ``sha1`` (``sha1:`` and base32) is what other
    people's indexes share. ``transfer_coded`` tells that the stored block holds it in another form.
    """

    sha256: str
    sha1: str
    length: int
    transfer_coded: bool = False


@dataclass(frozen=True, slots=True)
class Answer:
    """A response block, read. ``head`` includes the empty line and is empty where that never came.

    ``status`` and ``media_type`` (lower case, no parameters) are None where the block does not tell.
    ``plain`` says that the entity is all that follows the head, and that nobody can take another line for the head's
    last: only then do all readers agree on a payload digest.
    """

    head: bytes
    status: int | None
    media_type: str | None
    entity: Entity
    plain: bool


def read_answer(block: Spool, method: str = "GET") -> Answer:
    """Read a response block that starts at its final status line; never raises for what it contains.

    A block in a temporary file stays there, only a piece of it is in memory.
    """
    start = _start_of(block)
    try:
        head = response_head(start)
    except ParseError:
        return Answer(b"", None, None, Entity(*both_digests(block.chunks())), plain=False)
    coded = bool(head.get_all("Transfer-Encoding"))
    media_type = (head.get("Content-Type") or "").partition(";")[0].strip().lower() or None
    found = Entity(*both_digests(Body(block, head, method)), transfer_coded=coded)
    shown = start[: head.length] if head.whole else b""
    plain = not coded and found.length == block.length - head.length and _read_alike(shown)
    return Answer(shown, head.status, media_type, found, plain)


def entity_pieces(block: Spool, method: str = "GET") -> Iterator[bytes]:
    """The entity of a response block, in pieces; ParseError where the block has no status line."""
    return iter(Body(block, response_head(_start_of(block)), method))


def _read_alike(head: bytes) -> bool:
    """Whether every reader sees the head end at the same place.

    FastWARC 2.0 wants CRLF everywhere, warcio 1.8 stops at a line of spaces; neither is of use with half a head.
    """
    lines = head.removesuffix(b"\r\n\r\n").split(b"\r\n")
    return head.endswith(b"\r\n\r\n") and all(line.strip() and b"\n" not in line for line in lines)


def _start_of(block: Spool) -> bytes:
    """The block, or of one in a temporary file its first piece, which holds the head of any server we hear out."""
    if block.length <= IN_MEMORY_BYTES:
        return block.read()
    return next(block.chunks())
