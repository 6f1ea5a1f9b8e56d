"""Spoils archives and pages at random, and runs the verbs on them: each ends soon, with a code that is defined.

Run as a program it does so many times: ``python tests/fuzz/mutants.py [FIRST_SEED] [TRIALS]``. What fails is kept in
``tests/corpus`` (or where ``KEEP`` says), and is tried again by every run of the tests.
"""

import contextlib
import gzip
import io
import json
import os
import shutil
import signal
import sys
import tempfile
import traceback
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Any

TESTS = Path(__file__).parents[1]
sys.path.insert(0, str(TESTS))

from archive_samples import build, warcs  # noqa: E402

from crawler.cli.main import main  # noqa: E402
from crawler.warc.reader import read_records  # noqa: E402

CORPUS = TESTS / "corpus"
SECONDS = 60.0
"""Ceiling of one verb on a small input, on a busy machine."""
CODES = {"check": {0, 1, 7}, "reparse": {0, 7}, "extract": {0, 2, 7}, "mend": {0, 7}}
"""What a verb may end with when its input is spoiled; 1 is check's word for findings, elsewhere it is a defect."""

WORDS = [
    b"", b"0", b"-1", b"99999999999999999999", b"\x00", b"\xff\xfe", b"<urn:uuid:", b"http://[", b"1e400", b"null",
    b"WARC/9.9", b"revisit", b"metadata", b"response", b"application/http", b"urn:crawler:visit:x", b"sha256:",
    b"9999-99-99T99:99:99Z", b"2026-03-01T09:30:00Z", b"chunked", b"gzip", b"gzip, br, zstd, deflate", b"\r\n", b"\n",
    b" : ", b"\xe2\x80\xae", b"../../x", b"%00", b"{", b"[[[[", b'"', b"</script>", b"<!--", b"a" * 70_000,
]  # fmt: skip


class _TookTooLong(BaseException):
    pass


def ends_well(verb: str, *arguments: object) -> str | None:
    """What is wrong with a run of the command line in this process; None when it ended as it should."""
    code: object = 0
    words = io.StringIO()
    argv, sys.argv = sys.argv, ["crawler", verb, *map(str, arguments)]
    before = signal.signal(signal.SIGALRM, _late)
    signal.setitimer(signal.ITIMER_REAL, SECONDS)
    try:
        with contextlib.redirect_stdout(io.TextIOWrapper(io.BytesIO(), "utf-8")), contextlib.redirect_stderr(words):
            main()
    except SystemExit as end:
        code = end.code or 0
    except _TookTooLong:
        return f"{verb}: not done after {SECONDS:g} s"
    except BaseException:  # noqa: BLE001 - whatever it is, it is told
        return f"{verb}: {traceback.format_exc()[-1500:]}"
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
        sys.argv = argv
    return None if code in CODES[verb] else f"{verb}: exit {code}: {words.getvalue()[-500:]}"


def _late(*_: object) -> None:
    raise _TookTooLong


def spoil(data: bytes, chance: Random) -> bytes:
    """Bytes with one stretch gone, doubled, moved, or another in its place."""
    at = chance.randrange(len(data) + 1)
    length = min(chance.choice([0, 1, 2, 7, 40, 300]), len(data) - at)
    piece, word = data[at : at + length], chance.choice(WORDS)
    match chance.randrange(6):
        case 0:
            return data[:at]
        case 1:
            return data[:at] + word + data[at + length :]
        case 2:
            return data[:at] + piece * chance.choice([0, 2, 50]) + data[at + length :]
        case 3:
            return data[:at] + bytes(chance.randrange(256) for _ in range(length)) + data[at + length :]
        case 4:
            return data[: at + length] + data[at:]
        case _:
            return data[at:] + data[:at]


def spoil_lines(data: bytes, chance: Random) -> bytes:
    """Lines with one dropped, doubled, moved, or with another value behind its colon."""
    lines = data.split(b"\n")
    at = chance.randrange(len(lines))
    match chance.randrange(4):
        case 0:
            del lines[at]
        case 1:
            lines.insert(at, lines[at])
        case 2:
            lines.insert(chance.randrange(len(lines)), lines.pop(at))
        case _:
            name, colon, _ = lines[at].partition(b":")
            lines[at] = name + colon + b" " + chance.choice(WORDS) + b"\r"
    return b"\n".join(lines)


def spoil_warc(data: bytes, chance: Random) -> bytes:
    """A WARC with some of its members dropped, doubled, moved, or spoiled inside and packed again; or torn as it is."""
    if chance.random() < 0.2:
        return spoil(data, chance)
    members = list(_members(data))
    for _ in range(chance.choice([1, 1, 2, 5])):
        at = chance.randrange(len(members))
        match chance.randrange(5):
            case 0 if len(members) > 1:
                del members[at]
            case 1:
                members.insert(chance.randrange(len(members)), members[at])
            case 2:
                members.insert(chance.randrange(len(members)), members.pop(at))
            case 3:
                members[at] = spoil(members[at], chance)
            case _:
                head, end, block = members[at].partition(b"\r\n\r\n")
                head = spoil_lines(head, chance) if chance.random() < 0.6 else head
                block = spoil_lines(block, chance) if chance.random() < 0.5 else block
                members[at] = head + end + block
    return b"".join(gzip.compress(member, 1) for member in members)


def _members(data: bytes) -> Iterator[bytes]:
    with tempfile.NamedTemporaryFile(suffix=".warc.gz") as file:
        file.write(data)
        file.flush()
        places = [stored.location for stored in read_records(Path(file.name))]
    yield from (gzip.decompress(data[place.offset : place.offset + place.length]) for place in places)


def spoil_json(data: bytes, chance: Random) -> bytes:
    """JSON lines with one value of one line replaced by another kind of value, or the line torn."""
    lines = data.splitlines(keepends=True)
    if not lines or chance.random() < 0.3:
        return spoil(data, chance)
    at = chance.randrange(len(lines))
    start = lines[at].find(b"{")
    try:
        value = json.loads(lines[at][start:])
    except ValueError:
        return spoil(data, chance)
    _replace(value, chance)
    lines[at] = lines[at][:start] + json.dumps(value).encode() + b"\n"
    return b"".join(lines)


def _replace(value: dict[str, Any], chance: Random) -> None:
    holder: Any = value
    while isinstance(holder, dict) and holder:
        key = chance.choice(list(holder))
        if not isinstance(holder[key], dict) or chance.random() < 0.5:
            holder[key] = chance.choice([None, True, -1, 1e308, 10**30, "", "x", "\ud800", [], {}, [[]], {"a": [1]}])
            return
        holder = holder[key]


def spoiled_collection(folder: Path, chance: Random) -> Path:
    """A small collection with one to three of its files spoiled."""
    where = build(folder)
    for _ in range(chance.choice([1, 1, 2, 3])):
        files = sorted(path for path in where.folder.rglob("*") if path.is_file() and path.parent.name != "logs")
        path = chance.choice([*files, *warcs(where) * 3])
        spoiler = spoil_warc if path.name.endswith(".gz") else spoil_json
        with contextlib.suppress(Exception):  # twice spoiled, it may be no WARC any more
            path.write_bytes(spoiler(path.read_bytes(), chance))
        if chance.random() < 0.05:
            path.rename(path.with_name(path.name + ".open"))
    return where.folder


PAGES = sorted((TESTS / "fixtures").rglob("*.html"))


def trial(seed: int, folder: Path) -> list[str]:
    """One collection and one page, spoiled, through every verb that reads them; what went wrong."""
    chance = Random(seed)
    collection = spoiled_collection(folder / "archives", chance)
    page = folder / "page.html"
    payload = chance.choice(PAGES).read_bytes()
    for _ in range(chance.choice([1, 3, 10])):
        payload = chance.choice([spoil, spoil_lines])(payload, chance)
    page.write_bytes(payload)
    shutil.copytree(collection, folder / "input" / collection.name)
    shutil.copyfile(page, folder / "input" / page.name)
    archives = sorted((collection / "archive").iterdir())
    runs: list[tuple[object, ...]] = [("check", "--jobs", 1, collection), ("reparse", collection)]
    runs += [("extract", path) for path in archives if path.name.endswith(".gz")]
    runs += [("mend", path) for path in archives]
    runs += [("check", "--jobs", 1, collection), ("extract", page, "--url", "https://news.example/story")]
    return [wrong for verb, *rest in runs if (wrong := ends_well(str(verb), *rest))]


def kept(path: Path, folder: Path) -> list[str]:
    """An input of the corpus through the verbs that read its kind; what went wrong."""
    if path.name.endswith((".warc", ".warc.gz")):
        (folder / "archive").mkdir(parents=True)
        shutil.copyfile(path, folder / "archive" / path.name)
        runs: list[tuple[object, ...]] = [("extract", path), ("check", "--jobs", 1, path)]
        runs += [("reparse", folder), ("check", "--jobs", 1, folder)]
    elif path.suffix == ".jsonl":
        where = build(folder)
        shutil.copyfile(path, where.data / "articles.jsonl")
        shutil.copyfile(path, where.manifest)
        shutil.copyfile(path, where.indexes / "index.cdxj")
        runs = [("check", "--jobs", 1, where.folder), ("reparse", where.folder)]
    else:
        copy = folder / f"{path.stem}.html"
        folder.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, copy)
        runs = [("extract", copy, "--url", "https://news.example/story")]
    return [wrong for verb, *rest in runs if (wrong := ends_well(str(verb), *rest))]


def soak(first: int = 1, trials: int = 500) -> int:
    """Many trials; gives how many went wrong. What failed stays where it says."""
    failed = 0
    keep = Path(os.environ.get("KEEP", tempfile.gettempdir()))
    for seed in range(first, first + trials):
        with tempfile.TemporaryDirectory() as name:
            made, wrong = keep / f"mutant-{seed}", trial(seed, Path(name))
            if wrong:
                failed += 1
                shutil.copytree(Path(name) / "input", made, dirs_exist_ok=True)
                print(f"seed {seed}: FAILED, kept in {made}", *wrong, sep="\n    ", flush=True)  # noqa: T201
    print(f"{trials} mutants from seed {first}: {failed} failed", flush=True)  # noqa: T201
    return failed


if __name__ == "__main__":
    sys.exit(bool(soak(*map(int, sys.argv[1:]))))
