"""``check`` and ``index`` beside warcio's, on the same files: ``reading.py [PAGES] [RECORDS]``.

Writes archives of PAGES made-up news pages with our writer, bodies gzipped by the server in one, plain in the other.
Prints CPU and wall seconds of whole processes on one core, the ratio to warcio, what unpacking and hashing alone cost,
what a second process brings, and the peak of memory over RECORDS records.
"""

import gzip
import hashlib
import os
import random
import resource
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from time import perf_counter, process_time

sys.path.insert(0, str(Path(__file__).parents[1]))

from archive_samples import BEGAN, put, writer_for
from isal import isal_zlib

from crawler.collection.paths import paths
from crawler.wire.exchange import Exchange, Outcome
from crawler.wire.spool import Spool

BIN = Path(sys.executable).parent
PAGE_WORDS = 15_000
RUNS = 3
OURS = [sys.executable, "-c", "from crawler.cli.main import main; main()"]


def main(pages: int, records: int) -> None:
    """Make the files, run everything, print."""
    with tempfile.TemporaryDirectory() as name:
        for kind in ("encoded", "plain"):
            warc = archive(Path(name), kind, pages)
            say(f"{kind} bodies: {pages} pages, {warc.stat().st_size >> 20} MB", f"floor {floor(warc):.2f} s CPU")
            beside_warcio(warc)
        print_scaling(warc)
        many = archive(Path(name), "many", records // 3, words=20)
        for verb in ("check", "index"):
            peak = memory([*OURS, verb, str(many)])
            say(f"{verb}: peak memory over {records // 3 * 3} records", f"{peak >> 10} MB")


def archive(folder: Path, kind: str, pages: int, words: int = PAGE_WORDS) -> Path:
    """A WARC of as many captures."""
    writer = writer_for(paths(folder, kind))
    bodies, coding = list(made_up(words)), ""
    if kind == "encoded":
        bodies, coding = [gzip.compress(body, 6, mtime=0) for body in bodies], "Content-Encoding: gzip\r\n"
    for number in range(pages):
        body = bodies[number % len(bodies)]
        head = (
            "HTTP/1.1 200 OK\r\nServer: nginx\r\nDate: Wed, 25 Nov 2026 20:00:00 GMT\r\n"
            f"Content-Type: text/html; charset=utf-8\r\nContent-Length: {len(body)}\r\n{coding}"
            "Connection: keep-alive\r\nVary: Accept-Encoding\r\nCache-Control: max-age=60\r\n\r\n"
        )
        put(writer, capture(f"/section/2026/11/story-{number:06}.html", head.encode() + body, number))
    path = writer.close()
    assert path is not None
    return path


def capture(path: str, response: bytes, number: int) -> Exchange:
    """One page as it is fetched."""
    began = BEGAN + timedelta(seconds=number)
    sent = f"GET {path} HTTP/1.1\r\nHost: news.example\r\nAccept-Encoding: gzip\r\nUser-Agent: bench\r\n\r\n"
    ended = began + timedelta(milliseconds=100)
    return Exchange(
        url=f"https://news.example{path}",
        method="GET",
        started_at=began,
        ended_at=ended,
        outcome=Outcome.COMPLETE,
        request=sent.encode(),
        response=Spool(response),
        peer_address="127.0.0.9",
    )


def made_up(words: int) -> Iterator[bytes]:
    """Some pages of text that packs about as well as news pages do, the same at each run."""
    draw = random.Random(7)
    known = ["".join(draw.choices("etaoinshrdlucmfw", k=draw.randint(2, 9))) for _ in range(4000)]
    weights = [1 / (place + 8) for place in range(len(known))]
    for _ in range(40):
        text = " ".join(draw.choices(known, weights, k=words))
        yield f"<html><title>{text[:40]}</title><body><p>{text}</p></body></html>".encode()


def beside_warcio(warc: Path) -> None:
    """Our verbs and warcio's, in turn; the best of some runs counts."""
    for verb in ("check", "index"):
        best = {"ours": (9e9, 9e9), "warcio": (9e9, 9e9)}
        for _ in range(RUNS):
            for who, command in (("ours", OURS), ("warcio", [str(BIN / "warcio")])):
                options = ["--jobs", "1"] if who == "ours" else []
                best[who] = min(best[who], seconds([*command, verb, *options, str(warc)], cores={0}))
        (cpu, wall), (their_cpu, their_wall) = best["ours"], best["warcio"]
        say(
            f"  {verb}: {cpu:.2f} s CPU, {wall:.2f} s; warcio {their_cpu:.2f} s CPU, {their_wall:.2f} s",
            f"{their_cpu / cpu:.2f}x CPU, {their_wall / wall:.2f}x wall",
        )


def print_scaling(warc: Path) -> None:
    """One and two processes over four copies of a file."""
    copies = [warc.with_name(f"{number}-{warc.name}") for number in range(4)]
    for copy in copies:
        os.link(warc, copy)
    for verb in ("check", "index"):
        walls = [
            min(seconds([*OURS, verb, "--jobs", str(jobs), *map(str, copies)])[1] for _ in range(RUNS))
            for jobs in (1, 2)
        ]
        say(
            f"{verb} of 4 files: {walls[0]:.2f} s with one process, {walls[1]:.2f} s with two",
            f"{walls[0] / walls[1]:.2f}x",
        )
    for copy in copies:
        copy.unlink()


def floor(warc: Path) -> float:
    """CPU seconds of nothing but unpacking each member and the three digests of each block, in the fewest calls."""
    data = memoryview(warc.read_bytes())
    began, at = process_time(), 0
    while at < len(data):
        unpacker = isal_zlib.decompressobj(31)
        block = unpacker.decompress(data[at : at + (1 << 15)])
        fed = 1 << 15
        while not unpacker.eof:
            block += unpacker.decompress(data[at + fed : at + fed + (1 << 15)])
            fed += 1 << 15
        at = min(at + fed, len(data)) - len(unpacker.unused_data)
        hashlib.sha1(block, usedforsecurity=False).digest()
        if len(block) > 1 << 12:
            hashlib.sha1(block, usedforsecurity=False).digest()
            hashlib.sha256(block).digest()
    return process_time() - began


def seconds(command: list[str], *, cores: set[int] | None = None) -> tuple[float, float]:
    """CPU seconds, user and system, and wall seconds of a command; copies of a file are findings, and no failure."""
    before, began = resource.getrusage(resource.RUSAGE_CHILDREN), perf_counter()
    limit = (lambda: os.sched_setaffinity(0, cores)) if cores else None
    null = subprocess.DEVNULL
    assert subprocess.run(command, stdout=null, stderr=null, check=False, preexec_fn=limit).returncode in (0, 1)
    wall, after = perf_counter() - began, resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, wall


def memory(command: list[str]) -> int:
    """Peak of a command's memory in kB."""
    code = "import resource, subprocess, sys; subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL, check=True);"
    code += "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)"
    return int(subprocess.check_output([sys.executable, "-c", code, *command], stderr=subprocess.DEVNULL))


def say(*words: str) -> None:
    """One line, at once."""
    sys.stdout.write(f"{'; '.join(words)}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main(*(int(argument) for argument in [*sys.argv[1:], *("20000", "100000")[len(sys.argv) - 1 :]]))
