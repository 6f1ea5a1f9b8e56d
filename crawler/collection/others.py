"""The indexes that a collection was deduplicated against, as its WARCs name them."""

import os
from pathlib import Path

from crawler.collection.manifest import closed_warcs
from crawler.collection.paths import Paths
from crawler.warc.fields import load_fields
from crawler.warc.others import OtherIndex, Others
from crawler.warc.reader import read_records
from crawler.warc.warcinfo import DEDUPLICATED_AGAINST


def told_of(paths: Paths, index: OtherIndex) -> str:
    """How a WARC names an index: its path from the collection's folder, which moves with both, and its sha256."""
    return f"{os.path.relpath(index.path, paths.folder)} sha256:{index.sha256}"


def named_in(paths: Paths) -> list[str]:
    """What the WARCs of a collection name, each once, in order of the files."""
    return list(dict.fromkeys(name for path in closed_warcs(paths) for name in _names(path)))


def reachable(paths: Paths) -> Others:
    """Those of them that lie where they did when the collection was crawled."""
    told = (name.rpartition(" sha256:") for name in named_in(paths))
    places = ((Path(os.path.normpath(paths.folder / path)), sha256) for path, _, sha256 in told)
    return Others(tuple(OtherIndex(path, sha256) for path, sha256 in places if path.is_file()))


def _names(path: Path) -> list[str]:
    first = next(iter(read_records(path)), None)
    if first is None or first.record.type != "warcinfo":
        return []
    return [value for name, value in load_fields(first.record.block.read()) if name == DEDUPLICATED_AGAINST]
