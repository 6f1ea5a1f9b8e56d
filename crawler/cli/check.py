"""``crawler check``: strict verification of collections, WARC files and WACZ packages."""

import os
import sys
from collections import Counter
from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from typing import Final

import click

from crawler.cli.main import one_line
from crawler.cli.progress import progress
from crawler.collection.check.run import WACZ_SUFFIX, Check, Progress
from crawler.collection.paths import Paths
from crawler.dataset.lines import json_line
from crawler.errors import ArchiveError, ConfigError
from crawler.warc.check.finding import Finding, Severity
from crawler.warc.others import verified

FINDINGS: Final = 1
SHOWN: Final = 10
"""Findings of one kind in one file that a report shows; the others are counted."""


@click.command("check")
@click.argument("paths", nargs=-1, required=True, metavar="COLLECTION|FILE…", type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line for each finding.")
@click.option(
    "--dedup-against",
    multiple=True,
    metavar="FILE.cdxj",
    help="Index of another collection that revisits here refer to. May be repeated.",
)
@click.option("--jobs", type=click.IntRange(min=1), help="Files checked at once (default: one for each processor).")
def command(paths: tuple[Path, ...], as_json: bool, dedup_against: tuple[str, ...], jobs: int | None) -> None:
    """Verify archives strictly: every digest, framing, reference, index line, and item.

    COLLECTION is a collection's folder, FILE a .warc.gz, .warc or .wacz of any maker. Nothing is written. Faults mean
    that evidence is damaged or missing; warnings that something is odd, but nothing lost.

    \b
    Exit: 0 without faults, 1 with faults, 7 when a file could not be read at all.

    \b
    Examples:
      crawler check archives/news.example
      crawler check *.warc.gz --json > findings.jsonl
    """  # noqa: D301 - \b is click's mark for lines kept as they are
    for path in paths:
        if not path.exists():
            raise ConfigError(f"check {path}: there is no such file or folder; check the path")
        if path.is_dir() and not (path / "archive").is_dir():
            raise ConfigError(f"check {path}: no collection, there is no folder archive in it; name its WARC files")
    report = _JsonReport() if as_json else _Report()
    state = Progress()
    with progress("reading") as tell:
        others = verified(dedup_against)
        check = Check(jobs or os.cpu_count() or 1, state, lambda now: tell(_state(now)), others)
        for finding in _check(check, paths):
            report.show(finding)
    report.end()
    click.echo(f"{_state(state)} read: {report.words()}", err=True)
    sys.exit(report.exit_code())


def _check(check: Check, paths: tuple[Path, ...]) -> Iterator[Finding]:
    files = [path for path in paths if path.is_file() and path.suffix != WACZ_SUFFIX]
    packages = (check.package(path) for path in paths if path.is_file() and path.suffix == WACZ_SUFFIX)
    folders = (path.absolute() for path in paths if path.is_dir())
    collections = (check.collection(Paths(folder.parent, folder.name)) for folder in folders)
    return chain(check.files(files) if files else (), chain.from_iterable(packages), chain.from_iterable(collections))


def _state(now: Progress) -> str:
    return f"{now.files} of {now.total} files, {now.records} records"


class _Tally:
    """Findings counted by severity."""

    def __init__(self) -> None:
        self.severities: Counter[Severity] = Counter()

    def show(self, finding: Finding) -> None:
        """Count one finding, and print it as the report does."""
        self.severities[finding.severity] += 1

    def words(self) -> str:
        """The counts."""
        names = {Severity.UNREADABLE: "unreadable files", Severity.FAULT: "faults", Severity.WARNING: "warnings"}
        return ", ".join(f"{self.severities[kind]} {name}" for kind, name in names.items())

    def exit_code(self) -> int:
        """What the verb ends with."""
        if self.severities[Severity.UNREADABLE]:
            return ArchiveError.exit_code
        return FINDINGS if self.severities[Severity.FAULT] else 0


class _Report(_Tally):
    """Findings for a person: what, where, what it means, what to do; each explained once."""

    def __init__(self) -> None:
        super().__init__()
        self._explained: set[str] = set()
        self._shown: Counter[tuple[str, str]] = Counter()

    def show(self, finding: Finding) -> None:
        """Print one finding, unless many of its kind were."""
        super().show(finding)
        self._shown[finding.file, finding.code] += 1
        if self._shown[finding.file, finding.code] <= SHOWN:
            self._print(finding)

    def end(self) -> None:
        """Say what was not shown."""
        for (file, code), count in self._shown.items():
            if count > SHOWN:
                click.echo(one_line(f"{file}: {count - SHOWN} more of the kind {code}; --json shows all"))

    def _print(self, finding: Finding) -> None:
        place = finding.file if finding.offset is None else f"{finding.file} at {finding.offset}"
        record = f" ({finding.record})" if finding.record and finding.record not in finding.found else ""
        click.echo(one_line(f"{finding.severity} {finding.code}: {place}"))
        click.echo("    " + one_line(finding.found + record))
        if finding.code not in self._explained:
            self._explained.add(finding.code)
            click.echo(f"    means: {finding.rule.means}")
            click.echo(f"    to do: {finding.rule.advice}")


class _JsonReport(_Tally):
    """Findings for a program, every one of them."""

    def show(self, finding: Finding) -> None:
        """Print one finding as a line."""
        super().show(finding)
        line = {
            "severity": finding.severity.value,
            "code": finding.code,
            "file": finding.file,
            "offset": finding.offset,
            "record": finding.record,
            "found": finding.found,
            "means": finding.rule.means,
            "advice": finding.rule.advice,
        }
        sys.stdout.buffer.write(json_line(line) + b"\n")

    def end(self) -> None:
        """Nothing was held back."""
        sys.stdout.buffer.flush()
