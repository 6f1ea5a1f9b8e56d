"""A small whole collection, and ways to spoil its files."""

import atexit
import shutil
from collections.abc import Callable, Iterable
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import msgspec

from crawler import PRODUCT
from crawler.collection.check.run import Check, Progress
from crawler.collection.manifest import extend_manifest
from crawler.collection.paths import Paths, paths
from crawler.warc.cdxj import merge
from crawler.warc.check.finding import Finding, Severity
from crawler.warc.ids import new_id, new_ids
from crawler.warc.reader import read_records
from crawler.warc.record import Record, member
from crawler.warc.revisit import Original
from crawler.warc.uris import VISIT_URI
from crawler.warc.warcinfo import WarcInfo
from crawler.warc.writer import WarcWriter
from crawler.warc.written import Written
from crawler.wire.exchange import Exchange, Outcome
from crawler.wire.spool import Spool

BEGAN = datetime(2026, 3, 1, 9, 30, tzinfo=UTC)
SITE = "https://news.example"
BODY = b"<html><title>The ferry</title><p>The ferry is late again, and nobody at the quay is surprised.</p></html>" * 4
HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"
PLAIN = HEAD + b"Content-Length: %d\r\n\r\n" % len(BODY) + BODY
CHUNKED = HEAD + b"Transfer-Encoding: chunked\r\n\r\n%x\r\n%b\r\n0\r\n\r\n" % (len(BODY) - 1, BODY[1:])


def exchange(path: str, response: bytes, *, second: int = 0, interim: tuple[bytes, ...] = ()) -> Exchange:
    began = BEGAN + timedelta(seconds=second)
    return Exchange(
        url=SITE + path,
        method="GET",
        started_at=began,
        ended_at=began + timedelta(milliseconds=250),
        outcome=Outcome.COMPLETE,
        request=b"GET %b HTTP/1.1\r\nHost: news.example\r\n\r\n" % path.encode(),
        response=Spool(response),
        interim=interim,
        peer_address="127.0.0.9",
    )


def put(writer: WarcWriter, one: Exchange, *, original: Original | None = None) -> Written:
    return writer.write_exchange(
        one,
        ids=new_ids(),
        facts=(("purpose", "page"), ("job", "1"), ("visit", "v1")),
        find_original=lambda entity: original,
        validated=original,
    )


def writer_for(where: Paths) -> WarcWriter:
    where.make()
    info = WarcInfo(f"{PRODUCT}/0.1.0")
    return WarcWriter(archive=where.archive, indexes=where.indexes, info=info, prefix=where.name, host="box")


def build(root: Path) -> Paths:
    """Two closed WARCs with every shape of record, index, manifest and data."""
    where = paths(root, "news")
    shutil.copytree(_template().folder, where.folder)
    return where


@cache
def _template() -> Paths:
    """Made once a process, and removed with it."""
    folder = TemporaryDirectory()
    atexit.register(folder.cleanup)
    return _build(paths(folder.name, "news"))


def _build(where: Paths) -> Paths:
    writer = writer_for(where)
    first = put(writer, exchange("/a?b=1&c=2", PLAIN, interim=(b"HTTP/1.1 103 Early Hints\r\n\r\n",)))
    second = put(writer, exchange("/chunked", CHUNKED, second=1))
    writer.write_metadata(
        f"{VISIT_URI}v1",
        (("outcome", "complete"), ("url", f"{SITE}/a?b=1&c=2"), ("page", first.record_id)),
        date=BEGAN,
        record_id=new_id(),
        concurrent_to=first.record_id,
    )
    writer.roll()
    assert first.entity is not None
    original = Original(first.record_id, f"{SITE}/a?b=1&c=2", first.date, first.entity)
    third = put(writer, exchange("/same", PLAIN, second=2), original=original)
    put(writer, exchange("/a?b=1&c=2", b"HTTP/1.1 304 Not Modified\r\n\r\n", second=3), original=original)
    writer.close()
    merge(where.indexes)
    extend_manifest(where)
    for name, found in (("articles", (first, second, third)), ("comments", (first, first)), ("visits", (first,))):
        lines = b"".join(map(item, found))
        (where.data / f"{name}.jsonl").write_bytes(lines)
    (where.data / "threads.jsonl").write_bytes(item(second))
    (where.data / "skipped.jsonl").write_bytes(b'{"url":"https://x.example/","reason":"outOfScope"}\n')
    return where


def item(written: Written, **other: object) -> bytes:
    assert written.entity is not None
    metadata = {
        "warcRecordId": written.record_id,
        "warcFilename": written.location.filename,
        "warcOffset": written.location.offset,
        "payloadDigest": written.entity.sha256,
        "capturedAt": written.date,
        **other,
    }
    return msgspec.json.encode({"url": f"{SITE}/a?b=1&c=2", "headline": "The ferry", "metadata": metadata}) + b"\n"


def warcs(where: Paths) -> list[Path]:
    return sorted(where.archive.iterdir())


def rewrite(path: Path, change: Callable[[Record], Record | Iterable[Record]]) -> None:
    """Write every record of a WARC anew, as ``change`` gives it back."""
    made = []
    for stored in read_records(path):
        changed = change(stored.record)
        made += [changed] if isinstance(changed, Record) else list(changed)
    path.write_bytes(b"".join(piece for record in made for piece in member(record)))


def with_field(record: Record, name: str, value: str | None) -> Record:
    """The record with a field in place of the one of that name; None takes it out."""
    pairs = ((key, value if key == name else old) for key, old in record.fields)
    return Record(tuple((key, new) for key, new in pairs if new is not None), record.block, record.version)


def with_block(record: Record, block: bytes) -> Record:
    """Another block under the fields as they are."""
    return Record(record.fields, Spool(block), record.version)


def check_files(*found: Path) -> list[Finding]:
    return list(_check().files(list(found)))


def check_collection(where: Paths, jobs: int = 1) -> list[Finding]:
    return list(_check(jobs).collection(where))


def check_package(path: Path) -> list[Finding]:
    return list(_check().package(path))


def faults(found: Iterable[Finding]) -> set[str]:
    return {finding.code for finding in found if finding.severity is not Severity.WARNING}


def codes(found: Iterable[Finding]) -> set[str]:
    return {finding.code for finding in found}


def _check(jobs: int = 1) -> Check:
    return Check(jobs, Progress(), lambda now: None)
