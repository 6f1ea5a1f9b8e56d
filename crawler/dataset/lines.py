"""One JSON line, safe to split: many readers take U+0085, U+2028 and U+2029 for line ends, so they are escaped.

JSON allows them raw within strings (https://www.rfc-editor.org/rfc/rfc8259.html#section-7); Python's ``splitlines``,
for one, would tear the line there.
"""

from collections.abc import Callable
from typing import Any, Final

import msgspec

_SEPARATORS: Final = ((b"\xc2\x85", b"\\u0085"), (b"\xe2\x80\xa8", b"\\u2028"), (b"\xe2\x80\xa9", b"\\u2029"))


def json_line(value: Any, *, enc_hook: Callable[[Any], Any] | None = None) -> bytes:
    """``value`` as one line of JSON, without the line end; ``enc_hook`` turns into JSON what it does not know."""
    line = msgspec.json.encode(value, enc_hook=enc_hook)
    for raw, escaped in _SEPARATORS:
        line = line.replace(raw, escaped)
    return line
