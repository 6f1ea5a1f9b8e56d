"""What becomes of a revisit whose original is taken out: the response it stands for, or one that refers to that."""

from typing import Final

from crawler.warc.answer import entity_pieces, read_answer
from crawler.warc.digest import block_digest
from crawler.warc.record import Record, RecordType
from crawler.wire.message import response_head
from crawler.wire.spool import Spool

_OF_REVISITS: Final = frozenset(
    (
        "warc-type",
        "warc-profile",
        "warc-refers-to",
        "warc-refers-to-target-uri",
        "warc-refers-to-date",
        "warc-payload-digest",
        "warc-block-digest",
    )
)


def as_response(revisit: Record, original: Record) -> Record:
    """The response behind a revisit that kept its own head: that head, and the entity of ``original``.

    Byte for byte what was on the wire, unless the head says that it came in chunks: then it is one chunk
    (https://www.rfc-editor.org/rfc/rfc9112.html#section-7.1), held in memory. ParseError where a head is missing.
    """
    block, chunked = Spool(revisit.block.read()), has_transfer_coding(revisit)
    pieces = entity_pieces(original.block)
    if chunked:
        entity = b"".join(pieces)
        pieces = iter((b"%x\r\n" % len(entity), entity, b"\r\n0\r\n\r\n"))
    for piece in pieces:
        block.append(piece)
    answer = read_answer(block)
    fields = [("WARC-Type", RecordType.RESPONSE.value)]
    fields += [(name, value) for name, value in revisit.fields if name.lower() not in _OF_REVISITS]
    fields.append(("WARC-Block-Digest", block_digest(block.chunks())))
    if answer.plain:
        fields.append(("WARC-Payload-Digest", answer.entity.sha1))
    return Record(tuple(fields), block, revisit.version)


def refers_to(revisit: Record, record_id: str, url: str, date: str) -> Record:
    """The same revisit, of another original that holds the same payload."""
    new = {"warc-refers-to": record_id, "warc-refers-to-target-uri": url, "warc-refers-to-date": date}
    fields = tuple((name, new.get(name.lower(), value)) for name, value in revisit.fields)
    return Record(fields, revisit.block, revisit.version)


def has_transfer_coding(revisit: Record) -> bool:
    """Whether the answer came in a transfer coding, by its head; ParseError where there is none."""
    return bool(response_head(revisit.block.read()).get_all("Transfer-Encoding"))
