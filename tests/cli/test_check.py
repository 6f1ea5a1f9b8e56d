"""``crawler check`` at the command line: what a person and a program read, exit codes, other people's archives."""

import gzip
import json
import shutil
import subprocess

import pytest
from archive_samples import BODY, build, check_files, faults, warcs
from conftest import Crawled
from crawls import run
from wire_server import WireServer


@pytest.fixture
def news(tmp_path):
    return build(tmp_path)


def test_a_crawl_has_no_faults_and_exit_0(crawled: Crawled):
    ran = run("check", crawled.collection.folder)
    assert (ran.code, ran.out) == (0, ""), ran
    assert "0 faults, 0 warnings" in ran.err


def test_a_fault_is_told_with_place_meaning_and_remedy(news):
    path = warcs(news)[1]
    path.write_bytes(path.read_bytes()[:-20])
    ran = run("check", news.folder)
    assert ran.code == 1
    assert f"fault tornTail: {path} at " in ran.out
    assert "means: " in ran.out and "to do: crawler mend" in ran.out
    assert f"fault manifestDiffers: {path}" in ran.out


def test_json_lines_name_everything(news):
    (news.indexes / "index.cdxj").unlink()
    path = news.data / "articles.jsonl"
    path.write_bytes(b"{\n" * 25)
    ran = run("check", news.folder, "--json")
    lines = [json.loads(line) for line in ran.out.splitlines()]
    assert ran.code == 1 and len(lines) == 26
    assert set(lines[0]) == {"severity", "code", "file", "offset", "record", "found", "means", "advice"}
    assert run("check", news.folder).out.count("dataLine") == 11  # ten, and a line that says how many more


def test_several_files_are_checked_side_by_side(news):
    ran = run("check", *warcs(news), "--jobs", 2)
    assert ran.code == 0 and ran.out == "" and "2 of 2 files" in ran.err


def test_warnings_alone_are_exit_0(news, tmp_path):
    ran = run("check", warcs(news)[1])
    assert ran.code == 0 and "warning revisitId" in ran.out


@pytest.mark.parametrize("content", [b"", b"no WARC", gzip.compress(b"no WARC", mtime=0)])
def test_what_is_no_warc_is_exit_7_and_others_are_still_checked(news, tmp_path, content):
    path = tmp_path / "x.warc.gz"
    path.write_bytes(content)
    ran = run("check", path, *warcs(news))
    assert ran.code == 7 and "Traceback" not in ran.err
    assert f"unreadable empty: {path}" in ran.out or f"unreadable notAWarc: {path}" in ran.out
    assert "3 of 3 files" in ran.err


def test_a_path_that_is_not_there_is_exit_2(tmp_path):
    for path in (tmp_path / "none", tmp_path):
        ran = run("check", path)
        assert ran.code == 2 and len(ran.err.splitlines()) == 1 and str(path) in ran.err


@pytest.mark.skipif(shutil.which("wget") is None, reason="wget is not installed")
@pytest.mark.parametrize("flags", [(), ("--no-warc-compression",)])
def test_an_archive_of_wget_has_no_faults_and_is_indexed(tmp_path, flags):
    chunked = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nContent-Type: text/html\r\n\r\n5\r\nhello\r\n0\r\n\r\n"
    plain = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: %d\r\n\r\n" % len(BODY) + BODY
    gone = b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n"
    with WireServer({"/": [plain], "/c?x=1": [chunked], "/robots.txt": [gone]}) as server:
        base = f"http://127.0.0.1:{server.port}"
        subprocess.run(
            ["wget", "-q", *flags, f"--warc-file={tmp_path / 'w'}", "-O", "/dev/null", f"{base}/", f"{base}/c?x=1"],
            check=True,
            env={"PATH": "/usr/bin:/bin"},
        )
    (path,) = tmp_path.glob("w.warc*")
    found = check_files(path)
    assert not faults(found), found
    ran = run("index", path)
    assert ran.code == 0 and f"{base}/c?x=1" in ran.out
    data = path.read_bytes()
    path.write_bytes(data[:-40])
    assert "tornTail" in faults(check_files(path))
