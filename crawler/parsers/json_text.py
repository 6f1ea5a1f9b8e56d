"""JSON texts as pages and servers write them: halves of characters in them, as of an emoji that was cut, are replaced.

Python reads them, and then no file can hold what it read (https://www.rfc-editor.org/rfc/rfc8259#section-8.2).
"""

import re
from typing import Final

_HIGH: Final = r"\\u[dD][89abAB][0-9a-fA-F]{2}"
_LOW: Final = r"\\u[dD][c-fC-F][0-9a-fA-F]{2}"
_HALF: Final = re.compile(rf"{_HIGH}(?!{_LOW})|(?<!{_HIGH}){_LOW}")


def whole(source: str) -> str:
    """``source`` with U+FFFD in place of each escaped half of a surrogate pair."""
    return _HALF.sub(r"\\ufffd", source) if "\\ud" in source or "\\uD" in source else source
