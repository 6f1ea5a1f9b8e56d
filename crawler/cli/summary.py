"""What a crawl tells at its end: what was captured, what was not and why, what to run next."""

from typing import Final

from rich.console import Console
from rich.text import Text

from crawler.collection.hosts import HostRecord
from crawler.dataset.names import ARTICLES, COMMENTS, THREADS
from crawler.spiders.run import Ran
from crawler.wire.printable import one_line

BUSIEST: Final = 3
"""Hosts of which the summary tells; logs/hosts.jsonl has all."""


def show_summary(ran: Ran) -> None:
    """Print it to stderr."""
    console = Console(stderr=True, highlight=False, soft_wrap=True)
    crawl = ran.work.crawl
    if crawl is None:
        return
    tally, paths = crawl.tally, ran.work.session.paths
    state = "finished" if ran.finished else "stopped; the same command goes on with it"
    console.print(Text(f"Job {crawl.job.job_id} of {paths.name}: {state}"))
    _row(console, "pages", f"{tally.pages}" + _details(tally.kinds))
    if tally.requisites or tally.missing:
        _row(console, "requisites", f"{tally.requisites}" + _details(tally.missing, prefix="missing: "))
    _row(console, "found", f"{tally.articles} articles, {tally.threads} threads, {tally.comments} comments")
    changed = (tally.changed[name] for name in (ARTICLES, THREADS, COMMENTS))
    _row(console, "changed", "{} articles, {} threads, {} comments are new or changed".format(*changed))
    if tally.partial_threads:
        _row(console, "partial", f"{tally.partial_threads} threads miss comments; threads.jsonl says why")
    _row(console, "requests", f"{tally.requests}, {_bytes(tally.received)} received" + _details(tally.statuses))
    if tally.unread.count:
        mend = f"mend what fails, then crawler reparse {paths.folder}"
        _row(console, "not read", one_line(f"{tally.unread}") + f"; {mend}")
    if tally.blocks:
        _row(console, "blocked", f"{tally.blocks} pages look like a wall or an error in place of the page")
    for number, record in enumerate(crawl.hosts.busiest(BUSIEST)):
        _row(console, "" if number else "hosts", _host(record))
    if tally.skipped:
        _row(console, "not taken", f"{sum(tally.skipped.values())}" + _details(tally.skipped))
    _row(console, "archive", str(paths.archive))
    _row(console, "data", str(paths.data))


def _host(record: HostRecord) -> str:
    gap = "" if record.smallestGap is None else f", gaps of {record.smallestGap:.2f} s and more"
    refused = f", {record.refused} refused by robots.txt" if record.refused else ""
    backed = f", {record.backOffs} back-offs of up to {record.longestWait:.0f} s" if record.backOffs else ""
    return f"{one_line(record.host)}: {record.requests} requests{gap}{refused}{backed}"


def _row(console: Console, name: str, value: str) -> None:
    console.print(Text(f"  {name:<11}{value}"))


def _details(counts: dict[str, int], *, prefix: str = "") -> str:
    parts = [f"{name} {count}" for name, count in sorted(counts.items(), key=lambda pair: -pair[1])]
    return f" ({prefix}{', '.join(parts)})" if parts else ""


def _bytes(count: int) -> str:
    size = float(count)
    for unit in ("B", "kB", "MB", "GB"):
        if size < 1000:
            return f"{size:.0f} {unit}" if unit == "B" else f"{size:.1f} {unit}"
        size /= 1000
    return f"{size:.1f} TB"
