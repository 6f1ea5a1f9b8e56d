"""One line that says how far long work is: on a terminal only, and gone when the work is done."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager


@contextmanager
def progress(doing: str) -> Iterator[Callable[[str], None]]:
    """Show ``doing`` beside a spinner; call what is given with other words to show those."""
    if not sys.stderr.isatty():
        yield lambda words: None
        return
    from rich.console import Console  # Nothing of rich is loaded where nobody looks.
    from rich.progress import Progress, SpinnerColumn, TextColumn

    columns = (SpinnerColumn(), TextColumn("{task.description}", markup=False))
    with Progress(*columns, console=Console(stderr=True, highlight=False), transient=True) as bar:
        task = bar.add_task(doing)
        yield lambda words: bar.update(task, description=words)
