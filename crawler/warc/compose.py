"""The records of one capture: request, answer, heads beside it, metadata; in this order.

All bear the instant the capture began and are tied by WARC-Concurrent-To. Blocks are what was on the wire. 1xx heads
and the head of a 304 lie in resource records of their own: readers take the first head of a block for the answer.
"""

from dataclasses import dataclass

from crawler.warc.answer import Answer, Entity
from crawler.warc.digest import block_digest
from crawler.warc.fields import MEDIA_TYPE, dump_fields
from crawler.warc.ids import RecordIds, new_id
from crawler.warc.record import Record, RecordType, warc_date
from crawler.warc.revisit import IDENTICAL_PAYLOAD, NOT_MODIFIED, Original
from crawler.warc.uris import INTERIM_URI, NOT_MODIFIED_URI
from crawler.wire.exchange import Exchange
from crawler.wire.spool import Spool

Fields = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Plan:
    """All that the records of one capture are made from.

    ``answer`` is None where nothing was answered. ``original`` makes the answer a revisit. ``protocol_fields`` adds
    WARC-Protocol and WARC-Cipher-Suite, which are in use but not in WARC 1.1
    (https://github.com/iipc/warc-specifications/issues/42).
    """

    exchange: Exchange
    ids: RecordIds
    facts: Fields
    answer: Answer | None
    original: Original | None
    warcinfo_id: str
    protocol_fields: bool

    @property
    def entity(self) -> Entity | None:
        """The entity the capture shows: its own, or for a 304 the original's."""
        if self.original is not None:
            return self.original.entity
        return self.answer.entity if self.answer else None


def capture_records(plan: Plan) -> list[Record]:
    """The records to write, in order; the metadata record, which makes the capture whole, is the last."""
    records = [_request(plan)] if plan.exchange.request else []
    if plan.answer is not None:
        records.append(_revisit(plan, plan.answer, plan.original) if plan.original else _response(plan, plan.answer))
    records += [_head_beside(plan, INTERIM_URI, head) for head in plan.exchange.interim]
    if plan.answer is not None and plan.original is not None and plan.answer.status == 304:
        records.append(_head_beside(plan, NOT_MODIFIED_URI, plan.exchange.response.read()))
    records.append(_metadata(plan))
    return records


def metadata_record(
    target_uri: str, fields: Fields, *, date: str, record_id: str, warcinfo_id: str, concurrent_to: str | None = None
) -> Record:
    """A metadata record whose body is ``fields``."""
    head = (
        *_identity(RecordType.METADATA, record_id, warcinfo_id),
        ("WARC-Date", date),
        ("WARC-Target-URI", target_uri),
    )
    return _with_block((*head, *_concurrent(concurrent_to)), Spool(dump_fields(fields)), MEDIA_TYPE)


def _request(plan: Plan) -> Record:
    other = plan.ids.response if plan.answer else plan.ids.metadata
    fields = (*_common(plan, RecordType.REQUEST, plan.ids.request), *_concurrent(other), *_protocols(plan))
    return _with_block(fields, Spool(plan.exchange.request), "application/http;msgtype=request")


def _response(plan: Plan, answer: Answer) -> Record:
    fields = (*_answer_fields(plan, RecordType.RESPONSE), *_truncated(plan))
    if answer.plain:
        fields = (*fields, ("WARC-Payload-Digest", answer.entity.sha1))
    return _with_block(fields, plan.exchange.response, "application/http;msgtype=response")


def _revisit(plan: Plan, answer: Answer, original: Original) -> Record:
    profile = NOT_MODIFIED if answer.status == 304 else IDENTICAL_PAYLOAD
    block = Spool() if answer.status == 304 else Spool(answer.head)
    fields = (
        *_answer_fields(plan, RecordType.REVISIT),
        ("WARC-Profile", profile),
        *original.fields(),
        ("WARC-Payload-Digest", original.entity.sha1),
    )
    return _with_block(fields, block, "application/http;msgtype=response")


def _head_beside(plan: Plan, prefix: str, head: bytes) -> Record:
    uri = prefix + plan.exchange.url
    fields = _common(plan, RecordType.RESOURCE, new_id(), uri=uri)
    return _with_block((*fields, *_concurrent(_main_id(plan))), Spool(head), "application/http")


def _metadata(plan: Plan) -> Record:
    fields = _common(plan, RecordType.METADATA, plan.ids.metadata)
    body = Spool(dump_fields((*_own_facts(plan), *plan.facts)))
    return _with_block((*fields, *_concurrent(_main_id(plan))), body, MEDIA_TYPE)


def _main_id(plan: Plan) -> str | None:
    """The record that the others stand beside: the answer, else the request, else none."""
    if plan.answer is not None:
        return plan.ids.response
    return plan.ids.request if plan.exchange.request else None


def _own_facts(plan: Plan) -> Fields:
    exchange, entity = plan.exchange, plan.entity
    took = round((exchange.ended_at - exchange.started_at).total_seconds() * 1000)
    facts = [("method", exchange.method), ("outcome", exchange.outcome.value), ("fetchTimeMs", str(took))]
    if exchange.error is not None:
        facts.append(("error", exchange.error))
    if entity is not None:
        facts += [("entity", entity.sha256), ("entityLength", str(entity.length))]
    if exchange.tls is not None and exchange.tls.verified is not None:
        facts.append(("tlsVerified", str(exchange.tls.verified).lower()))
    return tuple(facts)


def _identity(kind: RecordType, record_id: str, warcinfo_id: str) -> Fields:
    return (("WARC-Type", kind.value), ("WARC-Record-ID", record_id), ("WARC-Warcinfo-ID", warcinfo_id))


def _common(plan: Plan, kind: RecordType, record_id: str, *, uri: str | None = None) -> Fields:
    peer = plan.exchange.peer_address
    return (
        *_identity(kind, record_id, plan.warcinfo_id),
        ("WARC-Date", warc_date(plan.exchange.started_at)),
        ("WARC-Target-URI", uri or plan.exchange.url),
        *((("WARC-IP-Address", peer),) if peer else ()),
    )


def _answer_fields(plan: Plan, kind: RecordType) -> Fields:
    request = plan.ids.request if plan.exchange.request else None
    return (*_common(plan, kind, plan.ids.response), *_concurrent(request), *_protocols(plan))


def _truncated(plan: Plan) -> Fields:
    reason = plan.exchange.truncated
    return (("WARC-Truncated", reason),) if reason else ()


def _concurrent(record_id: str | None) -> Fields:
    return (("WARC-Concurrent-To", record_id),) if record_id else ()


def _protocols(plan: Plan) -> Fields:
    if not plan.protocol_fields:
        return ()
    fields = [("WARC-Protocol", "http/1.1")]
    if plan.exchange.tls is not None:
        fields.append(("WARC-Protocol", plan.exchange.tls.protocol))
        if plan.exchange.tls.cipher_suite:
            fields.append(("WARC-Cipher-Suite", plan.exchange.tls.cipher_suite))
    return tuple(fields)


def _with_block(fields: Fields, block: Spool, content_type: str) -> Record:
    digest = ("WARC-Block-Digest", block_digest(block.chunks()))
    return Record((*fields, ("Content-Type", content_type), digest), block)
