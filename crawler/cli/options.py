"""The options of a crawl, shared by the verbs that run one, and how they become a configuration."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

import click

from crawler.config import Config, from_toml, with_contact
from crawler.errors import ConfigError

_OPTIONS: Final = (
    click.option("--seeds", "seeds_file", type=click.Path(path_type=Path), help="File with one address per line."),
    click.option("--collection", help="Name of the collection (default: the first seed's host)."),
    click.option("--archives", help="Folder that holds the collections (default: archives)."),
    click.option(
        "--scope",
        type=click.Choice(["page", "prefix", "host", "domain"]),
        help="Pages to take: the seeds alone, below their paths, on their hosts (default), or on their domains.",
    ),
    click.option("--depth", type=int, help="Links to follow away from a seed (default: no limit)."),
    click.option("--max-pages", type=int, help="End the job after so many pages."),
    click.option("--delay", type=float, help="Smallest gap between two requests to a host, in seconds (default: 1)."),
    click.option("--concurrency", type=int, help="Requests at once in all (default: 16)."),
    click.option("--no-requisites", "requisites", flag_value=False, default=None, help="Leave out images and styles."),
    click.option("--ignore-robots", "obey_robots", flag_value=False, default=None, help="Do not ask for robots.txt."),
    click.option("--allow-private", flag_value=True, default=None, help="Allow loopback and private addresses."),
    click.option("--contact", help="Address or page a site's operator can turn to; goes into the User-Agent."),
    click.option(
        "--dedup-against",
        multiple=True,
        metavar="FILE.cdxj",
        callback=lambda context, option, values: values or None,
        help="Index of another collection; payloads captured there are referred to. May be repeated.",
    ),
    click.option("--config", "config_file", type=click.Path(path_type=Path), help="TOML file with these settings."),
)


def crawl_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Every option of a crawl."""
    for option in reversed(_OPTIONS):
        command = option(command)
    return command


def read_config(urls: tuple[str, ...], *, seeds_file: Path | None, config_file: Path | None, **flags: Any) -> Config:
    """Flags over the TOML file over defaults; the environment's contact where none is given."""
    base = from_toml(config_file, Config()) if config_file else Config()
    given = {name: value for name, value in flags.items() if value is not None}
    seeds = (*urls, *(_read_seeds(seeds_file) if seeds_file else ()))
    return with_contact(replace(base, **given, seeds=seeds or base.seeds)).checked()


def _read_seeds(path: Path) -> list[str]:
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError(f"seeds file {path}: cannot be read ({error}); check the path") from error
    return [line.strip() for line in lines if line.strip() and not line.lstrip().startswith("#")]
