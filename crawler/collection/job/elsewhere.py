"""Page requisites on hosts out of scope: they never have all the requests that may be open at once."""

from crawler.collection.facts import Purpose
from crawler.collection.job.discovery import Discovery
from crawler.collection.job.task import Task
from crawler.store.rows import Row


class Elsewhere:
    """Those under way. At most ``most`` may be, so that some requests are always left to pages."""

    def __init__(self, discovery: Discovery, *, most: int) -> None:
        """None is under way."""
        self._discovery, self._most = discovery, max(1, most)
        self._under_way: set[int] = set()

    def holds(self, row: Row) -> bool:
        """Whether a requisite that is due has to wait until others are answered."""
        return len(self._under_way) >= self._most and not self._discovery.scope.contains(row.url)

    def sent(self, task: Task) -> None:
        """A task goes out."""
        if task.purpose is Purpose.REQUISITE and not self._discovery.scope.contains(task.row.url):
            self._under_way.add(task.row.key)

    def landed(self, task: Task) -> None:
        """A task is over."""
        self._under_way.discard(task.row.key)
