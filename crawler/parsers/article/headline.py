"""The headline as shown: agreement of witnesses first, then the order of trust."""

import re
from collections.abc import Iterator
from typing import Final

from crawler.parsers.article.witness import Witnesses, clean, texts

_SEPARATOR: Final = re.compile(r"\s+[|–—\-·•:»«/>]+\s+|\s*\|\s*|\s+::\s+")


def headline(witnesses: Witnesses) -> str | None:
    """The article's headline without the site's name."""
    best = next(iter(_candidates(witnesses)), None)
    return best


def _candidates(witnesses: Witnesses) -> Iterator[str]:
    declared = [*texts(witnesses.article.get("headline")), *witnesses.metas("og:title"), *witnesses.headings]
    yield from declared
    if witnesses.title:
        yield _SEPARATOR.split(witnesses.title)[0]


def kicker(witnesses: Witnesses, shown: str | None) -> str | None:
    """The second headline declared beside the first."""
    declared = texts(witnesses.article.get("alternativeHeadline"))
    return next((text for text in declared if text != shown), None)
