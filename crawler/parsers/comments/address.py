"""The address that a thread goes by: the article's own, whichever of its comment pages was captured."""

import re
from urllib.parse import urldefrag, urljoin, urlsplit

from crawler.parsers.page import Page

_COMMENT_PAGE = re.compile(r"/comment-page-\d+(?=/?$)")
_COMMENT_QUERY = re.compile(r"(?:^|&)(?:cpage|replytocom)=[^&]*")


def thread_address(page: Page) -> str:
    """The page's canonical address when it is on the same host, else where it came from; without comment paging."""
    for link in page.tree.xpath("//link[@rel='canonical']/@href")[:1]:
        try:
            canonical = urljoin(page.url, str(link).strip())
            if urlsplit(canonical).netloc == urlsplit(page.url).netloc and urlsplit(canonical).path not in ("", "/"):
                return bare(canonical)
        except ValueError:
            break
    return bare(page.url)


def hosts_of(page: Page) -> frozenset[str]:
    """The hosts that a page is known under: where it came from, and those that it names as its own address."""
    named = (*page.tree.xpath("//link[@rel='canonical']/@href")[:1], *page.meta.get("og:url", ())[:1])
    return frozenset(filter(None, (host(page.url), host(page.requested_url), *(host(str(each)) for each in named))))


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
