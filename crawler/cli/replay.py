"""``crawler replay``: a collection in the browser, through the pywb that the user installed."""

import shutil
import signal
import socket
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

import click
import msgspec

from crawler.errors import ConfigError

HOST: Final = "127.0.0.1"


@click.command("replay")
@click.argument("collection", type=click.Path(path_type=Path))
@click.option("--port", type=click.IntRange(1, 65535), default=8080, show_default=True, help="Port on 127.0.0.1.")
def command(collection: Path, port: int) -> None:
    """Show COLLECTION, a collection's folder, as it was captured; on this machine only, until Ctrl-C.

    Runs pywb, a program of its own that you install once: pipx install pywb

    \b
    Example:
      crawler replay archives/news.example --port 8080
    """  # noqa: D301 - \b is click's mark for lines kept as they are
    folder = collection.absolute()
    if not (folder / "archive").is_dir():
        raise ConfigError(f"replay {collection}: no collection, there is no folder archive in it; name its folder")
    if not any((folder / "indexes").glob("*.cdxj")):
        raise ConfigError(f"replay {collection}: there is no index; run first: crawler index {collection}")
    program = shutil.which("wayback")
    if program is None:
        raise ConfigError(
            "replay: pywb is not installed, its program wayback is not on the PATH; "
            "install it with: pipx install pywb (or: python3 -m pip install pywb in an environment of its own)"
        )
    _require_free(port)
    with TemporaryDirectory(prefix="crawler-replay-") as scratch:
        (Path(scratch) / "config.yaml").write_bytes(_config(folder))
        click.echo(f"{collection} is shown at http://{HOST}:{port}/{folder.name}/ until Ctrl-C", err=True)
        sys.exit(_run([program, "-b", HOST, "-p", str(port), "-d", scratch], scratch))


def _config(folder: Path) -> bytes:
    """Pywb's settings; JSON is YAML. Nothing is written to the collection, nothing is fetched from the live web."""
    indexes = sorted((folder / "indexes").glob("*.cdxj"))
    index = str(indexes[0]) if len(indexes) == 1 else f"{folder / 'indexes'}/"  # pywb lists a folder at each request.
    collection = {"index_paths": index, "archive_paths": f"{folder / 'archive'}/"}
    return msgspec.json.encode({"collections": {folder.name: collection}})


def _require_free(port: int) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError as error:
            raise ConfigError(
                f"replay: port {port} cannot be used ({error.strerror}); name another with --port"
            ) from error


def _run(arguments: list[str], folder: str) -> int:
    """Run pywb until it ends or we are told to stop; 0 when that was wanted."""
    child = subprocess.Popen(arguments, cwd=folder)
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        return 1 if child.wait() else 0
    except KeyboardInterrupt:
        return 0
    finally:
        child.terminate()
        child.wait()
