"""Hears every exchange and hands it to the archive; stamps each item with the record it came from."""

import asyncio
from typing import Any, Self

from scrapy.crawler import Crawler
from scrapy.exceptions import DropItem

from crawler.dataset.stamp import Place, evidence, stamp
from crawler.fetch.handler import require_handler
from crawler.fetch.signals import exchange_captured
from crawler.fetch.work import work
from crawler.items import Article, CommentThread


class WarcPipeline:
    """An item pipeline alone never sees redirects, robots.txt, failures or images: the signal brings them all."""

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Listen to ``crawler``; ConfigError when another handler would download unseen."""
        require_handler(crawler.settings)
        return cls(crawler)

    def __init__(self, crawler: Crawler) -> None:
        """Connect the signal."""
        self._work = work(crawler)
        crawler.signals.connect(self._work.captured, signal=exchange_captured)

    def close_spider(self) -> None:
        """In other people's projects nobody else closes the collection; by now nothing is under way."""
        if self._work.foreign:
            self._work.close()

    async def process_item(self, item: Any) -> Any:
        """Wait until the item's records are written, which they nearly always are, and say where they lie."""
        if isinstance(item, Article | CommentThread):
            for metadata in evidence(item):
                if metadata.warcRecordId is not None:
                    stamp(metadata, await self._place(metadata.warcRecordId))
        return item

    async def _place(self, record_id: str) -> Place:
        try:
            return await self._work.place(record_id)
        except asyncio.CancelledError as error:
            # The error that ended the archive is told once, at the end; this item is parsed from it at the next start.
            raise DropItem("its record was not written", log_level="DEBUG") from error
