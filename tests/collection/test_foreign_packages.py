"""A package as browser-based crawlers make it: SHA-256 throughout, records of their own kinds, a compressed index."""

import gzip
import hashlib
import json
from zipfile import ZipFile

import pytest
from archive_samples import SITE, build, check_package, codes, faults, warcs
from crawls import run

from crawler.warc.ids import new_id
from crawler.warc.reader import read_records
from crawler.warc.record import Record, member
from crawler.warc.seal import index_file
from crawler.wire.spool import Spool

SOFTWARE = b"software: A browser crawler 1.0\r\nformat: WARC File Format 1.1\r\n"
DROPPED = {"WARC-Block-Digest", "WARC-Payload-Digest", "WARC-Refers-To", "WARC-Warcinfo-ID", "WARC-Protocol"}


def sha256(data):
    return f"sha256:{hashlib.sha256(data).hexdigest()}"


def theirs(record, payload):
    """A record with the fields and digests they write."""
    block = SOFTWARE if record.type == "warcinfo" else record.block.read()
    fields = [(name, value) for name, value in record.fields if name not in DROPPED]
    fields += [("WARC-Page-ID", "page-1"), ("WARC-Block-Digest", sha256(block))]
    if record.type in ("response", "revisit"):
        fields.append(("WARC-Payload-Digest", sha256(payload)))
    return Record(tuple(fields), Spool(block))


def resource(kind, body):
    fields = (
        ("WARC-Type", "resource"),
        ("WARC-Record-ID", new_id()),
        ("WARC-Date", "2026-03-01T09:30:04.000Z"),
        ("WARC-Target-URI", f"urn:{kind}:{SITE}/a?b=1&c=2"),
        ("Content-Type", "application/json"),
        ("WARC-Block-Digest", sha256(body)),
    )
    return Record(fields, Spool(body))


@pytest.fixture
def files(tmp_path):
    """What lies in the package, by name; its WARCs hold no metadata records."""
    news, files, payload = build(tmp_path), {}, b""
    for number, path in enumerate(warcs(news)):
        made = [resource("pageinfo", b'{"counts":{"jsErrors":0}}'), resource("text", b"The ferry")]
        for stored in reversed(list(read_records(path))):
            if stored.record.type not in ("metadata", "resource"):
                if stored.record.type == "response" and b"chunked" not in stored.record.block.read():
                    payload = stored.record.block.read().partition(b"\r\n\r\n")[2]
                entity = payload
                if b"chunked" in stored.record.block.read():
                    entity = stored.record.block.read().partition(b"\r\n\r\n")[2].partition(b"\r\n")[2]
                    entity = entity[: -len(b"\r\n0\r\n\r\n")]
                made.insert(0, theirs(stored.record, entity))
        files[f"archive/rec-{number}.warc.gz"] = b"".join(piece for record in made for piece in member(record))
    return files | {"logs/crawl.log": b"{}\n", **_index(tmp_path, files), **_pages()}


def _index(folder, files):
    lines = []
    for name, data in files.items():
        path = folder / name.rpartition("/")[2]
        path.write_bytes(data)
        lines += index_file(path, indexes=folder).read_bytes().splitlines(keepends=True)
    lines = [line.replace(b'"entity":"', b'"recordDigest":"') for line in sorted(lines)]
    packed = gzip.compress(b"".join(lines), mtime=0)
    key = lines[0].decode().partition(" {")[0]
    block = json.dumps({"offset": 0, "length": len(packed), "digest": sha256(packed)})
    head = '!meta 0 {"format":"cdxj-gzip-1.0","filename":"index.cdx.gz"}'
    return {"indexes/index.cdx.gz": packed, "indexes/index.idx": f"{head}\n{key} {block}\n".encode()}


def _pages():
    page = {"id": "page-1", "url": f"{SITE}/a?b=1&c=2", "ts": "2026-03-01T09:30:00.000Z", "seed": True, "depth": 0}
    head = {"format": "json-pages-1.0", "id": "pages", "title": "All Pages"}
    lines = b"".join(json.dumps(line).encode() + b"\n" for line in (head, page))
    return {"pages/pages.jsonl": lines, "pages/extraPages.jsonl": lines.partition(b"\n")[0] + b"\n"}


def packed(path, files):
    package = {
        "profile": "data-package",
        "wacz_version": "1.1.1",
        "resources": [
            {"name": name.rpartition("/")[2], "path": name, "hash": sha256(data), "bytes": len(data)}
            for name, data in files.items()
        ],
    }
    raw = json.dumps(package).encode()
    digest = json.dumps({"path": "datapackage.json", "hash": sha256(raw)}).encode()
    with ZipFile(path, "w") as inside:
        for name, data in (files | {"datapackage.json": raw, "datapackage-digest.json": digest}).items():
            inside.writestr(name, data)
    return path


def test_their_package_has_no_faults(files, tmp_path):
    found = check_package(packed(tmp_path / "x.wacz", files))
    assert faults(found) == set(), found
    assert codes(found) <= {"revisitFields", "payloadFraming", "fileName"}


def test_a_line_of_their_index_that_leads_elsewhere_is_found(files, tmp_path):
    lines = gzip.decompress(files["indexes/index.cdx.gz"]).replace(b'"offset":"', b'"offset":"1')
    files["indexes/index.cdx.gz"] = gzip.compress(lines, mtime=0)
    assert "indexOffset" in faults(check_package(packed(tmp_path / "x.wacz", files)))


def test_their_archives_are_read_for_pages(files, tmp_path):
    for name, data in files.items():
        if name.startswith("archive/"):
            (tmp_path / name.rpartition("/")[2]).write_bytes(data)
    ran = run("extract", *sorted(tmp_path.glob("rec-*.warc.gz")))
    urls = [json.loads(line)["url"] for line in ran.out.splitlines()]
    assert ran.code == 0 and urls.count(f"{SITE}/a?b=1&c=2") >= 1 and f"{SITE}/chunked" in urls
