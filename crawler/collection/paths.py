"""What lies where in an archives folder."""

import os
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from crawler.dataset.names import FILES
from crawler.errors import ConfigError, DiskError

_NAME: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,99}")


@dataclass(frozen=True, slots=True)
class Paths:
    """The files of one collection below ``archives``; names as pywb and WACZ use them."""

    archives: Path
    name: str

    @property
    def journal(self) -> Path:
        """The journal all collections of this folder share."""
        return self.archives / "journal.sqlite"

    @property
    def folder(self) -> Path:
        """The collection's own folder."""
        return self.archives / self.name

    @property
    def archive(self) -> Path:
        """WARC files."""
        return self.folder / "archive"

    @property
    def indexes(self) -> Path:
        """CDXJ indexes."""
        return self.folder / "indexes"

    @property
    def data(self) -> Path:
        """JSON lines."""
        return self.folder / "data"

    @property
    def logs(self) -> Path:
        """What recovery and operators may want to read later."""
        return self.folder / "logs"

    @property
    def hosts(self) -> Path:
        """How each host was treated by the latest run."""
        return self.logs / "hosts.jsonl"

    @property
    def manifest(self) -> Path:
        """Size and sha256 of every closed WARC."""
        return self.folder / "manifest.jsonl"

    @property
    def redactions(self) -> Path:
        """What was taken out, when and why."""
        return self.folder / "redactions.jsonl"

    @property
    def place(self) -> Path:
        """Where the collection was written; a copy is told by it."""
        return self.folder / "place"

    @property
    def lock(self) -> Path:
        """Held while somebody writes; says who."""
        return self.folder / "lock"

    def data_files(self) -> dict[str, Path]:
        """Every data file by name."""
        return {name: self.data / name for name in FILES}

    def make(self) -> None:
        """Create the folders. DiskError when that cannot be done."""
        try:
            for folder in (self.archive, self.indexes, self.data, self.logs):
                folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            where = error.filename or self.folder
            raise DiskError(
                f"collection {self.folder}: cannot create {where} ({error.strerror}); "
                "choose another folder with --archives or change its permissions"
            ) from error
        if not os.access(self.folder, os.W_OK):
            raise DiskError(f"collection {self.folder}: not writable; choose another folder with --archives")


def paths(archives: str | Path, name: str) -> Paths:
    """The paths of a collection. ConfigError when the name could leave the folder or confuse a shell."""
    if not _NAME.fullmatch(name):
        raise ConfigError(
            f"collection name {name!r}: use letters, digits, dot, dash and underscore, starting with a letter or digit"
        )
    return Paths(Path(archives).absolute(), name)
