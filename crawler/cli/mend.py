"""``crawler mend``: repairs what a death left of a WARC, never touching good records."""

from pathlib import Path

import click

from crawler.cli.main import one_line
from crawler.collection.mend import Mended, mend
from crawler.errors import ConfigError


@click.command("mend")
@click.argument("paths", nargs=-1, required=True, metavar="FILE…", type=click.Path(path_type=Path))
def command(paths: tuple[Path, ...]) -> None:
    """Cut the torn end off each FILE, and take .open off its name.

    What is cut is kept: in the logs folder of the collection, or beside the file as FILE.torn. A file with damage in
    its middle is left as it is. In a collection, index and manifest are brought in line. Nothing is done while a crawl
    is at work there.

    \b
    Example:
      crawler mend archives/news.example/archive/news.example-20260301093000-00000-box.warc.gz.open
    """  # noqa: D301 - \b is click's mark for lines kept as they are
    for path in paths:
        if not path.is_file():
            raise ConfigError(f"mend {path}: there is no such file; name the WARC itself")
    for path in paths:
        click.echo(one_line(f"{path}: {_words(mend(path))}"), err=True)


def _words(mended: Mended) -> str:
    if not mended.changed:
        return "whole, nothing to mend"
    done = [f"{mended.cut} bytes moved to {mended.aside} ({mended.why})"] if mended.cut else []
    if mended.path is None:
        done.append("no record was left in it, so it was removed")
    elif mended.renamed:
        done.append(f"now called {mended.path.name}")
    return "; ".join(done)
