"""Whether revisits that refer to another collection find their originals in its index."""

import sqlite3
from collections.abc import Iterator

from crawler.collection.check.links import Show
from crawler.warc.check.finding import Finding
from crawler.warc.others import Others


def judge_elsewhere(connection: sqlite3.Connection, others: Others, show: Show) -> Iterator[Finding]:
    """Findings for revisits of records that lie in other collections; without an index it is not known whether."""
    sql = "SELECT file, offset, id, url, date, sha1 FROM refers WHERE elsewhere ORDER BY file, offset"
    for file, offset, record, url, date, sha1 in connection.execute(sql):
        if not others.indexes:
            found = f"it refers to {url} at {date} in another collection"
            yield Finding("revisitElsewhere", show(file), found, offset, record)
        elif not others.holds(url, date, sha1):
            found = f"no response of {url} at {date} in the indexes given"
            yield Finding("revisitUrl", show(file), found, offset, record)
