"""``python -m crawler.demo``: serves the news site and prints its address until interrupted."""

from threading import Event

import click

from crawler.demo.server import serve


def main() -> None:
    """Serve until Ctrl-C."""
    with serve() as demo:
        click.echo(demo.base)
        try:
            Event().wait()
        except KeyboardInterrupt:
            click.echo("Good night from Saltmere.", err=True)


if __name__ == "__main__":
    main()
