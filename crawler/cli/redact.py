"""``crawler redact``: a takedown that can be defended: records go, tombstones say what was there and why it went."""

import getpass
import os
import sys
from pathlib import Path

import click
from rich.console import Console
from rich.progress import Progress as Bar
from rich.progress import SpinnerColumn, TextColumn

from crawler.cli.defects import show_defects
from crawler.cli.main import one_line
from crawler.collection.lock import INTENT
from crawler.collection.paths import Paths
from crawler.collection.redactions import Redaction
from crawler.config import CONTACT_VARIABLE
from crawler.dataset.lines import json_line
from crawler.errors import ConfigError, ParseError
from crawler.redact.run import Asked, Report, finish_left, redact
from crawler.urls import is_http


@click.command("redact")
@click.argument("collection", type=click.Path(path_type=Path))
@click.option("--url", help="Address whose every capture goes.")
@click.option("--commenter", metavar="NAME", help="Person whose comments go: author.name, exactly.")
@click.option("--article", metavar="URL", help="With --commenter: the comments under this article alone.")
@click.option("--reason", help="Why; stands in every tombstone.")
@click.option("--dry-run", is_flag=True, help="Say what would go, and change nothing.")
@click.option("--yes", is_flag=True, help="Do not ask.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object that says what went.")
def command(
    collection: Path,
    url: str | None,
    commenter: str | None,
    article: str | None,
    reason: str | None,
    dry_run: bool,
    yes: bool,
    as_json: bool,
) -> None:
    """Take an address, or a person's comments, out of COLLECTION, a collection's folder, for good.

    The records are replaced by tombstones that say what was there, when it went and why; index, manifest, journal and
    data follow, everything else stays byte for byte. Later crawls pass over an address that went. What would go is
    shown first. A death on the way leaves the collection as it was, or is finished by the next call.

    \b
    Examples:
      crawler redact archives/news.example --url https://news.example/story --reason "Court order 12/26" --dry-run
      crawler redact archives/news.example --commenter "Ada L." --reason "Request of 2 May 2026" --yes
    """  # noqa: D301 - \b is click's mark for lines kept as they are
    folder = collection.absolute()
    if not (folder / "archive").is_dir():
        raise ConfigError(f"redact {collection}: no collection, there is no folder archive in it; name its folder")
    paths = Paths(folder.parent, folder.name)
    if (folder / INTENT).exists() and (finished := finish_left(paths)) is not None:
        click.echo(one_line(f"{collection}: finished the redaction of {finished.at} ({_what(finished)})"), err=True)
        if url is commenter is None:
            return
    asked = _asked(url, commenter, article, reason)
    show_defects()
    console = Console(stderr=True, highlight=False)
    columns = (SpinnerColumn(), TextColumn("{task.description}"))
    with Bar(*columns, console=console, transient=True, disable=not console.is_terminal) as bar:
        task = bar.add_task("reading")

        def agreed(report: Report) -> bool:
            bar.stop()
            _show(report)
            agrees = not dry_run and (yes or _confirmed())
            bar.start()
            return agrees

        report = redact(paths, asked, agreed=agreed, told=lambda words: bar.update(task, description=words))
    _tell(report, collection)
    if as_json:
        sys.stdout.buffer.write(json_line(report) + b"\n")
        sys.stdout.buffer.flush()
    if report.unread.count:
        raise ParseError(
            f"redact {collection}: not read, and empty in the data: {report.unread}. Report or mend what fails, then "
            "reparse, and redact again"
        )


def _asked(url: str | None, commenter: str | None, article: str | None, reason: str | None) -> Asked:
    if (url is None) == (commenter is None):
        raise ConfigError("redact: name what is to go, with either --url or --commenter")
    if article is not None and commenter is None:
        raise ConfigError("redact: --article goes with --commenter; for the page itself use --url")
    for address in (url, article):
        if address is not None and not is_http(address):
            raise ConfigError(f"redact: {address!r} is no address; give it with http:// or https://")
    if not (reason or "").strip():
        raise ConfigError("redact: give the reason with --reason; it stands in every tombstone")
    operator = os.environ.get(CONTACT_VARIABLE) or getpass.getuser()
    return Asked(reason=reason or "", operator=operator, url=url, commenter=commenter, article=article)


def _confirmed() -> bool:
    if not sys.stdin.isatty():
        raise ConfigError("redact: nothing was changed; look at what would go, then add --yes")
    return click.confirm("Take this out for good?", err=True)


def _show(report: Report) -> None:
    """What would go, on stderr."""
    redaction = report.redaction
    counts = ", ".join(f"{count} {kind}" for kind, count in sorted(report.records.items()))
    click.echo(one_line(f"{_what(redaction)}: {counts} records in {len(report.files)} files"), err=True)
    lines = []
    if redaction.scope == "comments":
        lines.append(
            f"{redaction.comments} comments under {len(report.articles)} articles: {', '.join(report.articles)}"
        )
        lines.append(f"what was read in {report.kept} pages stays, without the person; the pages' bytes go")
        if report.keptNamed:
            lines.append(f"in {report.keptNamed} of them others still name the person")
    lines += [f"moves to {url}, which has the same payload ({record})" for record, url in report.moved.items()]
    lines += [f"stays: {count} captures of the same payload at {url}" for url, count in report.shared.items()]
    lines += [
        f"stays: {url}, a comment page that was fetched for it; if it repeats what is to go, redact it, too"
        for url in report.beside
    ]
    lines += [f"stays, but names the person: {url} of {date}" for url, date in report.mentions]
    if report.named > len(report.mentions):
        lines.append(f"and {report.named - len(report.mentions)} more captures that name the person")
    lines += [f"the payload lies in another collection, redact it there, too: {other}" for other in report.others]
    lines += [f"not looked into: logs/{name}; remove it if it may hold the same" for name in report.torn]
    if report.unread.count:
        lines.append(f"not looked into, since no parser could read them: {report.unread}")
    for line in lines:
        click.echo(f"  {one_line(line)}", err=True)


def _tell(report: Report, collection: Path) -> None:
    """How it ended, on stderr."""
    if report.already is not None:
        words = f"{_what(report.redaction)} went {report.already} already; nothing to do"
    elif not report.done:
        words = "nothing was changed"
    else:
        words = (
            f"done; {collection / 'redactions.jsonl'} says what went. Copies made before (WACZ, backups) still have it"
        )
    click.echo(one_line(f"{collection}: {words}"), err=True)
    if report.elsewhere:
        lost = f"{report.elsewhere} looks have no items now: their pages lie in another collection that is not at hand"
        click.echo(one_line(f"{collection}: {lost}"), err=True)


def _what(redaction: Redaction) -> str:
    if redaction.url is not None:
        return redaction.url
    return "comments of one person" + (f" under {redaction.article}" if redaction.article else "")
