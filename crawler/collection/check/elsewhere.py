"""Whether revisits that refer to another collection find their originals in its index."""

import sqlite3
from collections.abc import Iterator

from crawler.collection.check.links import Show
from crawler.warc.check.finding import Finding
from crawler.warc.check.warc import ELSEWHERE
from crawler.warc.others import Others


def judge_elsewhere(connection: sqlite3.Connection, others: Others, show: Show) -> Iterator[Finding]:
    """Findings for revisits of records that lie in other collections; without an index it is not known whether."""
    sql = "SELECT file, offset, id, target FROM names WHERE code = ? ORDER BY file, offset"
    for file, offset, record, target in connection.execute(sql, (ELSEWHERE,)):
        date, sha1, url = target.split(" ", 2)
        if not others.indexes:
            yield Finding(ELSEWHERE, show(file), f"it refers to {url} at {date} in another collection", offset, record)
        elif not others.holds(url, date, sha1):
            found = f"no response of {url} at {date} in the indexes given"
            yield Finding("revisitUrl", show(file), found, offset, record)
