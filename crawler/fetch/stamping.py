"""Says in every item of other people's spiders which record its response is, where the item has room for it."""

import logging
from collections.abc import AsyncIterator
from dataclasses import asdict
from typing import Any, Self

from itemadapter.adapter import ItemAdapter
from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.http import Response

from crawler.dataset.stamp import stamp
from crawler.fetch.work import work
from crawler.items import Metadata

logger = logging.getLogger(__name__)


class Stamping:
    """A spider middleware: sets the field ``metadata`` of dict items, and of items that declare it."""

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Stamp what ``crawler``'s spider yields."""
        return cls(crawler)

    def __init__(self, crawler: Crawler) -> None:
        """Nothing was told yet."""
        self._work = work(crawler)
        self._told: set[type] = set()

    async def process_spider_output(self, response: Response, result: AsyncIterator[Any]) -> AsyncIterator[Any]:
        """Pass everything on; an item waits until its record is written."""
        async for found in result:
            if not isinstance(found, Request):
                await self._stamp(found, response)
            yield found

    async def _stamp(self, item: Any, response: Response) -> None:
        capture = self._work.capture_of(response.request) if response.request is not None else None
        if capture is None:
            return
        metadata = Metadata(warcRecordId=capture.evidence.record_id, capturedAt=capture.evidence.captured_at)
        stamp(metadata, await self._work.place(capture.evidence.record_id))
        try:
            ItemAdapter(item)["metadata"] = asdict(metadata)
        except KeyError:
            if type(item) not in self._told:
                self._told.add(type(item))
                logger.warning("%s has no field metadata: its lines will not name their record", type(item).__name__)
