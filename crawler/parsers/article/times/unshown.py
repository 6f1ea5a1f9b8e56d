"""Dates that no reader sees: in the address of a page, and in data that its scripts carry."""

import re
from collections.abc import Iterator
from typing import Final

from crawler.parsers.article.witness import Witnesses

_IN_ADDRESS: Final = re.compile(
    r"/((?:19|20)\d\d)[/-]?(0[1-9]|1[0-2])[/-]?([0-2]\d|3[01])(?=\D|$)"
    r"|/((?:19|20)\d\d)/(\d\d?)/(\d\d?)(?=/|$)|[-_/]((?:19|20)\d\d)-(\d\d)-(\d\d)(?=\D|$)"
)
_DAY_FIRST: Final = re.compile(r"[-_/](0[1-9]|[12]\d|3[01])[-.](0[1-9]|1[0-2])[-.]((?:19|20)\d\d)(?=\D|$)")
"""As in ``/news/29-10-2021``."""

_IN_SCRIPT: Final = re.compile(
    r"""["'](?=[dpfriw])(?:date_?published|publish(?:ed)?_?(?:date|at|time|on|dt)|pub_?(?:date|dt|time)|"""
    r"first_?publish(?:ed)?_?(?:at|date)?|publication_?date|display_?date|deploy(?:ed)?_?(?:date|dt|at)|"
    r"(?:reg|regist|register|release|issue|input|write|insert)_?(?:date|dt)|posted_?(?:at|on|date))"
    r"""\\?["']\s*:\s*\\?["']?([^"',}\\]{8,40})""",
    re.I,
)
"""Keys under which scripts carry a date of publication; quotes are escaped where a string holds JSON.

The first letters of all of them stand ahead, which takes a third off the time.
"""


def unshown_dates(witnesses: Witnesses) -> Iterator[str]:
    """Dates in the address, then in scripts."""
    yield from in_address(witnesses)
    for script in witnesses.page.elements("script"):
        if match := _IN_SCRIPT.search(script.text or ""):
            yield match[1]


def in_address(witnesses: Witnesses) -> Iterator[str]:
    """Dates in the addresses of the page, year first."""
    addresses = (witnesses.canonical_url or "", witnesses.page.url)
    for found in filter(None, map(_IN_ADDRESS.search, addresses)):
        yield "-".join(part for part in found.groups() if part)
    for found in filter(None, map(_DAY_FIRST.search, addresses)):
        yield "-".join(reversed(found.groups()))
