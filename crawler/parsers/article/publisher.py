"""Who published it."""

from collections.abc import Iterator
from itertools import islice
from typing import Any, Final

from lxml.html import HtmlElement

from crawler import urls
from crawler.items import Party
from crawler.parsers.article.lexicon import fold
from crawler.parsers.article.witness import Witnesses, item_of, short_text, texts, types, value_of

_METAS: Final = (
    *("og:site_name", "publisher", "dc.publisher", "dc:publisher", "dcterms.publisher", "dcterms:publisher"),
    *("application-name", "citation_publisher", "prism.publicationname"),
)
_SYSTEMS: Final = frozenset({"blogger", "wordpress", "joomla", "drupal"})
"""What content systems write where their owners have not named themselves."""
_MOST_MARKED: Final = 20
_MOST_INSIDE: Final = 60
_LONGEST: Final = 120


def publisher(witnesses: Witnesses, headline: str | None) -> Party | None:
    """The publisher JSON-LD names, else the site's name, else what markup or the page's own organisation node names.

    None that is an address, a content system or the article's headline.
    """
    same = "" if witnesses.is_front else fold(headline or "")
    found = (party for party in _parties(witnesses) if _is_publisher(party.name, same))
    return next(found, None)


def _is_publisher(name: str, headline: str) -> bool:
    folded = fold(name)
    return not (urls.is_http(name) or name.lower().startswith("www.") or folded in _SYSTEMS or folded == headline)


def _parties(witnesses: Witnesses) -> Iterator[Party]:
    for node in _nodes(witnesses):
        said = node if isinstance(node, dict) else {"name": node}
        if name := next(texts(said.get("name")), None):
            yield Party(name, _absolute(witnesses, said.get("url")))
    yield from map(Party, witnesses.metas(*_METAS))
    yield from _marked(witnesses)


def _nodes(witnesses: Witnesses) -> list[Any]:
    article = witnesses.article
    declared = article.get("publisher") or witnesses.web_page.get("publisher") or article.get("sourceOrganization")
    listed = declared if isinstance(declared, list) else [declared]
    nodes = [witnesses.resolve(node) for node in listed if node]
    if not nodes and not witnesses.meta("og:site_name"):
        nodes = [
            node for node in witnesses.page.json_ld if {"NewsMediaOrganization", "Organization"} & set(types(node))
        ]
    return nodes


def _absolute(witnesses: Witnesses, address: Any) -> str | None:
    url = witnesses.absolute(address)
    return url if url and urls.parts(url).hostname else None


def _marked(witnesses: Witnesses) -> Iterator[Party]:
    """Publishers that microdata or RDFa mark, with the names and addresses of these items."""
    for attribute in ("itemprop", "property"):
        properties = witnesses.page.having(attribute).items()
        marked = (element for element, name in properties if _is(name, "publisher") and element.tag != "meta")
        for element in islice(marked, _MOST_MARKED):
            own = list(_properties(element, attribute))
            names = [text for each, name in own if _is(name, "name") and (text := value_of(each))]
            text = names[0] if names else "" if own else short_text(element)
            link = next((href for each, name in own if _is(name, "url") and (href := each.get("href"))), None)
            if 0 < len(text) <= _LONGEST:
                yield Party(text, _absolute(witnesses, link))


def _properties(item: HtmlElement, attribute: str) -> Iterator[tuple[HtmlElement, str]]:
    """The properties of an item, but those of items inside it."""
    for element in islice(item.iter("*"), 1, _MOST_INSIDE):
        if (name := element.get(attribute)) and item_of(element) in (item, None, item_of(item)):
            yield element, name


def _is(names: str, wanted: str) -> bool:
    """Whether a property is the wanted one, whatever its vocabulary's prefix."""
    return any(name.rpartition(":")[2].lower() == wanted for name in names.split())
