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
from crawler.parsers.article.scene import Scene
from crawler.parsers.article.times.dated_lines import dated_lines, dated_pieces, may_be_dated, tells_change
from crawler.parsers.article.times.declared import modified_dates, page_dates, published_dates
from crawler.parsers.article.times.instants import Dated, best, finer, with_offset
from crawler.parsers.article.times.moments import day_of, moment
from crawler.parsers.article.times.shown import Shown
from crawler.parsers.article.times.unshown import unshown_dates
from crawler.parsers.article.witness import Witnesses
from crawler.parsers.dates.reader import Dates

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


def dates(witnesses: Witnesses, reader: Dates, around: Scene) -> tuple[Dated | None, Dated | None]:
    """When published and when last changed, as far as the page tells."""
    hall, shown = _Hall(witnesses, reader), Shown(witnesses, around)
    declared = list(hall.read(published_dates(witnesses, shown)))
    published = best(declared)
    if published is not None:
        published = finer(published, hall.read(shown.times()))
        published = _localised(_with_clock(published, hall, shown, around), declared, hall, around)
    elif (published := _undeclared(hall, shown, around)) is not None:
        published = _with_clock(finer(published, hall.read(shown.all())), hall, shown, around)
    modified = hall.first(modified_dates(witnesses, shown)) or _later(published, hall.read(_changed(shown, around)))
    return published, modified


def _undeclared(hall: "_Hall", shown: Shown, around: Scene) -> Dated | None:
    """When published, by what is shown in and around the article, likeliest first."""
    witnesses = hall.witnesses
    above = (block for block in around.above if not shown.is_masthead(block.box.element))
    published = hall.first(shown.near) or hall.first(page_dates(witnesses))
    published = published or hall.first(_unchanged(around.heading)) or hall.first(shown.above)
    published = published or hall.first(_unchanged(above)) or hall.first(_labelled(around))
    published = published or hall.first(shown.below) or hall.first(_changed(shown, around))
    published = published or hall.only(_unchanged(around.below)) or hall.first(unshown_dates(witnesses))
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
