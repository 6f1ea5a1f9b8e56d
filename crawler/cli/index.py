"""``crawler index``: CDXJ of a collection, or of WARC files of any maker."""

import os
import shutil
import sys
from pathlib import Path

import click

from crawler.cli.main import one_line
from crawler.cli.progress import progress
from crawler.collection.paths import Paths
from crawler.collection.reindex import reindex, scratch_index
from crawler.errors import ConfigError


@click.command("index")
@click.argument("paths", nargs=-1, required=True, metavar="COLLECTION|FILE…", type=click.Path(path_type=Path))
@click.option("--jobs", type=click.IntRange(min=1), help="Files read at once (default: one for each processor).")
def command(paths: tuple[Path, ...], jobs: int | None) -> None:
    """Make the CDXJ index of archives anew.

    For a collection's folder, indexes/index.cdxj is replaced once the new one is whole. For WARC files, the sorted
    lines of all of them go to standard output. Bodies of our own files are passed over, so that damage within one goes
    unseen: crawler check reads and verifies every byte.

    \b
    Examples:
      crawler index archives/news.example
      crawler index *.warc.gz > index.cdxj
    """  # noqa: D301 - \b is click's mark for lines kept as they are
    folders = [path for path in paths if path.is_dir()]
    for path in paths:
        if not path.exists() or (path in folders and not (path / "archive").is_dir()):
            raise ConfigError(f"index {path}: neither a file nor a collection's folder; check the path")
    if folders and len(folders) < len(paths):
        raise ConfigError(f"index: {folders[0]} is a folder, others are files; name folders or files, not both")
    at_once = jobs or os.cpu_count() or 1
    with progress("reading") as tell:

        def told(warc: Path) -> None:
            tell(f"read {warc}")

        for folder in folders:
            index = reindex(Paths(folder.absolute().parent, folder.absolute().name), told, jobs=at_once)
            click.echo(one_line(f"{index}: {sum(1 for _ in index.open('rb'))} lines"), err=True)
        if not folders:
            with scratch_index(paths, told, jobs=at_once) as index, index.open("rb") as lines:
                shutil.copyfileobj(lines, sys.stdout.buffer)
    sys.stdout.buffer.flush()
