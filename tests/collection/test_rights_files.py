"""What a site reserves in its rights file, end to end: asked for once, told with each page, the same when read anew."""

import json
import shutil
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from crawls import QUICK, Collection, quick_config, run
from hypothesis import given
from hypothesis import strategies as st
from wire_server import CLOSE, RIGHTS_PATH, Script, Scripts, WireServer

from crawler.collection.facts import Facts, Purpose, read_facts
from crawler.frontier.rights import Rights
from crawler.frontier.robots import REDIRECTS
from crawler.warc.capture import Capture
from crawler.warc.captures import read_captures
from crawler.warc.fields import dump_fields, load_fields

TEXT = "<p>" + "The council met on Tuesday evening and heard the plans for the old harbour. " * 10 + "</p>"
POLICY = "https://news.example/policy.json"
RULES = json.dumps([{"location": "/a/*", "tdm-reservation": 1, "tdm-policy": POLICY}])
RESERVED = [f"tdm-policy:{POLICY}", "tdm-reservation"]
COMMENT = '<ol class="comment-list"><li class="comment" id="comment-1"><b class="fn">Ada</b><p>Yes.</p></li></ol>'
ITEMS = (("articles", "url"), ("visits", "url"), ("threads", "articleUrl"), ("comments", "articleUrl"))


def answer(body: str, *headers: str, status: str = "200 OK", kind: str = "text/html") -> Script:
    lines = (f"HTTP/1.1 {status}", f"Content-Type: {kind}", f"Content-Length: {len(body.encode())}", *headers)
    return ["\r\n".join(lines).encode() + b"\r\n\r\n" + body.encode()]


def page(*links: str, head: str = "", more: str = "", headers: tuple[str, ...] = ()) -> Script:
    anchors = "".join(f"<a href={link}>{link}</a>" for link in links)
    return answer(f"<html><head><title>A page</title>{head}</head><h1>A page</h1>{TEXT}{anchors}{more}", *headers)


NO_ROBOTS = answer("", status="404 No")
PICTURE = answer("P" * 100, kind="image/png")
EXPECTED = {
    "/": [],
    "/a/1": RESERVED,
    "/a/2": [],
    "/a/3": [],
    "/a/4": ["noai", *RESERVED],
    "/b/1": [],
    "/b/2": ["tdm-reservation"],
}
"""Directives by path; 2 and 3 are lifted by header and meta."""


def site(elsewhere: str, rights: Script) -> dict[str, Script | Scripts]:
    return {
        "/robots.txt": NO_ROBOTS,
        RIGHTS_PATH: rights,
        "/": page("/old", *list(EXPECTED)[2:], more=f"<img src={elsewhere}/far.png>"),
        "/old": answer("", "Location: /a/1", status="302 Found"),
        "/a/1": page(more=f'<div id="comments">{COMMENT}</div>'),
        "/a/2": page(headers=("TDM-Reservation: 0",)),
        "/a/3": page(head="<meta name=tdm-reservation content=0>"),
        "/a/4": page(head="<meta name=robots content=noai>"),
        "/b/1": page(),
        "/b/2": page(headers=("tdm-reservation: 1",)),
    }


def asked(server: WireServer) -> list[str]:
    return [turn.request.split(b" ")[1].decode() for turn in server.turns]


def crawl(folder: Path, server: WireServer, *flags: str, **config: Any) -> Collection:
    place = (server.url("/"), "--archives", folder, "--collection", "c", "--config", quick_config(folder, **config))
    ran = run("crawl", *place, *QUICK, *flags)
    assert ran.code == 0, ran.err
    return Collection(folder / "c")


def captures(collection: Collection) -> list[Capture]:
    found = (capture for path in collection.warcs for capture in read_captures(path))
    return [capture for capture in found if isinstance(capture, Capture)]


@dataclass
class Done:
    """A crawl that is over: what it left, what the site and a host of images were asked for."""

    collection: Collection
    here: str
    asked: list[str]
    elsewhere: WireServer

    def directives(self, name: str, key: str) -> dict[str, list[str]]:
        rows = self.collection.rows(name)
        return {row[key].removeprefix(self.here): row["metadata"]["directives"] for row in rows}


def crawled(folder: Path, **config: Any) -> Done:
    rights = answer(RULES, kind="application/json")
    with (
        WireServer({"/robots.txt": NO_ROBOTS, "/far.png": PICTURE}) as elsewhere,
        WireServer(site(elsewhere.url(""), rights)) as server,
    ):
        return Done(crawl(folder, server, **config), server.url(""), asked(server), elsewhere)


@pytest.fixture(scope="module")
def done(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Done]:
    yield crawled(tmp_path_factory.mktemp("rights"))


def test_every_item_of_a_page_and_every_look_says_what_is_reserved(done: Done) -> None:
    for name, key in ITEMS[:2]:
        assert done.directives(name, key) == EXPECTED, name
    for name, key in ITEMS[2:]:
        assert done.directives(name, key) == {"/a/1": RESERVED}, name


def test_the_file_is_asked_for_once_before_the_first_page_and_archived_once(done: Done) -> None:
    assert done.asked[:3] == ["/robots.txt", RIGHTS_PATH, "/"] and done.asked.count(RIGHTS_PATH) == 1
    (capture,) = (capture for capture in captures(done.collection) if capture.url.endswith(RIGHTS_PATH))
    assert capture.fact("purpose") == "rights" and RULES.encode() in capture.response.read()
    assert capture.fact("visit") is None and capture.fact("tdm-reservation") is None


def test_each_page_says_in_its_metadata_what_the_file_said_of_it(done: Done) -> None:
    said = {
        capture.url.removeprefix(done.here): (capture.fact("tdm-reservation"), capture.fact("tdm-policy"))
        for capture in captures(done.collection)
        if capture.fact("purpose") == "page"
    }
    assert said == {path: ("1", POLICY) if path.startswith("/a/") else (None, None) for path in (*EXPECTED, "/old")}


def test_a_host_that_only_serves_images_is_not_asked(done: Done) -> None:
    assert asked(done.elsewhere) == ["/robots.txt", "/far.png"] and not done.elsewhere.rights


def test_the_archive_alone_gives_the_same_data(done: Done, tmp_path: Path) -> None:
    shutil.copytree(done.collection.folder / "archive", tmp_path / "c" / "archive")
    ran = run("reparse", tmp_path / "c")
    assert ran.code == 0, ran.err
    assert Collection(tmp_path / "c").sorted_data() == done.collection.sorted_data()


def test_extract_says_of_archived_pages_what_is_reserved(done: Done) -> None:
    ran = run("extract", *done.collection.warcs)
    lines = [json.loads(line) for line in ran.out.splitlines()]
    found = {line["url"].removeprefix(done.here): line["article"] for line in lines if line["article"]}
    assert {path: article["metadata"]["directives"] for path, article in found.items()} == EXPECTED


def test_data_stays_the_same_where_comments_are_taken_out(done: Done, tmp_path: Path) -> None:
    """What had been read in a page that goes is kept with its rights."""
    folder = tmp_path / "c"
    shutil.copytree(done.collection.folder, folder)
    before = Collection(folder).sorted_data()
    ran = run("redact", folder, "--commenter", "Ada", "--reason", "asked to", "--yes")
    assert ran.code == 0, ran.err
    after = Collection(folder).sorted_data()
    paths = {row["url"]: row["metadata"]["directives"] for row in Collection(folder).rows("articles")}
    assert paths == {done.here + path: listed for path, listed in EXPECTED.items()}
    assert run("reparse", folder).code == 0
    assert Collection(folder).sorted_data() == after != before


def test_respected_it_leaves_no_items_and_reads_the_same(tmp_path: Path) -> None:
    done = crawled(tmp_path, respect_directives=True)
    free = {path: listed for path, listed in EXPECTED.items() if not listed}
    assert done.directives("articles", "url") == free
    assert done.collection.rows("threads") == done.collection.rows("comments") == []
    assert done.directives("visits", "url") == EXPECTED
    looks = {row["url"].removeprefix(done.here): row["metadata"]["notes"] for row in done.collection.rows("visits")}
    assert "noItems: tdm-reservation" in looks["/a/1"] and looks["/a/2"] == looks["/b/1"]
    before = done.collection.sorted_data()
    assert run("reparse", done.collection.folder).code == 0
    assert done.collection.sorted_data() == before


BROKEN: dict[str, Script] = {
    "no JSON": answer("<h1>Hello</h1>"),
    "deep": answer("[" * 100_000, kind="application/json"),
    "an object": answer(RULES.strip("[]"), kind="application/json"),
    "cut": [answer(RULES)[0][:-5], CLOSE],  # type: ignore[index,list-item]
    "an error": answer(RULES, status="503 Busy"),
    "redirected for ever": answer("", f"Location: {RIGHTS_PATH}", status="302 Found"),
    "redirected to nowhere": answer("", "Location: http://[", status="302 Found"),
    "no answer": [CLOSE],
}


def test_a_broken_file_reserves_nothing_and_is_not_asked_for_again(tmp_path: Path) -> None:
    rest = {
        "/robots.txt": [*answer("", "Connection: close", status="404 No"), CLOSE],
        "/": page("/a/1"),
        "/a/1": page(),
    }
    with ExitStack() as stack:
        servers = {name: stack.enter_context(WireServer(rest | {RIGHTS_PATH: BROKEN[name]})) for name in BROKEN}
        seeds = [server.url("/") for server in servers.values()]
        place = ("--archives", tmp_path, "--collection", "c", "--config", quick_config(tmp_path, retries=2))
        ran = run("crawl", *seeds, *place, *QUICK, "--no-requisites")
        paths = {name: asked(server) for name, server in servers.items()}
    assert ran.code == 0, ran.err
    for name in BROKEN:
        times = REDIRECTS + 1 if name == "redirected for ever" else 1
        assert paths[name] == ["/robots.txt", *[RIGHTS_PATH] * times, "/", "/a/1"], name
    found = [row["metadata"]["directives"] for row in Collection(tmp_path / "c").rows("articles")]
    assert found == [[]] * 2 * len(BROKEN)


def test_a_file_that_moved_tells_of_where_it_was_asked_for(tmp_path: Path) -> None:
    moved = answer("", "Location: /legal/tdm.json", status="301 Moved")
    scripts = {"/robots.txt": NO_ROBOTS, RIGHTS_PATH: moved, "/legal/tdm.json": answer(RULES)}
    with WireServer(scripts | {"/": page("/a/1"), "/a/1": page()}) as server:
        collection = crawl(tmp_path, server, "--no-requisites")
        assert asked(server) == ["/robots.txt", RIGHTS_PATH, "/legal/tdm.json", "/", "/a/1"]
    found = {row["url"][-3:]: row["metadata"]["directives"] for row in collection.rows("articles")}
    assert found["a/1"] == RESERVED


@pytest.mark.parametrize("flags", [(), ("--ignore-robots",)], ids=["obeyed", "ignored"])
def test_robots_txt_may_forbid_the_file(tmp_path: Path, flags: tuple[str, ...]) -> None:
    rules = answer("User-agent: *\nDisallow: /.well-known/\n", kind="text/plain")
    scripts = {"/robots.txt": rules, RIGHTS_PATH: answer(RULES), "/": page("/a/1"), "/a/1": page()}
    with WireServer(scripts) as server:
        collection = crawl(tmp_path, server, "--no-requisites", *flags)
        assert asked(server) == ([RIGHTS_PATH, "/", "/a/1"] if flags else ["/robots.txt", "/", "/a/1"])
    found = {row["url"][-3:]: row["metadata"]["directives"] for row in collection.rows("articles")}
    assert found["a/1"] == (RESERVED if flags else [])
    assert collection.rows("skipped") == []


def test_a_page_that_did_not_change_says_what_is_reserved_now(tmp_path: Path) -> None:
    unchanged: Script = [b"HTTP/1.1 304 Not Modified\r\n\r\n"]
    rights = Scripts([NO_ROBOTS, answer(RULES)])
    pages = {"/": Scripts([page("/a/1", headers=('ETag: "1"',)), page("/a/1")])}
    pages["/a/1"] = Scripts([page(headers=('ETag: "1"',)), unchanged])
    with WireServer({"/robots.txt": NO_ROBOTS, RIGHTS_PATH: rights} | pages) as server:
        for _ in range(2):
            collection = crawl(tmp_path, server, "--no-requisites")
        looks = [row for row in collection.rows("visits") if row["url"] == server.url("/a/1")]
    assert [row["metadata"]["directives"] for row in looks] == [[], RESERVED]
    before = collection.sorted_data()
    assert run("reparse", collection.folder).code == 0
    assert collection.sorted_data() == before


@given(st.text(max_size=30) | st.characters().map(lambda letter: f"a{letter}b"))
def test_what_is_said_comes_back_from_a_record_as_it_was(policy: str) -> None:
    rules = json.dumps([{"location": "/", "tdm-reservation": 1, "tdm-policy": policy}]).encode()
    facts = Facts(Purpose.PAGE, robots="allowed", respect=True, rights=Rights.parse(rules).of("http://a.example/"))
    assert facts.rights
    assert read_facts(load_fields(dump_fields(facts.fields()))) == facts
