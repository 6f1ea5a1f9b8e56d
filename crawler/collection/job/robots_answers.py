"""What becomes of what origins ask of robots: rules and rights for the host's rows, and the sitemaps that are named."""

import logging
from typing import Final

from crawler import PRODUCT
from crawler.collection.facts import Purpose
from crawler.collection.job.discovery import Discovery
from crawler.collection.job.dispatch import Dispatcher
from crawler.collection.job.ledger import Ledger
from crawler.collection.job.task import Task
from crawler.frontier.scope import ScopeKind
from crawler.parsers.extraction import Link, LinkKind
from crawler.urls import join

logger = logging.getLogger(__name__)

LONG_SECONDS: Final = 60.0
"""Crawl-delay from which the operator is told why a host is slow."""


class RobotsAnswers:
    """Takes in answers to robots.txt and to rights files; what waits for one may go from then on."""

    def __init__(self, dispatcher: Dispatcher, discovery: Discovery, ledger: Ledger) -> None:
        """None was answered yet."""
        self._dispatcher, self._discovery, self._ledger = dispatcher, discovery, ledger

    def arrived(self, task: Task, status: int | None, body: bytes, *, now: float) -> None:
        """The file that ``task`` asked for was answered, or (None) will not be."""
        if task.purpose is Purpose.RIGHTS:
            self._dispatcher.rights_arrived(task, status, body, now=now)
            self._ledger.drop(task.row)
            return
        rules = self._dispatcher.robots_arrived(task, status, body, now=now)
        self._ledger.drop(task.row)
        if (delay := rules.crawl_delay(PRODUCT) or 0.0) >= LONG_SECONDS:
            logger.warning("%s asks for %g s between two requests; this is obeyed, up to a day", task.row.url, delay)
        if self._wants_pages(task.row.first_url):
            sitemaps = (Link(url, LinkKind.SITEMAP) for url in rules.sitemaps if join(url, "") is not None)
            self._ledger.add(self._discovery.links(sitemaps, via=task.row.url, depth=0))

    def _wants_pages(self, asked: str) -> bool:
        """Whether anybody wants the pages of that host: where only requisites lie, nobody does."""
        scope = self._discovery.scope
        return scope.kind is ScopeKind.PREFIX or (scope.kind is not ScopeKind.PAGE and scope.contains(asked))
