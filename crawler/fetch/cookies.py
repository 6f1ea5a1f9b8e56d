"""Scrapy's cookies, judged by the public suffix list that is bundled: nothing is fetched that nobody asked for.

A site may set cookies for ever: what is kept, and so what every request carries, is bounded for each host.
"""

from http.cookiejar import Cookie
from typing import Final, Self

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.downloadermiddlewares import cookies
from scrapy.http import Response
from scrapy.http.cookies import potential_domain_matches
from scrapy.utils.httpobj import urlparse_cached
from tldextract import TLDExtract

from crawler.fetch.work import TASK

HOST_COOKIES: Final = 50
HOST_BYTES: Final = 8 << 10
"""Names and values of one domain's cookies: the whole request head that many servers take at most."""
MAX_HOSTS: Final = 10_000

_Paths = dict[str, dict[str, Cookie]]


class Cookies(cookies.CookiesMiddleware):
    """Sends back what sites set, the newest; some answer only then."""

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Replace Scrapy's extractor, which downloads the list, by one that does not."""
        cookies._split_domain = TLDExtract(suffix_list_urls=(), include_psl_private_domains=True, cache_dir=None)
        return super().from_crawler(crawler)

    def process_request(self, request: Request) -> Request | Response | None:  # type: ignore[override]
        """Add what sites set to what the operator configured, which comes first."""
        given = request.headers.getlist("Cookie") if TASK in request.meta else []
        answer = super().process_request(request)
        if given:
            request.headers["Cookie"] = b"; ".join(given + request.headers.getlist("Cookie"))
        return answer

    def process_response(self, request: Request, response: Response) -> Request | Response:  # type: ignore[override]
        """Take what is set, then let go of the oldest beyond the bounds."""
        answer = super().process_response(request, response)
        if response.headers.getlist("Set-Cookie"):
            kept: dict[str, _Paths] = self.jars[request.meta.get("cookiejar")]._cookies
            for domain in potential_domain_matches(urlparse_cached(request).hostname or ""):
                _bound(kept.get(domain, {}))
            while len(kept) > MAX_HOSTS:
                del kept[next(iter(kept))]
        return answer


def _bound(paths: _Paths) -> None:
    """Let the oldest cookies of a domain go until the rest is within the bounds."""
    cookies = [cookie for named in paths.values() for cookie in named.values()]
    size = sum(map(_size, cookies))
    for number, cookie in enumerate(cookies):
        if len(cookies) - number <= HOST_COOKIES and size <= HOST_BYTES:
            return
        size -= _size(cookie)
        del paths[cookie.path][cookie.name]
        if not paths[cookie.path]:
            del paths[cookie.path]


def _size(cookie: Cookie) -> int:
    return len(cookie.name) + len(cookie.value or "")
