from pathlib import Path

from journals import journal

from crawler.collection.job.known import KnownVersions
from crawler.store import versions

ONE, TWO = (1, b"a" * 16), (2, b"b" * 16)


def test_uncommitted_versions_lie_over_the_journal_until_they_are_committed(tmp_path: Path) -> None:
    with journal(tmp_path) as found:
        versions.put(found.connection, found.collection, {"thread t": {"": ONE, "c": ONE}})
        known = KnownVersions(found.connection, found.collection)
        known.changed({"thread t": {"c": TWO}}, ticket=5)
        assert known.of("thread t") == {"": ONE, "c": TWO}
        known.committed(4)
        assert known.of("thread t")["c"] == TWO
        known.committed(5)
        assert known.of("thread t")["c"] == ONE, "the journal answers again"


def test_a_group_changed_again_is_kept_until_its_last_change(tmp_path: Path) -> None:
    with journal(tmp_path) as found:
        known = KnownVersions(found.connection, found.collection)
        known.changed({"g": {"": ONE}}, ticket=1)
        known.changed({"g": {"": TWO}}, ticket=2)
        known.committed(1)
        assert known.of("g") == {"": TWO}
