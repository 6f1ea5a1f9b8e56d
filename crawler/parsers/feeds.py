"""The pages a feed lists: RSS 0.9x, 1.0 and 2.0 (https://www.rssboard.org/rss-specification), Atom (RFC 4287)."""

from collections.abc import Iterator
from typing import Final

from lxml import etree

from crawler.parsers import xml
from crawler.parsers.extraction import Link, LinkKind
from crawler.parsers.page import Page
from crawler.urls import join

MAX_LINKS: Final = 10_000
"""Most links of one feed; what follows is left out."""

_BASE: Final = "{http://www.w3.org/XML/1998/namespace}base"
_ROOTS: Final = frozenset({"rss", "rdf", "feed"})


def feed(page: Page) -> tuple[Link, ...] | None:
    """The links of a feed in its order, each once; None when ``page`` is no feed.

    The entries' pages, and the feed's own next page (RFC 5005) as a feed. An RSS item without a link is taken by its
    guid, unless that is no permalink.
    """
    root = xml.root(page)
    if root is None or xml.name(root) not in _ROOTS:
        return None
    return xml.links(_hrefs(root, root.base or page.url), most=MAX_LINKS)


def _hrefs(root: etree._Element, base: str) -> Iterator[tuple[str, str, LinkKind]]:
    """What an address is relative to, the address as written, and where it leads.

    xml:base counts on the feed and on its entries. To ask lxml for each element's would cost the depth of each.
    """
    for item in root.iter("{*}item", "{*}entry"):
        inner = join(base, item.get(_BASE, "")) or base
        yield inner, _item(item) if xml.name(item) == "item" else "", LinkKind.PAGE
        for link in item.iterchildren("{*}link"):
            if link.get("rel", "alternate") == "alternate":
                yield inner, link.get("href", ""), LinkKind.PAGE
    for channel in (root, *root.iterchildren("{*}channel")):
        for link in channel.iterchildren("{*}link"):
            if link.get("rel") == "next":
                yield base, link.get("href", ""), LinkKind.FEED


def _item(item: etree._Element) -> str:
    """Address of an RSS item; FeedBurner keeps the site's own beside its counting one."""
    guid = next(item.iterchildren("{*}guid"), None)
    permalink = guid is not None and guid.get("isPermaLink", "true").lower() == "true"
    link = xml.child_text(item, "origLink") or xml.child_text(item, "link")
    return link or (xml.child_text(item, "guid") if permalink else "")
