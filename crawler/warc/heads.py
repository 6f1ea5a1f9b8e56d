"""The head of a record, read fast where it is written as nearly all are, and with patience where it is not."""

import re
from typing import Final

from crawler.warc.reader import parse_head

Fields = tuple[tuple[str, str], ...]

_VERSIONS: Final = (b"WARC/1.1\r\n", b"WARC/1.0\r\n")
_VERSION_BYTES: Final = len(_VERSIONS[0])
_END: Final = b"\r\n\r\n"
_HEAD_END: Final = re.compile(rb"\r?\n\r?\n")
_TOKEN: Final = re.compile(r"[!#$%&'*+\-.^_`|~0-9A-Za-z]+")
_MOST_NAMES: Final = 1000


class _Names(dict[str, str]):
    """Field names in lower case, each made once; ValueError for what is no name."""

    def __missing__(self, name: str) -> str:
        if _TOKEN.fullmatch(name) is None:
            raise ValueError(name)
        if len(self) < _MOST_NAMES:
            self[name] = name.lower()
        return name.lower()


_NAMES: Final = _Names()


def split_head(data: bytes) -> tuple[int, str, Fields, dict[str, str]]:
    """Where the head ends, version line, fields in order, and the first value of each by lower-case name.

    ValueError for what is no WARC head, or has no end in ``data``.
    """
    end = data.find(_END)
    if end > 0 and data[:_VERSION_BYTES] in _VERSIONS:
        try:
            text = data[_VERSION_BYTES:end].decode()
            pairs = [(name, value.strip()) for name, value in [line.split(":", 1) for line in text.split("\r\n")]]
            return end + 4, data[:8].decode(), tuple(pairs), {_NAMES[name]: value for name, value in reversed(pairs)}
        except ValueError:
            pass  # Folded lines, other line ends, other bytes.
    found = _HEAD_END.search(data)
    if found is None:
        raise ValueError(f"it starts with {data[:24]!r}, and its head has no end")
    version, fields = parse_head(data[: found.start()])
    return found.end(), version, fields, {name.lower(): value for name, value in reversed(fields)}
