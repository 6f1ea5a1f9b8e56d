"""What feeds and sitemaps share: XML read leniently, without entities, document types or network; and links of it."""

import re
from collections.abc import Iterable
from typing import Final

from lxml import etree

from crawler.parsers.extraction import Link, LinkKind
from crawler.parsers.page import Page
from crawler.urls import join

MAX_BYTES: Final = 50 << 20
"""Most bytes of XML that are read: the size a sitemap may have (https://www.sitemaps.org/protocol.html)."""

_HALF: Final = r"#(?:[xX]0*[dD][89a-fA-F]\w\w|0*5(?:5[2-9]|6\d|7[0-3])\d\d);"
"""Half a character by number: with some that are whole. libxml2 lets it through in recovery, and nobody can read it."""
_CDATA_OR_BARE_AMPERSAND: Final = re.compile(rf"<!\[CDATA\[.*?(?:\]\]>|\Z)|&(?!#?\w{{1,31}};)|&(?={_HALF})", re.S)


def root(page: Page) -> etree._Element | None:
    """The root of ``page`` read as XML, mended where it is not well-formed; None when it does not look like XML.

    Entities of the document's own are neither fetched nor expanded. Relative addresses: ``element.base``.
    """
    text = page.text.lstrip("\ufeff \t\r\n")
    if not text.startswith("<"):
        return None
    try:
        return _parse(text, url=page.url, recover=False)
    except etree.XMLSyntaxError:
        pass
    try:
        return _parse(_CDATA_OR_BARE_AMPERSAND.sub(_escaped, text), url=page.url, recover=True)
    except etree.XMLSyntaxError:
        return None


def _parse(text: str, *, url: str, recover: bool) -> etree._Element:
    parser = etree.XMLParser(
        encoding="utf-8",
        recover=recover,
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        remove_comments=True,
        remove_pis=True,
    )
    base = url.encode("utf-8", "replace").decode()
    return etree.fromstring(text.encode("utf-8", "replace")[:MAX_BYTES], parser, base_url=base)


def _escaped(found: re.Match[str]) -> str:
    # Recovery drops a bare ampersand, and with it what separates the parameters of an address.
    return "&amp;" if found[0] == "&" else found[0]


def name(element: etree._Element) -> str:
    """Local name in lower case, whatever the namespace; recovery lets names through that XML does not allow."""
    return str(element.tag).rpartition("}")[2].lower()


def child_text(element: etree._Element, name: str) -> str:
    """Text of the first child of that local name that has any, without blanks at its ends; else empty."""
    texts = ("".join(child.itertext()).strip() for child in element.iterchildren(f"{{*}}{name}"))
    return next(filter(None, texts), "")


def links(told: Iterable[tuple[str, str, LinkKind]], *, most: int) -> tuple[Link, ...]:
    """Links in their order, each once, to a ceiling. Told: what an address is relative to, the address, its kind."""
    found: dict[str, Link] = {}
    for base, href, kind in told:
        url = join(base, href) if href else None
        if url is not None:
            found.setdefault(url, Link(url, kind))
        if len(found) == most:
            break
    return tuple(found.values())
