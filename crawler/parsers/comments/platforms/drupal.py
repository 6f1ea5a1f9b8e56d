"""Drupal 6 to 10: replies stand in a ``div.indented`` after their parent; an anchor before a comment holds its id."""

import re
from dataclasses import replace
from typing import Final

from crawler.parsers.comments.markup import thread
from crawler.parsers.comments.page_links import MOST_PAGES
from crawler.parsers.comments.paging import pages_by
from crawler.parsers.comments.platform import Kind, Platform, Reading
from crawler.parsers.comments.render import safe_url
from crawler.parsers.comments.view import View
from crawler.parsers.need import Need
from crawler.urls import parts

NAME: Final = "drupal"

_PAGER = (
    "//*[@id='comments' or contains(@class, 'comment-wrapper') or contains(@class, 'field--name-comment')]"
    "//*[contains(@class, 'pager')]//a/@href"
)
_NUMBER = re.compile(r"[?&]page=(\d{1,4})(?:&|#|$)")


def _read(view: View) -> Reading | None:
    fragment = thread(view, NAME)
    if fragment is None:
        return None
    linked = _pages(view)
    needs = tuple(
        Need(url, NAME, fragment.thread_id, state={"page": number, "label": f"page {number + 1}"})
        for number, url in sorted(linked.items())
    )
    return Reading((replace(fragment, order=_own(view.page.url), shows_all=not linked),), needs)


def _pages(view: View) -> dict[int, str]:
    """Pages of this thread that its pager links to, without this one; the first has no number."""
    here = parts(view.page.url).path
    linked: dict[int, str] = {}
    for href in view.tree.xpath(_PAGER) if view.page.class_names.holding(("pager",)) else ():
        url = safe_url(str(href).partition("#")[0], view.page.url)
        if url and parts(url).path == here and len(linked) < MOST_PAGES:
            linked.setdefault(_own(url), url)
    linked.pop(_own(view.page.url), None)
    return linked


def _own(url: str) -> int:
    found = _NUMBER.search(url)
    return int(found[1]) if found else 0


PLATFORM = Platform(
    NAME, Kind.MARKUP, _read, marks=("Drupal", "/sites/default/files", "/sites/all/", "drupal"), answer=pages_by(_read)
)
