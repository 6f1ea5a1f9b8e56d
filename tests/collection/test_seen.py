from pathlib import Path

from journals import journal

from crawler.collection.job import seen as module
from crawler.collection.job.seen import Seen


def test_a_key_is_fresh_once(tmp_path: Path) -> None:
    with journal(tmp_path) as found:
        seen = Seen(found.connection)
        assert seen.fresh([1, 2, 2]) == {1, 2}
        assert seen.fresh([2, 3]) == {3}


def test_keys_of_the_journal_are_known(tmp_path: Path) -> None:
    with journal(tmp_path) as found:
        (row,) = found.queued("http://a.example/x")
        assert Seen(found.connection).fresh([row.key, row.key + 1]) == {row.key + 1}


def test_keys_are_forgotten_only_once_the_journal_has_them(tmp_path: Path) -> None:
    with journal(tmp_path) as found:
        seen = Seen(found.connection)
        lost = set(range(module.GENERATION + 1))
        seen.fresh(list(lost))
        seen.committed(1, submitted=5)
        assert seen.fresh([0]) == set(), "the old generation still answers"
        seen.fresh(list(range(10**7, 10**7 + module.GENERATION + 1)))
        seen.committed(4, submitted=9)
        assert seen.fresh([1]) == set(), "what was submitted after ticket 4 is not in the journal yet"
