"""Index lines of one of our own files, from what its records say of themselves.

The digest of an entity stands in its response where readers agree on it, its sha256 and the method in the capture's
metadata record: bodies need not be read. Only answers without a payload digest are, since theirs must be made.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from crawler import PRODUCT
from crawler.errors import CrawlerError
from crawler.warc.answer import read_answer
from crawler.warc.cdxj import IndexLine, index_key, timestamp_of
from crawler.warc.digest import both_digests
from crawler.warc.fields import MEDIA_TYPE, first_value
from crawler.warc.openfile import final_path
from crawler.warc.reader import read_record
from crawler.warc.skim import PackError, Skimmed, skim
from crawler.warc.uris import REDACTED_URI, VISIT_URI
from crawler.wire.message import response_head

_HTTP = ("http://", "https://")


def own_lines(path: Path) -> list[bytes] | None:
    """Every index line of a closed file of ours; None where anything in it is not as we write it."""
    try:
        with path.open("rb") as file:
            return list(_lines(path, skim(file)))
    except (ValueError, KeyError, PackError, CrawlerError):
        return None


@dataclass(slots=True)
class _Pending:
    """An answer whose metadata record is still to come."""

    record: Skimmed
    url: str


def _lines(path: Path, records: Iterator[Skimmed]) -> Iterator[bytes]:
    first = next(records, None)
    if first is None or first.named["warc-type"] != "warcinfo" or f"software: {PRODUCT}/".encode() not in first.start:
        raise ValueError("not one of our files")
    name, pending = final_path(path).name, None
    for record in records:
        kind = record.named["warc-type"]
        if kind == "resource":
            yield _resource(record, name)
        elif kind == "metadata":
            if _ends_capture(record) and pending is not None:
                yield _answer(path, name, pending, record.start)
                pending = None
        elif pending is not None or kind not in ("request", "response", "revisit"):
            raise ValueError("a capture without its metadata record")
        elif kind != "request":
            pending = _Pending(record, _http(record))
    if pending is not None:
        raise ValueError("a capture without its metadata record")


def _http(record: Skimmed) -> str:
    url = record.named["warc-target-uri"]
    if not url.startswith(_HTTP):
        raise ValueError(url)
    return url


def _ends_capture(metadata: Skimmed) -> bool:
    """Whether this is a capture's metadata record; the end of a visit and a tombstone are not."""
    if metadata.named["warc-target-uri"].startswith((VISIT_URI, REDACTED_URI)):
        return False
    named_so = metadata.whole and metadata.named["content-type"] == MEDIA_TYPE
    if not named_so or first_value(metadata.start, "outcome") is None:
        raise ValueError("metadata that is not ours")
    return True


def _answer(path: Path, name: str, pending: _Pending, facts: bytes) -> bytes:
    record, named, url = pending.record, pending.record.named, pending.url
    digest, entity = named.get("warc-payload-digest"), first_value(facts, "entity")
    if (method := first_value(facts, "method")) is None:
        raise ValueError("metadata that is not ours")
    mime, status = "warc/revisit", "-"
    if named["warc-type"] == "response":
        if digest is None or entity is None:
            return _read(path, name, pending, method)
        head = response_head(record.start)
        if not head.whole:
            return _read(path, name, pending, method)
        mime = (head.get("Content-Type") or "").partition(";")[0].strip().lower() or "unk"
        status = str(head.status)
    elif record.start:
        status = str(response_head(record.start).status)
    return _line(record, name, url=url, mime=mime, status=status, digest=digest, entity=entity, method=method)


def _read(path: Path, name: str, pending: _Pending, method: str) -> bytes:
    """The line of an answer whose body must be read for its digest."""
    answer = read_answer(read_record(path, pending.record.offset).record.block, method)
    return _line(
        pending.record,
        name,
        url=pending.url,
        mime=answer.media_type or "unk",
        status="-" if answer.status is None else str(answer.status),
        digest=answer.entity.sha1,
        entity=answer.entity.sha256,
        method=method,
    )


def _resource(record: Skimmed, name: str) -> bytes:
    if not record.whole:
        raise ValueError("a long resource")
    sha256, sha1, _ = both_digests((record.start,))
    mime = (record.named.get("content-type") or "unk").partition(";")[0].strip()
    url = record.named["warc-target-uri"]
    return _line(record, name, url=url, mime=mime, status="200", digest=sha1, entity=sha256, method="GET")


def _line(
    record: Skimmed,
    name: str,
    *,
    url: str,
    mime: str,
    status: str,
    digest: str | None,
    entity: str | None,
    method: str,
) -> bytes:
    return IndexLine(
        key=index_key(url),
        timestamp=timestamp_of(record.named["warc-date"]),
        url=url,
        filename=name,
        offset=record.offset,
        length=record.length,
        mime=mime,
        status=status,
        digest=digest,
        entity=entity,
        method=method,
    ).dump()
