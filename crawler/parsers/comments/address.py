"""The address that a thread goes by: the article's own, whichever of its comment pages was captured."""

import re
from urllib.parse import urljoin

from crawler.parsers.page import Page
from crawler.urls import parts

_COMMENT_PAGE = re.compile(r"/comment-page-\d+(?=/?$)")
_COMMENT_QUERY = re.compile(r"(?:^|&)(?:cpage|replytocom)=[^&]*")


def thread_address(page: Page) -> str:
    """The page's canonical address when it is on the same host, else where it came from; without comment paging."""
    try:
        canonical = urljoin(page.url, _canonical(page) or "")
        if parts(canonical).netloc == parts(page.url).netloc and parts(canonical).path not in ("", "/"):
            return bare(canonical)
    except ValueError:
        pass
    return bare(page.url)


def _canonical(page: Page) -> str | None:
    """The address in ``link rel=canonical`` as written."""
    for link in page.elements("link"):
        if (link.get("rel") or "").lower() == "canonical":
            return (link.get("href") or "").strip() or None
    return None


def hosts_of(page: Page) -> frozenset[str]:
    """The hosts that a page is known under: where it came from, and those that it names as its own address."""
    named = (page.url, page.requested_url, _canonical(page), *page.meta.get("og:url", ())[:1])
    return frozenset(filter(None, map(host_and_port, named)))


def host_and_port(url: str | None) -> str:
    """An address's host without "www.", and its port: servers of one host are different sites. Empty without a host."""
    return parts(url or "").netloc.lower().removeprefix("www.")


def bare(url: str) -> str:
    """``url`` without fragment and without WordPress's comment paging."""
    head, mark, query = url.partition("#")[0].partition("?")
    query = _COMMENT_QUERY.sub("", query).lstrip("&")
    return _COMMENT_PAGE.sub("", head) + (mark + query if query else "")
