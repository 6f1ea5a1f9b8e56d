"""What a site file makes."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from crawler.items import Article
from crawler.parsers.page import Page
from crawler.urls import parts


@dataclass(frozen=True, slots=True)
class Site:
    """A correction for pages of ``hosts`` (and of hosts under them), captured up to ``valid_until`` inclusive."""

    hosts: tuple[str, ...]
    correct: Callable[[Page, Article], None]
    valid_until: date | None = None

    @property
    def name(self) -> str:
        """The first host, which the item names as its parser."""
        return self.hosts[0]

    def fits(self, page: Page) -> bool:
        """Whether the page is of this site, as the site was when it was captured."""
        host = f".{(parts(page.url).hostname or '').lower()}"
        ours = any(host.endswith(f".{name}") for name in self.hosts)
        return ours and (self.valid_until is None or page.captured_at.date() <= self.valid_until)
