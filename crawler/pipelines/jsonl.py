"""Ends a visit once its last item is stamped: its lines go to the committer, in the order visits end."""

from typing import Any, Self

from itemadapter.adapter import ItemAdapter
from scrapy.crawler import Crawler

from crawler.dataset.lines import json_line
from crawler.fetch.work import work
from crawler.items import Article, CommentThread


class JsonLinesPipeline:
    """Comes behind ``WarcPipeline``; a line is written only after its record is durable."""

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """A pipeline for ``crawler``'s work."""
        return cls(crawler)

    def __init__(self, crawler: Crawler) -> None:
        """Nothing is opened yet."""
        self._work = work(crawler)

    def process_item(self, item: Any) -> Any:
        """Count the item towards its visit; an item of other people's spiders becomes a line as it is."""
        if self._work.foreign:
            self._work.take_line(json_line(ItemAdapter(item).asdict(), enc_hook=str))
        elif isinstance(item, Article | CommentThread):
            self._work.stamped(item.metadata.visitId)
        return item
