"""Who published it."""

from typing import Any

from crawler import urls
from crawler.items import Party
from crawler.parsers.article.witness import Witnesses, clean, texts, types


def publisher(witnesses: Witnesses) -> Party | None:
    """The publisher JSON-LD names, else the site's name, else the page's own organisation node."""
    for node in _nodes(witnesses):
        name = next(texts(node.get("name")), None) if isinstance(node, dict) else next(texts(node), None)
        if name and not urls.is_http(name):
            return Party(name, _url(witnesses, node))
    if name := witnesses.meta("og:site_name", "publisher", "dc.publisher", "application-name"):
        return Party(clean(name)) if not urls.is_http(name) else None
    return None


def _nodes(witnesses: Witnesses) -> list[Any]:
    declared = witnesses.article.get("publisher") or witnesses.web_page.get("publisher")
    listed = declared if isinstance(declared, list) else [declared]
    nodes = [witnesses.resolve(node) for node in listed if node]
    if not nodes and not witnesses.meta("og:site_name"):
        nodes = [
            node for node in witnesses.page.json_ld if {"NewsMediaOrganization", "Organization"} & set(types(node))
        ]
    return nodes


def _url(witnesses: Witnesses, node: Any) -> str | None:
    url = witnesses.absolute(node.get("url") if isinstance(node, dict) else None)
    return url if url and urls.parts(url).hostname else None
