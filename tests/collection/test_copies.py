"""What is made of a collection that was copied, moved, mended, or lost its journal; and that damage stays damage."""

import os
import shutil
import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest
from test_commit_and_recover import URL, Dying, capture, commit, ended, ends_of, job, opened, visits

from crawler.collection.changes import Capture, Discovered, NewRow, Settled
from crawler.collection.facts import Facts, Purpose
from crawler.collection.mend import mend, mend_collection
from crawler.collection.opening import open_collection
from crawler.collection.paths import Paths, paths
from crawler.collection.place import Standing, note_place, standing
from crawler.collection.session import Session
from crawler.dataset.names import SKIPPED
from crawler.errors import ArchiveError, DiskError
from crawler.store import captures, collections, rows
from crawler.store.rows import Row, State, page_key
from crawler.warc.openfile import OPEN_SUFFIX
from crawler.wire.exchange import Exchange, Outcome
from crawler.wire.spool import Spool

BODY = os.urandom(400) * 2


def crawl_some(work: Session, count: int = 2) -> list[Capture]:
    """Pages captured, their visits ended, all committed."""
    job(work)
    made = [capture(f"{URL}{number}", BODY + bytes([number]), visit=f"v{number}") for number in range(count)]
    for number, one in enumerate(made):
        row = page(work, one.exchange.url)
        work.committer.submit(Discovered((NewRow(row),)))
        work.committer.submit(one)
        work.committer.submit(ended(one, f"v{number}"))
    commit(work)
    return made


def page(work: Session, url: str) -> Row:
    return Row(page_key(1, url), 1, url, "a.example", via=URL)


def state(work: Session, url: str) -> State | None:
    found = rows.by_keys(work.reader, [page_key(1, url)])
    return next((state for _, state in found.values()), None)


def warc(place: Paths) -> Path:
    (path,) = place.archive.iterdir()
    return path


def copied(folder: Path, target: Path) -> Paths:
    shutil.copytree(folder, target)
    return paths(target, "test")


def test_a_copy_of_a_collection_at_rest_is_left_as_it_is(tmp_path: Path) -> None:
    with opened(tmp_path / "a") as work:
        (one, _) = crawl_some(work)
    place = copied(tmp_path / "a", tmp_path / "b")
    before = {path: path.read_bytes() for path in place.folder.rglob("*") if path.is_file() and path != place.place}
    assert standing(place) is Standing.ELSEWHERE
    with opened(tmp_path / "b") as again:
        assert again.notes == [] and ends_of(again) == []
        assert state(again, one.exchange.url) is State.DONE
    assert standing(place) is Standing.HERE
    assert before == {path: path.read_bytes() for path in before}


def test_a_folder_that_was_moved_is_no_copy(tmp_path: Path) -> None:
    with opened(tmp_path / "a") as work:
        crawl_some(work)
    (tmp_path / "a").rename(tmp_path / "b")
    assert standing(paths(tmp_path / "b", "test")) is Standing.HERE


def test_a_copy_made_amid_a_crawl_is_taken_in_from_its_archive(tmp_path: Path) -> None:
    with opened(tmp_path / "a") as work:
        made = crawl_some(work)
        place = copied(tmp_path / "a", tmp_path / "b")
    with opened(tmp_path / "b") as again:
        assert "taken in anew" in again.notes[0] and "2 captures" in again.notes[0]
        assert [end.visit_id for end in ends_of(again)] == ["v0", "v1"]
        assert {state(again, one.exchange.url) for one in made} == {State.ARCHIVED}
        assert visits(place) == [], "written again by the crawl"
    assert not warc(place).name.endswith(OPEN_SUFFIX)
    with opened(tmp_path / "b") as later:
        assert later.notes == [] and len(ends_of(later)) == 2


def test_captures_that_were_not_copied_are_unknown_again(tmp_path: Path) -> None:
    with opened(tmp_path / "a") as work:
        (one,) = crawl_some(work, 1)
        early = copied(tmp_path / "a", tmp_path / "early")
        (_, two) = crawl_some(work)
        place = copied(tmp_path / "a", tmp_path / "b")
    shutil.copyfile(warc(early), warc(place))
    with opened(tmp_path / "b") as again:
        assert "2 captures that the journal knew are not there" in again.notes[0]
        assert state(again, one.exchange.url) is State.ARCHIVED
        assert state(again, two.exchange.url) is None
        assert captures.by_record(again.reader, again.collection_id, two.ids.response) is None


def test_a_journal_that_is_older_than_the_archive_learns_the_rest(tmp_path: Path) -> None:
    with opened(tmp_path / "a") as work:
        job(work)
        commit(work)
        early = copied(tmp_path / "a", tmp_path / "early")
        crawl_some(work)
    place = copied(tmp_path / "a", tmp_path / "b")
    for ending in ("", "-wal", "-shm"):
        place.journal.with_name(f"journal.sqlite{ending}").unlink(missing_ok=True)
        source = early.journal.with_name(f"journal.sqlite{ending}")
        if source.exists():
            shutil.copyfile(source, place.journal.with_name(source.name))
    with opened(tmp_path / "b") as again:
        assert [end.visit_id for end in ends_of(again)] == ["v0", "v1"]
        last = collections.last_job(again.reader, again.collection_id)
        assert last is not None and last.job_id == 1 and last.finished_at is None


def test_a_collection_without_its_journal_is_taken_in_under_a_job_that_is_over(tmp_path: Path) -> None:
    with opened(tmp_path) as work:
        crawl_some(work)
    for path in tmp_path.glob("journal.sqlite*"):
        path.unlink()
    with opened(tmp_path) as again:
        assert "taken in anew" in again.notes[0]
        last = collections.last_job(again.reader, again.collection_id)
        assert last is not None and last.finished_at is not None and last.seeds == ()
        assert {row.job_id for row in rows.of_visit(again.reader, again.collection_id, "v0")} == {last.job_id}


def test_a_copied_journal_that_is_not_whole_is_moved_aside(tmp_path: Path) -> None:
    with opened(tmp_path / "a") as work:
        crawl_some(work)
    place = copied(tmp_path / "a", tmp_path / "b")
    os.truncate(place.journal, place.journal.stat().st_size // 4096 // 2 * 4096)
    with opened(tmp_path / "b") as again:
        assert "not whole" in again.notes[0] and "2 captures" in again.notes[1]
        assert len(ends_of(again)) == 2
    assert place.journal.with_name("journal.sqlite.unsound").exists()


def test_a_journal_damaged_where_it_was_written_is_damage(tmp_path: Path) -> None:
    with opened(tmp_path) as work:
        crawl_some(work)
    (tmp_path / "journal.sqlite").write_bytes(b"no database" * 1000)
    note_place(paths(tmp_path, "test"))
    with pytest.raises(ArchiveError, match="move it away"), opened(tmp_path):
        pass


def test_a_copy_beside_the_original_is_a_collection_of_its_own(tmp_path: Path) -> None:
    with opened(tmp_path) as work:
        (one, _) = crawl_some(work)
    shutil.copytree(tmp_path / "test", tmp_path / "other")
    opening = open_collection(paths(tmp_path, "other"), new=False)
    with closing(opening.connection) as journal:
        numbers = {opening.collection_id, collections.collection_id(journal, "test")}
        assert len(numbers) == 2
        assert all(captures.by_record(journal, number, one.ids.response) for number in numbers)


def test_a_file_copied_under_both_its_names_counts_once(tmp_path: Path) -> None:
    with opened(tmp_path / "a") as work:
        crawl_some(work, 1)
        early = copied(tmp_path / "a", tmp_path / "early")
        crawl_some(work)
    place = copied(tmp_path / "a", tmp_path / "b")
    shutil.copyfile(warc(early), place.archive / warc(early).name)
    with opened(tmp_path / "b") as again:
        assert [end.visit_id for end in ends_of(again)] == ["v0", "v1"]
    assert not list(place.archive.glob(f"*{OPEN_SUFFIX}"))


def test_an_end_without_its_page_and_a_revisit_without_its_original_do_not_count(tmp_path: Path) -> None:
    """As when a file was copied before it was full, and the next one after that."""
    with opened(tmp_path / "a") as work:
        job(work)
        first = capture(f"{URL}first", BODY, visit="v")
        work.committer.submit(first)
        commit(work)
        work.committer._writer.roll()
        again = capture(f"{URL}first", BODY, visit="w")
        for change in (ended(first), again, ended(again, "w")):
            work.committer.submit(change)
        commit(work)
        place = copied(tmp_path / "a", tmp_path / "b")
    warcs = sorted(place.archive.iterdir())
    assert len(warcs) == 2
    warcs[0].unlink()
    with opened(tmp_path / "b") as later:
        assert ends_of(later) == [] and state(later, first.exchange.url) is None


def test_what_was_skipped_is_not_decided_again(tmp_path: Path) -> None:
    with opened(tmp_path / "a") as work:
        crawl_some(work, 1)
        collections.start_job(work.reader, 1, seeds=(URL,), scope="{}", started_at=datetime.now(UTC).isoformat()[:19])
        row = Row(page_key(2, f"{URL}far"), 2, f"{URL}far", "a.example", depth=3, via=URL)
        twin = Row(page_key(2, f"{URL}twin"), 2, f"{URL}twin", "a.example", via=URL)
        work.committer.submit(
            Discovered((NewRow(row, State.SKIPPED, "outOfScope"), NewRow(twin, State.SKIPPED, "duplicate")))
        )
        commit(work)
        place = copied(tmp_path / "a", tmp_path / "b")
    lines = (place.data / SKIPPED).read_bytes()
    with (place.data / SKIPPED).open("ab") as file:
        file.write(b'{"url": "torn')
    with opened(tmp_path / "b") as again:
        assert rows.by_keys(again.reader, [row.key])[row.key][1] is State.SKIPPED
        assert twin.key not in rows.by_keys(again.reader, [twin.key])
        assert (place.data / SKIPPED).read_bytes() == lines


def test_a_death_while_it_is_taken_in_is_made_up_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with opened(tmp_path / "a") as work:
        crawl_some(work)
        place = copied(tmp_path / "a", tmp_path / "b")
    connect = sqlite3.connect
    monkeypatch.setattr(sqlite3, "connect", lambda *values, **named: connect(*values, **named, factory=Dying))
    with pytest.raises(KeyboardInterrupt):
        open_collection(place, new=False)
    monkeypatch.undo()
    assert not list(place.archive.glob(f"*{OPEN_SUFFIX}")), "renamed already"
    with opened(tmp_path / "b") as again:
        assert "taken in anew" in again.notes[0]
        assert [end.visit_id for end in ends_of(again)] == ["v0", "v1"]


def test_files_of_other_tools_are_indexed_and_left(tmp_path: Path) -> None:
    with opened(tmp_path / "a") as work:
        crawl_some(work)
        place = copied(tmp_path / "a", tmp_path / "b")
    foreign = place.archive / "other.warc"
    foreign.write_bytes(b"WARC/1.0\r\nWARC-Type: warcinfo\r\nContent-Length: 0\r\n\r\n\r\n\r\n")
    before = foreign.read_bytes()
    with opened(tmp_path / "b") as again:
        assert "1 files of other tools" in again.notes[0]
    assert foreign.read_bytes() == before


def test_an_archive_of_other_tools_alone_is_not_taken_in(tmp_path: Path) -> None:
    place = paths(tmp_path, "test")
    place.make()
    (place.archive / "other.warc.gz").write_bytes(b"no WARC")
    (place.data / "articles.jsonl").write_bytes(b'{"url": "made by reparse"}\n')
    with pytest.raises(ArchiveError, match="crawler reparse"), opened(tmp_path):
        pass
    assert (place.data / "articles.jsonl").read_bytes() == b'{"url": "made by reparse"}\n'


def test_a_copied_journal_of_a_later_version_is_refused_and_left(tmp_path: Path) -> None:
    with opened(tmp_path / "a") as work:
        crawl_some(work)
    place = copied(tmp_path / "a", tmp_path / "b")
    with closing(sqlite3.connect(place.journal)) as journal:
        journal.execute("PRAGMA user_version = 99")
    with pytest.raises(ArchiveError, match="update"), opened(tmp_path / "b"):
        pass
    assert not place.journal.with_name("journal.sqlite.unsound").exists()


def test_what_the_disk_refuses_is_told_as_such(tmp_path: Path) -> None:
    with opened(tmp_path / "a") as work:
        crawl_some(work)
        place = copied(tmp_path / "a", tmp_path / "b")
    (place.indexes / "in-the-way.cdxj").mkdir()
    with pytest.raises(DiskError, match="in-the-way"), opened(tmp_path / "b"):
        pass
    (place.indexes / "in-the-way.cdxj").rmdir()
    with opened(tmp_path / "b") as again:
        assert len(ends_of(again)) == 2


class Counting(sqlite3.Connection):
    """Counts transactions."""

    commits = 0

    def execute(self, sql: str, *values: object) -> sqlite3.Cursor:  # type: ignore[override]
        Counting.commits += sql == "COMMIT"
        return super().execute(sql, *values)


def test_it_is_taken_in_file_by_file_so_that_other_crawls_may_write(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with opened(tmp_path / "a") as work:
        for _ in range(3):
            crawl_some(work)
            work.committer._writer.roll()
        place = copied(tmp_path / "a", tmp_path / "b")
    connect = sqlite3.connect
    monkeypatch.setattr(sqlite3, "connect", lambda *values, **named: connect(*values, **named, factory=Counting))
    open_collection(place, new=False).connection.close()
    assert len(list(place.archive.iterdir())) == 3 and Counting.commits >= 5


def cut(path: Path, by: int) -> None:
    os.truncate(path, path.stat().st_size - by)


def test_mend_gives_up_what_was_cut_off_in_place_and_the_crawl_goes_on(tmp_path: Path) -> None:
    with opened(tmp_path) as work:
        (one, two) = crawl_some(work)
    place = paths(tmp_path, "test")
    cut(warc(place), 700)
    with pytest.raises(ArchiveError, match=f"crawler mend {place.folder}"), opened(tmp_path):
        pass
    mended = mend(warc(place))
    assert mended.cut and mended.given_up
    with opened(tmp_path) as again:
        assert "taken in anew" in again.notes[0] and "1 captures that the journal knew" in again.notes[0]
        assert state(again, one.exchange.url) is State.ARCHIVED and state(again, two.exchange.url) is None


def test_mend_gives_up_a_file_cut_between_two_captures(tmp_path: Path) -> None:
    with opened(tmp_path) as work:
        made = crawl_some(work, 1)
        commit(work)
        place = paths(tmp_path, "test")
        length = warc(place).stat().st_size
        crawl_some(work)
    os.truncate(warc(place), length)
    mended = mend(warc(place))
    assert not mended.changed and mended.given_up
    with opened(tmp_path) as again:
        assert [end.page for end in ends_of(again)] == [made[0].ids.response]


def test_mend_of_a_collection_gives_up_files_that_are_gone(tmp_path: Path) -> None:
    with opened(tmp_path) as work:
        (one,) = crawl_some(work, 1)
    place = paths(tmp_path, "test")
    name = warc(place).name
    warc(place).unlink()
    with pytest.raises(ArchiveError, match=f"crawler mend {place.folder}"), opened(tmp_path):
        pass
    assert mend_collection(place) == ([], [name])
    assert name not in place.manifest.read_text() and name not in (place.indexes / "index.cdxj").read_text()
    with opened(tmp_path) as again:
        assert state(again, one.exchange.url) is None


def test_mend_of_a_whole_collection_leaves_it(tmp_path: Path) -> None:
    with opened(tmp_path) as work:
        crawl_some(work)
    (mended,), gone = mend_collection(paths(tmp_path, "test"))
    assert not mended.changed and not mended.given_up and gone == []
    assert standing(paths(tmp_path, "test")) is Standing.HERE


def test_a_job_that_the_journal_does_not_know_does_not_stop_recovery(tmp_path: Path) -> None:
    with opened(tmp_path) as work:
        job(work)
        commit(work)
        now = datetime.now(UTC)
        answer = Spool(b"HTTP/1.1 200 OK\r\n\r\n")
        exchange = Exchange(URL, "GET", now, now, Outcome.COMPLETE, b"GET / HTTP/1.1\r\n\r\n", answer)
        work.committer.submit(Capture(exchange, Facts(Purpose.PAGE, job=1, visit="v")))
        work.committer.submit(Settled(page(work, URL), State.QUEUED))
    with closing(sqlite3.connect(tmp_path / "journal.sqlite")) as journal:
        journal.execute("DELETE FROM url")
        journal.execute("DELETE FROM job")
        journal.execute("UPDATE file SET path = path || '.open', length = 0 WHERE path LIKE 'archive/%'")
        journal.commit()
    with opened(tmp_path) as again:
        assert len(list(rows.begun(again.reader, again.collection_id))) == 1
