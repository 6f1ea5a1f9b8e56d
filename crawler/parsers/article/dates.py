"""When the article was published and changed: declared, else shown near the headline, else in the address.

A value keeps the offset its witness gave. When witnesses name the same instant, the one with the site's own offset is
taken over one in UTC, and one with a clock over a bare day.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import timedelta
from functools import lru_cache
from itertools import chain
from typing import Final

from lxml.html import HtmlElement

from crawler.parsers.article.blocks import Block
from crawler.parsers.article.instants import Dated, best, with_offset
from crawler.parsers.article.moments import day_of, moment
from crawler.parsers.article.scene import Scene
from crawler.parsers.article.witness import Witnesses, classed, short_text, texts
from crawler.parsers.comments.dates import Dates
from crawler.parsers.page import Page

_PUBLISHED: Final = re.compile(
    r"^(?:article[:.]|og:article:|og:)?(?:published_?time|published_?date|published|publish_?date|publication_?date|"
    r"pub_?date|date_?published)$"
)
_DATED: Final = re.compile(
    r"published[-_]?(?:time|at|date|on)?$|publish-date|pub-?date$|release_?date$"
    r"|^(?:dc|dcterms|dcsext)\.(?:date|created|issued|date\.(?:created|issued|x-metadatalastmodified)|"
    r"articlefirstpublished)$"
    r"|^sailthru\.date$|^article_date_original$|^cxenseparse:recs:publishtime$|^citation_(?:publication_|online_)?date$"
    r"|^(?:created|creation_?date|date|datum|date\.issued|originalpublicationdate|article\.created|datecreated|"
    r"display_?date)$"
)
_MODIFIED: Final = re.compile(
    r"modified(?:[-_:.]?(?:time|date|at|on))?$|updated?(?:[-_:.]?(?:time|date|at|on))?$|^revised$|lastmod|"
    r"^date_?modified$"
)
_NOT_OURS: Final = re.compile(r"expir|event|start|end|fb:|build|valid|birth")
_NAMED_DATE: Final = re.compile(r"[dD]ate|datum|publish|time|fecha")
_DATE_PROPERTIES: Final = ("schema:datePublished", "schema:dateCreated")
"""As RDFa writes them."""

_NO_DATES: Final = frozenset({"body", "html", "script", "a"})
_ELSEWHERE: Final = re.compile(
    r"comment|related|teaser|sidebar|widget|recent|popular|most-?read|recommend|card\b|footer|reply", re.I
)
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

_DATE_LIKE: Final = re.compile(r"(?:19|20)\d\d|\d{1,2}\.\s?\d{1,2}\.\s?\d\d\b|\d{1,2}/\d{1,2}/\d\d\b|['’]\d\d\b")
_CHANGED: Final = re.compile(
    r"updat|änderung|aktualisiert|modif|changed|edited|geändert|actuali[sz]|mis à jour|aggiornato|stand:?\s|bijgewerkt",
    re.I,
)
_NO_DATE: Final = re.compile(r"©|copyright|\(c\)|\bsince\b|\bseit\b|\d{4}\s?[-–]\s?\d{4}", re.I)
_LABELLED: Final = re.compile(
    r"\b(?:first published|published(?: on| at| in)?|posted(?: on)?|erschienen(?: am)?|veröffentlicht(?: am)?|"
    r"erstellt(?: am)?|"
    r"publié(?:e)?(?: le)?|publicado(?: el| em)?|pubblicato(?: il)?|gepubliceerd(?: op)?|geplaatst(?: op)?|publicerad|"
    r"publisert|udgivet|julkaistu|opublikowano|опубликовано|дата публикации|yayınlanma tarihi|date|datum|data|"
    r"fecha)\b\s*:?\s*(.{6,80})"
    r"|(?:发布时间|發布時間|发表于|日期|时间|公開日|掲載日|投稿日|更新日|입력|등록|게재)\s*[:：]?\s*(.{6,80})",
    re.I,
)
_PIECES: Final = re.compile(r"[|•·⋅∙‧●▪\n]|\s[-–—]\s|(?<=\d{4}),?\s+(?=[A-Z])")
FIRST_YEAR: Final = 1990
_AHEAD: Final = timedelta(days=2)
_DATELINE_CHARS: Final = 60
_LINE_CHARS: Final = 80
_MAX_SHOWN: Final = 150
_MAX_TIMES: Final = 20


def dates(witnesses: Witnesses, reader: Dates, around: Scene) -> tuple[Dated | None, Dated | None]:
    """When published and when last changed, as far as the page tells."""
    hall = _Hall(witnesses, reader)
    modified = hall.first(_modified(witnesses))
    declared = list(hall.read(_declared(witnesses)))
    published = best(declared)
    if published is not None:
        return _localised(published, declared, hall, around), modified
    published = hall.first(_shown(witnesses)) or hall.first(_weakly_declared(witnesses))
    published = published or _in_lines(hall, (*around.heading, *around.above)) or hall.first(_labelled(around))
    published = published or _in_lines(hall, around.below) or hall.first(_elsewhere(witnesses))
    return published or hall.first(_openings(around)) or hall.first(_scattered(around)), modified


class _Hall:
    """Reads raw dates and turns away what cannot be a publication date of this capture."""

    def __init__(self, witnesses: Witnesses, reader: Dates) -> None:
        self.reader, self.witnesses = reader, witnesses
        self.latest = (witnesses.page.captured_at + _AHEAD).strftime("%Y-%m-%d")

    def read(self, raws: Iterable[str]) -> Iterator[Dated]:
        for raw in raws:
            value = moment(raw, self.reader)
            if value and str(FIRST_YEAR) <= day_of(value) <= self.latest:
                yield Dated(value, raw)

    def first(self, raws: Iterable[str]) -> Dated | None:
        return next(self.read(raws), None)


def _declared(witnesses: Witnesses) -> Iterator[str]:
    """What JSON-LD, meta and microdata call the date of publication."""
    article = witnesses.article
    yield from texts(article.get("datePublished"))
    yield from _in_meta(witnesses, _PUBLISHED)
    for element in witnesses.items.get("datepublished", ())[:5]:
        yield from _of(element)
    yield from _in_meta(witnesses, _DATED)
    yield from texts(article.get("uploadDate"))


def _in_meta(witnesses: Witnesses, names: re.Pattern[str]) -> Iterator[str]:
    for name, values in witnesses.page.meta.items():
        if _is_named(names, name):
            yield from values


@lru_cache(maxsize=4096)
def _is_named(names: re.Pattern[str], name: str) -> bool:
    """Pages of a site, and of all sites, use the same names."""
    return names.search(name) is not None and _NOT_OURS.search(name) is None


def _weakly_declared(witnesses: Witnesses) -> Iterator[str]:
    """Dates of the page rather than of the article."""
    yield from texts(witnesses.web_page.get("datePublished"))
    yield from texts(witnesses.article.get("dateCreated"))
    for node in witnesses.page.json_ld:
        yield from texts(node.get("datePublished"))


def _modified(witnesses: Witnesses) -> Iterator[str]:
    yield from texts(witnesses.article.get("dateModified"))
    yield from _in_meta(witnesses, _MODIFIED)
    for element in witnesses.items.get("datemodified", ())[:5]:
        yield from _of(element)
    yield from texts(witnesses.web_page.get("dateModified"))


def _of(element: HtmlElement) -> Iterator[str]:
    """Values of a date element: attributes first, then its text."""
    get = element.get
    for value in (get("content"), get("datetime"), get("title"), short_text(element)):
        if value and len(value) < 100:
            yield value


def _shown(witnesses: Witnesses) -> Iterator[str]:
    """Dates in elements made for them, those after the headline first."""
    before: list[str] = []
    after: list[str] = []
    changed: list[str] = []
    found = before
    for element in _made_for_dates(witnesses.page)[:_MAX_SHOWN]:
        if element.tag == "h1":
            found = after
            continue
        around = [element, *element.iterancestors()][:6]
        names = " ".join(f"{e.get('class') or ''} {e.get('id') or ''}" for e in around if e.tag not in ("body", "html"))
        if _ELSEWHERE.search(names) or any(e.tag in ("footer", "aside", "nav") for e in around):
            continue
        label = short_text(around[1]) if len(around) > 1 else ""
        target = changed if _CHANGED.search(element.get("class") or "") or _CHANGED.search(label[:40]) else found
        target.extend(_of(element))
    yield from after
    yield from reversed(before) if found is after else before
    yield from changed


def _made_for_dates(page: Page) -> list[HtmlElement]:
    """Elements that are named after dates, and each h1, in page order."""
    properties = {element for element, value in page.having("property").items() if value in _DATE_PROPERTIES}
    found = classed(page, _NAMED_DATE, page.elements("h1", "time"), properties)
    return [element for element in found if element.tag not in _NO_DATES or element in properties]


def _localised(found: Dated, declared: Sequence[Dated], hall: _Hall, around: Scene) -> Dated:
    """The same instant with the site's own offset, where the page declares UTC and has a local clock elsewhere.

    Another declaration without an offset tells it, then an element made for dates; a line of text only where the day
    is another one, since such a line may tell of something else.
    """
    times = hall.witnesses.page.elements("time")[:_MAX_TIMES]
    made = hall.read(value for element in times if (value := element.get("datetime")))
    lines = (line for line in hall.read(_lines(around.outwards())) if day_of(line.value) != day_of(found.value))
    return with_offset(found, chain(declared, made, lines))


def _in_lines(hall: _Hall, blocks: Iterable[Block]) -> Dated | None:
    """A date in a short line; one of a change only where there is no other."""
    changed: list[str] = []
    for raw in _lines(blocks):
        if _CHANGED.search(raw):
            changed.append(raw)
        elif found := hall.first([raw]):
            return found
    return hall.first(changed)


def _openings(around: Scene) -> Iterator[str]:
    """A dateline: the text begins or ends with a date."""
    for block in around.first + around.last:
        head = block.text[:_DATELINE_CHARS]
        if _DATE_LIKE.search(head):
            yield head


def _scattered(around: Scene) -> Iterator[str]:
    """Any short line with a date outside teasers and comments, in page order."""
    for block in around.all:
        if len(block.text) <= _LINE_CHARS and not _ELSEWHERE.search(_names_around(block)):
            yield from _lines([block])


def _names_around(block: Block) -> str:
    parent = block.box.parent
    return f"{block.box.words} {parent.words if parent else ''}"


def _labelled(around: Scene) -> Iterator[str]:
    """What the page itself calls a date of publication, wherever it is shown."""
    for block in around.all:
        if len(block.text) < 200 and _DATE_LIKE.search(block.text) and (found := _LABELLED.search(block.text)):
            yield from _dated_pieces(found[1] or found[2])


def _lines(blocks: Iterable[Block]) -> Iterator[str]:
    for block in blocks:
        if _DATE_LIKE.search(block.text) and not _NO_DATE.search(block.text):
            yield from _dated_pieces(block.text)


def _dated_pieces(line: str) -> Iterator[str]:
    return (piece.strip() for piece in _PIECES.split(line) if _DATE_LIKE.search(piece))


def _elsewhere(witnesses: Witnesses) -> Iterator[str]:
    """In the address of the page, and in data its scripts carry."""
    addresses = (witnesses.canonical_url or "", witnesses.page.url)
    for found in filter(None, map(_IN_ADDRESS.search, addresses)):
        yield "-".join(part for part in found.groups() if part)
    for found in filter(None, map(_DAY_FIRST.search, addresses)):
        yield "-".join(reversed(found.groups()))
    for script in witnesses.page.elements("script"):
        if match := _IN_SCRIPT.search(script.text or ""):
            yield match[1]
