"""The docs name everything that the code has: a verb, option, setting, exit code or field without its line fails."""

import json
import re
import runpy
import shlex
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path
from typing import Any, get_args

import click
import pytest

from crawler.cli.main import VERBS, cli
from crawler.collection.paths import Paths
from crawler.config import CONTACT_VARIABLE, PREFIX, Config, from_toml
from crawler.dataset.names import ITEMS
from crawler.dataset.rows import SkipReason, TrapKind
from crawler.dataset.schema import TYPES, schema
from crawler.demo import MODEL_PAGE, serve
from crawler.errors import CrawlerError
from crawler.spiders.run import STOPPED

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
PAGES = [ROOT / "README.md", ROOT / "CHANGELOG.md", *sorted(DOCS.rglob("*.md"))]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())
WRITE = runpy.run_path(str(DOCS / "schema" / "write.py"))
SCRAPY_ONLY = {"COLOPHON_QUIET"}
FENCE = re.compile(r"^```(\w*)\n(.*?)^```$", re.M | re.S)

page_param = pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))


def text(name: str) -> str:
    return (DOCS / name).read_text(encoding="utf-8")


def section(page: str, heading: str) -> str:
    """What stands under a heading, up to the next one of its level or above."""
    level = heading.partition(" ")[0]
    assert f"\n{heading}\n" in page, f"no heading {heading!r}"
    return re.split(rf"^#{{1,{len(level)}}} ", page.partition(f"\n{heading}\n")[2], maxsplit=1, flags=re.M)[0]


def rows(table: str) -> dict[str, list[str]]:
    """Cells of each table row by its first cell, code marks taken off."""
    lines = (line for line in table.splitlines() if line.startswith("| "))
    found = ([cell.strip() for cell in re.split(r"(?<!\\)\|", line)[1:-1]] for line in lines)
    return {cells[0].replace("\\|", "|").strip("`"): cells for cells in found}


def command(verb: str) -> click.Command:
    found = cli.get_command(click.Context(cli), verb)  # type: ignore[attr-defined]
    assert found is not None
    return found


def options(verb: str) -> set[str]:
    """Every spelling of every option of a verb."""
    made = command(verb)
    params = made.get_params(click.Context(made, help_option_names=["-h", "--help"]))
    return {
        name for param in params if isinstance(param, click.Option) for name in (*param.opts, *param.secondary_opts)
    }


def kinds_of_error(kind: type[CrawlerError] = CrawlerError) -> Iterator[type[CrawlerError]]:
    yield kind
    for below in kind.__subclasses__():
        yield from kinds_of_error(below)


# -- commands


@pytest.mark.parametrize("verb", VERBS)
def test_every_verb_and_option_has_its_line(verb: str) -> None:
    page = text("commands.md")
    assert f"[`crawler {verb}`](#crawler-{verb})" in page
    told = {name for cell in rows(section(page, f"## crawler {verb}")) for name in re.findall(r"--?[a-z][\w-]*", cell)}
    assert told == options(verb)


@pytest.mark.parametrize("verb", VERBS)
def test_help_keeps_the_lines_of_its_examples(verb: str) -> None:
    made = command(verb)
    told = made.get_help(click.Context(made, info_name=f"crawler {verb}"))
    assert "\\b" not in told, "click takes its mark from a docstring that is not raw"


def test_every_exit_code_has_its_line() -> None:
    codes = {kind.exit_code for kind in kinds_of_error()} | {0, STOPPED}
    told = rows(section(text("commands.md"), "## Exit codes"))
    assert {str(code) for code in codes} == set(told) - {"code"}


# -- settings


@pytest.mark.parametrize("field", fields(Config), ids=lambda field: field.name)
def test_every_setting_has_its_line_with_flag_and_default(field: Any) -> None:
    told = rows(text("settings.md"))
    assert field.name in told, f"docs/settings.md has no line for {field.name}"
    _, flag, default, *_ = told[field.name]
    assert default.strip("`") == shown(field.default)
    names = {"seeds_file": "seeds"}
    flags = [param.opts[0] for param in command("crawl").params if names.get(param.name, param.name) == field.name]
    assert flag.strip("`") == next((name for name in flags if name.startswith("--")), "")


def shown(value: object) -> str:
    """A default as TOML writes it; absent is none."""
    if value is None or value == ():
        return "none"
    return json.dumps(value)


def test_no_setting_is_told_of_that_is_none() -> None:
    assert set(rows(text("settings.md"))) - {"name"} == {field.name for field in fields(Config)}


@page_param
def test_settings_named_for_scrapy_exist(page: Path) -> None:
    known = {PREFIX + field.name.upper() for field in fields(Config)} | {CONTACT_VARIABLE} | SCRAPY_ONLY
    assert set(re.findall(rf"\b{PREFIX}\w+", page.read_text(encoding="utf-8"))) <= known


def test_toml_examples_are_configurations(tmp_path: Path) -> None:
    (example,) = (body for kind, body in FENCE.findall(text("settings.md")) if kind == "toml")
    path = tmp_path / "news.toml"
    path.write_text(example)
    assert from_toml(path, Config()).max_pages == 5000


# -- dependencies and layers


def test_every_runtime_dependency_has_its_reason() -> None:
    names = {re.split(r"[^\w.-]", line)[0] for line in PROJECT["project"]["dependencies"]}
    told = rows(text("dependencies.md"))
    assert names == set(told) - {"package"}
    assert all(reason for _, _, reason in told.values())


def test_every_dependency_is_pinned() -> None:
    extras = PROJECT["project"]["optional-dependencies"]["dev"]
    names = {re.split(r"[^\w.-]", line)[0].lower() for line in (*PROJECT["project"]["dependencies"], *extras)}
    pins = [line for line in (ROOT / "constraints.txt").read_text().splitlines() if line]
    assert all(re.fullmatch(r"[\w.-]+==[\w.]+", pin) for pin in pins)
    assert names <= {pin.partition("==")[0].lower() for pin in pins}


def test_the_layers_are_those_that_lint_enforces() -> None:
    layers = PROJECT["tool"]["importlinter"]["contracts"][0]["layers"]
    told = list(rows(section(text("architecture.md"), "## Layers")))
    assert told == ["layer", *layers]


# -- data


@pytest.mark.parametrize("name", TYPES)
def test_published_schemas_are_those_of_the_code(name: str) -> None:
    path = DOCS / "schema" / WRITE["schema_name"](name)
    assert json.loads(path.read_text(encoding="utf-8")) == schema(name), "run make schema"


def test_the_field_tables_are_those_of_the_code() -> None:
    assert text("data.md").endswith(WRITE["fields_text"]()), "run make schema"


def test_every_data_file_and_folder_is_named() -> None:
    page = text("data.md")
    place = Paths(Path("archives"), "NAME")
    made = [getattr(place, name) for name, kind in vars(Paths).items() if isinstance(kind, property)]
    names = [*TYPES, ITEMS, *(path.name for path in made)]
    assert [name for name in names if name not in page] == []


def test_every_skip_reason_has_its_line() -> None:
    told = rows(section(text("data.md"), "## Skip reasons"))
    assert set(told) - {"reason"} == set(get_args(SkipReason))


def test_every_trap_has_its_line() -> None:
    assert list(rows(section(text("data.md"), "## Traps"))) == ["trap", *get_args(TrapKind)]


def test_the_way_from_a_line_to_its_record_works(tmp_path: Path) -> None:
    (snippet,) = (body for kind, body in FENCE.findall(text("data.md")) if kind == "python")
    with serve() as site:
        flags = ["--scope", "page", "--collection", "demo", "--allow-private", "--delay", "0", "--quiet"]
        crawl = [sys.executable, "-c", "from crawler.cli.main import main; main()", "crawl", site.base + MODEL_PAGE]
        subprocess.run([*crawl, *flags], cwd=tmp_path, check=True, timeout=60)
    done = subprocess.run(
        [sys.executable, "-c", snippet], cwd=tmp_path, check=True, timeout=60, capture_output=True, text=True
    )
    assert "Town Hall and Ferry Line" in done.stdout


# -- links and examples


def anchors(page: str) -> set[str]:
    """Anchors of a page's headings, as they are made from their words."""
    headings = re.findall(r"^#+ (.*)$", FENCE.sub("", page), re.M)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).strip().replace(" ", "-") for heading in headings}


@page_param
def test_links_lead_somewhere(page: Path) -> None:
    source = FENCE.sub("", page.read_text(encoding="utf-8"))
    dead = []
    for target in re.findall(r"\]\(([^)\s]+)\)", source):
        path, _, anchor = target.partition("#")
        if re.match(r"https?://", target):
            continue
        there = (page.parent / path) if path else page
        if not there.exists() or (anchor and anchor not in anchors(there.read_text(encoding="utf-8"))):
            dead.append(target)
    assert dead == []


def examples(page: Path) -> Iterator[list[str]]:
    """The words of every command in a page's shell examples, prompts and continued lines joined."""
    for kind, body in FENCE.findall(page.read_text(encoding="utf-8")):
        if kind in ("sh", "console"):
            for line in body.replace("\\\n", " ").splitlines():
                yield shlex.split(line.removeprefix("$ "), comments=True)


@page_param
def test_shell_examples_name_verbs_options_and_targets_that_exist(page: Path) -> None:
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(), re.M))
    for words in examples(page):
        if words[:1] == ["make"]:
            assert {word for word in words[1:] if "=" not in word} <= targets, words
        elif words[:1] and Path(words[0]).name == "crawler":
            assert words[1] in VERBS or words[1].startswith("--"), words
            given = {word.partition("=")[0] for word in words[2:] if re.match(r"--?[a-z]", word)}
            assert given <= options(words[1]), words


def test_there_are_examples_to_look_at() -> None:
    assert sum(1 for page in PAGES for words in examples(page) if words[:1] == ["crawler"]) >= 10
