"""``crawler status``: how collections stand, also while a crawl works on them."""

import sys
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any, Final

import click

from crawler.cli.main import one_line
from crawler.collection.hosts import HostRecord
from crawler.collection.paths import Paths
from crawler.collection.status import Status, collections_in, status
from crawler.dataset.lines import json_line
from crawler.errors import ConfigError

SHOWN: Final = 5
"""Hosts that are shown of a collection; --json has all."""


@click.command("status")
@click.argument("collection", required=False)
@click.option("--archives", default="archives", help="Folder that holds the collections (default: archives).")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line for each collection.")
def command(collection: str | None, archives: str, as_json: bool) -> None:
    """Say how COLLECTION stands, or every collection of the archives folder.

    COLLECTION is a name in the archives folder, or a collection's folder. Nothing is written, and a crawl that is at
    work is not disturbed. How hosts were treated is as of the latest run, which notes it every five seconds.

    \b
    Examples:
      crawler status
      crawler status archives/news.example --json
    """  # noqa: D301 - \b is click's mark for lines kept as they are
    for place in _places(collection, Path(archives)):
        if as_json:
            sys.stdout.buffer.write(json_line(_values(status(place))) + b"\n")
        else:
            _show(status(place))


def _show(found: Status) -> None:
    click.echo(one_line(f"{found.name}: {found.state}" + (f", {found.holder}" if found.holder else "")))
    for name, value in _words(found):
        click.echo(f"  {name:<9}{one_line(value)}")


def _places(collection: str | None, archives: Path) -> list[Paths]:
    if collection is None:
        if not (found := collections_in(archives.absolute())):
            raise ConfigError(f"status {archives}: no collection in that folder; name another one with --archives")
        return found
    for folder in (archives / collection, Path(collection)):
        if (folder / "archive").is_dir():
            return [Paths(folder.absolute().parent, folder.absolute().name)]
    raise ConfigError(f"status {collection}: no such collection, neither in {archives} nor as a folder; check the name")


def _words(found: Status) -> Iterator[tuple[str, str]]:
    """Names and values, one a line."""
    job, urls = found.job, found.urls
    if job is not None:
        over = f", finished {job.finished_at}" if job.finished_at else ""
        more = f" and {len(job.seeds) - 1} more" if len(job.seeds) > 1 else ""
        yield "job", f"{job.job_id}, begun {job.started_at}{over}, {(job.seeds or ('?',))[0]}{more}"
    skipped = ", ".join(f"{reason} {count}" for reason, count in urls.skipped.most_common())
    why = f" ({skipped})" if skipped else ""
    yield "pages", f"{urls.waiting} wait, {urls.open} open, {urls.done} done, {urls.skipped.total()} not taken{why}"
    for number, host in enumerate(found.hosts[:SHOWN]):
        yield "" if number else "hosts", _host(host)
    if len(found.hosts) > SHOWN:
        yield "", f"and {len(found.hosts) - SHOWN} more"
    if found.unread:
        pages = "page" if found.unread == 1 else "pages"
        yield "not read", f"{found.unread} {pages}, empty in the data; mend what fails, then crawler reparse"
    if found.error is not None:
        yield "last", f"{found.error['time']} {found.error['level'].lower()}: {found.error['message']}"


def _host(host: HostRecord) -> str:
    gap = "" if host.smallestGap is None else f", gaps of {host.smallestGap:.2f} s and more"
    return (
        f"{host.host}: {host.requests} requests{gap}, {host.refused} refused by robots.txt, "
        f"{host.backOffs} back-offs, {host.blocks} blocked"
    )


def _values(found: Status) -> dict[str, Any]:
    job = asdict(found.job) if found.job is not None else None
    return {
        "collection": found.name,
        "state": found.state,
        "holder": found.holder,
        "job": job and {key: value for key, value in job.items() if key != "scope"},
        "waiting": found.urls.waiting,
        "open": found.urls.open,
        "done": found.urls.done,
        "skipped": dict(found.urls.skipped),
        "unread": found.unread,
        "hosts": [asdict(host) for host in found.hosts],
        "lastError": found.error,
    }
