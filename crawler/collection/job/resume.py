"""Visits that an earlier run began and did not finish, read back from the archive."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from crawler.collection.ended import Ended, read_ended
from crawler.collection.pages import StoredPage, stored_page
from crawler.collection.session import Session
from crawler.errors import ArchiveError
from crawler.parsers.page import Page
from crawler.store import captures, rows
from crawler.store import ends as visit_ends
from crawler.store.rows import Row
from crawler.warc.capture import Capture, RefersTo, StoredRecord
from crawler.warc.captures import read_captures
from crawler.warc.reader import read_record
from crawler.warc.uris import VISIT_URI


@dataclass(slots=True)
class Left:
    """A visit left open: its page, the answers it has, and the needs given up, both by need key.

    ``end`` is set when its end is archived already: then only its lines are missing.
    """

    row: Row
    page: StoredPage
    end: Ended | None
    answers: list[tuple[str, StoredPage]] = field(default_factory=list)
    given_up: list[tuple[str, str]] = field(default_factory=list)


def left_behind(session: Session) -> Iterator[Left]:
    """Every visit that is archived but not exported; those whose end is archived first, in that order.

    Read a few at a time: after a collection was taken in anew, they are all that it holds.
    """
    reader, number = session.reader, session.collection_id
    for visit_id, fields in visit_ends.waiting(reader, number):
        opened = rows.of_visit(reader, number, visit_id)
        if opened and opened[0].is_page:
            yield from _left(session, opened[0], opened[1:], read_ended(VISIT_URI + visit_id, fields))
    for begun in rows.begun(reader, number):
        yield from _left(session, begun, rows.of_visit(reader, number, begun.visit_id or "")[1:], None)


def requisites_left(session: Session) -> Iterator[tuple[Row, Page | None]]:
    """Every requisite that is archived but may not have been read; the style, where it is one."""
    for row in rows.open_requisites(session.reader, session.collection_id):
        stored = _page(session, row) if row.requisite else None
        yield row, stored.page if stored is not None else None


def _left(session: Session, begun: Row, answered: list[Row], end: Ended | None) -> Iterator[Left]:
    """The visit that ``begun`` began; none when its page cannot be shown any more."""
    if (page := _page(session, begun)) is None:
        return
    given_up = rows.given_up(session.reader, begun.job_id, begun.visit_id or "")
    yield Left(
        begun,
        page,
        end,
        answers=_answers(session, answered),
        given_up=[(skipped.need.key, reason) for skipped, reason in given_up if skipped.need is not None],
    )


def _answers(session: Session, answered: list[Row]) -> list[tuple[str, StoredPage]]:
    found = ((row, _page(session, row)) for row in answered)
    read = [(page, row) for row, page in found if page is not None]
    read.sort(key=lambda pair: pair[0].evidence.captured_at)
    return [(page.facts.need, page) for page, _ in read if page.facts is not None and page.facts.need is not None]


def _page(session: Session, row: Row) -> StoredPage | None:
    stored = captures.by_record(session.reader, session.collection_id, row.record_id or "")
    if stored is None:
        return None
    path = session.paths.archive / stored.filename
    found = next(iter(read_captures(path, stored.offset)), None)
    if not isinstance(found, Capture):
        raise ArchiveError(f"archive file {path}: no capture of {row.url} at offset {stored.offset}; run crawler check")
    return stored_page(found, lambda refers_to: _original(session, refers_to))


def _original(session: Session, refers_to: RefersTo) -> StoredRecord | None:
    stored = captures.by_record(session.reader, session.collection_id, refers_to.record_id or "")
    if stored is None:
        return session.others.record(refers_to)
    return read_record(session.paths.archive / stored.filename, stored.offset)
