from pathlib import Path

from journals import journal

from crawler.parsers.need import Need
from crawler.store import ends, rows
from crawler.store.rows import State, need_key

NEED = Need(
    "http://talk.example/api?page=2",
    platform="p",
    thread="t",
    method="POST",
    headers=(("Content-Type", "application/json"),),
    body='{"a":1}',
    state={"page": 2, "seen": ["x", None]},
)


def test_a_row_and_its_need_come_back_as_they_went_in(tmp_path: Path) -> None:
    with journal(tmp_path) as found:
        row = rows.Row(
            need_key(found.job, "v", NEED.key), found.job, NEED.url, "talk.example", 3, 2, "http://a/", NEED, "v"
        )
        rows.add(found.connection, [(row, State.QUEUED, None)])
        assert list(rows.queued(found.connection, found.job, "talk.example")) == [row]
        assert rows.by_keys(found.connection, [row.key]) == {row.key: (row, State.QUEUED)}


def test_a_known_row_stays_as_it_is(tmp_path: Path) -> None:
    with journal(tmp_path) as found:
        (row,) = found.queued("http://a.example/1")
        rows.settle(found.connection, row, State.DONE)
        rows.add(found.connection, [(row, State.QUEUED, None)])
        assert rows.by_keys(found.connection, [row.key])[row.key][1] is State.DONE


def test_rows_wait_by_priority_then_depth(tmp_path: Path) -> None:
    with journal(tmp_path) as found:
        made = [found.row(f"http://a/{p}{d}", priority=p, depth=d) for p, d in ((5, 0), (1, 9), (1, 2))]
        rows.add(found.connection, [(row, State.QUEUED, None) for row in made])
        assert [row.url for row in rows.queued(found.connection, found.job, "a")] == [
            "http://a/12",
            "http://a/19",
            "http://a/50",
        ]
        assert rows.queued_hosts(found.connection, found.job) == {"a": 3}


def test_keys_differ_by_job_and_visit(tmp_path: Path) -> None:
    assert rows.page_key(1, "http://a/") != rows.page_key(2, "http://a/")
    assert need_key(1, "v", "k") != need_key(1, "w", "k")
    assert 0 <= rows.page_key(1, "http://a/\ud800") < 2**63


def test_ends_wait_in_order_until_they_are_removed(tmp_path: Path) -> None:
    with journal(tmp_path) as found:
        one, two = (("url", "http://a/1"), ("given-up", "k why")), (("url", "http://a/2"),)
        ends.add(found.connection, found.collection, [("v", one), ("u", two)])
        ends.add(found.connection, found.collection, [("v", two)])
        assert list(ends.waiting(found.connection, found.collection)) == [("v", one), ("u", two)]
        ends.remove(found.connection, found.collection, "v")
        assert list(ends.waiting(found.connection, found.collection)) == [("u", two)]
