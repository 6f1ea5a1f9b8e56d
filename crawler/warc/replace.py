"""A file put in place of another: all at once and durably, or not at all."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from crawler.warc.openfile import sync_folder


@contextmanager
def replacing(path: Path, new: Path) -> Iterator[BinaryIO]:
    """A file to write that takes ``path``'s name once it is on the disk; until then it is ``new``, on the same disk.

    OSError comes through. After it, as after anything else raised meanwhile, ``new`` is gone and ``path`` is as it was.
    """
    try:
        with new.open("wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        new.replace(path)
        sync_folder(path.parent)
    except BaseException:
        new.unlink(missing_ok=True)
        raise
