"""``crawler crawl``: the main job, from addresses to an archive and data."""

import sys
from typing import Any

import click

from crawler.cli.options import crawl_options, read_config
from crawler.frontier.permission import require_permission


@click.command("crawl")
@click.argument("urls", nargs=-1, metavar="[URL…]")
@crawl_options
@click.option("--quiet", is_flag=True, help="No progress and no summary.")
def command(urls: tuple[str, ...], quiet: bool, **flags: Any) -> None:
    """Crawl from each URL into a collection: WARC in archive/, articles and comments in data/.

    Run the same command again to go on after a stop, or, once the job is finished, to look at every page anew.

    \b
    Example:
      crawler crawl https://news.example/ --contact you@example.org --max-pages 200
    """  # noqa: D301 - \b is click's mark for lines kept as they are
    config = read_config(urls, **flags)
    require_permission(config.seeds, allow_private=config.allow_private, contact=config.contact)
    from crawler.cli.summary import show_summary  # loads Scrapy, which costs a second
    from crawler.spiders.run import exit_code, run

    ran = run(config, quiet=quiet)
    if not quiet:
        show_summary(ran)
    if code := exit_code(ran.work):
        sys.exit(code)
