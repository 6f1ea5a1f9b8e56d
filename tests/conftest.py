"""What many tests share: one crawl of the demo site, made once a process."""

import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from crawls import QUICK, Collection, Ran, quick_config, run
from hypothesis import HealthCheck, settings

from crawler.demo import serve

# How long an example takes says how busy the machine is: by default one of 0.2 s is a failure.
settings.register_profile("untimed", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("untimed")


def pytest_make_parametrize_id(val: object, argname: str) -> str | None:
    """Bytes are named by their argument: gzip's hold the clock, and parallel workers must agree on every name."""
    return argname if isinstance(val, bytes) else None


@dataclass(frozen=True)
class Crawled:
    """A finished crawl of the demo site as it opened; the site is switched off."""

    ran: Ran
    base: str
    collection: Collection
    asked: tuple[tuple[str, str, int], ...]


@pytest.fixture(scope="session")
def crawled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Crawled]:
    folder = tmp_path_factory.mktemp("crawled")
    with serve() as site:
        ran = run(
            "crawl",
            f"{site.base}/",
            "--archives",
            folder,
            "--collection",
            "demo",
            "--config",
            quick_config(folder),
            *QUICK,
        )
        asked = tuple(site.log)
    yield Crawled(ran, site.base, Collection(folder / "demo"), asked)


@pytest.fixture
def small(tmp_path: Path) -> Iterator[Path]:
    """A file system of its own with 12 MB."""
    folder = tmp_path / "small"
    folder.mkdir()
    made = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=12m", "none", folder], capture_output=True, check=False)
    if made.returncode:
        pytest.skip(f"a small file system cannot be mounted here: {made.stderr.decode().strip()}")
    yield folder
    subprocess.run(["umount", "--lazy", folder], check=True)
