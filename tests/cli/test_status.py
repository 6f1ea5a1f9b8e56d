"""``crawler status`` tells how collections stand, beside a crawl that works on them, and writes nothing."""

import json
import os
import shutil
import signal
from pathlib import Path

import pytest
from conftest import Crawled
from crawls import QUICK, quick_config, run, start
from wire_server import HOLD, Script, WireServer


def answer(body: str, status: str = "200 OK") -> Script:
    head = f"HTTP/1.1 {status}\r\nContent-Type: text/html\r\nContent-Length: {len(body)}\r\n\r\n"
    return [(head + body).encode()]


def files(folder: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.fixture
def archives(crawled: Crawled, tmp_path: Path) -> Path:
    shutil.copytree(crawled.collection.folder.parent, tmp_path / "archives")
    return tmp_path / "archives"


def test_a_finished_collection_is_counted_from_its_lines_and_left_as_it_was(crawled: Crawled, archives: Path) -> None:
    before = files(archives)
    ran = run("status", "--archives", archives, "--json")
    assert ran.code == 0 and ran.err == "", ran
    (told,) = map(json.loads, ran.out.splitlines())
    assert (told["collection"], told["state"], told["holder"]) == ("demo", "finished", None)
    assert told["job"]["seeds"] == [f"{crawled.base}/"] and told["job"]["finished_at"]
    assert told["done"] == len(crawled.collection.rows("visits")) and told["waiting"] == told["open"] == 0
    skipped = [row for row in crawled.collection.rows("skipped") if row["visitId"] is None]
    assert sum(told["skipped"].values()) == len(skipped) and told["skipped"]["outOfScope"]
    (host,) = (host for host in told["hosts"] if crawled.base.endswith(host["host"]))
    assert host["requests"] == len(crawled.asked)
    assert files(archives) == before


@pytest.mark.parametrize("name", ["demo", "folder"])
def test_one_collection_by_name_or_folder_in_words(archives: Path, name: str) -> None:
    ran = run("status", "demo" if name == "demo" else archives / "demo", "--archives", archives)
    assert ran.code == 0, ran
    lines = ran.out.splitlines()
    assert lines[0] == "demo: finished"
    assert any("0 wait, 0 open" in line for line in lines) and any("requests" in line for line in lines)


def test_a_collection_that_is_crawled_is_running_and_after_a_kill_stopped(tmp_path: Path) -> None:
    front = "<html><h1>Front</h1>" + "".join(f'<a href="/{n}">{n}</a>' for n in range(5))
    site = {"/robots.txt": answer("", "404 No"), "/": answer(front + '<a href="http://b.example/">b</a>')}
    with WireServer(site | {f"/{n}": [HOLD] for n in range(5)}) as server:
        place = ("--archives", tmp_path, "--collection", "news", "--config", quick_config(tmp_path))
        process = start("crawl", server.url(), *place, *QUICK)
        try:
            told = _until_it_waits(tmp_path)
            assert told["state"] == "running" and f"process {process.pid}" in told["holder"]
            assert told["done"] == 1 and told["skipped"] == {"outOfScope": 1} and told["waiting"] == 5
        finally:
            os.killpg(process.pid, signal.SIGKILL)
            process.communicate()
        told = json.loads(run("status", "news", "--archives", tmp_path, "--json").out)
        assert (told["state"], told["holder"], told["waiting"]) == ("stopped", None, 5)


def _until_it_waits(archives: Path) -> dict[str, object]:
    """What status says once the journal knows of the front page's visit."""
    for _ in range(60):
        ran = run("status", "--archives", archives, "--json")
        if ran.code == 0 and (told := json.loads(ran.out))["done"]:
            return dict(told)
    raise AssertionError("the front page was not committed")


def test_the_last_error_is_told_on_one_plain_line(archives: Path) -> None:
    log = archives / "demo" / "logs" / "crawl.jsonl"
    told = [{"level": "ERROR", "message": "disk \x1b[31mfull\nforged: line"}, {"level": "INFO", "message": "later"}]
    log.write_text("".join(json.dumps({"time": "2026-03-01T09:30:00Z", **line}) + "\n" for line in told) + '{"torn')
    ran = run("status", "--archives", archives)
    (line,) = (line for line in ran.out.splitlines() if "full" in line)
    assert line.startswith("  last") and "\x1b" not in line and "error" in line


def test_what_is_not_there_is_exit_2(tmp_path: Path) -> None:
    for arguments in (("--archives", tmp_path / "none"), ("nobody", "--archives", tmp_path)):
        ran = run("status", *arguments)
        assert ran.code == 2 and "Traceback" not in ran.err and "crawler: status" in ran.err


def test_a_journal_that_is_none_is_exit_7(archives: Path) -> None:
    (archives / "journal.sqlite").write_bytes(b"no database" * 1000)
    ran = run("status", "--archives", archives)
    assert ran.code == 7 and "Traceback" not in ran.err and "journal.sqlite" in ran.err


def test_a_collection_without_a_journal_is_unknown_and_counted(archives: Path) -> None:
    (archives / "journal.sqlite").unlink()
    told = json.loads(run("status", "--archives", archives, "--json").out)
    assert told["state"] == "unknown" and told["job"] is None and told["done"]
