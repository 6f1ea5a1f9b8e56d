"""Bad input at the command line: one clear line, the right exit code, no traceback, nothing half written."""

import ctypes
import gzip
import os
import shutil
import signal
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from conftest import Crawled
from crawls import COMMAND, QUICK, Collection, Ran, clean_environment, quick_config, run, start
from wire_server import HOLD, WireServer, closed_port

from crawler.collection.paths import paths
from crawler.collection.place import note_place
from crawler.warc.reader import read_record

PR_CAPBSET_DROP, CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH = 24, 1, 2
"""From prctl(2) and linux/capability.h."""

CONTACT = ("--contact", "you@example.org")


def answer(body: bytes, kind: str = "text/html; charset=utf-8", status: str = "200 OK") -> list[bytes]:
    head = f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {len(body)}\r\n\r\n"
    return [head.encode() + body]


NO_ROBOTS = {"/robots.txt": answer(b"", status="404 Not Found")}


def refused(ran: Ran, code: int, *words: str) -> None:
    """The run ended with ``code`` and one line on stderr that says all of ``words``."""
    assert ran.code == code, ran
    assert ran.out == "" and "Traceback" not in ran.err
    lines = [line for line in ran.err.splitlines() if line.startswith("crawler: ")]
    assert len(lines) == 1, ran.err
    for word in words:
        assert word in lines[0], lines[0]


@pytest.mark.parametrize(
    ("seed", "flags", "code", "words"),
    [
        ("ftp://news.example/", CONTACT, 2, ("ftp://news.example/", "http://")),
        ("news.example", CONTACT, 2, ("news.example", "http://")),
        ("http://", CONTACT, 2, ("http://",)),
        ("http://[::1/", CONTACT, 2, ("http://[::1/",)),
        ("http://news.example:99999/", CONTACT, 2, ("99999",)),
        ("http://127.0.0.1:1/", (), 8, ("http://127.0.0.1:1/", "--allow-private")),
        ("http://10.1.2.3/", (), 8, ("http://10.1.2.3/", "--allow-private")),
        ("http://[::ffff:127.0.0.1]/", (), 8, ("--allow-private",)),
        ("http://10.1.2.3/", ("--allow-private",), 8, ("http://10.1.2.3/", "--contact")),
        ("https://news.example/", (), 8, ("https://news.example/", "--contact")),
        ("https://news.example/", (*CONTACT, "--collection", "../out"), 2, ("../out",)),
        ("https://news.example/", (*CONTACT, "--delay", "-1"), 2, ("delay", "-1")),
        ("https://news.example/", (*CONTACT, "--max-pages", "0"), 2, ("max_pages", "0")),
        ("https://news.example/", (*CONTACT, "--delay", "nan"), 2, ("delay", "nan")),
        ("https://news.example/", (*CONTACT, "--delay", "inf"), 2, ("delay", "inf")),
    ],
)
def test_what_cannot_be_crawled_is_refused_before_anything_is_written(
    tmp_path: Path, seed: str, flags: tuple[str, ...], code: int, words: tuple[str, ...]
) -> None:
    refused(run("crawl", seed, "--archives", tmp_path / "archives", *flags), code, *words)
    assert not (tmp_path / "archives").exists()


def test_no_seed_says_so(tmp_path: Path) -> None:
    refused(run("crawl", "--archives", tmp_path / "archives"), 2, "no seed")


@pytest.mark.parametrize("flags", [("--depth", "x"), ("--scope", "world"), ("--no-such-flag",)])
def test_wrong_usage_is_exit_2(flags: tuple[str, ...]) -> None:
    done = run("crawl", "https://news.example/", *flags)
    assert done.code == 2 and "Traceback" not in done.err and flags[0] in done.err


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("delay = ", ("TOML",)),
        ("dellay = 1", ("dellay", "delay")),
        ('delay = "fast"', ("delay", "fast")),
        ("depth = 1.5", ("depth", "1.5")),
        ("delay = true", ("delay",)),
        ("scope = 'world'", ("scope", "world", "host")),
        ("seeds = 'http://a.example/'", ("seeds",)),
        ("concurrency = 0", ("concurrency", "0")),
        ("\udcff", ("config file",)),
    ],
)
def test_a_broken_config_file_is_named_with_its_fault(tmp_path: Path, text: str, words: tuple[str, ...]) -> None:
    config = tmp_path / "crawl.toml"
    config.write_bytes(text.encode("utf-8", "surrogateescape"))
    done = run("crawl", "https://news.example/", *CONTACT, "--config", config, "--archives", tmp_path / "archives")
    refused(done, 2, *words)
    assert not (tmp_path / "archives").exists()


def test_missing_files_are_named(tmp_path: Path) -> None:
    absent = tmp_path / "absent"
    refused(run("crawl", "--seeds", absent, *CONTACT), 2, str(absent))
    refused(run("crawl", "https://news.example/", "--config", absent, *CONTACT), 2, str(absent))
    refused(run("extract", absent), 2, str(absent))
    refused(run("reparse", absent), 2, str(absent))


def test_an_address_that_is_none_is_not_passed_over(tmp_path: Path) -> None:
    page = tmp_path / "a.html"
    page.write_text("<p>The council met.")
    refused(run("extract", page, "--url", "news.example/a"), 2, "'news.example/a'", "http://")


def _without_power() -> None:
    """Root may open any file but for these capabilities (capabilities(7)); others keep what they have: none."""
    for capability in (CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH):
        ctypes.CDLL(None).prctl(PR_CAPBSET_DROP, capability)


@pytest.mark.parametrize(
    ("verb", "closed"),
    [
        ("index", "archive/*.gz"),
        ("mend", "archive/*.gz"),
        ("pack", "archive/*.gz"),
        ("reparse", "archive/*.gz"),
        ("status", "data/visits.jsonl"),
        ("check", "data/visits.jsonl"),
    ],
)
def test_a_file_that_may_not_be_read_is_named(crawled: Crawled, tmp_path: Path, verb: str, closed: str) -> None:
    shutil.copytree(crawled.collection.folder.parent, tmp_path / "archives", dirs_exist_ok=True)
    folder = tmp_path / "archives" / crawled.collection.folder.name
    (path,) = folder.glob(closed)
    path.chmod(0)
    ran = subprocess.run(
        [*COMMAND, verb, folder],
        capture_output=True,
        text=True,
        preexec_fn=_without_power,
        cwd=tmp_path,
        env=clean_environment(),
        check=False,
    )
    refused(Ran(ran.returncode, ran.stdout, ran.stderr), 5, str(path), "Permission denied")
    assert "cannot write" not in ran.stderr


@pytest.mark.parametrize("host", ["no-such-host.invalid", "127.0.0.1"])
def test_a_host_that_does_not_answer_is_exit_3(tmp_path: Path, host: str) -> None:
    seed = f"http://{host}:{closed_port()}/"
    place = ("--archives", tmp_path, "--config", quick_config(tmp_path))
    refused(run("crawl", seed, "--quiet", *place, *QUICK, *CONTACT), 3, seed, "nothing was captured")


def test_robots_txt_that_fails_keeps_everything_out(tmp_path: Path) -> None:
    with WireServer({"/robots.txt": answer(b"oops", status="500 Oops")}) as server:
        done = run("crawl", server.url(), "--quiet", "--archives", tmp_path, "--config", quick_config(tmp_path), *QUICK)
        assert {turn.request.split(b" ")[1] for turn in server.turns} == {b"/robots.txt"}
    refused(done, 3, server.url(), "robots.txt")


@pytest.fixture(scope="module")
def odd(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Ran, Collection, str]]:
    """One crawl of pages that are none, and one that is."""
    folder = tmp_path_factory.mktemp("odd")
    deep = b"<html><body>" + b"<div>" * 10_000 + b"<p>the deepest word</p>" + b"</div>" * 10_000
    pages = {
        "/image": answer(b"\x89PNG\r\n\x1a\n" + bytes(1000), "image/png"),
        "/empty": answer(b""),
        "/large": answer(b"<html><body><p>" + b"word " * 4_000_000 + b"</p></body></html>"),
        "/deep": answer(deep),
        "/liar": answer(bytes(range(256)) * 40),
        "/no-gzip": [b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 4\r\n\r\nnope"],
        "/none": answer(b"", status="204 No Content"),
        "/short": [b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 999\r\n\r\n<p>cut", "close"],
        "/garbage": [b"\x00\x01\x02 not http\r\n\r\n", "close"],
        "/page": answer(b"<html><head><title>A page</title></head><body><p>Just a page.</p></body></html>"),
    }
    with WireServer(NO_ROBOTS | pages) as server:
        seeds = folder / "seeds.txt"
        seeds.write_text("# pages\n\n" + "\n".join(server.url(path) for path in pages))
        place = ("--archives", folder, "--collection", "odd", "--config", quick_config(folder))
        ran = run("crawl", "--seeds", seeds, "--scope", "page", "--quiet", *place, *QUICK)
        yield ran, Collection(folder / "odd"), server.url("")


def test_odd_pages_do_not_stop_a_crawl(odd: tuple[Ran, Collection, str]) -> None:
    ran, _, _ = odd
    assert ran.code == 0 and "Traceback" not in ran.err, ran


@pytest.mark.parametrize("path", ["/image", "/empty", "/large", "/deep", "/liar", "/no-gzip", "/none", "/page"])
def test_every_odd_page_is_a_look(odd: tuple[Ran, Collection, str], path: str) -> None:
    _, collection, base = odd
    assert [row["url"] for row in collection.rows("visits")].count(base + path) == 1


@pytest.mark.parametrize("path", ["/short", "/garbage"])
def test_answers_that_break_off_are_skipped_as_failed(odd: tuple[Ran, Collection, str], path: str) -> None:
    _, collection, base = odd
    skipped = {row["url"]: row for row in collection.rows("skipped")}
    assert skipped[base + path]["reason"] == "failed" and skipped[base + path]["detail"]


def test_odd_pages_are_rebuilt_from_the_archive(odd: tuple[Ran, Collection, str]) -> None:
    _, collection, _ = odd
    before = collection.sorted_data()
    assert run("reparse", collection.folder).code == 0
    assert collection.sorted_data() == before


def test_a_folder_that_cannot_be_made_is_exit_5(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    done = run("crawl", f"http://127.0.0.1:{closed_port()}/", "--archives", tmp_path / "file", *QUICK)
    refused(done, 5, str(tmp_path / "file"), "--archives")
    assert (tmp_path / "file").read_text() == "in the way"


def test_a_collection_that_is_in_use_is_exit_6_and_names_the_holder(tmp_path: Path) -> None:
    with WireServer({"/robots.txt": [HOLD]}) as server:
        command = ("crawl", server.url(), "--archives", tmp_path, "--collection", "held", *QUICK)
        first = start(*command)
        try:
            assert first.stderr is not None
            assert "begins" in first.stderr.readline()
            refused(run(*command), 6, str(first.pid), "crawl")
        finally:
            os.killpg(first.pid, signal.SIGKILL)
            first.communicate()


@pytest.fixture
def copied(crawled: Crawled, tmp_path: Path) -> Collection:
    """A finished collection, as if it had been crawled there."""
    shutil.copytree(crawled.collection.folder.parent, tmp_path / "archives")
    note_place(paths(tmp_path / "archives", "demo"))
    return Collection(tmp_path / "archives" / "demo")


def _crawl(collection: Collection, *more: object) -> Ran:
    place = ("--archives", collection.folder.parent, "--collection", collection.folder.name)
    config = quick_config(collection.folder.parent.parent)
    return run("crawl", f"http://127.0.0.1:{closed_port()}/", *place, *QUICK, "--config", config, *more)


def test_a_data_file_cut_from_outside_is_exit_7(copied: Collection) -> None:
    path = copied.folder / "data" / "articles.jsonl"
    os.truncate(path, path.stat().st_size - 10)
    before = {file: file.read_bytes() for file in copied.folder.rglob("*.*") if file.is_file()}
    refused(_crawl(copied), 7, str(path), "crawler reparse")
    assert {file: file.read_bytes() for file in copied.folder.rglob("*.*") if file.is_file()} == before


def test_a_warc_that_is_gone_is_exit_7(copied: Collection) -> None:
    path = copied.warcs[0]
    path.unlink()
    refused(_crawl(copied), 7, str(path), "copy", f"crawler mend {copied.folder}")


def test_a_collection_whose_folder_is_gone_is_forgotten(copied: Collection) -> None:
    shutil.rmtree(copied.folder)
    with WireServer(NO_ROBOTS | {"/": answer(b"<p>hello")}) as server:
        place = ("--archives", copied.folder.parent, "--collection", "demo")
        done = run("crawl", server.url(), *place, *QUICK)
    assert done.code == 0, done.err
    assert [row["url"] for row in copied.rows("visits")] == [server.url()]


def test_a_journal_that_is_none_is_exit_7(copied: Collection) -> None:
    for path in copied.folder.parent.glob("journal.sqlite*"):
        path.write_bytes(b"this is not a database, whatever it is called" * 100)
    refused(_crawl(copied), 7, "journal.sqlite", "move it away")


def test_a_damaged_warc_given_to_extract_is_exit_7_with_its_place(copied: Collection) -> None:
    warc = copied.warcs[0]
    data = bytearray(warc.read_bytes())
    data[len(data) // 2 : len(data) // 2 + 100] = bytes(100)
    warc.write_bytes(data)
    done = run("extract", warc)
    assert done.code == 7 and "Traceback" not in done.err
    assert str(warc) in done.err and "offset" in done.err
    assert done.out.endswith("\n"), "a line is whole or not there"


def test_a_file_that_is_no_warc_given_to_extract_is_exit_7(tmp_path: Path) -> None:
    (tmp_path / "x.warc.gz").write_bytes(b"not gzip at all")
    refused(run("extract", tmp_path / "x.warc.gz"), 7, "x.warc.gz")


@pytest.mark.parametrize("name", ["x.warc", "x.warc.gz"])
def test_an_empty_file_given_to_extract_is_exit_7(tmp_path: Path, name: str) -> None:
    (tmp_path / name).touch()
    refused(run("extract", tmp_path / name), 7, name, "no bytes", "copy")


def test_gzip_of_nothing_given_to_extract_is_exit_7(tmp_path: Path) -> None:
    (tmp_path / "x.warc.gz").write_bytes(gzip.compress(b""))
    refused(run("extract", tmp_path / "x.warc.gz"), 7, "x.warc.gz")


def test_extract_names_what_has_no_page_in_it(crawled: Crawled, tmp_path: Path) -> None:
    whole = crawled.collection.warcs[0]
    packed = whole.read_bytes()[: read_record(whole, 0).location.end]  # its warcinfo record
    (tmp_path / "x.warc.gz").write_bytes(packed)
    (tmp_path / "x.warc").write_bytes(gzip.decompress(packed))
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder" / "index.jsonl").touch()
    named = [tmp_path / name for name in ("x.warc.gz", "x.warc", "folder")]
    done = run("extract", *named)
    assert (done.code, done.out) == (0, "")
    for path, line in zip(named, done.err.splitlines(), strict=True):
        assert line.startswith(f"warning: {path}: no page in it")
    assert run("extract", whole).err == ""


def test_extract_into_a_closed_pipe_is_quiet(crawled: Crawled) -> None:
    from crawls import COMMAND, clean_environment

    done = subprocess.run(
        f"{subprocess.list2cmdline([*COMMAND, 'extract', str(crawled.collection.warcs[0])])} | head -c 10 > /dev/null",
        shell=True,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
        env=clean_environment(),
    )
    assert "Traceback" not in done.stderr
