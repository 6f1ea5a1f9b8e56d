from pathlib import Path

from journals import journal

from crawler.collection.job.queue import ALL_ROWS, HOST_ROWS, Queue
from crawler.store import rows
from crawler.store.rows import State

HOST = "a.example"


def test_rows_of_an_earlier_run_are_read_from_the_journal_in_order(tmp_path: Path) -> None:
    with journal(tmp_path) as found:
        late, soon = found.row(f"http://{HOST}/late", priority=50), found.row(f"http://{HOST}/soon", priority=10)
        rows.add(found.connection, [(late, State.QUEUED, None), (soon, State.QUEUED, None)])
        queue = Queue(found.connection, found.job, flush=lambda: True)
        assert queue.waiting == 2 and queue.in_memory == 0
        host = queue.host(HOST)
        assert [queue.pop(host), queue.pop(host), queue.pop(host)] == [soon, late, None]
        assert queue.waiting == 0 and queue.in_flight == 2


def test_memory_holds_a_few_rows_of_each_host_whatever_waits(tmp_path: Path) -> None:
    with journal(tmp_path) as found:
        queue = Queue(found.connection, found.job, flush=lambda: True)
        made = [found.row(f"http://{HOST}/{number}") for number in range(HOST_ROWS * 5)]
        for row in made:
            queue.push(row)
        rows.add(found.connection, [(row, State.QUEUED, None) for row in made])
        assert queue.in_memory == HOST_ROWS < ALL_ROWS and queue.waiting == len(made)
        host, popped = queue.host(HOST), []
        while (row := queue.pop(host)) is not None:
            popped.append(row)
            assert queue.in_memory <= HOST_ROWS
        assert sorted(row.key for row in popped) == sorted(row.key for row in made)
        assert queue.waiting == 0 and queue.in_flight == len(made)


def test_rows_that_are_not_committed_yet_are_asked_for_and_waited_for(tmp_path: Path) -> None:
    asked = []

    def flush() -> bool:
        asked.append(True)
        return False

    with journal(tmp_path) as found:
        queue = Queue(found.connection, found.job, flush=flush)
        made = [found.row(f"http://{HOST}/{number}") for number in range(HOST_ROWS + 1)]
        for row in made:
            queue.push(row)
        host = queue.host(HOST)
        for _ in range(HOST_ROWS):
            assert queue.pop(host) is not None
        assert queue.pop(host) is None and asked and host.has_rows and queue.waiting == 1
        rows.add(found.connection, [(row, State.QUEUED, None) for row in made])
        assert queue.pop(host) == made[-1]


def test_a_row_done_with_but_not_committed_is_not_handed_out_again(tmp_path: Path) -> None:
    with journal(tmp_path) as found:
        first, second = found.queued(f"http://{HOST}/1", f"http://{HOST}/2")
        queue = Queue(found.connection, found.job, flush=lambda: True)
        host = queue.host(HOST)
        popped = {queue.pop(host), queue.pop(host)}
        assert popped == {first, second}
        queue.settled(first, ticket=7)
        assert queue.pop(host) is None
        queue.committed(6)
        assert queue.pop(host) is None
        rows.settle(found.connection, first, State.DONE)
        queue.committed(7)
        assert queue.pop(host) is None and queue.in_flight == 1


def test_a_row_put_back_may_wait_for_another_host(tmp_path: Path) -> None:
    with journal(tmp_path) as found:
        (row,) = found.queued(f"http://{HOST}/1")
        queue = Queue(found.connection, found.job, flush=lambda: True)
        assert queue.pop(queue.host(HOST)) == row
        moved = found.row("http://b.example/1")
        assert queue.put_back(moved).name == "b.example"
        assert queue.in_flight == 0 and queue.pop(queue.host("b.example")) == moved


def test_urgent_rows_are_kept_in_memory_beyond_the_ceiling(tmp_path: Path) -> None:
    with journal(tmp_path) as found:
        queue = Queue(found.connection, found.job, flush=lambda: True)
        for number in range(HOST_ROWS + 5):
            queue.push(found.row(f"http://{HOST}/{number}", priority=50))
        need = found.row(f"http://{HOST}/need", priority=0)
        queue.push(need, urgent=True)
        assert queue.pop(queue.host(HOST)) == need
