"""Index lines of one of our own files, from what its records say of themselves.

The digest of an entity stands in its response where readers agree on it, its sha256 and the method in the capture's
metadata record: bodies need not be read. Only answers without a payload digest are, since theirs must be made.
"""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from crawler import PRODUCT
from crawler.errors import CrawlerError
from crawler.warc.answer import read_answer
from crawler.warc.cdxj import IndexLine, index_key, timestamp_of
from crawler.warc.digest import both_digests
from crawler.warc.fields import MEDIA_TYPE
from crawler.warc.openfile import final_path
from crawler.warc.packed import PackError
from crawler.warc.reader import read_record
from crawler.warc.skim import Skimmed, mark, skim
from crawler.warc.uris import REDACTED_URI, VISIT_URI
from crawler.wire.message import UNUSUAL, response_head

_HTTP: Final = ("http://", "https://")
_URI, _DATE, _CONTENT_TYPE = map(mark, ("WARC-Target-URI", "WARC-Date", "Content-Type"))
_DIGEST, _ENTITY, _METHOD, _OUTCOME = map(mark, ("WARC-Payload-Digest", "entity", "method", "outcome"))
_FIELDS: Final = _CONTENT_TYPE + MEDIA_TYPE.encode() + b"\r"
_USUAL: Final = re.compile(rb"http/1\.[01] ([2-5]\d\d)[ \r]")


class NotOurs(Exception):
    """A file, or something in it, is not as we write it."""


def own_lines(path: Path) -> Iterator[bytes]:
    """Every index line of a closed file of ours, in file order; NotOurs, perhaps after some, where it is none."""
    try:
        with path.open("rb") as file:
            yield from _lines(path, skim(file))
    except (ValueError, PackError, CrawlerError) as error:
        raise NotOurs(str(error)) from error


def _lines(path: Path, records: Iterator[Skimmed]) -> Iterator[bytes]:
    first = next(records, None)
    if first is None or first.kind != b"warcinfo" or f"software: {PRODUCT}/".encode() not in first.start:
        raise ValueError("not one of our files")
    name, pending = final_path(path).name, None
    for record in records:
        kind = record.kind
        if kind == b"resource":
            yield _resource(record, name)
        elif kind == b"metadata":
            if _ends_capture(record) and pending is not None:
                yield _answer(path, name, pending, record)
                pending = None
        elif pending is not None or kind not in (b"request", b"response", b"revisit"):
            raise ValueError("a capture without its metadata record")
        elif kind != b"request":
            pending = record
    if pending is not None:
        raise ValueError("a capture without its metadata record")


def _ends_capture(metadata: Skimmed) -> bool:
    """Whether this is a capture's metadata record; the end of a visit and a tombstone are not."""
    if _demanded(metadata, _URI).startswith((VISIT_URI, REDACTED_URI)):
        return False
    named_so = metadata.whole and metadata.data.find(_FIELDS, 0, metadata.head_end) >= 0
    if not named_so or metadata.fact(_OUTCOME) is None:
        raise ValueError("metadata that is not ours")
    return True


def _answer(path: Path, name: str, record: Skimmed, metadata: Skimmed) -> bytes:
    digest, entity, method = record.value(_DIGEST), metadata.fact(_ENTITY), metadata.fact(_METHOD)
    url = _demanded(record, _URI)
    if method is None or not url.startswith(_HTTP):
        raise ValueError("a capture that is not ours")
    mime, status = "warc/revisit", "-"
    if record.kind == b"response":
        shown = _shown(record.start) if digest and entity else None
        if shown is None:
            return _read(path, name, record, method)
        status, mime = shown
    elif record.start:
        status = str(response_head(record.start).status)
    return _line(record, name, url=url, mime=mime, status=status, digest=digest, entity=entity, method=method)


def _shown(start: bytes) -> tuple[str, str] | None:
    """Status and media type of an answer; None where its head is not whole in ``start``."""
    end = start.find(b"\r\n\r\n")
    fields = start[: end + 2].lower()
    at = fields.find(b"\ncontent-type")
    usual = _USUAL.match(fields)
    if usual and at >= 0 and not any(sign in fields for sign in UNUSUAL):
        name, _, value = fields[at : fields.find(b"\n", at + 1)].partition(b":")
        if name == b"\ncontent-type":
            return usual[1].decode(), value.partition(b";")[0].decode("latin-1").strip() or "unk"
    head = response_head(start)
    mime = (head.get("Content-Type") or "").partition(";")[0].strip().lower() or "unk"
    return (str(head.status), mime) if head.whole else None


def _read(path: Path, name: str, record: Skimmed, method: str) -> bytes:
    """The line of an answer whose body must be read for its digest."""
    answer = read_answer(read_record(path, record.offset).record.block, method)
    return _line(
        record,
        name,
        url=_demanded(record, _URI),
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
    mime, url = (record.value(_CONTENT_TYPE) or "unk").partition(";")[0].strip(), _demanded(record, _URI)
    return _line(record, name, url=url, mime=mime, status="200", digest=sha1, entity=sha256, method="GET")


def _demanded(record: Skimmed, field: bytes) -> str:
    value = record.value(field)
    if not value:
        raise ValueError(f"no {field!r}")
    return value


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
    place = (name, record.offset, record.length)
    stamp = timestamp_of(_demanded(record, _DATE))
    return IndexLine(index_key(url), stamp, url, *place, mime, status, digest, entity, method).dump()
