"""Whether the files of a collection are those that were closed: manifest, leftovers."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from crawler.collection.manifest import Closed, closed_warcs, file_sha256, read_manifest
from crawler.collection.paths import Paths
from crawler.warc.check.finding import Finding
from crawler.warc.openfile import OPEN_SUFFIX


def judge_manifest(paths: Paths) -> Iterator[Finding]:
    """Findings in manifest.jsonl and in the files it names. Reads every closed WARC once."""
    if not paths.manifest.exists():
        yield Finding("manifestMissing", str(paths.manifest), "there is no manifest", usual=False)
        return
    last: dict[str, Closed] = {}
    shown = str(paths.manifest)
    for number, line in enumerate(read_manifest(paths.manifest), 1):
        if isinstance(line, Closed):
            last[line.file] = line
        else:
            yield Finding("manifestLine", shown, f"line {number} is {line[:60]!r}")
    for path in closed_warcs(paths):
        known = last.pop(f"{paths.archive.name}/{path.name}", None)
        if known is None:
            yield Finding("manifestMissing", str(path), f"no line in {shown}")
        else:
            yield from _judge_file(path, known)
    for line in last.values():
        yield Finding("manifestGone", str(paths.folder / line.file), f"{shown} has {line.size} bytes of it")


def judge_leftovers(opened: Iterable[Path], *, holder: str | None) -> Iterator[Finding]:
    """Findings for files with ``.open`` behind their names; ``holder`` is who writes, None when nobody does."""
    for path in opened:
        if holder is None:
            yield Finding("openFile", str(path), f"it still ends in {OPEN_SUFFIX}, and nobody writes it")
        else:
            yield Finding("inUse", str(path), f"in use by {holder}")


def _judge_file(path: Path, known: Closed) -> Iterator[Finding]:
    size = path.stat().st_size
    if size != known.size:
        yield Finding("manifestDiffers", str(path), f"it has {size} bytes, {known.size} when it was closed")
    elif (digest := file_sha256(path)) != known.sha256:
        yield Finding("manifestDiffers", str(path), f"its sha256 is {digest}, {known.sha256} when it was closed")
