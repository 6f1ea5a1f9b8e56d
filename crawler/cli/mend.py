"""``crawler mend``: repairs what a death left of a WARC, never touching good records."""

from pathlib import Path

import click

from crawler.cli.main import one_line
from crawler.collection.mend import Mended, mend, mend_collection
from crawler.collection.paths import Paths
from crawler.errors import ConfigError

GIVEN_UP = "what was committed and is not there is given up: the next crawl takes the collection in anew"


@click.command("mend")
@click.argument("paths", nargs=-1, required=True, metavar="COLLECTION|FILE…", type=click.Path(path_type=Path))
def command(paths: tuple[Path, ...]) -> None:
    """Cut the torn end off each FILE, and take .open off its name.

    What is cut is kept: in the logs folder of the collection, or beside the file as FILE.torn. A file with damage in
    its middle is left as it is. In a collection, index and manifest are brought in line. For a collection's folder,
    all its files are mended, and files that are gone are given up. Nothing is done while a crawl is at work there.

    \b
    Example:
      crawler mend archives/news.example/archive/news.example-20260301093000-00000-box.warc.gz.open
    """  # noqa: D301 - \b is click's mark for lines kept as they are
    for path in paths:
        if not path.is_file() and not (path / "archive").is_dir():
            raise ConfigError(f"mend {path}: no WARC, and no collection with a folder archive in it; check the path")
    for path in paths:
        if path.is_file():
            _say(path, _words(mend(path)))
        else:
            _mend_collection(path)


def _mend_collection(path: Path) -> None:
    folder = path.absolute()
    done, gone = mend_collection(Paths(folder.parent, folder.name))
    for mended in done:
        if mended.changed or mended.given_up:
            _say(mended.path or path, _words(mended))
    for name in gone:
        _say(path / "archive" / name, f"gone; {GIVEN_UP}")
    _say(path, f"{len(done)} files looked at")


def _say(path: Path, words: str) -> None:
    click.echo(one_line(f"{path}: {words}"), err=True)


def _words(mended: Mended) -> str:
    done = [f"{mended.cut} bytes moved to {mended.aside} ({mended.why})"] if mended.cut else []
    if mended.path is None:
        done.append("no record was left in it, so it was removed")
    elif mended.renamed:
        done.append(f"now called {mended.path.name}")
    if mended.given_up:
        done.append(GIVEN_UP)
    return "; ".join(done) or "whole, nothing to mend"
