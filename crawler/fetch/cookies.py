"""Scrapy's cookies, judged by the public suffix list that is bundled: nothing is fetched that nobody asked for."""

from typing import Self

from scrapy.crawler import Crawler
from scrapy.downloadermiddlewares import cookies
from tldextract import TLDExtract


class Cookies(cookies.CookiesMiddleware):
    """Sends back what sites set; some answer only then."""

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Replace Scrapy's extractor, which downloads the list, by one that does not."""
        cookies._split_domain = TLDExtract(suffix_list_urls=(), include_psl_private_domains=True, cache_dir=None)
        return super().from_crawler(crawler)
