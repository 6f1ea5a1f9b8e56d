"""``crawler pack``: a collection as one WACZ file."""

from pathlib import Path

import click

from crawler.cli.main import one_line
from crawler.cli.progress import progress
from crawler.collection.others import named_in
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
    with progress("packing") as tell:
        wanted = Wanted(target.absolute(), title, description)
        pack(Paths(folder.parent, folder.name), wanted, lambda name: tell(f"packing {name}"))
    click.echo(one_line(f"{target}: {target.stat().st_size} bytes"), err=True)
    for other in named_in(Paths(folder.parent, folder.name)):
        words = f"{target}: revisits in it may refer to records of another collection, which are not packed: {other}"
        click.echo(one_line(words), err=True)
