"""The language of the article as BCP 47 (https://www.rfc-editor.org/rfc/rfc5646)."""

import re
from typing import Final

from crawler.parsers.article.witness import Witnesses, texts

_TAG: Final = re.compile(r"([a-z]{2,3})(?:[-_]([a-z]{4}))?(?:[-_]([a-z]{2}|\d{3}))?(?=$|[-_.@,;])", re.I)
_NOT_LANGUAGES: Final = frozenset({"und", "mul", "zxx", "mis"})


def language(witnesses: Witnesses) -> str | None:
    """What JSON-LD, the document or meta declare, in that order; never guessed from the text."""
    tree = witnesses.page.tree
    declared = [
        *texts(witnesses.article.get("inLanguage")),
        tree.get("lang") or tree.get("xml:lang") or "",
        witnesses.meta("og:locale", "content-language", "language", "dc.language", "inlanguage") or "",
        next(
            (e.get("content") or "" for e in witnesses.page.elements("meta") if _is_language(e.get("http-equiv"))), ""
        ),
        (witnesses.page.header("Content-Language") or "").partition(",")[0],
    ]
    return next((tag for value in declared if (tag := normal(value))), None)


def _is_language(name: str | None) -> bool:
    return (name or "").lower() == "content-language"


def normal(value: str) -> str | None:
    """``pt_br`` as ``pt-BR``; None for what is no language tag."""
    found = _TAG.match(value.strip())
    if not found or found[1].lower() in _NOT_LANGUAGES:
        return None
    parts = [found[1].lower(), (found[2] or "").title(), (found[3] or "").upper()]
    return "-".join(filter(None, parts))
