"""``crawler pack``: a collection as one WACZ file."""

from pathlib import Path

import click
from rich.console import Console
from rich.progress import Progress as Bar
from rich.progress import SpinnerColumn, TextColumn

from crawler.collection.pack import Wanted, pack
from crawler.collection.paths import Paths
from crawler.errors import ConfigError


@click.command("pack")
@click.argument("collection", type=click.Path(path_type=Path))
@click.option("-o", "--output", type=click.Path(path_type=Path), help="The file to write (default: NAME.wacz).")
@click.option("--title", help="What the package is called.")
@click.option("--description", help="What the package is about.")
def command(collection: Path, output: Path | None, title: str | None, description: str | None) -> None:
    """Pack COLLECTION, a collection's folder, as a WACZ file that ReplayWeb.page and pywb open.

    WARCs go in as they are; articles give the page list its titles and texts. The file appears when it is whole.

    \b
    Example:
      crawler pack archives/news.example -o news.wacz --title "News of March"
    """  # noqa: D301 - \b is click's mark for lines kept as they are
    folder = collection.absolute()
    if not (folder / "archive").is_dir():
        raise ConfigError(f"pack {collection}: no collection, there is no folder archive in it; name its folder")
    target = output or Path(f"{folder.name}.wacz")
    if target.is_dir() or not target.absolute().parent.is_dir():
        raise ConfigError(f"pack: {target} cannot be written there; name a file in a folder that exists with -o")
    console = Console(stderr=True, highlight=False)
    columns = (SpinnerColumn(), TextColumn("{task.description}"))
    with Bar(*columns, console=console, transient=True, disable=not console.is_terminal) as bar:
        task = bar.add_task("packing")
        wanted = Wanted(target.absolute(), title, description)
        pack(Paths(folder.parent, folder.name), wanted, lambda name: bar.update(task, description=f"packing {name}"))
    console.print(f"{target}: {target.stat().st_size} bytes", markup=False, soft_wrap=True)
