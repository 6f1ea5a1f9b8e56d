"""Signals of the fetch layer."""

from typing import Final

exchange_captured: Final = object()
"""Sent once for every exchange, with ``exchange`` (``crawler.wire.exchange.Exchange``) and ``request`` (the Scrapy
request it was made for), before anything of the answer reaches Scrapy's middlewares or the spider.

Every attempt is an exchange: redirect hops, retries, robots.txt, a silent reconnect over a connection that had died,
and attempts that never sent a byte. Several may carry the same request. Receivers are called in the reactor thread
and must not block.
"""
