"""Whether what records name is there: ids once each, neighbours, warcinfo, the originals of revisits."""

import sqlite3
from collections.abc import Callable, Iterator

from crawler.warc.check.finding import Finding

Show = Callable[[str], str]
"""From the name of a WARC to how a report shows it."""


def judge_links(connection: sqlite3.Connection, show: Show, *, complete: bool) -> Iterator[Finding]:
    """Findings over all records. Where the files are not ``complete``, what is missing may lie in others: a warning."""
    yield from _duplicates(connection, show)
    yield from _names(connection, show, complete=complete)
    sql = """SELECT file, offset, id, target, url, date, stamp, sha1 FROM refers
        WHERE NOT elsewhere ORDER BY file, offset"""
    for row in connection.execute(sql):
        yield from _revisit(connection, row, show, complete=complete)


def _duplicates(connection: sqlite3.Connection, show: Show) -> Iterator[Finding]:
    sql = """SELECT a.file, a.offset, a.id, b.file, b.offset FROM record a JOIN record b ON a.id = b.id
        WHERE a.rowid > b.rowid AND a.id != '' AND b.rowid = (SELECT min(rowid) FROM record WHERE id = a.id)"""
    for file, offset, record, other, at in connection.execute(sql):
        yield Finding("duplicateId", show(file), f"{record} is also in {other} at {at}", offset, record)


def _names(connection: sqlite3.Connection, show: Show, *, complete: bool) -> Iterator[Finding]:
    sql = """SELECT code, file, offset, id, target FROM names
        WHERE NOT EXISTS (SELECT 1 FROM record WHERE record.id = names.target) ORDER BY file, offset"""
    for code, file, offset, record, target in connection.execute(sql):
        yield Finding(code, show(file), f"{target} is nowhere", offset, record, complete)


def _revisit(
    connection: sqlite3.Connection, row: tuple[str | int | None, ...], show: Show, *, complete: bool
) -> Iterator[Finding]:
    file, offset, record, target, url, date, stamp, sha1 = row

    def finding(code: str, found: str, *, usual: bool = True) -> Finding:
        return Finding(code, show(str(file)), found, int(offset or 0), str(record), usual)

    if target is not None:
        found = _by_id(connection, str(target))
        if found is None:
            yield finding("revisitId", f"WARC-Refers-To: {target} is nowhere", usual=complete)
        else:
            for words in _mismatch(found, url=url, stamp=stamp, sha1=sha1):
                yield finding("revisitDiffers", words)
    if url is not None and stamp is not None and not _is_answer(connection, str(url), str(stamp)):
        yield finding("revisitUrl", f"no response of {url} at {date}", usual=complete)


def _by_id(connection: sqlite3.Connection, record: str) -> tuple[str, ...] | None:
    sql = "SELECT kind, url, stamp, sha1 FROM record WHERE id = ?"
    found: tuple[str, ...] | None = connection.execute(sql, (record,)).fetchone()
    return found


def _is_answer(connection: sqlite3.Connection, url: str, stamp: str) -> bool:
    sql = "SELECT 1 FROM record WHERE url = ? AND stamp = ? AND kind IN ('response', 'resource')"
    return connection.execute(sql, (url, stamp)).fetchone() is not None


def _mismatch(
    found: tuple[str, ...], *, url: str | int | None, stamp: str | int | None, sha1: str | int | None
) -> Iterator[str]:
    kind, its_url, its_stamp, its_sha1 = found
    if kind not in ("response", "resource"):
        yield f"WARC-Refers-To names a {kind} record"
    if url is not None and url != its_url:
        yield f"it says that its original is of {url}, which is of {its_url}"
    if stamp is not None and stamp != its_stamp:
        yield f"it says that its original is of {stamp}, which is of {its_stamp}"
    if sha1 is not None and its_sha1 is not None and str(sha1).startswith("sha1:") and sha1 != its_sha1:
        yield f"its payload digest is {sha1}, the original's payload gives {its_sha1}"
