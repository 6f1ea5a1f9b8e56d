"""Whether a record's own fields are well formed (WARC 1.1, "Named fields")."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from crawler.warc.check.walk import Raw
from crawler.warc.record import parse_date

_DEMANDED: Final = ("WARC-Type", "WARC-Record-ID", "WARC-Date")
_WITH_URI: Final = frozenset(("request", "response", "revisit", "resource", "conversion", "continuation"))
_MAY_REPEAT: Final = frozenset(("warc-concurrent-to", "warc-protocol"))
_ID: Final = re.compile(r"<[A-Za-z][A-Za-z0-9+.-]*:[^\s<>]+>")
_DATE: Final = re.compile(r"\d{4}(-\d\d(-\d\d(T\d\d:\d\d(:\d\d(\.\d{1,9})?)?Z)?)?)?")
_DATE_1_0: Final = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")


def judge_head(raw: Raw) -> list[tuple[str, str]]:
    """Code and words for everything that is wrong with the fields."""
    named, problems = raw.named, []
    kind, stated, date = named.get("warc-type"), named.get("warc-record-id"), named.get("warc-date")
    if not (kind and stated and date):
        problems = [("missingField", f"no {name}") for name in _DEMANDED if not named.get(name.lower())]
    if kind in _WITH_URI and not named.get("warc-target-uri"):
        problems.append(("missingField", f"no WARC-Target-URI in a {kind} record"))
    if stated and _ID.fullmatch(stated) is None:
        problems.append(("badId", f"WARC-Record-ID: {stated}"))
    if date and not _is_date(date, raw.head.version):
        problems.append(("badDate", f"WARC-Date: {date}"))
    if not raw.head.shape.unique:
        problems.extend(_repeated(raw))
    return problems


def _repeated(raw: Raw) -> Iterator[tuple[str, str]]:
    seen: set[str] = set()
    shape, values = raw.head.shape, raw.head.values
    for name, key, value in zip(shape.names, shape.lower, values, strict=True):
        if key in seen and key not in _MAY_REPEAT:
            yield "repeatedField", f"{name} is there again: {value}"
        seen.add(key)


@lru_cache(maxsize=1024)
def _is_date(text: str, version: str) -> bool:
    form = _DATE_1_0 if version == "WARC/1.0" else _DATE
    if form.fullmatch(text) is None:
        return False
    try:
        parse_date(text)
    except ValueError:
        return False
    return True
