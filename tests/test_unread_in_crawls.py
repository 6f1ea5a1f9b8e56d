"""A crawl names and counts the pages that it could not read, whatever the reason, and says what to do."""

import json
import re
from pathlib import Path

import pytest
from crawls import QUICK, Collection, Ran, installed_platform, quick_config, run
from wire_server import Script, WireServer

from crawler.extensions.log import TRACEBACKS
from crawler.fetch.work import WARNED
from crawler.parsing import LARGE_BYTES

PAGES = TRACEBACKS + 3
"""More than are logged."""

# Fails on every page but the front one; on one page it ends the process, which must be one of the page's own.
FAILS = """
import os

from crawler.parsers.comments.platform import Kind, Platform


def _read(view):
    if view.page.url.endswith("/dies"):
        os._exit(9)
    if not view.page.url.endswith("/"):
        raise ValueError("no such box \\x1b[2J")


PLATFORM = Platform("exampletalk", Kind.MARKUP, _read)
"""

# Leaves the page without its tree, so that nothing else can be read in it.
SPOILS = FAILS.replace("raise", "vars(view.page)['_built'] = (None, ()); raise")


def answer(body: str, status: str = "200 OK") -> Script:
    return [f"HTTP/1.1 {status}\r\nContent-Type: text/html\r\nContent-Length: {len(body)}\r\n\r\n{body}".encode()]


def page(links: str = "", length: int = 0) -> str:
    return f"<!doctype html><title>A</title><h1>A</h1><p>The council met.{' ' * length}</p>{links}"


def crawled(folder: Path, site: dict[str, Script], *flags: str, code: str = FAILS) -> tuple[Ran, Collection]:
    front = page("".join(f"<a href={path}>{path}</a>" for path in site))
    with WireServer({"/robots.txt": answer("", "404 No"), "/": answer(front)} | site) as server:
        place = ("--archives", folder, "--collection", "c", "--config", quick_config(folder))
        ran = run("crawl", server.url(), *place, *QUICK, *flags, **installed_platform(folder / "packages", code))
    assert ran.code == 0 and "\x1b" not in ran.err, ran
    return ran, Collection(folder / "c")


def warnings(ran: Ran) -> list[str]:
    return [line for line in ran.err.splitlines() if line.startswith(("warning: ", "error: "))]


def status(collection: Collection, *flags: str) -> str:
    ran = run("status", collection.folder, *flags)
    assert ran.code == 0, ran
    return ran.out


@pytest.mark.parametrize(
    ("path", "length", "why"),
    [
        ("/a", 0, "parser failed: ValueError"),
        ("/large", LARGE_BYTES, "parser failed: ValueError"),
        ("/dies", LARGE_BYTES, "parsing failed in its child process"),
    ],
)
def test_a_page_that_is_not_read_is_named_and_counted_until_it_is_read(
    tmp_path: Path, path: str, length: int, why: str
) -> None:
    ran, collection = crawled(tmp_path, {path: answer(page(length=length))})
    (row,) = (row for row in collection.rows("visits") if row["metadata"]["notes"] and row["url"].endswith(path))
    named = f"{row['url']} ({row['metadata']['warcRecordId']}, {why}"
    (line,) = warnings(ran)
    assert line.startswith("warning: not read, and empty in the data: ") and named in line
    (counted,) = (line for line in ran.err.splitlines() if line.startswith("  not read "))
    assert f"1 page: {named}" in counted and f"crawler reparse {collection.folder}" in counted
    assert json.loads(status(collection, "--json"))["unread"] == 1
    assert re.search(r"^  not read 1 page, .* crawler reparse$", status(collection), re.M)

    assert run("reparse", collection.folder).code == 0
    assert json.loads(status(collection, "--json"))["unread"] == 0
    assert "\n  not read" not in status(collection)


@pytest.mark.parametrize("length", [0, LARGE_BYTES], ids=["here", "child"])
def test_what_failed_is_told_whichever_process_read_the_page(tmp_path: Path, length: int) -> None:
    (tmp_path / "a.html").write_text(page(length=length))
    environment = installed_platform(tmp_path / "packages", FAILS)
    ran = run("extract", *[tmp_path / "a.html"] * 5, "--url", "https://news.example/a", **environment)
    assert ran.code == 1 and "\x1b" not in ran.err
    assert ran.err.count("ValueError: no such box") == ran.err.count("Traceback") == 3
    assert ran.err.count("example_talk.py") == 3


def test_a_flood_of_them_floods_no_log(tmp_path: Path) -> None:
    ran, collection = crawled(tmp_path, {f"/{number}": answer(page()) for number in range(PAGES)})
    told = warnings(ran)
    assert len(told) == WARNED + 1 and told[-1] == (
        "warning: further pages that cannot be read are counted, and not named here"
    )
    assert re.search(rf"^  not read   {PAGES} pages: .*; and {PAGES - 3} more; ", ran.err, re.M)
    log = [json.loads(line) for line in (collection.folder / "logs" / "crawl.jsonl").read_bytes().splitlines()]
    assert sum("no such box" in line.get("traceback", "") for line in log) == TRACEBACKS
    assert json.loads(status(collection, "--json"))["unread"] == PAGES


def test_pages_whose_requisites_cannot_be_read_are_counted_and_flood_nothing_either(tmp_path: Path) -> None:
    ran, collection = crawled(tmp_path, {f"/{number}": answer(page()) for number in range(PAGES)}, code=SPOILS)
    assert len(warnings(ran)) == WARNED + 1
    assert re.search(rf"^  requisites 0 \(missing: unreadPage {PAGES}\)$", ran.err, re.M)
    log = (collection.folder / "logs" / "crawl.jsonl").read_text()
    assert log.count("the requisites of ") == TRACEBACKS // 2


def test_a_quiet_crawl_warns_as_well(tmp_path: Path) -> None:
    ran, _ = crawled(tmp_path, {"/a": answer(page())}, "--quiet")
    assert len(warnings(ran)) == len(ran.err.splitlines()) == 1


def test_a_crawl_that_reads_everything_says_nothing_of_it(tmp_path: Path) -> None:
    ran, collection = crawled(tmp_path, {})
    assert "not read" not in ran.err and "not read" not in status(collection)
