"""Site files: chosen by host and by the day of capture."""

from datetime import UTC, date, datetime

import pytest

from crawler.items import Article
from crawler.parsers.page import Page
from crawler.parsers.sites import SITES, correct
from crawler.parsers.sites.site import Site


def _old(page: Page, article: Article) -> None:
    article.headline = "old"


def _new(page: Page, article: Article) -> None:
    article.headline = "new"


BOTH = (Site(("quay.example",), _old, date(2025, 6, 30)), Site(("quay.example",), _new))


@pytest.mark.parametrize(
    ("url", "day", "headline"),
    [
        ("https://www.quay.example/a", datetime(2025, 6, 30, 23, tzinfo=UTC), "old"),
        ("https://quay.example/a", datetime(2025, 7, 1, tzinfo=UTC), "new"),
        ("https://notquay.example/a", datetime(2025, 7, 1, tzinfo=UTC), None),
        ("not an address", datetime(2025, 7, 1, tzinfo=UTC), None),
    ],
)
def test_site_is_chosen_by_host_and_capture(url: str, day: datetime, headline: str | None) -> None:
    article = Article(url=url)
    correct(Page(url, b"", day), article, BOTH)
    assert article.headline == headline
    assert article.metadata.parser == ("quay.example" if headline else None)


def test_each_site_file_names_its_hosts() -> None:
    assert all(site.hosts for site in SITES)
