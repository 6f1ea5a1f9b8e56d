"""Whether a page list of a WACZ can be read, and its pages were captured."""

import sqlite3
from collections.abc import Iterable, Iterator
from typing import Any

import msgspec

from crawler.warc.check.finding import Finding

FORMAT = "json-pages-1.0"


def judge_pages(connection: sqlite3.Connection, lines: Iterable[bytes], shown: str) -> Iterator[Finding]:
    """Findings in the lines of a pages.jsonl (https://specs.webrecorder.net/wacz/1.1.1/#pages)."""
    at = 0
    for number, line in enumerate(lines, 1):
        try:
            page = msgspec.json.decode(line, type=dict[str, Any])
        except (msgspec.DecodeError, UnicodeDecodeError):
            yield Finding("waczPages", shown, f"line {number} is no JSON object: {line[:60]!r}", at)
        else:
            yield from _judge_header(page, shown) if number == 1 else _judge_page(connection, page, shown, at)
        at += len(line)
    if not at:
        yield Finding("waczPages", shown, "it is empty")


def _judge_header(page: dict[str, Any], shown: str) -> Iterator[Finding]:
    if page.get("format") != FORMAT:
        yield Finding("waczPages", shown, f"the first line's format is {page.get('format')!r}, not {FORMAT}", 0)


def _judge_page(connection: sqlite3.Connection, page: dict[str, Any], shown: str, at: int) -> Iterator[Finding]:
    url, date = page.get("url"), page.get("ts")
    if not isinstance(url, str) or not isinstance(date, str):
        yield Finding("waczPages", shown, f"a page without url or ts: {str(page)[:80]}", at)
        return
    addresses = (url, url.partition("#")[0])
    sql = "SELECT 1 FROM record WHERE url IN (?, ?) LIMIT 1"
    if connection.execute(sql, addresses).fetchone() is None:
        yield Finding("waczPage", shown, f"{url} was not captured", at)
