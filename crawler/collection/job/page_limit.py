"""How many pages a job took, and how many it may take."""

from dataclasses import dataclass

from crawler.collection.job.task import Task


@dataclass(slots=True)
class PageLimit:
    """``taken`` counts pages that were captured or are under way; ``most`` may be, None for any number."""

    taken: int
    most: int | None

    @property
    def reached(self) -> bool:
        """Whether no further page may go out."""
        return self.most is not None and self.taken >= self.most

    def take(self, task: Task) -> None:
        """A task goes out; only pages count."""
        self.taken += task.is_counted

    def give_back(self, task: Task) -> None:
        """It gave no page."""
        self.taken -= task.is_counted
