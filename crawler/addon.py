"""One line brings it into any Scrapy project: ``ADDONS = {"crawler.addon.Colophon": 500}``.

Every exchange of the project's spiders goes into a collection as WARC, byte for byte; items say which record they came
from and go into ``data/items.jsonl`` besides. The queue, the spiders and the other pipelines stay as they are.
"""

from scrapy.settings import BaseSettings

from crawler.fetch.handler import PATH, require_handler

PRIORITY = "addon"


class Colophon:
    """Scrapy's add-on interface. The collection is COLOPHON_COLLECTION, by default the bot's name."""

    def update_settings(self, settings: BaseSettings) -> None:
        """Wire capture, WARC, stamps and lines. ConfigError when another handler serves http or https."""
        _add(settings, "DOWNLOAD_HANDLERS", {"http": PATH, "https": PATH})
        require_handler(settings)
        _add(settings, "ITEM_PIPELINES", {"crawler.pipelines.warc.WarcPipeline": 1})
        _add(settings, "ITEM_PIPELINES", {"crawler.pipelines.jsonl.JsonLinesPipeline": 1000})
        _add(settings, "SPIDER_MIDDLEWARES", {"crawler.fetch.stamping.Stamping": 950})
        _add(settings, "DOWNLOADER_MIDDLEWARES", {"crawler.fetch.cookies.Cookies": 700})
        _add(settings, "DOWNLOADER_MIDDLEWARES", {"scrapy.downloadermiddlewares.cookies.CookiesMiddleware": None})
        # What was not fetched now would be archived as if it had been; and no reader of WARC knows all codings.
        settings.set("HTTPCACHE_ENABLED", False, PRIORITY)
        _add(settings, "DEFAULT_REQUEST_HEADERS", {"Accept-Encoding": "gzip"})
        if not settings.get("COLOPHON_COLLECTION"):
            settings.set("COLOPHON_COLLECTION", settings.get("BOT_NAME"), PRIORITY)


def _add(settings: BaseSettings, name: str, entries: dict[str, object]) -> None:
    """Entries of a dict setting, under those that the project made itself."""
    known = settings[name]
    if isinstance(known, BaseSettings):
        for key, value in entries.items():
            known.set(key, value, PRIORITY)
    else:
        settings.set(name, {**entries, **(known or {})}, PRIORITY)
