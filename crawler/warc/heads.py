"""The head of a record, read fast where it is written as nearly all are, and with patience where it is not."""

import re
from typing import Final, NamedTuple

Fields = tuple[tuple[str, str], ...]

MAX_HEAD_BYTES: Final = 1 << 20
"""Longest run of WARC fields taken for a record's head."""

_VERSIONS: Final = {b"WARC/1.1\r\n": "WARC/1.1", b"WARC/1.0\r\n": "WARC/1.0"}
_VERSION_BYTES: Final = 10
_VERSION: Final = re.compile(r"WARC/\d+\.\d+")
_END: Final = b"\r\n\r\n"
_HEAD_END: Final = re.compile(rb"\r?\n\r?\n")
_FOLD: Final = re.compile(r"\r?\n[ \t]+")
_TOKEN: Final = re.compile(r"[!#$%&'*+\-.^_`|~0-9A-Za-z]+")
_MOST_SHAPES: Final = 1000


class Shape(NamedTuple):
    """Field names of a head in order, as written and in lower case, and what can be told from them alone.

    ``unique``: each is there once. ``concurrent`` are the places of WARC-Concurrent-To.
    """

    names: tuple[str, ...]
    lower: tuple[str, ...]
    unique: bool
    concurrent: tuple[int, ...]


class RecordHead(NamedTuple):
    """A head: where it ends, its version line, its fields; ``named`` has the first value of each by lower-case name."""

    end: int
    version: str
    shape: Shape
    values: tuple[str, ...]
    named: dict[str, str]


class _Shapes(dict[tuple[str, ...], Shape]):
    """A writer has a handful of heads: each sequence of names is looked at once. ValueError for what is no name."""

    def __missing__(self, names: tuple[str, ...]) -> Shape:
        if not all(map(_TOKEN.fullmatch, names)):
            raise ValueError(names)
        shape = _shape_of(names)
        if len(self) < _MOST_SHAPES:
            self[names] = shape
        return shape


_SHAPES: Final = _Shapes()


def split_head(data: bytes) -> RecordHead:
    """The head that ``data`` starts with; ValueError for what is no WARC head, or has no end in ``data``."""
    end = data.find(_END)
    if end > 0 and (version := _VERSIONS.get(data[:_VERSION_BYTES])) is not None:
        try:
            lines = data[_VERSION_BYTES:end].decode().split("\r\n")
            names, texts = zip(*[line.split(":", 1) for line in lines], strict=True)
            shape, values = _SHAPES[names], tuple(map(str.strip, texts))
            if shape.unique:
                return RecordHead(end + 4, version, shape, values, dict(zip(shape.lower, values)))  # noqa: B905
        except ValueError:
            pass  # Folded lines, other line ends, other bytes.
    found = _HEAD_END.search(data)
    if found is None:
        raise ValueError(f"it starts with {data[:24]!r}, and its head has no end")
    version, fields = parse_head(data[: found.start()])
    shape, values = _shape_of(tuple(name for name, _ in fields)), tuple(value for _, value in fields)
    named = dict(zip(shape.lower[::-1], values[::-1], strict=True))
    return RecordHead(found.end(), version, shape, values, named)


def parse_head(head: bytes) -> tuple[str, Fields]:
    """Version line and fields of a record's head, folded lines joined; ValueError for what is no WARC head."""
    version, _, rest = _FOLD.sub(" ", head.decode("utf-8", "replace")).partition("\n")
    if _VERSION.fullmatch(version.strip()) is None:
        raise ValueError(f"it starts with {version[:40]!r}, not with a WARC version")
    pairs = (line.partition(":") for line in rest.split("\n") if line.strip())
    return version.strip(), tuple((name.strip(), value.strip()) for name, _, value in pairs)


def _shape_of(names: tuple[str, ...]) -> Shape:
    lower = tuple(map(str.lower, names))
    concurrent = tuple(at for at, name in enumerate(lower) if name == "warc-concurrent-to")
    return Shape(names, lower, len(set(lower)) == len(lower), concurrent)
