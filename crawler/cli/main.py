"""The command line: one file per verb, loaded when asked for, so that light verbs start light."""

import errno
import importlib
import sys
from typing import Final, NoReturn

import click

from crawler import PRODUCT, __version__
from crawler.errors import STOPPED, ConfigError, CrawlerError, DiskError
from crawler.wire.printable import one_line as one_line

VERBS: Final = {
    "crawl": "Crawl news sites into a collection: the main job.",
    "demo": "Crawl the bundled news site and show what comes out.",
    "extract": "Turn stored pages into JSON lines, without network.",
    "reparse": "Rebuild a collection's data from its archive alone.",
    "check": "Verify archives strictly: WARC, index, manifest, data, WACZ.",
    "mend": "Repair a WARC that was cut while it was written.",
    "index": "Make the CDXJ index of archives anew.",
    "pack": "Pack a collection as one WACZ file.",
    "redact": "Take an address, or a person's comments, out of a collection for good.",
    "status": "Say how collections stand, also while a crawl works on them.",
    "replay": "Show a collection in the browser, through pywb.",
}

NOT_OURS: Final = frozenset((errno.EACCES, errno.EPERM, errno.EROFS, errno.ENOSPC, errno.EDQUOT, errno.EIO))
"""Errors of the system that are no defect of this program, wherever they are met."""


class Verbs(click.Group):
    """Finds the verb ``name`` in ``crawler.cli.name``; nothing is imported for verbs not asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Every verb, in the order of the help text."""
        return list(VERBS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import the verb's module and give its ``command``."""
        if cmd_name not in VERBS:
            return None
        command = importlib.import_module(f"crawler.cli.{cmd_name}").command
        assert isinstance(command, click.Command)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the verbs without importing them."""
        with formatter.section("Commands"):
            formatter.write_dl(list(VERBS.items()))


@click.command(cls=Verbs, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name=PRODUCT)
def cli() -> None:
    """Crawl news sites: articles and comment threads as data, every exchange as WARC."""


def main() -> None:
    """Run a verb; a foreseen error becomes one line on stderr and its exit code."""
    try:
        cli.main(standalone_mode=False)
    except click.exceptions.Exit as end:
        sys.exit(end.exit_code)
    except click.Abort:
        sys.exit(STOPPED)
    except click.ClickException as error:
        error.show()
        sys.exit(ConfigError.exit_code)
    except CrawlerError as error:
        _end(error)
    except OSError as error:
        if error.errno not in NOT_OURS:
            raise
        _end(DiskError(f"{error.filename or 'a file'}: {error.strerror}; check the disk and the permissions"))


def _end(error: CrawlerError) -> NoReturn:
    click.echo(f"crawler: {one_line(str(error))}", err=True)
    sys.exit(error.exit_code)
