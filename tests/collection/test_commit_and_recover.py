"""The committer and recovery over real files: what was safe stays, what was torn is set aside."""

import os
import resource
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from threading import Event

import pytest

from crawler.collection.changes import Capture, Discovered, NewRow, Settled, VisitEnded
from crawler.collection.ended import Ended, read_ended
from crawler.collection.facts import Facts, Purpose
from crawler.collection.paths import Paths, paths
from crawler.collection.place import note_place
from crawler.collection.recovery import recover
from crawler.collection.session import Session, session
from crawler.config import Config
from crawler.dataset.changes import Changes
from crawler.dataset.rows import VisitLine
from crawler.errors import ArchiveError, CrawlerError, DiskError, LockedError
from crawler.store import captures, collections, ends, rows
from crawler.store.rows import Row, State, page_key
from crawler.warc.openfile import OPEN_SUFFIX
from crawler.warc.uris import VISIT_URI
from crawler.wire.exchange import Exchange, Outcome
from crawler.wire.spool import Spool

URL = "http://a.example/"


def opened(folder: Path, failed: list[CrawlerError] | None = None) -> contextmanager:  # type: ignore[type-arg]
    complaints = failed if failed is not None else []
    place = paths(folder, "test")
    return session(Config(), place, doing="test", written=lambda capture: None, failed=complaints.append)  # type: ignore[return-value]


def capture(url: str = URL, body: bytes = b"<p>news", *, visit: str = "v", status: str = "200 OK") -> Capture:
    now = datetime.now(UTC)
    head = f"HTTP/1.1 {status}\r\nContent-Length: {len(body)}\r\n\r\n".encode()
    request = b"GET / HTTP/1.1\r\nHost: a.example\r\n\r\n"
    exchange = Exchange(url, "GET", now, now, Outcome.COMPLETE, request=request, response=Spool(head + body))
    return Capture(exchange, Facts(Purpose.PAGE, job=1, visit=visit))


def ended(one: Capture, visit: str = "v") -> VisitEnded:
    line = VisitLine(url=one.exchange.url, status=200, kind="other", outcome="complete")
    return VisitEnded(Ended(visit, one.exchange.url, one.ids.response), 1, Changes(line))


def commit(work: Session) -> None:
    """Return once everything submitted is committed."""
    tick = Event()
    while not work.committer.flush():
        tick.wait(0.01)
        assert work.committer.error is None, work.committer.error


def job(work: Session) -> Row:
    if collections.last_job(work.reader, work.collection_id) is None:
        collections.start_job(work.reader, work.collection_id, seeds=(URL,), scope="{}", started_at="now")
    return Row(page_key(1, URL), 1, URL, "a.example")


def ends_of(work: Session) -> list[Ended]:
    """Visits that are known to have ended and have no lines yet."""
    waiting = ends.waiting(work.reader, work.collection_id)
    return [end for visit, fields in waiting if (end := read_ended(VISIT_URI + visit, fields)) is not None]


def visits(place: Paths) -> list[bytes]:
    return (place.data / "visits.jsonl").read_bytes().splitlines()


@contextmanager
def reading(folder: Path) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(folder / "journal.sqlite")) as connection:
        yield connection


def copy_of(folder: Path, target: Path) -> Path:
    """What a process that dies now would leave behind, as if it had worked there."""
    shutil.copytree(folder, target)
    note_place(paths(target, "test"))
    return target


def test_a_committed_visit_is_on_disk_in_all_three_places(tmp_path: Path) -> None:
    with opened(tmp_path / "a") as work:
        row, one = job(work), capture()
        work.committer.submit(Discovered((NewRow(row),)))
        work.committer.submit(one)
        work.committer.submit(ended(one))
        commit(work)
        left = copy_of(tmp_path / "a", tmp_path / "b")
    place = paths(left, "test")
    assert len(visits(place)) == 1
    with opened(left) as again:
        assert rows.by_keys(again.reader, [row.key])[row.key][1] is State.DONE
        assert captures.by_record(again.reader, again.collection_id, one.ids.response) is not None
        assert ends_of(again) == []


def test_a_page_is_archived_in_the_journal_with_its_capture(tmp_path: Path) -> None:
    with opened(tmp_path) as work:
        row, one = job(work), capture()
        work.committer.submit(Discovered((NewRow(row),)))
        work.committer.submit(one)
        commit(work)
        known, state = rows.by_keys(work.reader, [row.key])[row.key]
    assert (state, known.visit_id, known.record_id) == (State.ARCHIVED, "v", one.ids.response)


@pytest.mark.parametrize("status", ["301 Moved", "500 Oops", "429 Slow"])
def test_an_answer_that_is_not_final_leaves_its_row_queued(tmp_path: Path, status: str) -> None:
    with opened(tmp_path) as work:
        row = job(work)
        work.committer.submit(Discovered((NewRow(row),)))
        work.committer.submit(capture(status=status))
        commit(work)
        assert rows.by_keys(work.reader, [row.key])[row.key][1] is State.QUEUED


def test_a_torn_tail_is_set_aside_and_the_file_closed(tmp_path: Path) -> None:
    with opened(tmp_path / "a") as work:
        job(work)
        one = capture()
        work.committer.submit(one)
        commit(work)
        left = copy_of(tmp_path / "a", tmp_path / "b")
    place = paths(left, "test")
    (warc,) = place.archive.glob(f"*{OPEN_SUFFIX}")
    whole = warc.read_bytes()
    warc.write_bytes(whole + whole[:100])
    with opened(left) as again:
        assert captures.by_record(again.reader, again.collection_id, one.ids.response) is not None
    (closed,) = place.archive.iterdir()
    assert closed.read_bytes() == whole and not closed.name.endswith(OPEN_SUFFIX)
    (torn,) = place.logs.glob("torn-*")
    assert torn.read_bytes() == whole[:100]


def test_what_was_written_but_not_committed_is_found_in_the_archive(tmp_path: Path) -> None:
    with opened(tmp_path / "a") as work:
        row = job(work)
        left = copy_of(tmp_path / "a", tmp_path / "b")
        one, two = capture(), capture(f"{URL}two", visit="w")
        for change in (one, two, ended(one)):
            work.committer.submit(change)
        commit(work)
        shutil.copytree(tmp_path / "a" / "test" / "archive", left / "test" / "archive", dirs_exist_ok=True)
    with opened(left) as again:
        assert [end.visit_id for end in ends_of(again)] == ["v"]
        assert {row.visit_id for row in rows.begun(again.reader, 1)} == {"w"}
        assert rows.by_keys(again.reader, [row.key])[row.key][1] is State.ARCHIVED
    with opened(left) as later:
        assert [end.visit_id for end in ends_of(later)] == ["v"], "remembered until its lines are written"
        later.committer.submit(VisitEnded(ends_of(later)[0], 1, ended(one).changes, record=False))
    with opened(left) as last:
        assert ends_of(last) == []
    assert len(visits(paths(left, "test"))) == 1


def test_lines_beyond_the_committed_length_are_cut(tmp_path: Path) -> None:
    with opened(tmp_path) as work:
        job(work)
        one = capture()
        work.committer.submit(one)
        work.committer.submit(ended(one))
    place = paths(tmp_path, "test")
    whole = (place.data / "visits.jsonl").read_bytes()
    (place.data / "visits.jsonl").write_bytes(whole + b'{"url":"torn')
    with opened(tmp_path):
        assert (place.data / "visits.jsonl").read_bytes() == whole


@pytest.mark.parametrize("what", ["archive", "data"])
def test_bytes_that_were_safe_and_are_gone_stop_everything(tmp_path: Path, what: str) -> None:
    with opened(tmp_path) as work:
        job(work)
        one = capture()
        work.committer.submit(one)
        work.committer.submit(ended(one))
    folder = paths(tmp_path, "test").folder / what
    path = max(folder.iterdir(), key=lambda path: path.stat().st_size)
    path.write_bytes(path.read_bytes()[:-1])
    with pytest.raises(ArchiveError, match=path.name), opened(tmp_path):
        pass


def test_a_full_disk_ends_it_and_nothing_is_written_after(tmp_path: Path) -> None:
    failed: list[CrawlerError] = []
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    with opened(tmp_path, failed) as work:
        row = job(work)
        good, bad = capture(), capture(f"{URL}big", bytes(range(256)) * 4000, visit="w")
        work.committer.submit(Discovered((NewRow(row),)))
        work.committer.submit(good)
        work.committer.submit(ended(good))
        commit(work)
        resource.setrlimit(resource.RLIMIT_FSIZE, (300_000, hard))
        try:
            incompressible = capture(f"{URL}big", os.urandom(1 << 20), visit="w")
            work.committer.submit(incompressible)
            work.committer.submit(ended(incompressible, "w"))
            work.committer.join(30)
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
        assert not work.committer.is_alive()
        work.committer.submit(Settled(row, State.SKIPPED, "failed"))
        work.committer.submit(bad)
    assert len(failed) == 1 and isinstance(failed[0], DiskError) and ".warc.gz" in str(failed[0])
    assert len(visits(paths(tmp_path, "test"))) == 1
    with opened(tmp_path) as again:
        assert captures.by_record(again.reader, again.collection_id, good.ids.response) is not None
        assert captures.by_record(again.reader, again.collection_id, bad.ids.response) is None
        assert rows.by_keys(again.reader, [row.key])[row.key][1] is State.DONE


def test_a_collection_has_one_writer(tmp_path: Path) -> None:
    with opened(tmp_path), pytest.raises(LockedError, match="test"), opened(tmp_path):
        pass


def test_a_collection_whose_folder_is_gone_is_forgotten(tmp_path: Path) -> None:
    with opened(tmp_path) as work:
        job(work)
        one = capture()
        work.committer.submit(one)
    shutil.rmtree(paths(tmp_path, "test").folder)
    with opened(tmp_path) as again:
        assert captures.by_record(again.reader, again.collection_id, one.ids.response) is None
        assert collections.last_job(again.reader, again.collection_id) is None
    with reading(tmp_path) as connection:
        assert connection.execute("SELECT count(*) FROM url").fetchone() == (0,)


class Dying(sqlite3.Connection):
    """Dies at its second commit, which is where recovery ends."""

    commits = 0

    def execute(self, sql: str, *values: object) -> sqlite3.Cursor:  # type: ignore[override]
        self.commits += sql == "COMMIT"
        if self.commits == 2:
            raise KeyboardInterrupt
        return super().execute(sql, *values)


def test_a_death_amid_recovery_hides_no_file_from_the_next_one(tmp_path: Path) -> None:
    with opened(tmp_path / "a") as work:
        job(work)
        left = copy_of(tmp_path / "a", tmp_path / "b")
        one = capture()
        work.committer.submit(one)
        work.committer.submit(ended(one))
        commit(work)
        shutil.copytree(tmp_path / "a" / "test" / "archive", left / "test" / "archive", dirs_exist_ok=True)
    place = paths(left, "test")
    dying = sqlite3.connect(place.journal, isolation_level=None, factory=Dying)
    with closing(dying), pytest.raises(KeyboardInterrupt):
        recover(place, dying, collection_id=1)
    assert not list(place.archive.glob(f"*{OPEN_SUFFIX}")), "renamed already"
    with opened(left) as again:
        assert [end.visit_id for end in ends_of(again)] == ["v"]
        assert captures.by_record(again.reader, again.collection_id, one.ids.response) is not None
