"""Whether a WACZ is what the format demands (https://specs.webrecorder.net/wacz/1.1.1/), and what lies in it."""

import gzip
import hashlib
import zlib
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from struct import unpack
from typing import Any, Final
from zipfile import ZIP_STORED, BadZipFile, ZipFile, ZipInfo

import msgspec

from crawler.warc.check.finding import Finding
from crawler.warc.check.source import Source

PACKAGE: Final = "datapackage.json"
DIGEST: Final = "datapackage-digest.json"
PAGES: Final = "pages/pages.jsonl"

_LOCAL_HEADER: Final = 30
_PIECE: Final = 1 << 20
_WARCS: Final = (".warc", ".warc.gz")
_INDEXES: Final = (".cdxj", ".cdx", ".cdx.gz")
_DAMAGE: Final = (BadZipFile, EOFError, NotImplementedError, RuntimeError, ValueError, zlib.error)
"""What zipfile raises for bytes that are not as they were."""


@dataclass(slots=True)
class Package:
    """A WACZ: its WARCs as sources, the names of its index files and page lists, and what is wrong with it."""

    path: Path
    sources: list[Source] = field(default_factory=list)
    indexes: list[str] = field(default_factory=list)
    pages: list[str] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)

    def found(self, code: str, words: str) -> None:
        """Note a finding."""
        self.findings.append(Finding(code, str(self.path), words))


def read_package(path: Path) -> Package:
    """Judge everything of a WACZ but the records and lines inside; every file in it is read once, in pieces."""
    package = Package(path)
    try:
        with ZipFile(path) as inside:
            infos = {info.filename: info for info in inside.infolist() if not info.is_dir()}
            _sort(package, infos)
            _judge_required(package, infos)
            _judge_resources(package, inside, infos)
    except _DAMAGE as error:
        package.found("notAWacz", str(error))
    except OSError as error:
        package.found("noAccess", str(error.strerror or error))
    return package


def inside_lines(path: Path, name: str) -> Iterator[bytes]:
    """The lines of a file in a WACZ; one that ends in .gz is unpacked. Ends early where it cannot be read."""
    with suppress(*_DAMAGE, OSError), ZipFile(path) as inside, inside.open(name) as member:
        yield from gzip.GzipFile(fileobj=member) if name.endswith(".gz") else member


def _sort(package: Package, infos: dict[str, ZipInfo]) -> None:
    for name, info in sorted(infos.items()):
        if name.startswith("archive/") and name.endswith(_WARCS):
            if info.compress_type != ZIP_STORED:
                package.found("waczPacked", f"{name} is not stored")
            else:
                package.sources.append(_source(package.path, info))
        elif name.startswith("indexes/") and name.endswith(_INDEXES):
            package.indexes.append(name)
        elif name.startswith("pages/") and name.endswith(".jsonl"):
            package.pages.append(name)


def _source(path: Path, info: ZipInfo) -> Source:
    name = info.filename.removeprefix("archive/")
    with path.open("rb") as file:
        file.seek(info.header_offset)
        name_length, extra_length = unpack("<26xHH", file.read(_LOCAL_HEADER))
    start = info.header_offset + _LOCAL_HEADER + name_length + extra_length
    return Source(name, f"{path}:{info.filename}", path, start, info.file_size)


def _judge_required(package: Package, infos: dict[str, ZipInfo]) -> None:
    for name in (PACKAGE, PAGES):
        if name not in infos:
            package.found("waczFile", f"no {name}")
    if not any(name.startswith("archive/") and name.endswith(_WARCS) for name in infos):
        package.found("waczFile", "no WARC in archive/")
    if not package.indexes:
        package.found("waczFile", "no index in indexes/")


def _judge_resources(package: Package, inside: ZipFile, infos: dict[str, ZipInfo]) -> None:
    if PACKAGE not in infos:
        return
    try:
        raw = inside.read(PACKAGE)
        described = msgspec.json.decode(raw, type=dict[str, Any])
        resources = msgspec.convert(described.get("resources"), list[dict[str, Any]])
    except (msgspec.MsgspecError, *_DAMAGE) as error:
        package.found("waczPackage", f"{PACKAGE}: {error}")
        return
    for name in ("profile", "wacz_version"):
        if not described.get(name):
            package.found("waczPackage", f"{PACKAGE} has no {name}")
    _judge_own_digest(package, inside, infos, raw)
    listed = {str(resource.get("path")): resource for resource in resources}
    for name in sorted(infos.keys() - listed.keys() - {PACKAGE, DIGEST}):
        package.found("waczListed", f"{name} is not listed in {PACKAGE}")
    for name, resource in sorted(listed.items()):
        if name not in infos:
            package.found("waczListed", f"{name} is listed in {PACKAGE}, but not there")
        else:
            _judge_resource(package, inside, name, resource)


def _judge_own_digest(package: Package, inside: ZipFile, infos: dict[str, ZipInfo], raw: bytes) -> None:
    if DIGEST not in infos:
        return
    try:
        stated = msgspec.json.decode(inside.read(DIGEST), type=dict[str, Any]).get("hash")
    except (msgspec.MsgspecError, *_DAMAGE) as error:
        package.found("waczPackage", f"{DIGEST}: {error}")
        return
    digest = f"sha256:{hashlib.sha256(raw).hexdigest()}"
    if stated != digest:
        package.found("waczDigest", f"{DIGEST} says {stated} of {PACKAGE}, which gives {digest}")


def _judge_resource(package: Package, inside: ZipFile, name: str, resource: dict[str, Any]) -> None:
    kind, _, stated = str(resource.get("hash")).partition(":")
    if kind not in ("sha256", "md5"):
        package.found("waczPackage", f"{PACKAGE} has no sha256 of {name}")
        return
    running, size = hashlib.new(kind, usedforsecurity=False), 0
    try:
        with inside.open(name) as member:
            while piece := member.read(_PIECE):
                running.update(piece)
                size += len(piece)
    except _DAMAGE as error:
        package.found("waczDigest", f"{name}: {error}")
        return
    if running.hexdigest() != stated.lower():
        package.found("waczDigest", f"{PACKAGE} says {kind}:{stated} of {name}, which gives {running.hexdigest()}")
    if resource.get("bytes") not in (None, size):
        package.found("waczDigest", f"{PACKAGE} says that {name} has {resource['bytes']} bytes, it has {size}")
