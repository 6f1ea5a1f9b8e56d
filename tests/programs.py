"""Other people's archive tools, run as programs where they are installed: by ``make programs``, or on the PATH."""

import os
import shutil
from pathlib import Path

import pytest

PATH = os.pathsep.join((str(Path(__file__).parents[1] / ".tools" / "bin"), os.environ["PATH"]))


def program(name: str) -> str:
    """Where the program lies; only where a test says that it needs it."""
    found = shutil.which(name, path=PATH)
    assert found is not None, name
    return found


def needs(*names: str) -> pytest.MarkDecorator:
    """Skips without these programs, and says how to get them."""
    missing = [name for name in names if shutil.which(name, path=PATH) is None]
    return pytest.mark.skipif(bool(missing), reason=f"{', '.join(missing)} not installed; run: make programs")
