"""What pages and styles ask for as rows: once each, level by level, within budgets; and in memory before pages."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from crawler.collection.job.queue import HOST_ROWS, Queue
from crawler.collection.job.requisites import MAX_STYLE_LEVEL, Requisites
from crawler.collection.job.seen import Seen
from crawler.collection.job.tally import OVER_BUDGET, Tally
from crawler.frontier.priority import Priority
from crawler.parsers.requisite import Requisite, RequisiteKind
from crawler.store import collections, rows
from crawler.store.journal import open_journal
from crawler.store.rows import Row, State, requisite_key

PAGE = "https://news.example/"
HOST = "cdn.example"


@pytest.fixture
def journal(tmp_path: Path) -> Iterator[sqlite3.Connection]:
    with closing(open_journal(tmp_path / "journal.sqlite")) as connection:
        number = collections.collection_id(connection, "c")
        collections.start_job(connection, number, seeds=(PAGE,), scope="{}", started_at="2026-03-01T00:00:00Z")
        yield connection


def made(journal: sqlite3.Connection, *, count: int = 10, size: int = 1_000) -> tuple[Requisites, Tally]:
    tally = Tally()
    return Requisites(1, Seen(journal), tally=tally, max_count=count, max_bytes=size), tally


def images(*names: object) -> list[Requisite]:
    return [Requisite(f"https://{HOST}/{name}", RequisiteKind.IMAGE) for name in names]


def page(requisites: Requisites, found: list[Requisite], visit: str = "v") -> list[Row]:
    return [new.row for new in requisites.of_page(found, visit_id=visit, via=PAGE, depth=2)]


def names(found: list[Row]) -> list[str]:
    return [row.url.rpartition("/")[2] for row in found]


def test_an_address_becomes_one_row_however_often_and_wherever_it_is_asked_for(journal: sqlite3.Connection) -> None:
    requisites, _ = made(journal)
    assert names(page(requisites, images("a", "%61", "b"))) == ["a", "b"]
    assert names(page(requisites, images("b", "c"), "other")) == ["c"]


def test_a_row_asks_for_the_address_as_the_page_has_it(journal: sqlite3.Connection) -> None:
    requisites, _ = made(journal)
    (row,) = page(requisites, images("x.png?utm_source=a&b=%7e"))
    assert row.url == f"https://{HOST}/x.png?utm_source=a&b=%7e"
    assert row.key == requisite_key(1, f"https://{HOST}/x.png?b=~")
    assert (row.priority, row.depth, row.via, row.visit_id, row.requisite) == (Priority.REQUISITE, 2, PAGE, "v", 0)


def test_what_the_journal_has_is_not_asked_for_again(journal: sqlite3.Connection) -> None:
    first, _ = made(journal)
    found = first.of_page(images("a"), visit_id="v", via=PAGE, depth=0)
    rows.add(journal, [(new.row, new.state, new.reason) for new in found])
    second, _ = made(journal)
    assert names(page(second, images("a", "b"))) == ["b"]


def test_a_budget_takes_the_first_and_leaves_the_rest_to_other_pages(journal: sqlite3.Connection) -> None:
    requisites, tally = made(journal, count=3)
    assert names(page(requisites, images(*"abcde"))) == ["a", "b", "c"]
    assert names(page(requisites, images(*"abcdef"))) == []
    assert names(page(requisites, images(*"abcde"), "other")) == ["d", "e"]
    assert tally.missing == {OVER_BUDGET: 2 + 3}


def test_styles_spend_the_budget_of_their_page_and_imports_end_somewhere(journal: sqlite3.Connection) -> None:
    requisites, tally = made(journal, count=2 * MAX_STYLE_LEVEL)
    style = Requisite(f"https://{HOST}/0.css", RequisiteKind.STYLE)
    (row,) = page(requisites, [style])
    taken = [row]
    while row.requisite:
        more = [replace(style, url=f"https://{HOST}/{len(taken)}.css"), *images(f"{len(taken)}.png")]
        found = [new.row for new in requisites.of_style(row, more, via=row.url)]
        taken += found
        row = found[0]
    assert [row.requisite for row in taken] == [1, 2, 0, 3, 0, 4, 0, 0]
    assert len(taken) == 2 * MAX_STYLE_LEVEL and not tally.missing
    assert names([new.row for new in requisites.of_style(taken[0], images("late"), via=PAGE)]) == []


def test_bytes_are_counted_for_the_page_that_wanted_them(journal: sqlite3.Connection) -> None:
    requisites, tally = made(journal, size=100)
    first, second = page(requisites, images("a", "b"))
    (other,) = page(requisites, images("c"), "other")
    requisites.received(first, 100)
    assert [requisites.affords(row) for row in (second, other)] == [False, True]
    assert tally.missing == {OVER_BUDGET: 1}


def test_a_redirect_leads_to_its_own_addresses_and_to_what_no_other_row_has(journal: sqlite3.Connection) -> None:
    requisites, _ = made(journal)
    first, second = page(requisites, images("a", "b"))
    assert requisites.follows(first, first.url) and not requisites.follows(first, second.url)
    assert requisites.follows(first, "https://else.example/") and not requisites.follows(
        second, "https://else.example/"
    )


def waiting(journal: sqlite3.Connection) -> Queue:
    return Queue(journal, 1, flush=lambda: True)


def row(number: int, priority: Priority) -> Row:
    requisite = 0 if priority is Priority.REQUISITE else None
    return Row(number, 1, f"https://{HOST}/{number}", HOST, priority, requisite=requisite)


def drained(queue: Queue) -> list[Priority]:
    found = []
    while (popped := queue.pop(queue.host(HOST))) is not None:
        found.append(Priority(popped.priority))
    return found


def test_requisites_beyond_what_memory_holds_still_come_before_pages(journal: sqlite3.Connection) -> None:
    queue = waiting(journal)
    found = [row(number, Priority.PAGE) for number in range(2 * HOST_ROWS)]
    found += [row(1_000 + number, Priority.REQUISITE) for number in range(3 * HOST_ROWS)]
    rows.add(journal, [(one, State.QUEUED, None) for one in found])
    for one in found:
        queue.push(one)
    assert queue.urgent == 3 * HOST_ROWS and queue.in_memory == 2 * HOST_ROWS
    assert drained(queue) == [Priority.REQUISITE] * 3 * HOST_ROWS + [Priority.PAGE] * 2 * HOST_ROWS
    assert (queue.urgent, queue.waiting) == (0, 0)


def test_a_queue_read_back_from_the_journal_knows_what_is_urgent(journal: sqlite3.Connection) -> None:
    found = [row(number, Priority.PAGE if number % 2 else Priority.REQUISITE) for number in range(10)]
    rows.add(journal, [(one, State.QUEUED, None) for one in found])
    queue = waiting(journal)
    assert queue.urgent == 5
    first = queue.pop(queue.host(HOST))
    assert first is not None and queue.urgent == 4
    queue.put_back(first)
    assert queue.urgent == 5
    assert drained(queue) == [Priority.REQUISITE] * 5 + [Priority.PAGE] * 5


def test_rows_that_are_gone_from_the_journal_are_waited_for_no_longer(journal: sqlite3.Connection) -> None:
    rows.add(journal, [(row(number, Priority.REQUISITE), State.QUEUED, None) for number in range(3)])
    queue = waiting(journal)
    rows.drop_requisites(journal, 1)
    assert queue.pop(queue.host(HOST)) is None
    assert (queue.urgent, queue.waiting) == (0, 0)


def test_requisites_do_not_count_as_pages(journal: sqlite3.Connection) -> None:
    found = [row(1, Priority.PAGE), row(2, Priority.REQUISITE)]
    rows.add(journal, [(one, State.QUEUED, None) for one in found])
    for one in found:
        rows.settle(journal, replace(one, record_id="<urn:x>"), State.DONE)
    assert rows.page_count(journal, 1) == 1
