"""A collection that is taken in anew keeps what it had until its archive has given as much again."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from crawls import QUICK, Collection, Ran, installed_platform, quick_config, run
from wire_server import Script, WireServer

FAILS = """
from crawler.parsers.comments.platform import Kind, Platform


def _read(view):
    if view.page.url.endswith("/a"):
        raise ValueError("no such box")


PLATFORM = Platform("exampletalk", Kind.MARKUP, _read)
"""
STORY = "<p>The council met on Tuesday evening and heard the plans for the old harbour, as it does every year.</p>" * 5


def answer(body: str, status: str = "200 OK") -> Script:
    return [f"HTTP/1.1 {status}\r\nContent-Type: text/html\r\nContent-Length: {len(body)}\r\n\r\n{body}".encode()]


def page(name: str) -> Script:
    return answer(f"<!doctype html><title>{name}</title><article><h1>{name}</h1>{STORY}</article>")


@pytest.fixture
def site() -> Iterator[WireServer]:
    with WireServer({"/robots.txt": answer("", "404 No"), "/a": page("Harbour"), "/b": page("Bridge")}) as server:
        yield server


@pytest.fixture
def failing(tmp_path: Path) -> dict[str, str]:
    return installed_platform(tmp_path / "packages", FAILS)


def crawl(site: WireServer, folder: Path, *flags: str, **environment: str) -> tuple[Ran, Collection]:
    place = (
        "--archives",
        folder / "archives",
        "--collection",
        "c",
        "--config",
        quick_config(folder),
        "--scope",
        "page",
    )
    ran = run("crawl", site.url("/a"), site.url("/b"), *place, *QUICK, *flags, **environment)
    assert ran.code == 0, ran
    return ran, Collection(folder / "archives" / "c")


def lose_journal(folder: Path) -> None:
    """The next crawl takes the collection in anew."""
    for path in (folder / "archives").glob("journal.sqlite*"):
        path.unlink()


def kept(collection: Collection) -> list[Path]:
    return sorted((collection.folder / "logs").glob("before-*"))


def test_what_is_written_again_whole_is_not_kept(site: WireServer, tmp_path: Path) -> None:
    _, collection = crawl(site, tmp_path)
    before = collection.lines("articles")
    lose_journal(tmp_path)
    ran, _ = crawl(site, tmp_path)
    assert "taken in anew" in ran.err and collection.lines("articles") == before
    assert kept(collection) == []


def test_what_cannot_be_read_again_is_kept_until_it_is(
    site: WireServer, tmp_path: Path, failing: dict[str, str]
) -> None:
    _, collection = crawl(site, tmp_path)
    before = {name: collection.lines(name) for name in ("articles", "visits")}
    lose_journal(tmp_path)
    ran, _ = crawl(site, tmp_path, **failing)
    assert [row["headline"] for row in collection.rows("articles")] == ["Bridge"]
    (line,) = (line for line in ran.err.splitlines() if "before-" in line)
    assert (
        line.startswith("warning: ")
        and "tells of 1 more pages" in line
        and f"crawler reparse {collection.folder}" in line
    )
    assert {path.name: path.read_bytes().splitlines() for path in kept(collection)} == {
        f"before-{name}.jsonl": lines for name, lines in before.items()
    }

    lose_journal(tmp_path)  # and once more: what is kept already stays
    crawl(site, tmp_path, **failing)
    assert len(kept(collection)) == 4 and kept(collection)[0].read_bytes().splitlines() == before["articles"]

    assert run("reparse", collection.folder).code == 0
    ran, _ = crawl(site, tmp_path)
    assert "before-" not in ran.err and kept(collection) == []
    assert sorted(row["headline"] for row in collection.rows("articles")) == ["Bridge", "Harbour"]


def test_redact_names_what_is_kept(site: WireServer, tmp_path: Path, failing: dict[str, str]) -> None:
    _, collection = crawl(site, tmp_path)
    lose_journal(tmp_path)
    crawl(site, tmp_path, **failing)
    ran = run(
        "redact", collection.folder, "--url", site.url("/b"), "--reason", "asked for", "--yes", "--json", **failing
    )
    assert {path.name for path in kept(collection)} == set(json.loads(ran.out)["torn"]) != set()
