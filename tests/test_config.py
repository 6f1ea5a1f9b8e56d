"""Flag before TOML before Scrapy setting before default."""

from pathlib import Path

import pytest

from crawler.cli.options import read_config
from crawler.config import Config, from_settings, from_toml
from crawler.errors import ConfigError


def toml(folder: Path, text: str) -> Path:
    path = folder / "crawl.toml"
    path.write_text(text)
    return path


def test_defaults_stand_where_nothing_is_said() -> None:
    assert read_config(("http://a.example/",), seeds_file=None, config_file=None) == Config(
        seeds=("http://a.example/",)
    )


def test_toml_lies_over_defaults_and_flags_over_toml(tmp_path: Path) -> None:
    path = toml(tmp_path, 'delay = 3.5\ndepth = 2\ncontact = "a@example.org"\nseeds = ["http://b.example/"]')
    config = read_config((), seeds_file=None, config_file=path, delay=7.0, depth=None)
    assert (config.delay, config.depth, config.contact) == (7.0, 2, "a@example.org")
    assert config.seeds == ("http://b.example/",)
    assert read_config(("http://c.example/",), seeds_file=None, config_file=path).seeds == ("http://c.example/",)


def test_scrapy_settings_are_read_as_text_or_value() -> None:
    config = from_settings({"COLOPHON_DELAY": "2.5", "COLOPHON_ALLOW_PRIVATE": "1", "COLOPHON_SEEDS": ["http://a/"]})
    assert (config.delay, config.allow_private, config.seeds) == (2.5, True, ("http://a/",))
    assert from_settings({"DOWNLOAD_DELAY": 9}) == from_settings({})


def test_the_environment_gives_the_contact_only_where_there_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLOPHON_CONTACT", "env@example.org")
    assert read_config((), seeds_file=None, config_file=None).contact == "env@example.org"
    assert read_config((), seeds_file=None, config_file=None, contact="flag@example.org").contact == "flag@example.org"
    assert from_settings({"COLOPHON_CONTACT": "set@example.org"}).contact == "set@example.org"


def test_seed_files_add_to_addresses_and_skip_remarks(tmp_path: Path) -> None:
    seeds = tmp_path / "seeds.txt"
    seeds.write_text("# two\nhttp://b.example/ \n\n  http://c.example/\n")
    config = read_config(("http://a.example/",), seeds_file=seeds, config_file=None)
    assert config.seeds == ("http://a.example/", "http://b.example/", "http://c.example/")


@pytest.mark.parametrize("text", ["delay = nan", "delay = -0.1", "retries = 1.5", "max_pages = 0", "depth = true"])
def test_values_out_of_range_name_their_setting(tmp_path: Path, text: str) -> None:
    with pytest.raises(ConfigError, match=text.split()[0]):
        from_toml(toml(tmp_path, text), Config())


def test_the_user_agent_names_whom_to_ask() -> None:
    assert Config(contact="a@example.org").user_agent.endswith("(+a@example.org)")
    assert "(" not in Config().user_agent
