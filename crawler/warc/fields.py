"""``application/warc-fields``: the body of warcinfo and metadata records.

A name, a colon and a value on each line
(https://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/#annex-b-informative-warc-fields).
"""

import re
from collections.abc import Iterable
from typing import Final

MEDIA_TYPE: Final = "application/warc-fields"

_BREAKS: Final = re.compile(r"[\x00-\x08\x0a-\x1f\x7f]+[ \t]*")
_FOLDS: Final = re.compile(r"\r?\n[ \t]+")
_NAME: Final = re.compile(r"[!#$%&'*+\-.^_`|~0-9A-Za-z]+")


def dump_fields(fields: Iterable[tuple[str, str]]) -> bytes:
    """``fields`` as a body in UTF-8, in order; repeated names are kept.

    A line break or control character inside a value becomes a space, and spaces around it go: a value is one line.
    Raises ValueError for a name that is no token.
    """
    return "".join(f"{_name(name)}: {one_line(value)}\r\n" for name, value in fields).encode(
        "utf-8", "backslashreplace"
    )


def load_fields(body: bytes) -> tuple[tuple[str, str], ...]:
    """Names and values of a body, in order. Folded lines are joined; lines without a colon are passed over."""
    text = body.decode("utf-8", "replace")
    if "\n " in text or "\n\t" in text:
        text = _FOLDS.sub(" ", text)
    pairs = [line.partition(":") for line in text.split("\n")]
    return tuple([(name.strip(), value.strip()) for name, colon, value in pairs if colon])


def first_value(body: bytes, name: str) -> str | None:
    """The first value of a name in a body as ``dump_fields`` makes it, without reading the rest; None without it."""
    start = f"{name}: ".encode()
    at = 0 if body.startswith(start) else body.find(b"\r\n" + start) + 2
    if at == 1:
        return None
    return body[at + len(start) : body.find(b"\r\n", at)].decode("utf-8", "replace")


def one_line(value: str) -> str:
    """``value`` on one line."""
    return _BREAKS.sub(" ", value).strip()


def _name(name: str) -> str:
    if _NAME.fullmatch(name) is None:
        raise ValueError(f"no name for a warc-fields line: {name!r}")
    return name
