"""``crawler reparse``: data/ from archive/ alone, with the parsers of today; no network, no Scrapy."""

from pathlib import Path

import click
from rich.console import Console
from rich.progress import Progress as Bar
from rich.progress import SpinnerColumn, TextColumn

from crawler.cli.defects import show_defects
from crawler.collection.paths import Paths
from crawler.errors import ConfigError, ParseError
from crawler.reparse import Progress, reparse
from crawler.warc.others import verified


@click.command("reparse")
@click.argument("collection", type=click.Path(path_type=Path))
@click.option(
    "--dedup-against",
    multiple=True,
    metavar="FILE.cdxj",
    help="Index of another collection that revisits here refer to (default: where it lay). May be repeated.",
)
def command(collection: Path, dedup_against: tuple[str, ...]) -> None:
    """Rebuild COLLECTION's data files from its archive.

    COLLECTION is a collection's folder; only its archive/ is needed. Archives of other tools work too: put their WARC
    files into a folder named archive.

    \b
    Example:
      crawler reparse archives/news.example
    """  # noqa: D301 - \b is click's mark for lines kept as they are
    folder = collection.absolute()
    if not (folder / "archive").is_dir():
        raise ConfigError(
            f"{collection}: no collection, there is no folder archive in it; name the collection's folder"
        )
    show_defects()
    console = Console(stderr=True, highlight=False)
    columns = (SpinnerColumn(), TextColumn("{task.description}"))
    with Bar(*columns, console=console, transient=True, disable=not console.is_terminal) as bar:
        task = bar.add_task("reading")
        others = verified(dedup_against) if dedup_against else None
        place = Paths(folder.parent, folder.name)
        done = reparse(place, lambda now: bar.update(task, description=_line(now)), others)
    console.print(f"{folder / 'data'}: {_line(done)}", markup=False, soft_wrap=True)
    if done.missing:
        words = (
            f"warning: {done.missing} visits left out, since no WARC here holds their page; put the missing file back"
        )
        console.print(words, markup=False, soft_wrap=True)
    if done.elsewhere:
        words = (
            f"warning: {done.elsewhere} visits have no items, since their page lies in another collection that is not "
            "at hand; name its index with --dedup-against, and have its WARCs in archive/ beside indexes/"
        )
        console.print(words, markup=False, soft_wrap=True)
    if done.unread.count:
        raise ParseError(
            f"reparse {collection}: not read, and empty in the data: {done.unread}. The archive has them: report or "
            "mend what fails, then reparse again"
        )


def _line(now: Progress) -> str:
    return (
        f"{now.captures} captures, {now.visits} visits, {now.articles} articles, {now.threads} threads, "
        f"{now.comments} comments"
    )
