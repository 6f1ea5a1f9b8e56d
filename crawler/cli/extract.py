"""``crawler extract``: stored pages in, JSON lines out; no network, no Scrapy."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import click
import msgspec

from crawler.parsers.page import Page
from crawler.parsers.parse import parse
from crawler.parsers.visit import Evidence, Visit, assemble


def pages(folder: Path) -> Iterator[tuple[str, str, Path]]:
    """(file, url, path) of each page in a folder, in the order of its index."""
    for line in (folder / "index.jsonl").read_bytes().splitlines():
        row = msgspec.json.decode(line)
        yield row["file"], row.get("url") or "", folder / row["file"]


@click.command("extract")
@click.argument("folder", type=click.Path(path_type=Path))
def command(folder: Path) -> None:
    """Read stored pages and print one JSON line each."""
    for name, url, path in pages(folder):
        page = Page(url=url, payload=path.read_bytes(), captured_at=datetime.fromtimestamp(path.stat().st_mtime, UTC))
        found = assemble(Visit("", url, Evidence("", ""), parse(page)))
        line = {"file": name, "url": url, "article": found.article, "threads": found.threads}
        click.echo(msgspec.json.encode(line))
