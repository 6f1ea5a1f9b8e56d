"""One page as comment platforms look at it: what several of them need is worked out once, and only when asked for."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import islice
from typing import Self

from lxml.html import HtmlElement

from crawler.parsers.comments import closed, totals
from crawler.parsers.comments.address import hosts_of, thread_address
from crawler.parsers.comments.closed import State
from crawler.parsers.comments.fields import Reader
from crawler.parsers.comments.items import Found, Item, find
from crawler.parsers.comments.scan import Scan, scan
from crawler.parsers.comments.series import Series
from crawler.parsers.dates.reader import Dates
from crawler.parsers.page import Page


@dataclass(frozen=True, eq=False)
class View:
    """A page with its comments as found by structure, the state of its thread and the total that it shows."""

    page: Page
    own_items: tuple[Item, ...] | None = None

    def with_items(self, items: Iterable[Item]) -> Self:
        """The same page with the comments that a platform knows as its own."""
        return replace(self, own_items=tuple(items))

    @property
    def tree(self) -> HtmlElement:
        """The page's tree."""
        return self.page.tree

    @cached_property
    def language(self) -> str:
        """The page's language as declared, lower case, empty when undeclared."""
        tree = self.page.tree
        return (tree.get("lang") or tree.get("{http://www.w3.org/XML/1998/namespace}lang") or "").strip().lower()

    @cached_property
    def address(self) -> str:
        """The address that the thread goes by."""
        return thread_address(self.page)

    @cached_property
    def reader(self) -> Reader:
        """A reader that knows the page's language, clock and address."""
        return Reader(Dates(self.page.captured_at, self.language), self.page.base, hosts_of(self.page))

    @cached_property
    def scan(self) -> Scan:
        """The page's boxes: those named after comments, and the names of all."""
        return scan(self.page)

    @property
    def series(self) -> list[Series]:
        """Everything on the page that is named after comments."""
        return self.scan.series

    @cached_property
    def signs(self) -> str:
        """What tells a system by name: ids and classes of boxes, addresses of scripts and the like, the generator."""
        found = [self.scan.names, *self.scan.addresses, *self.page.meta.get("generator", ())]
        found.extend(name for name in self.page.meta if name.startswith("vf:"))
        return "\n".join(found)

    @cached_property
    def _found(self) -> Found:
        if self.own_items is not None:
            return Found(list(self.own_items))
        return find(self.scan, self.reader, page=self.page)

    @property
    def items(self) -> list[Item]:
        """The comments: those that a platform knows as its own, else those found by structure."""
        return self._found.items

    @property
    def missing(self) -> tuple[str, ...]:
        """Why there are more comments on the page than these, if so."""
        return (f"limit: comments beyond the first {len(self.items)}",) if self._found.is_cut else ()

    @cached_property
    def state(self) -> State:
        """Whether the thread takes comments."""
        if not self.scan.sections and not self.items:
            return closed.UNKNOWN
        roots = [root for item in self.items for root in item.roots]
        boxes = self.scan.sections or list(islice(self.items[0].roots[0].iterancestors(), 1, 2))
        return closed.state(self.page, roots, boxes=boxes, scan=self.scan, language=self.language)

    @cached_property
    def total(self) -> int | None:
        """The number of comments that the page shows."""
        shown = totals.shown(self.items[0].roots[0]) if self.items else None
        return shown if shown is not None else totals.counter(self.page.tree)
