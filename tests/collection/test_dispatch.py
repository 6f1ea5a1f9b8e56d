from collections.abc import Iterator
from pathlib import Path

import pytest
from journals import Journal, journal

from crawler.collection.facts import Facts, Purpose
from crawler.collection.job.dispatch import Dispatcher
from crawler.collection.job.queue import Queue
from crawler.collection.job.robots import RobotsBook
from crawler.collection.job.task import Task
from crawler.frontier.robots import DAY, HOUR
from crawler.frontier.throttle import Throttle
from crawler.parsers.need import Need
from crawler.store.rows import Row


class Dispatch:
    def __init__(self, found: Journal, *, delay: float = 0.0, obey: bool = True) -> None:
        self.journal, self.allowed = found, True
        self.held: set[str] = set()
        self.gone: set[str] = set()
        self.refused: list[tuple[str, str]] = []
        self.queue = Queue(found.connection, found.job, flush=lambda: True)
        self.dispatcher = Dispatcher(
            self.queue,
            Throttle(delay, 2),
            obey_robots=obey,
            allow_pages=lambda: self.allowed,
            refused=self._refuse,
            withheld=self._withhold,
            dropped=lambda row, state: False,
            held=lambda row: row.url in self.held,
        )

    def _refuse(self, row: Row, decision: str) -> None:
        self.refused.append((row.url, decision))
        self.queue.settled(row, ticket=0)

    def _withhold(self, row: Row) -> bool:
        if row.url in self.gone:
            self.queue.settled(row, ticket=0)
        return row.url in self.gone

    def push(self, *urls: str, need: Need | None = None) -> None:
        for url in urls:
            row = self.journal.row(url, need=need, priority=0 if need else 50)
            self.dispatcher.wake(self.queue.push(row))

    def task(self, now: float) -> Task | None:
        """The next task. No site here has a rights file: that is asked for, and missing, at once."""
        while (task := self.dispatcher.next_task(now)) is not None and task.purpose is Purpose.RIGHTS:
            self.land(task, now, 404)
            self.rights(task, now, status=404)
        return task

    def rights(self, task: Task, now: float, body: bytes = b"", status: int | None = 200) -> None:
        """The rights file that ``task`` asks for arrives."""
        self.dispatcher.rights_arrived(task, status, body, now=now)
        self.queue.settled(task.row, ticket=0)

    def land(self, task: Task, now: float, status: int | None = 200) -> None:
        self.dispatcher.landed(task, now, status=status, took=0.1)


@pytest.fixture
def dispatch(tmp_path: Path) -> Iterator[Dispatch]:
    with journal(tmp_path) as found:
        yield Dispatch(found)


def robots(dispatch: Dispatch, body: bytes = b"", status: int | None = 200, now: float = 0.0) -> Task:
    task = dispatch.task(now)
    assert task is not None and task.purpose is Purpose.ROBOTS
    dispatch.land(task, now, status)
    dispatch.dispatcher.robots_arrived(task, status, body, now=now)
    dispatch.queue.settled(task.row, ticket=0)
    return task


def test_robots_txt_goes_out_before_the_first_page(dispatch: Dispatch) -> None:
    dispatch.push("http://a.example/1")
    task = dispatch.task(0.0)
    assert task is not None and task.row.url == "http://a.example/robots.txt"
    assert dispatch.task(0.0) is None, "the host waits for its rules"
    dispatch.land(task, 0.0)
    dispatch.dispatcher.robots_arrived(task, 200, b"", now=0.0)
    page = dispatch.task(0.0)
    assert page is not None and page.purpose is Purpose.PAGE and page.robots == "allowed" and page.visit_id


def test_each_origin_has_its_own_rules(dispatch: Dispatch) -> None:
    dispatch.push("http://a.example/1", "http://a.example:8080/1")
    order: list[str] = []
    while (task := dispatch.task(0.0)) is not None:
        order.append(task.row.url)
        dispatch.land(task, 0.0)
        if task.purpose is Purpose.ROBOTS:
            dispatch.dispatcher.robots_arrived(task, 200, b"", now=0.0)
        dispatch.queue.settled(task.row, ticket=0)
    assert len(order) == 4
    for origin in ("http://a.example", "http://a.example:8080"):
        assert order.index(f"{origin}/robots.txt") < order.index(f"{origin}/1")


def test_forbidden_rows_are_refused_and_the_next_one_goes_out(dispatch: Dispatch) -> None:
    dispatch.push("http://a.example/no", "http://a.example/yes")
    robots(dispatch, b"User-agent: *\nDisallow: /no\n")
    task = dispatch.task(0.0)
    assert task is not None and task.row.url == "http://a.example/yes"
    assert dispatch.task(0.0) is None
    assert dispatch.refused == [("http://a.example/no", "disallowed by line 2: Disallow: /no")]


def test_what_was_taken_out_is_not_asked_for_and_needs_no_rules(dispatch: Dispatch) -> None:
    dispatch.gone.add("http://a.example/gone")
    dispatch.push("http://a.example/gone")
    assert dispatch.task(0.0) is None and not dispatch.queue.in_flight
    dispatch.push("http://a.example/gone", "http://a.example/1")
    robots(dispatch)
    task = dispatch.task(0.0)
    assert task is not None and task.row.url == "http://a.example/1"


@pytest.mark.parametrize("status", [500, 503, None])
def test_rules_that_cannot_be_had_forbid_everything(dispatch: Dispatch, status: int | None) -> None:
    dispatch.push("http://a.example/1")
    robots(dispatch, status=status)
    assert dispatch.task(1000.0) is None and [url for url, _ in dispatch.refused] == ["http://a.example/1"]


RESERVED = b'[{"location": "/a/", "tdm-reservation": 1}]'


def test_the_rights_file_goes_out_once_between_robots_txt_and_the_first_page(dispatch: Dispatch) -> None:
    dispatch.push("http://a.example/a/1", "http://a.example/b/1")
    robots(dispatch)
    asked = dispatch.dispatcher.next_task(0.0)
    assert asked is not None and asked.row.url == "http://a.example/.well-known/tdmrep.json"
    assert asked.purpose is Purpose.RIGHTS and not asked.is_counted
    assert asked.facts == Facts(Purpose.RIGHTS, job=dispatch.journal.job)
    assert dispatch.dispatcher.next_task(0.0) is None, "the host waits for its rights"
    dispatch.land(asked, 0.0)
    dispatch.rights(asked, 0.0, RESERVED)
    pages = [dispatch.dispatcher.next_task(0.0), dispatch.dispatcher.next_task(0.0)]
    assert {page.row.url[-3:]: page.facts.rights for page in pages if page} == {
        "a/1": (("tdm-reservation", "1"),),
        "b/1": (),
    }


def test_a_rights_file_is_kept_for_a_day_and_one_that_was_not_to_be_had_for_an_hour() -> None:
    book = RobotsBook()
    for origin, status in (("http://a.example", 404), ("http://b.example", 503)):
        book.learn(origin, 200, b"", now=0.0)
        assert book.wanted(f"{origin}/1", page=True, now=0.0) is Purpose.RIGHTS
        book.learn_rights(origin, status, b"", now=0.0)
    assert book.wanted("http://a.example/1", page=True, now=DAY - 1) is None
    assert book.wanted("http://b.example/1", page=True, now=HOUR - 1) is None
    assert book.wanted("http://b.example/1", page=True, now=HOUR) is Purpose.RIGHTS
    book.learn("http://a.example", 200, b"", now=DAY)
    assert book.wanted("http://a.example/1", page=True, now=DAY) is Purpose.RIGHTS


def test_a_rights_file_that_robots_txt_forbids_is_not_asked_for(dispatch: Dispatch) -> None:
    dispatch.push("http://a.example/1")
    robots(dispatch, b"User-agent: *\nDisallow: /.well-known/")
    page = dispatch.dispatcher.next_task(0.0)
    assert page is not None and page.purpose is Purpose.PAGE and page.rights == ()
    assert not dispatch.refused, "nobody wanted it as a page"


def test_where_no_page_may_be_taken_no_rights_file_is_asked_for(dispatch: Dispatch) -> None:
    dispatch.push("http://a.example/1")
    robots(dispatch, b"User-agent: *\nDisallow: /1")
    assert dispatch.dispatcher.next_task(0.0) is None and len(dispatch.refused) == 1


def test_what_a_rights_file_said_is_forgotten_once_robots_txt_forbids_it() -> None:
    book = RobotsBook()
    book.learn("http://a.example", 200, b"", now=0.0)
    book.learn_rights("http://a.example", 200, RESERVED, now=0.0)
    assert book.rights("http://a.example/a/", 0.0)
    book.learn("http://a.example", 200, b"User-agent: *\nDisallow: /.well-known/", now=DAY)
    assert book.wanted("http://a.example/a/", page=True, now=DAY) is None
    assert book.rights("http://a.example/a/", DAY) == ()


def test_rights_are_asked_for_where_robots_txt_is_ignored(tmp_path: Path) -> None:
    with journal(tmp_path) as found:
        dispatch = Dispatch(found, obey=False)
        dispatch.push("http://a.example/1")
        asked = dispatch.dispatcher.next_task(0.0)
        assert asked is not None and asked.purpose is Purpose.RIGHTS
        dispatch.land(asked, 0.0)
        dispatch.rights(asked, 0.0)
        page = dispatch.dispatcher.next_task(0.0)
        assert page is not None and page.purpose is Purpose.PAGE and page.robots == "ignored"


def test_what_no_page_is_needs_no_rights_file(dispatch: Dispatch) -> None:
    dispatch.dispatcher.wake(dispatch.queue.push(dispatch.journal.row("http://b.example/x.png", requisite=0)))
    dispatch.push("http://b.example/c", need=Need("http://b.example/c", platform="p", thread="t"))
    robots(dispatch)
    tasks = [dispatch.dispatcher.next_task(0.0), dispatch.dispatcher.next_task(0.0)]
    assert {task.purpose for task in tasks if task} == {Purpose.NEED, Purpose.REQUISITE}
    dispatch.push("http://b.example/1")
    for task in filter(None, tasks):
        dispatch.land(task, 0.0)
    asked = dispatch.dispatcher.next_task(0.0)
    assert asked is not None and asked.purpose is Purpose.RIGHTS


def test_a_host_is_asked_again_after_its_delay_while_others_go_on(tmp_path: Path) -> None:
    with journal(tmp_path) as found:
        dispatch = Dispatch(found, delay=10.0, obey=False)
        dispatch.push("http://a.example/1", "http://a.example/2", "http://b.example/1")
        assert dispatch.task(0.0) is None, "both were asked for their rights files"
        first, second = dispatch.task(10.0), dispatch.task(10.0)
        assert first is not None and second is not None and {first.host, second.host} == {"a.example", "b.example"}
        assert dispatch.task(19.9) is None and dispatch.dispatcher.next_at() == 20.0
        third = dispatch.task(20.0)
        assert third is not None and third.host == "a.example" and third.row not in (first.row, second.row)


def test_no_more_than_allowed_are_open_at_once_on_a_host(tmp_path: Path) -> None:
    with journal(tmp_path) as found:
        dispatch = Dispatch(found, obey=False)
        dispatch.push(*(f"http://a.example/{number}" for number in range(3)))
        first, second = dispatch.task(0.0), dispatch.task(0.0)
        assert first is not None and second is not None and dispatch.task(100.0) is None
        dispatch.land(first, 100.0)
        assert dispatch.task(100.0) is not None


def test_a_page_limit_keeps_pages_back_but_not_needs_and_lets_them_go_again(tmp_path: Path) -> None:
    with journal(tmp_path) as found:
        dispatch = Dispatch(found, obey=False)
        dispatch.allowed = False
        dispatch.push("http://a.example/1", "http://b.example/1")
        assert dispatch.task(0.0) is None
        dispatch.push("http://a.example/need", need=Need("http://a.example/need", platform="p", thread="t"))
        need = dispatch.task(0.0)
        assert need is not None and need.purpose is Purpose.NEED
        dispatch.allowed = True
        tasks = [dispatch.task(0.0), dispatch.task(0.0)]
        assert {task.host for task in tasks if task} == {"a.example", "b.example"}


def test_a_row_asked_for_again_waits_as_long_as_told(tmp_path: Path) -> None:
    with journal(tmp_path) as found:
        dispatch = Dispatch(found, obey=False)
        dispatch.push("http://a.example/1")
        task = dispatch.task(0.0)
        assert task is not None
        dispatch.land(task, 1.0, 503)
        dispatch.dispatcher.again(task.row, not_before=31.0)
        assert dispatch.task(30.9) is None
        again = dispatch.task(31.0)
        assert again is not None and again.row == task.row


def test_a_requisite_that_is_held_waits_while_other_hosts_go_on(dispatch: Dispatch) -> None:
    image = dispatch.journal.row("http://b.example/x.png", requisite=0)
    dispatch.held = {image.url}
    dispatch.dispatcher.wake(dispatch.queue.push(image))
    assert dispatch.task(0.0) is None and dispatch.queue.waiting == 1
    again = dispatch.dispatcher.next_at()
    dispatch.push("http://a.example/1")
    robots(dispatch)
    page = dispatch.task(0.0)
    assert page is not None and page.row.url == "http://a.example/1" and dispatch.task(0.0) is None
    dispatch.held = set()
    assert again is not None
    robots(dispatch, now=again)
    task = dispatch.task(again)
    assert task is not None and task.purpose is Purpose.REQUISITE and task.row.url == image.url
