"""The language of the article as BCP 47 (https://www.rfc-editor.org/rfc/rfc5646)."""

import re
from collections.abc import Iterator
from itertools import islice
from typing import Final

from lxml.html import HtmlElement

from crawler.parsers.article.witness import Witnesses, texts

_TAG: Final = re.compile(r"([a-z]{2,3})(?:[-_]([a-z]{4}))?(?:[-_]([a-z]{2}|\d{3}))?(?=$|[-_.@,;])", re.I)
_NOT_LANGUAGES: Final = frozenset({"und", "mul", "zxx", "mis", "utf", "iso"})
"""Codes for no language, and beginnings of names of charsets."""
_SHORTER: Final = dict(
    pair.split("=")
    for pair in (
        "ara=ar bul=bg cat=ca ces=cs cze=cs chi=zh zho=zh dan=da deu=de ger=de dut=nl nld=nl ell=el gre=el eng=en "
        "fas=fa per=fa fin=fi fra=fr fre=fr heb=he hin=hi hrv=hr hun=hu ind=id ita=it jpn=ja kor=ko nor=no pol=pl "
        "por=pt ron=ro rum=ro rus=ru slk=sk slo=sk slv=sl spa=es srp=sr swe=sv tha=th tur=tr ukr=uk urd=ur vie=vi "
        "iw=he in=id ji=yi"
    ).split()
)
"""Codes that BCP 47 has shorter or newer ones for."""
_MOST_BOXES: Final = 100
_METAS: Final = (
    *("og:locale", "content-language", "language", "dc.language", "dc:language", "dcterms.language"),
    *("dcterms:language", "citation_language", "inlanguage", "lang"),
)


def language(witnesses: Witnesses) -> str | None:
    """What JSON-LD, the document, meta or a box around the headline declare, in that order.

    Never guessed from the text.
    """
    return next((tag for value in _declared(witnesses) if (tag := normal(value))), None)


def _declared(witnesses: Witnesses) -> Iterator[str]:
    page = witnesses.page
    declared = witnesses.article.get("inLanguage")
    yield from texts(declared.get("alternateName") or declared if isinstance(declared, dict) else declared)
    yield _of_element(page.tree)
    yield witnesses.meta(*_METAS) or ""
    named = (e for e in page.elements("meta") if (e.get("http-equiv") or "").lower() == "content-language")
    yield from (element.get("content") or "" for element in islice(named, 1))
    yield (page.header("Content-Language") or "").partition(",")[0]
    yield from (_of_element(box) for h1 in page.elements("h1")[:1] for box in islice(h1.iterancestors(), _MOST_BOXES))


def _of_element(element: HtmlElement) -> str:
    return element.get("lang") or element.get("xml:lang") or ""


def normal(value: str) -> str | None:
    """``pt_br`` as ``pt-BR``; None for what is no language tag."""
    found = _TAG.match(value.strip())
    if not found or found[1].lower() in _NOT_LANGUAGES:
        return None
    code = found[1].lower()
    parts = [_SHORTER.get(code, code), (found[2] or "").title(), (found[3] or "").upper()]
    return "-".join(filter(None, parts))
