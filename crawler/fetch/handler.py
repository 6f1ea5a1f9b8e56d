"""The download handler for http and https: Scrapy's HTTP/1.1 handler, tapped, guarded and under ceilings.

Settings, besides those of ``crawler.config``: Scrapy's DOWNLOAD_VERIFY_CERTIFICATES (as ``verify_tls``),
DOWNLOAD_BIND_ADDRESS, DOWNLOAD_FAIL_ON_DATALOSS, DOWNLOAD_TIMEOUT and DOWNLOAD_MAXSIZE (where smaller than ours), and
its TLS versions and ciphers. Proxies are not supported: through one, the address guard would see the proxy alone.
"""

from typing import Final

from scrapy import Request
from scrapy.core.downloader.handlers.http11 import HTTP11DownloadHandler
from scrapy.crawler import Crawler
from scrapy.exceptions import NotSupported
from scrapy.http import Response
from scrapy.settings import BaseSettings
from scrapy.utils._download_handlers import wrap_twisted_exceptions
from scrapy.utils.defer import maybe_deferred_to_future
from scrapy.utils.misc import build_from_crawler, load_object

from crawler.config import from_settings
from crawler.errors import ConfigError
from crawler.fetch.address import GuardedReactor
from crawler.fetch.download import Download, Means
from crawler.fetch.signals import exchange_captured
from crawler.fetch.tap import tap
from crawler.fetch.tls import RecordingContextFactory
from crawler.wire.exchange import Exchange

PATH: Final = "crawler.fetch.handler.CapturingHandler"
HANDLERS: Final = {"http": PATH, "https": PATH, "data": None, "file": None, "ftp": None, "s3": None}
"""DOWNLOAD_HANDLERS of a crawl that archives: nothing is fetched that is not captured."""


class CapturingHandler(HTTP11DownloadHandler):
    """Downloads over HTTP/1.1 and sends ``exchange_captured`` for every exchange on the way."""

    def __init__(self, crawler: Crawler) -> None:
        """Read the settings once; ConfigError where they do not fit."""
        super().__init__(crawler)
        from twisted.internet import reactor  # the reactor is chosen by now

        config = from_settings(crawler.settings)
        tap(self._pool)
        policy = build_from_crawler(RecordingContextFactory, crawler)
        policy.require(config.verify_tls or crawler.settings.getbool("DOWNLOAD_VERIFY_CERTIFICATES"))
        self._means = Means(
            crawler=crawler,
            config=config,
            pool=self._pool,
            reactor=reactor if config.allow_private else GuardedReactor(reactor),
            tls_policy=policy,
            bind_address=self._bind_address,
            max_bytes=self._default_maxsize,
            fail_on_dataloss=self._fail_on_dataloss,
            announce=self._announce,
        )

    async def download_request(self, request: Request) -> Response:
        """Download ``request``; exceptions are Scrapy's, and ForbiddenAddressError."""
        if request.meta.get("proxy"):
            raise NotSupported(
                f"downloading {request.url}: proxies are not supported; unset the proxy in the request, in http_proxy "
                "and https_proxy, or set HTTPPROXY_ENABLED to False"
            )
        download = Download(request, self._means)
        try:
            with wrap_twisted_exceptions():
                return await maybe_deferred_to_future(download.run())
        finally:
            download.close()

    def _announce(self, exchange: Exchange, request: Request) -> None:
        self._crawler.signals.send_catch_log(signal=exchange_captured, exchange=exchange, request=request)


def require_handler(settings: BaseSettings) -> None:
    """ConfigError when another handler than ours would serve http or https: its exchanges would not be archived."""
    handlers = settings.getwithbase("DOWNLOAD_HANDLERS")
    for scheme in ("http", "https"):
        handler = handlers.get(scheme)
        if not _is_ours(handler):
            raise ConfigError(
                f"DOWNLOAD_HANDLERS[{scheme!r}] is {handler}: what it downloads would not be archived; remove that "
                f"entry or set it to {PATH!r}"
            )


def _is_ours(handler: str | type | None) -> bool:
    """Whether this is our handler, or one made from it; what cannot be imported is not."""
    try:
        loaded = load_object(handler) if isinstance(handler, str) else handler
    except (ImportError, NameError, ValueError):
        return False
    return isinstance(loaded, type) and issubclass(loaded, CapturingHandler)
