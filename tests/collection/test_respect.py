"""What pages ask of robots: recorded by default, respected when told so, and the same when read anew."""

from pathlib import Path
from typing import Any

import pytest
from crawls import QUICK, Collection, quick_config, run
from wire_server import Script, WireServer

TEXT = "<p>" + "The council met on Tuesday evening and heard the plans for the old harbour. " * 10 + "</p>"


def page(head: str, *links: str) -> Script:
    body = f"<html><head><title>A page</title>{head}</head><h1>A page</h1>{TEXT}{''.join(links)}".encode()
    head_lines = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: %d\r\n" % len(body)
    return [head_lines + b"\r\n" + body]


NOFOLLOW = "<a rel=nofollow href=/hidden>not to be followed</a>"
REFUSING = {
    "/noarchive": page("<meta name=robots content=noarchive>"),
    "/noai": page("<meta name=robots content='noai, noimageai'>"),
    "/tdm": page("<meta name=tdm-reservation content=1>"),
}
SITE = {
    "/robots.txt": [b"HTTP/1.1 404 No\r\nContent-Length: 0\r\n\r\n"],
    "/": page("", NOFOLLOW, *(f"<a href={path}>x</a>" for path in REFUSING)),
    "/hidden": page(""),
    **REFUSING,
}


def crawl(folder: Path, server: WireServer, **config: Any) -> Collection:
    arguments = (server.url("/"), "--archives", folder, "--collection", "c", "--no-requisites", *QUICK)
    ran = run("crawl", *arguments, "--config", quick_config(folder, **config))
    assert ran.code == 0, ran.err
    return Collection(folder / "c")


def asked(server: WireServer) -> set[str]:
    return {turn.request.split(b" ")[1].decode() for turn in server.turns}


def test_by_default_wishes_are_recorded_and_nothing_else(tmp_path: Path) -> None:
    with WireServer(SITE) as server:
        collection = crawl(tmp_path, server)
        found = {row["url"].removeprefix(server.url("")): row for row in collection.rows("articles")}
        assert asked(server) == set(SITE) and set(REFUSING) | {"/hidden"} <= set(found)
    assert "noarchive" in found["/noarchive"]["metadata"]["directives"]
    assert "tdm-reservation" in found["/tdm"]["metadata"]["directives"]


def test_every_item_of_a_page_and_every_look_says_what_the_page_asks(tmp_path: Path) -> None:
    comment = '<ol class="comment-list"><li class="comment" id="comment-1"><b class="fn">Ada</b><p>Yes.</p></li></ol>'
    site = SITE | {"/noai": page("<meta name=robots content='noai, noimageai'>", f'<div id="comments">{comment}</div>')}
    with WireServer(site) as server:
        collection = crawl(tmp_path, server)
    for name, key in (("articles", "url"), ("visits", "url"), ("threads", "articleUrl"), ("comments", "articleUrl")):
        (row,) = (row for row in collection.rows(name) if row[key] == server.url("/noai"))
        assert row["metadata"]["directives"] == ["noai", "noimageai"], name


@pytest.fixture(scope="module")
def respecting(tmp_path_factory: pytest.TempPathFactory) -> tuple[Collection, set[str]]:
    with WireServer(SITE) as server:
        collection = crawl(tmp_path_factory.mktemp("respect"), server, respect_directives=True)
        return collection, asked(server)


def test_one_setting_has_them_respected(respecting: tuple[Collection, set[str]]) -> None:
    collection, paths = respecting
    assert paths == set(SITE) - {"/hidden"}
    assert [row["url"].rpartition("/")[2] for row in collection.rows("articles")] == [""]


def test_the_archive_read_anew_respects_them_too(respecting: tuple[Collection, set[str]]) -> None:
    collection, _ = respecting
    before = collection.sorted_data()
    ran = run("reparse", collection.folder)
    assert ran.code == 0, ran.err
    assert collection.sorted_data() == before
