"""When the article was published and changed: declared, else shown near the headline, else in the address.

A value keeps the offset its witness gave. When witnesses name the same instant, the one with the site's own offset is
taken over one in UTC, and one with a clock over a bare day.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from itertools import chain
from typing import Final

from crawler.parsers.article.blocks.block import Block
from crawler.parsers.article.elsewhere import is_named_elsewhere
from crawler.parsers.article.remembered import remembered
from crawler.parsers.article.scene import Scene
from crawler.parsers.article.times.dated_lines import dated_lines, dated_pieces, may_be_dated, tells_change
from crawler.parsers.article.times.instants import Dated, best, finer, with_offset
from crawler.parsers.article.times.moments import day_of, moment
from crawler.parsers.article.times.shown import Shown, written
from crawler.parsers.article.witness import Witnesses, texts
from crawler.parsers.dates.reader import Dates

_PUBLISHED: Final = re.compile(
    r"^(?:article[:.]|og:article:|og:)?(?:published_?time|published_?date|published|publish_?date|publication_?date|"
    r"pub_?date|date_?published)$"
)
_DATED: Final = re.compile(
    r"published[-_]?(?:time|at|date|on)?$|publish-date|pub-?date$|release_?date$"
    r"|^(?:dc|dcterms|dcsext)[.:](?:date|created|issued|date\.(?:created|issued|x-metadatalastmodified)|"
    r"articlefirstpublished)$"
    r"|^sailthru\.date$|^prism\.publicationdate$|^article_date_original$|^cxenseparse:recs:publishtime$|^citation_(?:publication_|online_)?date$"
    r"|^(?:created|creation_?date|date|datum|date\.issued|originalpublicationdate|article\.created|datecreated|"
    r"display_?date)$"
)
_MODIFIED: Final = re.compile(
    r"modified(?:[-_:.]?(?:time|date|at|on))?$|updated?(?:[-_:.]?(?:time|date|at|on))?$|^revised$|lastmod|^prism\.modificationdate$|"
    r"^date_?modified$"
)
_META: Final = {"published": _PUBLISHED, "dated": _DATED, "modified": _MODIFIED}
_NOT_OURS: Final = re.compile(r"expir|event|start|end|fb:|build|valid|birth")
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

_LABELLED: Final = re.compile(
    r"\b(?:first published|published(?: on| at| in)?|posted(?: on)?|erschienen(?: am)?|veröffentlicht(?: am)?|"
    r"erstellt(?: am)?|"
    r"publié(?:e)?(?: le)?|publicado(?: el| em)?|pubblicato(?: il)?|gepubliceerd(?: op)?|geplaatst(?: op)?|publicerad|"
    r"publisert|udgivet|julkaistu|opublikowano|опубликовано|дата публикации|yayınlanma tarihi|date|datum|data|"
    r"fecha)\b\s*:?\s*(.{6,80})"
    r"|(?:发布时间|發布時間|发表于|日期|时间|公開日|掲載日|投稿日|更新日|입력|등록|게재)\s*[:：]?\s*(.{6,80})",
    re.I,
)
_FIRST_YEAR: Final = 1990
_AHEAD: Final = timedelta(days=2)
_DATELINE_CHARS: Final = 60
_LINE_CHARS: Final = 80
_MAX_TIMES: Final = 20
_MAX_ITEMS: Final = 5


def dates(witnesses: Witnesses, reader: Dates, around: Scene) -> tuple[Dated | None, Dated | None]:
    """When published and when last changed, as far as the page tells."""
    hall, shown = _Hall(witnesses, reader), Shown(witnesses, around)
    declared = list(hall.read(_declared(witnesses, shown)))
    published = best(declared)
    if published is not None:
        published = finer(published, hall.read(shown.times()))
        published = _localised(_with_clock(published, hall, shown, around), declared, hall, around)
    elif (published := _undeclared(hall, shown, around)) is not None:
        published = _with_clock(finer(published, hall.read(shown.all())), hall, shown, around)
    modified = hall.first(_modified(witnesses, shown)) or _later(published, hall.read(_changed(shown, around)))
    return published, modified


def _undeclared(hall: "_Hall", shown: Shown, around: Scene) -> Dated | None:
    """When published, by what is shown in and around the article, likeliest first."""
    witnesses = hall.witnesses
    above = (block for block in around.above if not shown.is_masthead(block.box.element))
    published = hall.first(shown.near) or hall.first(_weakly_declared(witnesses))
    published = published or hall.first(_unchanged(around.heading)) or hall.first(shown.above)
    published = published or hall.first(_unchanged(above)) or hall.first(_labelled(around))
    published = published or hall.first(shown.below) or hall.first(_changed(shown, around))
    published = published or hall.only(_unchanged(around.below)) or hall.first(_elsewhere(witnesses))
    return published or hall.first(_openings(around)) or hall.only(_scattered(shown, around))


def _with_clock(published: Dated, hall: "_Hall", shown: Shown, around: Scene) -> Dated:
    """The same day with the clock that is shown beside the headline, where only a day is known."""
    if len(published.value) > 10:
        return published
    lines = chain(around.heading, around.above)
    return finer(published, hall.read(chain(shown.near, shown.above, _unchanged(lines))))


def _later(published: Dated | None, changes: Iterable[Dated]) -> Dated | None:
    """The first change that is not before the day of publication."""
    since = day_of(published.value) if published else ""
    return next((change for change in changes if day_of(change.value) >= since), None)


class _Hall:
    """Reads raw dates and turns away what cannot be a publication date of this capture."""

    def __init__(self, witnesses: Witnesses, reader: Dates) -> None:
        self.reader, self.witnesses = reader, witnesses
        self.latest = str(min(witnesses.page.captured_at.date(), date.max - _AHEAD) + _AHEAD)

    def read(self, raws: Iterable[str]) -> Iterator[Dated]:
        for raw in raws:
            value = moment(raw, self.reader)
            if value and str(_FIRST_YEAR) <= day_of(value) <= self.latest:
                yield Dated(value, raw)

    def first(self, raws: Iterable[str]) -> Dated | None:
        return next(self.read(raws), None)

    def only(self, raws: Iterable[str]) -> Dated | None:
        """The first where all name one day: dates of several days are those of a list."""
        found = self.read(raws)
        first = next(found, None)
        return first if first and all(day_of(other.value) == day_of(first.value) for other in found) else None


def _declared(witnesses: Witnesses, shown: Shown) -> Iterator[str]:
    """What JSON-LD, meta and microdata call the date of publication."""
    article = witnesses.article
    yield from texts(article.get("datePublished"))
    yield from _in_page(witnesses, shown, "published", "datepublished")
    yield from _in_meta(witnesses, "dated")
    yield from texts(article.get("uploadDate"))


def _in_page(witnesses: Witnesses, shown: Shown, meaning: str, name: str) -> Iterator[str]:
    """What meta says, and microdata of the article's item; what other items say in meta elements is not of it."""
    ours = shown.items(name)
    others = shown.strangers(name, ours)
    yield from (value for value in _in_meta(witnesses, meaning) if value not in others)
    for element in ours[:_MAX_ITEMS]:
        yield from written(element)


def _in_meta(witnesses: Witnesses, meaning: str) -> Iterator[str]:
    for name, values in witnesses.page.meta.items():
        if meaning in _meanings(name):
            yield from values


@remembered(4096)
def _meanings(name: str) -> frozenset[str]:
    """Which of ``_META`` a name is; pages of a site, and of all sites, use the same ones."""
    if _NOT_OURS.search(name):
        return frozenset()
    return frozenset(meaning for meaning, names in _META.items() if names.search(name))


def _weakly_declared(witnesses: Witnesses) -> Iterator[str]:
    """Dates of the page rather than of the article."""
    yield from texts(witnesses.web_page.get("datePublished"))
    yield from texts(witnesses.article.get("dateCreated"))
    for node in witnesses.page.json_ld:
        yield from texts(node.get("datePublished"))


def _modified(witnesses: Witnesses, shown: Shown) -> Iterator[str]:
    yield from texts(witnesses.article.get("dateModified"))
    yield from _in_page(witnesses, shown, "modified", "datemodified")
    yield from texts(witnesses.web_page.get("dateModified"))


def _localised(found: Dated, declared: Sequence[Dated], hall: _Hall, around: Scene) -> Dated:
    """The same instant with the site's own offset, where the page declares UTC and has a local clock elsewhere.

    Another declaration without an offset tells it, then an element made for dates; a line of text only where the day
    is another one, since such a line may tell of something else.
    """
    times = hall.witnesses.page.elements("time")[:_MAX_TIMES]
    made = hall.read(value for element in times if (value := element.get("datetime")))
    lines = (line for line in hall.read(dated_lines(around.outwards())) if day_of(line.value) != day_of(found.value))
    return with_offset(found, chain(declared, made, lines))


def _unchanged(blocks: Iterable[Block]) -> Iterator[str]:
    """Dates in short lines but those of a change."""
    return (raw for raw in dated_lines(blocks) if not tells_change(raw))


def _changed(shown: Shown, around: Scene) -> Iterator[str]:
    """Dates of a change in elements made for dates and in short lines."""
    lines = [raw for raw in dated_lines(around.outwards()) if tells_change(raw)]
    if lines or shown.tells_change():
        yield from shown.changed()
    yield from lines


def _openings(around: Scene) -> Iterator[str]:
    """A dateline: the text begins or ends with a date."""
    for block in around.first + around.last:
        head = block.text[:_DATELINE_CHARS]
        if may_be_dated(head):
            yield head


def _scattered(shown: Shown, around: Scene) -> Iterator[str]:
    """Any short line with a date outside teasers and comments, in page order."""
    for block in around.all:
        if len(block.text) > _LINE_CHARS or not may_be_dated(block.text):
            continue
        box = block.box.element
        if not is_named_elsewhere(box) and not shown.is_masthead(box):
            yield from dated_lines([block])


def _labelled(around: Scene) -> Iterator[str]:
    """What the page itself calls a date of publication, wherever it is shown."""
    for block in around.all:
        if len(block.text) < 200 and may_be_dated(block.text) and (found := _LABELLED.search(block.text)):
            yield from (raw for raw in dated_pieces(found[1] or found[2]) if not tells_change(raw))


def _elsewhere(witnesses: Witnesses) -> Iterator[str]:
    """In the address of the page, and in data its scripts carry."""
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
