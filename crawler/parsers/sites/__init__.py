"""Publishers whose pages the general reading measurably gets wrong: one small file each, none so far.

A site is a value of ``Site``: the hosts it is for, and a function that corrects the article read in general.
``correct`` applies the first that fits the page's host and the day of its capture, so that an old archive is read
with the selectors of its time: when a publisher changes its pages, give the old ``Site`` a ``valid_until`` and add a
new one.

To add one: a file ``<host with underscores>.py`` with a ``SITE``, its name in ``SITES``, a fixture in
``tests/fixtures/articles/`` that fails without it, and in the file's docstring what is wrong without it. ``page.soup``
is there for selectors::

    def _correct(page: Page, article: Article) -> None:
        teaser = page.soup.select_one("p.standfirst")
        article.description = teaser.get_text(" ", strip=True) if teaser else article.description

    SITE = Site(hosts=("quay.example",), correct=_correct, valid_until=date(2025, 6, 30))
"""

from typing import Final

from crawler.items import Article
from crawler.parsers.page import Page
from crawler.parsers.sites.site import Site

SITES: Final[tuple[Site, ...]] = ()
"""Every site of ours, in the order in which they are asked."""


def correct(page: Page, article: Article, sites: tuple[Site, ...] = SITES) -> None:
    """Let the first of ``sites`` that fits host and day of capture change ``article`` in place."""
    for site in sites:
        if site.fits(page):
            site.correct(page, article)
            article.metadata.parser = site.name
            return
