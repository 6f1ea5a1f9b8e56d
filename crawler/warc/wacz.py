"""Writes a WACZ package: a ZIP of WARCs, index and page list, with a digest of each.

https://specs.webrecorder.net/wacz/1.1.1/. WARCs are stored, not deflated, so that players can read parts of them
over the network. ``datapackage.json`` comes last, since it holds the digests of all that lies before it.
"""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath
from typing import Any, Final
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

import msgspec

WACZ_VERSION: Final = "1.1.1"
PAGES_FORMAT: Final = "json-pages-1.0"

_PIECE: Final = 1 << 20


@dataclass(frozen=True, slots=True)
class Page:
    """One line of the page list: ``date`` is the capture's, as WARC-Date; ``text`` is what search finds it by."""

    url: str
    date: str
    record_id: str
    title: str | None = None
    text: str | None = None


@dataclass(frozen=True, slots=True)
class About:
    """What ``datapackage.json`` says of the package."""

    software: str
    created: datetime
    title: str | None = None
    description: str | None = None


class PackageWriter:
    """A package that is being written to ``zip``; every call adds a file, ``finish`` the description of all."""

    def __init__(self, file: ZipFile, about: About) -> None:
        """Entries bear the time ``about.created``."""
        self._zip, self._about = file, about
        self._resources: list[dict[str, object]] = []

    def add_warc(self, path: Path) -> None:
        """Store a WARC under ``archive/``."""
        self._add(f"archive/{path.name}", _pieces(path), packed=False)

    def add_index(self, path: Path) -> None:
        """The sorted index of all WARCs as ``indexes/index.cdxj``."""
        self._add("indexes/index.cdxj", _pieces(path), packed=True)

    def add_pages(self, pages: Iterable[Page]) -> None:
        """The page list as ``pages/pages.jsonl``."""
        self._add("pages/pages.jsonl", _page_lines(pages), packed=True)

    def finish(self) -> None:
        """Write ``datapackage.json`` and its digest."""
        about = self._about
        described = {
            "profile": "data-package",
            "wacz_version": WACZ_VERSION,
            "title": about.title,
            "description": about.description,
            "created": about.created.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
            "software": about.software,
            "resources": self._resources,
        }
        packed = _json({name: value for name, value in described.items() if value is not None})
        digest = {"path": "datapackage.json", "hash": f"sha256:{hashlib.sha256(packed).hexdigest()}"}
        self._zip.writestr(self._info("datapackage.json", packed=True), packed)
        self._zip.writestr(self._info("datapackage-digest.json", packed=True), _json(digest))

    def _add(self, name: str, pieces: Iterable[bytes], *, packed: bool) -> None:
        running, size = hashlib.sha256(), 0
        with self._zip.open(self._info(name, packed=packed), "w", force_zip64=True) as member:
            for piece in pieces:
                member.write(piece)
                running.update(piece)
                size += len(piece)
        shown = PurePosixPath(name).name
        digest = f"sha256:{running.hexdigest()}"
        self._resources.append({"name": shown, "path": name, "hash": digest, "bytes": size})

    def _info(self, name: str, *, packed: bool) -> ZipInfo:
        at = self._about.created.astimezone(UTC)
        info = ZipInfo(name, (at.year, at.month, at.day, at.hour, at.minute, at.second))
        info.compress_type = ZIP_DEFLATED if packed else ZIP_STORED
        info.external_attr = 0o644 << 16
        return info


def _page_lines(pages: Iterable[Page]) -> Iterator[bytes]:
    yield msgspec.json.encode({"format": PAGES_FORMAT, "id": "pages", "title": "All Pages"}) + b"\n"
    for page in pages:
        line: dict[str, Any] = {"id": page.record_id.strip("<>"), "url": page.url, "ts": page.date}
        line |= {name: value for name, value in (("title", page.title), ("text", page.text)) if value}
        yield msgspec.json.encode(line) + b"\n"


def _pieces(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        while piece := file.read(_PIECE):
            yield piece


def _json(value: object) -> bytes:
    return msgspec.json.format(msgspec.json.encode(value), indent=2) + b"\n"
