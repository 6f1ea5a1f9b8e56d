"""One crawl of all hostile sites at once: it ends by itself, stays small, and keeps every good page."""

import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from crawls import QUICK, Collection, quick_config, start
from traps import CASES, GOOD, Case, serve
from wire_server import WireServer

from crawler.fetch.cookies import HOST_BYTES
from crawler.warc.capture import Capture
from crawler.warc.captures import read_captures

PEAK_MEGABYTES = 300
DEADLINE_SECONDS = 400
TRAP_PAGES = 40


@dataclass
class Outcome:
    """What became of one case."""

    server: WireServer
    captured: set[str] = field(default_factory=set)
    truncated: Counter[str] = field(default_factory=Counter)
    skipped: Counter[str] = field(default_factory=Counter)
    traps: Counter[str] = field(default_factory=Counter)
    outcomes: Counter[str] = field(default_factory=Counter)
    notes: Counter[str] = field(default_factory=Counter)

    @property
    def requests(self) -> int:
        return len(self.server.turns)


@dataclass
class Crawled:
    code: int
    err: str
    peak_megabytes: float
    collection: Collection
    cases: dict[str, Outcome]


@pytest.fixture(scope="module")
def crawled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Crawled]:
    folder = tmp_path_factory.mktemp("hostile")
    config = quick_config(
        folder,
        idle_timeout_seconds=5.0,
        total_timeout_seconds=30.0,
        connect_timeout_seconds=20.0,
        thread_max_requests=20,
        trap_pages=TRAP_PAGES,
        contact="mailto:tests@example.org",
    )
    with ExitStack() as stack:
        servers = {case.name: stack.enter_context(serve(case)) for case in CASES}
        seeds = [server.url("/") for server in servers.values()]
        arguments = (*seeds, "--archives", folder, "--collection", "c", "--config", config, "--no-requisites", *QUICK)
        process = start("crawl", *arguments)
        peak = _watch(process)
        _, err = process.communicate()
        collection = Collection(folder / "c")
        made = Crawled(process.returncode, err, peak, collection, {n: Outcome(s) for n, s in servers.items()})
        if process.returncode == 0:
            _read(made)
        yield made


def _watch(process: subprocess.Popen[str]) -> float:
    """Peak memory of the process itself in MB, once it is over; children that parse are not in it."""
    status, peak = Path(f"/proc/{process.pid}/status"), 0
    waited = 0.0
    while waited < DEADLINE_SECONDS:
        for line in status.read_text().splitlines():
            if line.startswith("VmHWM:"):
                peak = max(peak, int(line.split()[1]))
        try:
            process.wait(0.2)
        except subprocess.TimeoutExpired:
            waited += 0.2
        else:
            return peak / 1024
    process.kill()
    return peak / 1024


def _read(made: Crawled) -> None:
    for outcome in made.cases.values():
        base = outcome.server.url("")
        for row in made.collection.rows("skipped"):
            if row["url"].startswith(base) or (row.get("via") or "").startswith(base):
                outcome.skipped[row["reason"]] += 1
                outcome.traps[row["trap"]] += 1
        for row in made.collection.rows("visits"):
            if row["url"].startswith(base):
                outcome.notes.update(note.partition(":")[0] for note in row["metadata"].get("notes", ()))
        del outcome.notes["kind"]
    by_base = {outcome.server.url(""): outcome for outcome in made.cases.values()}
    for path in made.collection.warcs:
        for capture in read_captures(path):
            if not isinstance(capture, Capture):
                continue
            base = "/".join(capture.url.split("/")[:3])
            if (found := by_base.get(base)) is None:
                continue
            found.captured.add(capture.url.removeprefix(base))
            if capture.truncated:
                found.truncated[capture.truncated] += 1
            if outcome_word := capture.fact("outcome"):
                found.outcomes[outcome_word] += 1


def test_the_crawl_ends_by_itself_and_prints_what_happened(crawled: Crawled) -> None:
    shown = [f"\npeak {crawled.peak_megabytes:.0f} MB, exit {crawled.code}\n{crawled.err}"]
    shown += [f"{case.name:<26}{case.ceiling:<28}{_shown(crawled.cases[case.name])}" for case in CASES]
    sys.stdout.write("\n".join(shown) + "\n")
    assert crawled.code == 0, crawled.err


def _shown(outcome: Outcome) -> str:
    parts = {"cut": outcome.truncated, "skipped": outcome.skipped, "notes": outcome.notes}
    shown = [f"{name} {dict(found)}" for name, found in parts.items() if found]
    return f"{outcome.requests:>4} requests, {len(outcome.captured)} captured; " + ", ".join(shown)


def test_memory_stays_small(crawled: Crawled) -> None:
    assert 0 < crawled.peak_megabytes < PEAK_MEGABYTES


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name.replace(" ", "-"))
def test_every_good_page_of_the_site_is_captured(crawled: Crawled, case: Case) -> None:
    assert set(GOOD) <= crawled.cases[case.name].captured


EXPECTED = {
    "gzip bomb": ("notes", "cut"),
    "br bomb": ("notes", "cut"),
    "zstd bomb": ("notes", "cut"),
    "nested bomb": ("notes", "notHtml"),
    "ten codings": ("notes", "notHtml"),
    "endless body": ("truncated", "length"),
    "slow to parse": ("notes", "fallbackCut"),
    "endless headers": ("truncated", "length"),
    "endless 1xx": ("skipped", "failed"),
    "a byte a second": ("skipped", "failed"),
    "silence": ("skipped", "failed"),
    "hangs up": ("skipped", "failed"),
    "redirect loop": ("skipped", "failed"),
    "redirect to itself": ("skipped", "failed"),
    "redirect chain": ("skipped", "failed"),
    "300,000 links": ("notes", "cutLinks"),
    "calendar": ("skipped", "trap"),
    "calendar by parameter": ("skipped", "trap"),
    "session ids": ("skipped", "trap"),
    "endless listing": ("skipped", "trap"),
    "endless related stories": ("skipped", "trap"),
    "endless sitemap index": ("skipped", "trap"),
    "endless folders": ("skipped", "trap"),
    "packed sitemap bomb": ("notes", "cut"),
    "20 MB page": ("notes", "cutBlocks"),
    "10,000 nested elements": ("notes", "fallbackParser"),
}


@pytest.mark.parametrize("name", EXPECTED)
def test_what_was_not_taken_is_written_down(crawled: Crawled, name: str) -> None:
    kind, reason = EXPECTED[name]
    assert getattr(crawled.cases[name], kind)[reason], _shown(crawled.cases[name])


TRAPS = {
    "calendar": "calendar",
    "calendar by parameter": "calendar",
    "session ids": "sessionId",
    "endless listing": "listing",
    "endless related stories": "tooFar",
    "endless sitemap index": "tooFar",
    "endless folders": "repeatedSegments",
}


@pytest.mark.parametrize("name", TRAPS)
def test_a_trap_is_named(crawled: Crawled, name: str) -> None:
    assert set(crawled.cases[name].traps) - {None} == {TRAPS[name]}


def test_no_site_makes_us_ask_much(crawled: Crawled) -> None:
    assert all(outcome.requests <= TRAP_PAGES + len(GOOD) + 3 for outcome in crawled.cases.values())


def test_a_site_cannot_make_our_requests_grow(crawled: Crawled) -> None:
    longest = max(len(turn.request) for turn in crawled.cases["growing cookies"].server.turns)
    assert 3_000 < longest < HOST_BYTES + 2_000


def test_no_entity_brings_in_a_file(crawled: Crawled) -> None:
    asked = {turn.request.split(b" ")[1] for turn in crawled.cases["billion laughs"].server.turns}
    assert asked == {b"/", b"/robots.txt", b"/feed.xml", b"/sitemap.xml", *(path.encode() for path in GOOD)}


def test_a_thread_without_end_says_what_is_missing(crawled: Crawled) -> None:
    threads = crawled.collection.rows("threads")
    assert [(row["isComplete"], bool(row["missing"])) for row in threads] == [(False, True)]
