"""``crawler index``: CDXJ of a collection, or of WARC files of any maker."""

import shutil
import sys
from pathlib import Path

import click
from rich.console import Console
from rich.progress import Progress as Bar
from rich.progress import SpinnerColumn, TextColumn

from crawler.collection.paths import Paths
from crawler.collection.reindex import reindex, scratch_index
from crawler.errors import ConfigError


@click.command("index")
@click.argument("paths", nargs=-1, required=True, metavar="COLLECTION|FILE…", type=click.Path(path_type=Path))
def command(paths: tuple[Path, ...]) -> None:
    """Make the CDXJ index of archives anew.

    For a collection's folder, indexes/index.cdxj is replaced once the new one is whole. For WARC files, the sorted
    lines of all of them go to standard output.

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
    console = Console(stderr=True, highlight=False)
    with Bar(
        SpinnerColumn(),
        TextColumn("{task.description}"),
        console=console,
        transient=True,
        disable=not console.is_terminal,
    ) as bar:
        task = bar.add_task("reading")

        def told(warc: Path) -> None:
            bar.update(task, description=f"reading {warc}")

        for folder in folders:
            index = reindex(Paths(folder.absolute().parent, folder.absolute().name), told)
            console.print(f"{index}: {sum(1 for _ in index.open('rb'))} lines", markup=False, soft_wrap=True)
        if not folders:
            with scratch_index(paths, told) as index, index.open("rb") as lines:
                shutil.copyfileobj(lines, sys.stdout.buffer)
    sys.stdout.buffer.flush()
