"""Runs redactions within this process, and tells what they changed."""

import hashlib
from pathlib import Path
from typing import Any

from archive_samples import SITE, warcs

from crawler.collection.paths import Paths
from crawler.redact.run import Asked, Report, redact
from crawler.reparse import reparse
from crawler.warc.reader import read_records

URL = f"{SITE}/a?b=1&c=2"


def take_out(where: Paths, *, agrees: bool = True, reason: str = "court order 12/26", **asked: Any) -> Report:
    """Redact ``where``; the URL that most of the samples share unless something else is asked for."""
    wanted = asked or {"url": URL}
    return redact(
        where,
        Asked(reason=reason, operator="ops@news.example", **wanted),
        agreed=lambda report: agrees,
        told=lambda words: None,
    )


def rebuilt(where: Paths) -> Paths:
    """The collection with its data made by reparse, as a crawl leaves it."""
    reparse(where, lambda now: None)
    return where


def bytes_of(folder: Path) -> dict[str, str]:
    """sha256 of every file of a collection by name; the lock is none."""
    files = (path for path in folder.rglob("*") if path.is_file() and path.name != "lock")
    return {str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def members(where: Paths) -> dict[str, bytes]:
    """The gzip member of every record, by record id."""
    found = {}
    for path in warcs(where):
        data = path.read_bytes()
        for each in read_records(path):
            found[each.record.record_id] = data[each.location.offset : each.location.end]
    return found
