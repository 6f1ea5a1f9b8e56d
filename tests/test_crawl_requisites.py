"""What pages need to be shown: fetched once, from anywhere, within the budget, and never taken for pages."""

import signal
import threading
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from crawls import QUICK, Collection, Ran, quick_config, run, start
from warcio.archiveiterator import ArchiveIterator
from wire_server import HOLD, Script, Scripts, WireServer, closed_port

from crawler.warc.capture import Capture
from crawler.warc.captures import read_captures

LEVELS = 4


def answer(body: str, kind: str = "text/html", *, status: str = "200 OK", extra: str = "") -> Script:
    head = f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\n{extra}Content-Length: {len(body.encode())}\r\n\r\n"
    return [(head + body).encode()]


def redirect(target: str) -> Script:
    return answer("", status="302 Found", extra=f"Location: {target}\r\n")


def picture(name: str) -> Script:
    return answer(name * 300, "image/png")


def style(level: int) -> Script:
    return answer(f'@import "{level + 1}.css";a{{b:url(level{level}.png)}}', "text/css")


ROBOTS = "User-agent: *\nDisallow: /forbidden\nSitemap: {}/sitemap.xml\n"
UNCHANGED: Script = [b"HTTP/1.1 304 Not Modified\r\n\r\n"]


def scripts_elsewhere() -> dict[str, Script | Scripts]:
    names = ("far.png", "target.png", "font.woff2", "forbidden.png")
    return {
        "/robots.txt": answer(ROBOTS.format("http://127.0.0.1:1"), "text/plain"),
        "/broken.png": answer("", "image/png", status="500 Internal Server Error"),
    } | {f"/{name}": picture(name) for name in names}


def scripts_here(elsewhere: str) -> dict[str, Script | Scripts]:
    page = f"""<link rel=stylesheet href=/main.css><img src=/near.png srcset="/near.png 1x, /large.png 2x">
    <img src={elsewhere}/far.png><img src={elsewhere}/forbidden.png><img src=/gone.png><img src={elsewhere}/broken.png>
    <img src=/moved-near><img src=/moved-far><object data=/second></object><a href=/second>More</a>
    <p style="background:url(/behind.png)">"""
    tagged = 'ETag: "1"\r\n'
    main = f'@import "1.css"; @font-face{{src:url({elsewhere}/font.woff2)}}'
    found: dict[str, Script | Scripts] = {
        "/": answer(page),
        "/robots.txt": answer("", "text/plain"),
        "/second": answer("<p>Words.</p><link rel=stylesheet href=/main.css#again><img src=/near.png>"),
        "/main.css": Scripts([answer(main, "text/css", extra=tagged), UNCHANGED]),
        "/gone.png": answer("", status="404 Not Found"),
        "/moved-near": redirect("/near.png"),
        "/moved-far": redirect(f"{elsewhere}/target.png"),
    }
    found |= {f"/{level}.css": style(level) for level in range(1, LEVELS + 2)}
    found |= {f"/level{level}.png": picture(f"{level}") for level in range(1, LEVELS + 2)}
    return found | {f"/{name}.png": picture(name) for name in ("near", "large", "behind")}


class Asked(list[Any]):
    """Requests as they come; sets ``reached`` when one for ``path`` is among them."""

    def __init__(self, path: str) -> None:
        super().__init__()
        self.path, self.reached = path, threading.Event()

    def append(self, turn: Any) -> None:
        super().append(turn)
        if turn.request.split(b" ", 2)[1].decode() == self.path:
            self.reached.set()


def paths(server: WireServer) -> Counter[str]:
    return Counter(turn.request.split(b" ", 2)[1].decode() for turn in server.turns)


@dataclass
class Crawled:
    """A crawl of two servers: pages on ``here``, some of what they need on ``far``."""

    ran: Ran
    here: WireServer
    far: WireServer
    folder: Path

    @property
    def collection(self) -> Collection:
        return Collection(self.folder / "c")

    def captures(self) -> list[Capture]:
        found = [found for path in self.collection.warcs for found in read_captures(path)]
        return [capture for capture in found if isinstance(capture, Capture)]

    def held(self, purpose: str) -> Counter[str]:
        """Names of what was captured for a purpose, the servers' addresses left out."""
        return Counter(
            capture.url.removeprefix(self.here.url("")).removeprefix(self.far.url(""))
            for capture in self.captures()
            if dict(capture.facts).get("purpose") == purpose
        )


def crawl(folder: Path, here: WireServer, *flags: object, **config: object) -> Ran:
    settings = quick_config(folder, **({"retries": 0} | config))
    return run("crawl", here.url("/"), "--archives", folder, "--collection", "c", "--config", settings, *QUICK, *flags)


@pytest.fixture
def servers() -> Iterator[tuple[WireServer, WireServer]]:
    with ExitStack() as stack:
        far = stack.enter_context(WireServer(scripts_elsewhere()))
        yield stack.enter_context(WireServer(scripts_here(far.url("")))), far


@pytest.fixture(scope="module")
def crawled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Crawled]:
    folder = tmp_path_factory.mktemp("requisites")
    with ExitStack() as stack:
        far = stack.enter_context(WireServer(scripts_elsewhere()))
        here = stack.enter_context(WireServer(scripts_here(far.url(""))))
        yield Crawled(crawl(folder, here), here, far, folder)


EVERYTHING = {"/main.css", "/near.png", "/large.png", "/behind.png", "/gone.png", "/far.png", "/font.woff2", "/second"}
STYLED = {f"/{level}.css" for level in range(1, LEVELS)} | {f"/level{level}.png" for level in range(1, LEVELS)}
REDIRECTED = {"/moved-near", "/moved-far", "/target.png", "/broken.png"}


def test_the_archive_holds_what_pages_and_their_styles_ask_for(crawled: Crawled) -> None:
    assert crawled.ran.code == 0, crawled.ran.err
    assert set(crawled.held("requisite")) == EVERYTHING | STYLED | REDIRECTED


def test_each_requisite_is_asked_for_once_and_imports_are_followed_three_deep(crawled: Crawled) -> None:
    asked = paths(crawled.here) + paths(crawled.far)
    assert {path for path, times in asked.items() if times > 1} == {"/robots.txt", "/second"}
    assert "/3.css" in asked and "/4.css" not in asked


def test_requisites_are_no_pages_but_a_page_may_be_a_requisite_too(crawled: Crawled) -> None:
    assert crawled.held("page") == Counter({"/": 1, "/second": 1})
    assert [row["url"] for row in crawled.collection.rows("visits")] == [
        crawled.here.url("/"),
        crawled.here.url("/second"),
    ]


def test_robots_txt_of_their_own_origin_is_obeyed_and_its_sitemaps_are_let_alone(crawled: Crawled) -> None:
    assert paths(crawled.far)["/robots.txt"] == 1 and "/forbidden.png" not in paths(crawled.far)
    skipped = {row["url"]: row for row in crawled.collection.rows("skipped")}
    assert set(skipped) == {crawled.far.url("/forbidden.png"), crawled.far.url("/broken.png")}
    line = skipped[crawled.far.url("/forbidden.png")]
    assert (line["reason"], line["via"]) == ("robotsTxt", crawled.here.url("/"))
    assert line["detail"] == "page requisite: disallowed by line 2: Disallow: /forbidden"


def test_the_summary_counts_requisites_and_what_is_missing(crawled: Crawled) -> None:
    count = len(EVERYTHING | STYLED) + 1
    assert f"requisites {count} (missing: " in crawled.ran.err, crawled.ran.err
    assert "pages      2 " in crawled.ran.err


def test_anything_is_accepted_as_a_requisite(crawled: Crawled) -> None:
    heads = [turn.request for turn in crawled.far.turns if b"/far.png" in turn.request]
    assert [b"\r\nAccept: */*\r\n" in head for head in heads] == [True]


def test_their_metadata_names_what_wanted_them(crawled: Crawled) -> None:
    facts = {capture.url: dict(capture.facts) for capture in crawled.captures()}
    page = facts[crawled.here.url("/")]
    font = facts[crawled.far.url("/font.woff2")]
    assert font["via"] == crawled.here.url("/main.css") and font["visit"] == page["visit"]
    assert font["robots"].startswith("allowed")


def test_data_from_the_archive_is_the_same_to_the_byte(crawled: Crawled) -> None:
    before, skipped = crawled.collection.sorted_data(), crawled.collection.lines("skipped")
    ran = run("reparse", crawled.collection.folder)
    assert ran.code == 0, ran.err
    assert crawled.collection.sorted_data() == before and crawled.collection.lines("skipped") == skipped


def test_a_style_that_is_unchanged_is_a_revisit_and_still_leads_on(servers, tmp_path: Path) -> None:
    here, _ = servers
    assert crawl(tmp_path, here).code == 0
    assert crawl(tmp_path, here).code == 0
    assert paths(here)["/main.css"] == 2 == paths(here)["/3.css"]
    assert b'If-None-Match: "1"' in next(
        turn.request for turn in reversed(here.turns) if turn.request.startswith(b"GET /main.css")
    )
    statuses = Counter(
        record.rec_type
        for path in Collection(tmp_path / "c").warcs
        for record in _records(path)
        if record.rec_headers.get_header("WARC-Target-URI") == here.url("/main.css")
    )
    assert statuses["response"] == 1 == statuses["revisit"]


def test_without_requisites_none_is_asked_for(servers, tmp_path: Path) -> None:
    here, far = servers
    ran = crawl(tmp_path, here, "--no-requisites")
    assert ran.code == 0 and "  requisites " not in ran.err
    assert paths(here) == Counter({"/robots.txt": 1, "/": 1, "/second": 1}) and not far.turns


def test_a_page_limit_keeps_back_pages_but_none_of_what_the_taken_ones_need(servers, tmp_path: Path) -> None:
    here, far = servers
    ran = crawl(tmp_path, here, "--max-pages", 1)
    made = Crawled(ran, here, far, tmp_path)
    assert ran.code == 0 and made.held("page") == Counter({"/": 1})
    assert set(made.held("requisite")) == EVERYTHING | STYLED | REDIRECTED
    assert {row["url"] for row in made.collection.rows("skipped") if row["reason"] == "pageLimit"} == {
        here.url("/second")
    }


def test_a_page_of_its_own_host_waits_until_the_last_one_is_whole(servers, tmp_path: Path) -> None:
    here, _ = servers
    assert crawl(tmp_path, here, host_concurrency=1).code == 0
    asked = [turn.request.split(b" ", 2)[1].decode() for turn in here.turns]
    assert asked[1] == "/" and "/near.png" in asked and asked.count("/second") == 2
    # Once as a requisite of the first page, and at the very end as a page.
    assert asked[-1] == "/second"


def test_the_budget_of_a_page_takes_styles_first_and_counts_what_is_left_out(servers, tmp_path: Path) -> None:
    here, far = servers
    ran = crawl(tmp_path, here, page_max_requisites=2)
    made = Crawled(ran, here, far, tmp_path)
    assert ran.code == 0 and made.held("requisite") == Counter({"/main.css": 1, "/near.png": 1})
    assert "overBudget" in ran.err
    assert {row["reason"] for row in made.collection.rows("skipped")} <= {"robotsTxt", "failed"}


def test_a_page_that_has_had_its_bytes_gets_no_more(servers, tmp_path: Path) -> None:
    here, far = servers
    ran = crawl(tmp_path, here, page_requisites_max_bytes=1, concurrency=1)
    made = Crawled(ran, here, far, tmp_path)
    assert ran.code == 0 and made.held("requisite") == Counter({"/main.css": 1}) and "overBudget" in ran.err


def test_a_host_that_is_away_costs_a_page_nothing_but_its_share(tmp_path: Path) -> None:
    gone = f"http://127.0.0.1:{closed_port()}/x.png"
    page = answer(f"<img src={gone}><img src=/y>")
    with WireServer({"/robots.txt": answer(""), "/": page, "/y": picture("y")}) as here:
        ran = crawl(tmp_path, here)
        made = Crawled(ran, here, here, tmp_path)
    assert ran.code == 0 and made.held("requisite") == Counter({"/y": 1})
    assert [(row["url"], row["reason"]) for row in made.collection.rows("skipped")] == [(gone, "robotsTxt")]


def test_a_killed_crawl_goes_on_with_what_its_pages_still_need(servers, tmp_path: Path) -> None:
    here, far = servers
    # The style is sent whenever it is asked for: what the killed crawl had of it may be lost.
    here.scripts = {**here.scripts, "/main.css": here.scripts["/main.css"][0], "/1.css": Scripts([[HOLD], style(1)])}
    here.turns = asked = Asked("/1.css")
    settings = quick_config(tmp_path)
    place = ("--archives", tmp_path, "--collection", "c", "--config", settings)
    process = start("crawl", here.url("/"), *place, *QUICK)
    assert asked.reached.wait(60)
    process.send_signal(signal.SIGKILL)
    process.communicate()
    ran = crawl(tmp_path, here)
    made = Crawled(ran, here, far, tmp_path)
    assert ran.code == 0 and "goes on" in ran.err
    assert set(made.held("requisite")) >= EVERYTHING | STYLED | REDIRECTED
    assert made.held("page") == Counter({"/": 1, "/second": 1})
    before = made.collection.sorted_data()
    assert run("reparse", made.collection.folder).code == 0
    assert made.collection.sorted_data() == before


def _records(path: Path) -> Sequence[Any]:
    with path.open("rb") as file:
        return list(ArchiveIterator(file))
