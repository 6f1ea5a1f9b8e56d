"""The language of the article as BCP 47 (https://www.rfc-editor.org/rfc/rfc5646)."""

import re
from collections.abc import Iterator
from itertools import islice
from typing import Final

from crawler.parsers.article.witness import Witnesses, texts

_TAG: Final = re.compile(r"([a-z]{2,3})(?:[-_]([a-z]{4}))?(?:[-_]([a-z]{2}|\d{3}))?(?=$|[-_.@,;])", re.I)
_NOT_LANGUAGES: Final = frozenset({"und", "mul", "zxx", "mis"})


def language(witnesses: Witnesses) -> str | None:
    """What JSON-LD, the document or meta declare, in that order; never guessed from the text."""
    return next((tag for value in _declared(witnesses) if (tag := normal(value))), None)


def _declared(witnesses: Witnesses) -> Iterator[str]:
    page = witnesses.page
    yield from texts(witnesses.article.get("inLanguage"))
    yield page.tree.get("lang") or page.tree.get("xml:lang") or ""
    yield witnesses.meta("og:locale", "content-language", "language", "dc.language", "inlanguage") or ""
    named = (e for e in page.elements("meta") if (e.get("http-equiv") or "").lower() == "content-language")
    yield from (element.get("content") or "" for element in islice(named, 1))
    yield (page.header("Content-Language") or "").partition(",")[0]


def normal(value: str) -> str | None:
    """``pt_br`` as ``pt-BR``; None for what is no language tag."""
    found = _TAG.match(value.strip())
    if not found or found[1].lower() in _NOT_LANGUAGES:
        return None
    parts = [found[1].lower(), (found[2] or "").title(), (found[3] or "").upper()]
    return "-".join(filter(None, parts))
