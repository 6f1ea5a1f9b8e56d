"""A site crawled twice and switched off: what pywb, a browser and other people's readers make of the archive."""

import json
import os
import signal
import socket
import subprocess
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path
from time import monotonic
from urllib.parse import urlsplit

import pytest
from chromium import PROGRAM, chromium
from crawls import COMMAND, QUICK, Collection, clean_environment, quick_config, run
from programs import PATH, needs, program
from wire_server import free_port

from crawler.demo import MODEL_PAGE, serve
from crawler.warc.capture import Capture
from crawler.warc.captures import read_captures
from crawler.warc.resolve import Originals, resolve
from crawler.wire.coding import decode

SMALL = 256
"""Smaller payloads are stored each time."""
FRAME = "document.querySelector('iframe').contentWindow"
SHOWN = """new Promise(done => { const look = () => {
    const inner = document.querySelector('iframe')?.contentDocument;
    inner?.readyState === 'complete' && inner.images.length ? done(inner.images.length) : setTimeout(look, 50);
}; look(); })"""
WIDTHS = f"""Promise.all([...{FRAME}.document.images].map(async one => {{
    one.loading = 'eager';
    await one.decode();
    return one.naturalWidth;
}}))"""
"""Of all images once they are loaded, those below what is in view as well; none where one cannot be."""


@dataclass(frozen=True)
class Twice:
    """One collection of two crawls of a site that stood still, and is gone now."""

    base: str
    collection: Collection

    def captures(self, crawl: int) -> list[Capture]:
        """What a crawl (0 or 1) archived."""
        found = read_captures(self.collection.warcs[crawl])
        return [one for one in found if isinstance(one, Capture)]

    def originals(self) -> Originals:
        """Finds what revisits stand for."""
        folder = self.collection.folder
        return Originals(folder / "indexes" / "index.cdxj", folder / "archive")


@pytest.fixture(scope="module")
def twice(tmp_path_factory: pytest.TempPathFactory) -> Twice:
    folder = tmp_path_factory.mktemp("twice")
    place = ("--archives", folder, "--collection", "demo", "--config", quick_config(folder))
    with serve() as site:
        for _ in range(2):
            assert run("crawl", f"{site.base}/", *place, *QUICK).code == 0
    found = Twice(site.base, Collection(folder / "demo"))
    assert len(found.collection.warcs) == 2
    return found


@pytest.fixture(scope="module")
def replay(twice: Twice, tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    """The port on which ``crawler replay`` shows the collection."""
    port = free_port()
    command = [*COMMAND, "replay", str(twice.collection.folder), "--port", str(port)]
    with (tmp_path_factory.mktemp("replay") / "words").open("wb") as words:
        process = subprocess.Popen(command, stdout=words, stderr=words, env=clean_environment(PATH=PATH))
        try:
            _wait_for(port, process)
            yield port
            process.send_signal(signal.SIGTERM)
            assert process.wait(60) == 0
        finally:
            process.kill()
            process.wait()


def _wait_for(port: int, process: "subprocess.Popen[bytes]") -> None:
    until = monotonic() + 60
    while monotonic() < until and process.poll() is None:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
            os.sched_yield()
    raise AssertionError("pywb does not answer")


@pytest.mark.skipif(PROGRAM is None, reason="no chromium on this machine; run: make programs")
@needs("wayback")
def test_a_browser_shows_the_page_from_the_archive_alone(twice: Twice, replay: int, tmp_path: Path) -> None:
    with chromium(tmp_path) as page:
        page.open(f"http://127.0.0.1:{replay}/demo/{twice.base}{MODEL_PAGE}")
        assert page.tell(SHOWN) > 3
        text = page.tell(f"{FRAME}.document.body.innerText")
        widths = page.tell(WIDTHS)
        style = page.tell(f"{FRAME}.getComputedStyle({FRAME}.document.body).backgroundColor")
        wave = page.tell(f"{FRAME}.performance.getEntriesByType('resource').map(one => one.name)")
        page.picture(tmp_path / "page.png")
        asked = page.asked_for
    assert "Town Hall and Ferry Line Settle Quarrel Over Coffee" in text and "called off a nineteen-day quarrel" in text
    assert "5 comments" in text and "Two hours for a coffee. On the 7.20 you get four minutes and a lid." in text
    assert len(widths) == 6 and all(widths), widths
    assert style == "rgb(251, 248, 241)"
    assert any(name.endswith("/assets/wave.svg") for name in wave)
    assert (tmp_path / "page.png").stat().st_size > 50_000
    places = {urlsplit(url).netloc for url in asked if urlsplit(url).scheme not in ("data", "blob", "about")}
    assert len(asked) > 10 and places == {f"127.0.0.1:{replay}"}


def test_the_second_crawl_stores_no_payload_again(twice: Twice) -> None:
    again = [one for one in twice.captures(1) if one.record_type == "response"]
    large = [one.url for one in again if len(_stored(one).payload) >= SMALL and _stored(one).status == 200]
    assert not large, large
    kinds = Counter(one.record_type for one in twice.captures(1))
    assert kinds["revisit"] > 150 > 15 * kinds["response"] / 2, kinds


@needs("wayback")
def test_every_revisit_is_replayed_with_the_payload_of_its_original(twice: Twice, replay: int) -> None:
    revisits = [one for one in twice.captures(1) if one.record_type == "revisit"]
    find, wrong = twice.originals(), []
    for one in revisits:
        original = resolve(one, find)
        assert original is not None
        payload, coding = original.entity.payload, original.head.get("Content-Encoding")
        wanted = (payload, decode(payload, coding, ceiling=1 << 24).payload)  # pywb decodes what it can.
        stamp = "".join(filter(str.isdigit, one.date))[:14]
        status, body = _get(replay, f"/demo/{stamp}id_/{one.url}")
        if status != 200 or body not in wanted:
            wrong.append((one.url, status, len(body), coding))
    assert len(revisits) > 150 and not wrong, wrong


@needs("cdx-indexer", "cdxj-indexer")
@pytest.mark.parametrize(("name", "flags"), [("cdx-indexer", ("-j", "-s")), ("cdxj-indexer", ("-s",))])
def test_other_indexers_make_the_same_lines(twice: Twice, name: str, flags: tuple[str, ...]) -> None:
    command = [program(name), *flags, *map(str, twice.collection.warcs)]
    theirs = subprocess.run(command, capture_output=True, text=True, check=True).stdout.splitlines()
    ours = (twice.collection.folder / "indexes" / "index.cdxj").read_text().splitlines()
    chunked = {one.main.location.offset for one in twice.captures(0) if _stored(one).chunked}
    assert chunked
    assert [_line(line, chunked) for line in sorted(theirs)] == [_line(line, chunked) for line in sorted(ours)]


@needs("wayback", "warcio")
def test_other_readers_find_every_digest_right(twice: Twice) -> None:
    for warc in twice.collection.warcs:
        done = subprocess.run(
            [program("warcio"), "check", "-v", str(warc)], capture_output=True, text=True, check=False
        )
        assert done.returncode == 0 and "digest pass" in done.stdout, done.stdout[-500:] + done.stderr


@needs("wacz")
def test_a_package_of_it_is_valid(twice: Twice, tmp_path: Path) -> None:
    target = tmp_path / "demo.wacz"
    assert run("pack", twice.collection.folder, "-o", target).code == 0
    done = subprocess.run(
        [program("wacz"), "validate", "-f", str(target)], capture_output=True, text=True, check=False, cwd=tmp_path
    )
    assert done.returncode == 0 and "valid" in done.stdout + done.stderr, done


@dataclass(frozen=True)
class _Stored:
    status: int
    payload: bytes
    chunked: bool = False


def _stored(one: Capture) -> _Stored:
    found = resolve(one, lambda refers: None) if one.record_type == "response" else None
    if found is None:
        return _Stored(0, b"")
    return _Stored(found.head.status, found.entity.payload, bool(found.head.get("Transfer-Encoding")))


def _get(port: int, target: str) -> tuple[int, bytes]:
    connection = HTTPConnection("127.0.0.1", port, timeout=60)
    try:
        connection.request("GET", target)
        answer = connection.getresponse()
        return answer.status, answer.read()
    finally:
        connection.close()


def _line(line: str, chunked: set[int]) -> tuple[str, ...]:
    """What all indexers must agree on. Others digest the framing of a chunked answer, too: there they may differ."""
    key, stamp, rest = line.split(" ", 2)
    found = json.loads(rest)
    digest = "" if int(found["offset"]) in chunked else found["digest"].removeprefix("sha1:")
    return key, stamp, found["url"], found["filename"], found["offset"], found["length"], digest, found["mime"]
