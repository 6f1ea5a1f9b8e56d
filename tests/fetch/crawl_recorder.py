"""Runs crawls in a process of their own (a reactor starts only once) and writes down what was captured.

    python crawl_recorder.py PLAN.json RESULT.pickle

PLAN: ``[{"settings": {…}, "cases": [{"id": …, "requests": [{"url": …, …}]}]}]``; the requests of a case follow each
other, cases run side by side. RESULT: the events of each case in the order they happened, as plain tuples.
"""

import base64
import json
import pickle
import sys
from collections.abc import AsyncIterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

import scrapy
from scrapy import signals
from scrapy.crawler import AsyncCrawlerProcess
from scrapy.exceptions import StopDownload
from scrapy.http import Response
from twisted.python.failure import Failure

from crawler.fetch.handler import HANDLERS
from crawler.fetch.signals import exchange_captured
from crawler.wire.exchange import Exchange

EVENTS: dict[str, list[tuple[str, dict[str, Any]]]] = {}


class Recorder(scrapy.Spider):
    """Follows each case's requests one after the other."""

    name = "recorder"

    def __init__(self, cases: list[dict[str, Any]], **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.cases = cases

    @classmethod
    def from_crawler(cls, crawler: Any, *args: Any, **kwargs: Any) -> "Recorder":
        spider = super().from_crawler(crawler, *args, **kwargs)
        crawler.signals.connect(spider.captured, signal=exchange_captured)
        crawler.signals.connect(spider.headed, signal=signals.headers_received)
        crawler.signals.connect(spider.fed, signal=signals.bytes_received)
        return spider

    def headed(self, request: scrapy.Request) -> None:
        if request.meta.get("stop") == "headers":
            raise StopDownload(fail=False)

    def fed(self, request: scrapy.Request) -> None:
        if request.meta.get("stop") == "bytes":
            raise StopDownload(fail=False)

    async def start(self) -> AsyncIterator[Any]:
        for case in self.cases:
            EVENTS[case["id"]] = []
            yield self.ask(case["id"], case["requests"])

    def ask(self, case: str, requests: list[dict[str, Any]]) -> scrapy.Request:
        first, *rest = requests
        first = {"dont_filter": True, "callback": self.answered, "errback": self.failed, **first}
        if "body" in first:
            first["body"] = base64.b64decode(first["body"])
        first["meta"] = {"case": case, "dont_retry": True, "handle_httpstatus_all": False, **first.get("meta", {})}
        first["cb_kwargs"] = {"case": case, "rest": rest}
        return scrapy.Request(**first)

    def captured(self, exchange: Exchange, request: scrapy.Request) -> None:
        values = asdict_shallow(exchange)
        case = request.meta.get("case") or self.cases[0]["id"]  # robots.txt has nobody's meta
        EVENTS[case].append(("exchange", {**values, "response": exchange.response.read(), "asked": request.url}))

    def answered(self, response: Response, case: str, rest: list[dict[str, Any]]) -> Any:
        seen = {"status": response.status, "flags": list(response.flags), "body": response.body, "url": response.url}
        EVENTS[case].append(("response", seen))
        if rest:
            yield self.ask(case, rest)

    def failed(self, failure: Failure) -> Any:
        case, rest = failure.request.cb_kwargs["case"], failure.request.cb_kwargs["rest"]
        status = getattr(getattr(failure.value, "response", None), "status", None)
        EVENTS[case].append(
            ("failure", {"type": failure.type.__name__, "message": str(failure.value), "status": status})
        )
        if rest:
            yield self.ask(case, rest)


def asdict_shallow(exchange: Exchange) -> dict[str, Any]:
    """The fields of an exchange without copying its spool."""
    names = ("url", "method", "started_at", "ended_at", "request", "interim", "peer_address", "error", "truncated")
    values = {name: getattr(exchange, name) for name in names}
    return {**values, "outcome": exchange.outcome.value, "tls": asdict(exchange.tls) if exchange.tls else None}


SETTINGS = {
    "DOWNLOAD_HANDLERS": HANDLERS,
    "LOG_LEVEL": "WARNING",
    "ROBOTSTXT_OBEY": False,
    "CONCURRENT_REQUESTS": 100,
    "DOWNLOAD_DELAY": 0,
    "TELNETCONSOLE_ENABLED": False,
    "COMPRESSION_ENABLED": False,
    "TWISTED_DNS_RESOLVER": "scrapy.resolver.CachingHostnameResolver",  # the default one knows no IPv6
    "COOKIES_ENABLED": False,  # its list of public suffixes would be fetched
    "RETRY_PRIORITY_ADJUST": 0,
    "USER_AGENT": "recorder",
}


def main(plan_path: str, result_path: str) -> None:
    """Run every crawl of the plan."""
    process = AsyncCrawlerProcess(SETTINGS)
    for crawl in json.loads(Path(plan_path).read_text()):
        crawler = process.create_crawler(Recorder)
        crawler.settings.update(crawl["settings"], priority="cmdline")
        process.crawl(crawler, cases=crawl["cases"])
    process.start()
    Path(result_path).write_bytes(pickle.dumps(EVENTS))


if __name__ == "__main__":
    main(*sys.argv[1:])
