"""No way leads from a public site into the operator's network: redirects, links, images, comments, sitemaps."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

SCRIPT = Path(__file__).with_name("inner_network.py")


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    probe = subprocess.run(["unshare", "--net", "ip", "link", "set", "lo", "up"], capture_output=True, check=False)
    if probe.returncode:
        pytest.skip(f"a network of its own cannot be made here: {probe.stderr.decode().strip()}")
    folder = tmp_path_factory.mktemp("inner")
    command = ["unshare", "--net", sys.executable, SCRIPT, folder]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stderr
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def test_the_public_site_is_crawled_whole(told: dict[str, Any]) -> None:
    assert told["code"] == 0, told["err"]
    assert set(told["expected"]) <= set(told["asked"])


def test_nothing_inside_is_ever_connected_to(told: dict[str, Any]) -> None:
    assert told["connections"] == [0, 0, 0]


def test_what_was_refused_is_written_down(told: dict[str, Any]) -> None:
    details = [row.get("detail") or "" for row in told["skipped"]]
    assert any("refused, the address is loopback" in detail for detail in details), details
    assert any("refused, the address is link-local" in detail for detail in details), details


def test_threads_that_wait_for_an_inner_address_say_so(told: dict[str, Any]) -> None:
    assert told["missing"] and all(told["missing"])
