"""``crawler replay``: starts the pywb that is installed, on loopback only, and says what to do when there is none."""

import json
import os
import signal
import socket
import stat
import sys

import pytest
from archive_samples import build
from crawls import run, start
from wire_server import free_port

PROGRAM = """#!{python}
import json, sys, time
from pathlib import Path
folder = sys.argv[sys.argv.index("-d") + 1]
print(json.dumps([sys.argv[1:], json.loads((Path(folder) / "config.yaml").read_text())]), flush=True)
time.sleep({seconds})
"""


@pytest.fixture
def news(tmp_path):
    return build(tmp_path)


def install(folder, seconds):
    """A program called wayback that tells how it was started."""
    program = folder / "bin" / "wayback"
    program.parent.mkdir()
    program.write_text(PROGRAM.format(python=sys.executable, seconds=seconds))
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    return f"{program.parent}{os.pathsep}{os.environ['PATH']}"


def test_without_pywb_it_says_what_to_install(news, tmp_path):
    ran = run("replay", news.folder, PATH=str(tmp_path))
    assert ran.code == 2 and "pipx install pywb" in ran.err and len(ran.err.splitlines()) == 1


def test_pywb_is_started_on_loopback_over_the_collection_and_ends_with_us(news, tmp_path):
    port = free_port()
    process = start("replay", news.folder, "--port", port, PATH=install(tmp_path, seconds=60))
    assert process.stdout is not None and process.stderr is not None
    arguments, config = json.loads(process.stdout.readline())
    assert arguments[:4] == ["-b", "127.0.0.1", "-p", str(port)]
    settings = config["collections"]["news"]
    assert settings == {"index_paths": str(news.indexes / "index.cdxj"), "archive_paths": f"{news.archive}/"}
    assert f"http://127.0.0.1:{port}/news/" in process.stderr.readline()
    process.send_signal(signal.SIGTERM)
    assert process.wait(timeout=60) == 0
    assert not os.path.exists(arguments[5])  # noqa: PTH110


def test_a_port_in_use_a_missing_index_and_no_collection_are_one_line(news, tmp_path):
    path = install(tmp_path, seconds=0)
    with socket.create_server(("127.0.0.1", 0)) as taken:
        ran = run("replay", news.folder, "--port", taken.getsockname()[1], PATH=path)
    assert ran.code == 2 and "--port" in ran.err
    (news.indexes / "index.cdxj").unlink()
    ran = run("replay", news.folder, PATH=path)
    assert ran.code == 2 and "crawler index" in ran.err
    assert run("replay", tmp_path, PATH=path).code == 2
