"""How a host is treated, measured by a server that notes when each request arrived. Only lower bounds are asserted."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from threading import Lock
from time import monotonic
from typing import Any

import pytest
from crawls import Collection, quick_config, run
from wire_server import Drip, Script, Scripts, WireServer

DELAY = 0.5
SLACK = 0.4
"""On a busy machine a request is noted late and the next one in time; without any delay the gap is a tenth of that."""


class Arrivals(list[Any]):
    """The server's turns, and when each came."""

    def __init__(self) -> None:
        super().__init__()
        self.at: list[float] = []

    def append(self, turn: Any) -> None:
        self.at.append(monotonic())
        super().append(turn)

    @property
    def gaps(self) -> list[float]:
        return [later - earlier for earlier, later in pairwise(self.at)]

    @property
    def mean_gap(self) -> float:
        """Late notes hardly count here: but for the first and the last they cancel out."""
        return (self.at[-1] - self.at[0]) / (len(self.at) - 1)

    @property
    def paths(self) -> list[str]:
        return [turn.request.split(b" ")[1].decode() for turn in self]


def answer(body: str = "", kind: str = "text/html", status: str = "200 OK", more: str = "") -> list[bytes]:
    data = body.encode()
    head = f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\n{more}Content-Length: {len(data)}\r\n\r\n"
    return [head.encode() + data]


def crawl(folder: Path, scripts: Mapping[str, Script | Scripts], *flags: str, **settings: object) -> Arrivals:
    with WireServer(scripts) as server:
        arrivals = server.turns = Arrivals()
        place = ("--archives", folder, "--collection", "polite", "--quiet", "--allow-private")
        done = run("crawl", server.url(), *place, "--config", quick_config(folder, **settings), *flags)
        assert done.code == 0, done.err
    return arrivals


NO_RULES = answer(status="404 Not Found")
LINKS = "".join(f'<a href="/{number}">{number}</a>' for number in range(4))
PAGES = {f"/{number}": answer(f"<p>{number}") for number in range(4)}


def test_the_delay_lies_between_all_requests_to_a_host(tmp_path: Path) -> None:
    """robots.txt, a redirect and its target, pages: each waits its turn."""
    scripts = {"/robots.txt": NO_RULES, "/": answer(LINKS + '<a href="/old">old</a>'), **PAGES}
    scripts |= {"/old": answer(status="301 Moved", more="Location: /new\r\n"), "/new": answer("<p>new")}
    arrivals = crawl(tmp_path, scripts, "--delay", str(DELAY))
    assert len(arrivals) == 8 and {"/old", "/new"} <= set(arrivals.paths)
    assert min(arrivals.gaps) >= DELAY - SLACK and arrivals.mean_gap >= DELAY - SLACK / 4


def test_a_crawl_delay_in_robots_txt_is_kept(tmp_path: Path) -> None:
    rules = answer(f"User-agent: *\nCrawl-delay: {DELAY}\n", "text/plain")
    arrivals = crawl(tmp_path, {"/robots.txt": rules, "/": answer(LINKS), **PAGES}, "--delay", "0")
    assert len(arrivals) == 6
    assert min(arrivals.gaps[1:]) >= DELAY - SLACK and arrivals.mean_gap >= (DELAY - SLACK / 4) * 4 / 5


@pytest.mark.parametrize("status", ["429 Slow Down", "503 Busy"])
def test_retry_after_is_waited_for(tmp_path: Path, status: str) -> None:
    busy = answer(status=status, more="Retry-After: 3\r\n")
    scripts = {"/robots.txt": NO_RULES, "/": Scripts([busy, answer("<p>now")])}
    arrivals = crawl(tmp_path, scripts, "--delay", "0", retries=1)
    assert arrivals.paths == ["/robots.txt", "/", "/"]
    assert arrivals.gaps[1] >= 3 - SLACK


@dataclass
class Crowd(WireServer):
    """Counts how many requests are being answered at once."""

    most: int = 0
    now: int = 0
    counting: Any = field(default_factory=Lock)

    def _play(self, script: Script, peer: Any, turn: Any) -> bool:
        with self.counting:
            self.now += 1
            self.most = max(self.most, self.now)
        try:
            return super()._play(script, peer, turn)
        finally:
            with self.counting:
                self.now -= 1


@pytest.mark.parametrize(
    ("flags", "settings", "cap"), [((), {"host_concurrency": 2}, 2), (("--concurrency", "1"), {}, 1)]
)
def test_no_more_requests_are_open_at_once_than_allowed(
    tmp_path: Path, flags: tuple[str, ...], settings: dict[str, object], cap: int
) -> None:
    slow = [Drip(answer("<p>slow")[0], 0.002)]
    scripts = {f"/{number}": slow for number in range(8)} | {"/robots.txt": NO_RULES}
    scripts["/"] = answer("".join(f'<a href="/{number}">{number}</a>' for number in range(8)))
    with Crowd(scripts) as server:
        place = ("--archives", tmp_path, "--collection", "crowd", "--quiet", "--allow-private", "--delay", "0")
        done = run("crawl", server.url(), *place, "--config", quick_config(tmp_path, **settings), *flags)
        assert done.code == 0, done.err
        assert len(server.turns) == 10 and 1 <= server.most <= cap


def test_robots_txt_comes_before_every_page_and_once(tmp_path: Path) -> None:
    arrivals = crawl(tmp_path, {"/robots.txt": NO_RULES, "/": answer(LINKS), **PAGES}, "--delay", "0")
    assert arrivals.paths[0] == "/robots.txt" and arrivals.paths.count("/robots.txt") == 1


def test_what_robots_txt_forbids_is_not_asked_for(tmp_path: Path) -> None:
    rules = answer("User-agent: *\nDisallow: /2\n", "text/plain")
    arrivals = crawl(tmp_path, {"/robots.txt": rules, "/": answer(LINKS), **PAGES}, "--delay", "0")
    assert "/2" not in arrivals.paths and "/3" in arrivals.paths
    skipped = [(row["reason"], row["url"][-2:]) for row in Collection(tmp_path / "polite").rows("skipped")]
    assert skipped == [("robotsTxt", "/2")]


def test_ignored_robots_txt_is_not_even_asked_for(tmp_path: Path) -> None:
    arrivals = crawl(tmp_path, {"/": answer(LINKS), **PAGES}, "--delay", "0", "--ignore-robots")
    assert "/robots.txt" not in arrivals.paths and len(arrivals) == 5
