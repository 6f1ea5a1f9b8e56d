"""Whether an index is sorted, true and complete: each line leads to its record, each record has its line."""

import sqlite3
from collections.abc import Iterable, Iterator

from crawler.collection.check.links import Show
from crawler.warc.cdxj import IndexLine, index_key, load_line
from crawler.warc.check.finding import Finding
from crawler.warc.digest import usual_sha1


def judge_index(connection: sqlite3.Connection, lines: Iterable[bytes], shown: str) -> Iterator[Finding]:
    """Findings in the lines of one index file, in order; offsets count in it. Notes which records have a line."""
    previous, at, disorder = b"", 0, 0
    for line in lines:
        if line < previous:
            disorder += 1
            if disorder == 1:
                yield Finding("indexOrder", shown, f"this line stands behind a greater one: {line[:80]!r}", at)
        elif line == previous:
            yield Finding("indexTwice", shown, f"{line[:80]!r}", at)
        if line.strip() and not line.startswith(b" "):
            yield from _judge_line(connection, line, shown, at)
        previous, at = line, at + len(line)
    if disorder > 1:
        yield Finding("indexOrder", shown, f"{disorder} lines in all stand behind greater ones")


def judge_complete(connection: sqlite3.Connection, show: Show) -> Iterator[Finding]:
    """Records that no index line led to, once all index files were judged."""
    sql = """SELECT file, offset, id, url FROM record WHERE indexed
        AND NOT EXISTS (SELECT 1 FROM listed WHERE listed.record = record.rowid) ORDER BY file, offset"""
    for file, offset, record, url in connection.execute(sql):
        yield Finding("indexMissing", show(file), f"no index line for {url}", offset, record)


def _judge_line(connection: sqlite3.Connection, line: bytes, shown: str, at: int) -> Iterator[Finding]:
    try:
        entry = load_line(line)
    except ValueError as error:
        yield Finding("indexLine", shown, str(error)[:200], at)
        return
    sql = """SELECT rowid, length, kind, url, stamp, sha1, entity, status FROM record WHERE file = ? AND offset = ?"""
    found = connection.execute(sql, (entry.filename, entry.offset)).fetchone()
    place = f"{entry.filename} at {entry.offset}"
    if found is None:
        yield Finding("indexOffset", shown, f"no record begins in {place}, where {entry.url} should be", at)
        return
    connection.execute("INSERT OR IGNORE INTO listed VALUES (?)", (found[0],))
    if differing := list(_differences(entry, found[1:])):
        yield Finding("indexDiffers", shown, f"{entry.url} in {place}: {'; '.join(differing)}", at)


def _differences(
    entry: IndexLine, record: tuple[int, str, str, str, str | None, str | None, str | None]
) -> Iterator[str]:
    length, kind, url, stamp, sha1, entity, status = record
    if entry.url != url:
        yield f"the record is of {url}"
    if not (stamp or "").startswith(entry.timestamp[:14]):
        yield f"the record is of {stamp}, the line of {entry.timestamp}"
    if entry.length and entry.length != length:
        yield f"the record has {length} bytes, the line says {entry.length}"
    if entry.digest and sha1 and not _fits(entry.digest, sha1, entity):
        yield f"the payload gives {sha1}, the line says {entry.digest}"
    if (entry.mime == "warc/revisit") != (kind == "revisit"):
        yield f"the record is a {kind}, the line says {entry.mime}"
    if status and entry.status not in ("-", status):
        yield f"the record has status {status}, the line {entry.status}"
    if entry.key != index_key(entry.url):
        yield f"the key should be {index_key(entry.url)}"


def _fits(stated: str, sha1: str, entity: str | None) -> bool:
    """Whether an index means this payload; some leave the kind of digest out, some write SHA-1 in hexadecimal.

    Other kinds are compared with what a revisit states and with the SHA-256 that was made, if at all.
    """
    kind = stated.partition(":")[0].lower() if ":" in stated else "sha1"
    if kind == sha1.partition(":")[0].lower():
        return usual_sha1(f"{kind}:{stated.rpartition(':')[2]}") == sha1
    return kind != "sha256" or entity in (None, stated)
