"""The address that a thread goes by: the article's own, whichever of its comment pages was captured."""

import re
from urllib.parse import urldefrag, urljoin, urlsplit

from crawler.parsers.page import Page

_COMMENT_PAGE = re.compile(r"/comment-page-\d+(?=/?$)")
_COMMENT_QUERY = re.compile(r"(?:^|&)(?:cpage|replytocom)=[^&]*")


def thread_address(page: Page) -> str:
    """The page's canonical address when it is on the same host, else where it came from; without comment paging."""
    try:
        canonical = urljoin(page.url, canonical_of(page) or "")
        if urlsplit(canonical).netloc == urlsplit(page.url).netloc and urlsplit(canonical).path not in ("", "/"):
            return bare(canonical)
    except ValueError:
        pass
    return bare(page.url)


def canonical_of(page: Page) -> str | None:
    """The address in ``link rel=canonical`` as written."""
    for link in page.elements("link"):
        if (link.get("rel") or "").lower() == "canonical":
            return (link.get("href") or "").strip() or None
    return None


def hosts_of(page: Page) -> frozenset[str]:
    """The hosts that a page is known under: where it came from, and those that it names as its own address."""
    named = (page.url, page.requested_url, canonical_of(page), *page.meta.get("og:url", ())[:1])
    return frozenset(filter(None, map(host, named)))


def host(url: str | None) -> str:
    """An address's host and port without "www.", empty when it has none."""
    try:
        return urlsplit(url or "").netloc.lower().removeprefix("www.")
    except ValueError:
        return ""


def bare(url: str) -> str:
    """``url`` without fragment and without WordPress's comment paging."""
    plain = urldefrag(url).url
    head, mark, query = plain.partition("?")
    query = _COMMENT_QUERY.sub("", query).lstrip("&")
    return _COMMENT_PAGE.sub("", head) + (mark + query if query else "")
