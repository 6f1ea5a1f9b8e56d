"""Runs the command line in a process of its own, and reads what it left on disk."""

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

COMMAND = (sys.executable, "-c", "from crawler.cli.main import main; main()")
OF_ORIGIN = frozenset({"/robots.txt", "/.well-known/tdmrep.json"})
"""What every run asks an origin for before its first page."""

QUICK = ("--allow-private", "--delay", "0")


@dataclass(frozen=True)
class Ran:
    """How a command ended: exit code, what went to stdout and to stderr."""

    code: int
    out: str
    err: str


def run(*arguments: object, timeout: float = 120, **environment: str) -> Ran:
    """``crawler`` with these arguments, to its end."""
    done = subprocess.run(
        [*COMMAND, *map(str, arguments)],
        capture_output=True,
        text=True,
        timeout=timeout,
        check=False,
        env=clean_environment(**environment),
    )
    return Ran(done.returncode, done.stdout, done.stderr)


def start(*arguments: object, command: tuple[str, ...] = COMMAND, **environment: str) -> subprocess.Popen[str]:
    """``crawler`` with these arguments in a process group of its own, still running."""
    return subprocess.Popen(
        [*command, *map(str, arguments)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
        env=clean_environment(**environment),
    )


def clean_environment(**more: str) -> dict[str, str]:
    """This process's environment without a contact of the operator's own."""
    return {name: value for name, value in os.environ.items() if not name.startswith("COLOPHON_")} | more


def installed_platform(folder: Path, code: str, value: str = "example_talk:PLATFORM") -> dict[str, str]:
    """An environment with a package ``example-talk``; ``code`` is its module, ``value`` what its entry point names."""
    described = folder / "example_talk-1.0.dist-info"
    described.mkdir(parents=True)
    (folder / "example_talk.py").write_text(code)
    (described / "METADATA").write_text("Metadata-Version: 2.1\nName: example-talk\nVersion: 1.0\n")
    (described / "entry_points.txt").write_text(f"[crawler.parsers]\nexampletalk = {value}\n")
    return {"PYTHONPATH": str(folder)}


def quick_config(folder: Path, **values: object) -> Path:
    """A configuration file with these settings; without any, failures are not asked for twice."""
    path = folder / "quick.toml"
    path.write_text("".join(f"{name} = {json.dumps(value)}\n" for name, value in ({"retries": 0} | values).items()))
    return path


@dataclass(frozen=True)
class Collection:
    """One collection on disk."""

    folder: Path

    def rows(self, name: str) -> list[dict[str, Any]]:
        """The lines of ``data/NAME.jsonl``."""
        return [json.loads(line) for line in self.lines(name)]

    def lines(self, name: str) -> list[bytes]:
        """The lines of a data file as they stand; every one of them ends with a line end."""
        data = (self.folder / "data" / f"{name}.jsonl").read_bytes()
        assert not data or data.endswith(b"\n"), f"{name}.jsonl ends with a torn line"
        return data.splitlines()

    def sorted_data(self) -> dict[str, list[bytes]]:
        """Every data file that an archive can be turned into, sorted."""
        return {name: sorted(self.lines(name)) for name in ("articles", "threads", "comments", "visits")}

    @property
    def warcs(self) -> list[Path]:
        """The closed WARC files, by name."""
        return sorted((self.folder / "archive").glob("*.warc.gz"))
