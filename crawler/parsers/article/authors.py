"""Who wrote it: people first, from the first witness that names any; organisations when nobody is named."""

import re
from collections.abc import Iterable, Iterator
from typing import Any, Final

from lxml.html import HtmlElement

from crawler import urls
from crawler.items import Party
from crawler.parsers.article import names
from crawler.parsers.article.blocks import Block
from crawler.parsers.article.layout import words_of
from crawler.parsers.article.lexicon import fold, name_words
from crawler.parsers.article.witness import (
    Witnesses,
    classed,
    clean,
    short_text,
    texts,
    visible_text,
)
from crawler.parsers.page import Page

_META: Final = re.compile(r"(?:^|[.:_-])(?:authors?|byl|byline|creator|autor|auteur)(?:name|s|_name|-name)?$|^author")
_NOT_META: Final = re.compile(r"twitter|url|id$|image|_author$|email|facebook")
_NAMED_AUTHOR: Final = re.compile(r"uthor|yline|autor|uteur")
_BY_ADDRESS: Final = re.compile(r"/(?:author|autor|auteur|profil|people/|staff/)")

_MAX_SHOWN: Final = 80
_ELSEWHERE: Final = frozenset(
    "comment comments respond related teaser card cards sidebar footer nav menu recommended popular trending widget "
    "more latest reply replies kommentar kommentare commentlist sharing".split()
)
_BESIDE: Final = frozenset(
    "bio biography avatar image img photo role title position date time social description job".split()
)
_BYLINE: Final = re.compile(
    r"(?i:(?:written |posted |text )?by|von|par|por|di|door|av|af|texte?[ :]|autor(?:in)?:|author:|oleh)\s*:?\s+"
    r"(?=[^\W\d_a-zß-ÿ])"
)


def authors(witnesses: Witnesses, opening: Iterable[Block] = ()) -> list[Party]:
    """Authors in the order of the witness that is believed. ``opening``: blocks around the headline, in order."""
    site = _Site(witnesses)
    organisations: list[Party] = []
    for testimony in (_declared, _in_meta, _in_microdata, _shown):
        found = _known(testimony(witnesses))
        people = [party for party in found if not site.is_named(party.name)]
        if people:
            return people
        organisations = organisations or found
    return _known(_by_lines(opening)) or organisations


class _Site:
    """Tells the publisher's own name from a person's."""

    def __init__(self, witnesses: Witnesses) -> None:
        host = (urls.parts(witnesses.page.url).hostname or "").removeprefix("www.")
        self.names = {fold(name) for name in witnesses.site_names} | {fold(host)}
        self.domain = fold(host.rpartition(".")[0])

    def is_named(self, name: str) -> bool:
        folded = fold(name)
        return folded in self.names or (len(folded) > 2 and folded in self.domain) or ".com" in name.lower()


def _known(found: Iterable[tuple[str, str | None]]) -> list[Party]:
    """Parties without repetition; a byline with several names becomes several."""
    parties: dict[str, Party] = {}
    for byline, url in found:
        split = names.split(byline)
        for name in split:
            parties.setdefault(name.casefold(), Party(name, url if len(split) == 1 else None))
    return list(parties.values())


def _declared(witnesses: Witnesses) -> Iterator[tuple[str, str | None]]:
    """JSON-LD's author or creator (https://schema.org/author)."""
    article = witnesses.article
    for key in ("author", "creator"):
        value = article.get(key)
        for entry in value if isinstance(value, list) else [value]:
            node = witnesses.resolve(entry)
            given = texts(node.get("name") or node.get("byline")) if isinstance(node, dict) else texts(node)
            yield from ((name, _address(witnesses, node)) for name in given)


def _address(witnesses: Witnesses, node: Any) -> str | None:
    url = node.get("url") if isinstance(node, dict) else None
    return urls.join(witnesses.page.url, url) if isinstance(url, str) and urls.is_http(witnesses.page.url) else None


def _in_meta(witnesses: Witnesses) -> Iterator[tuple[str, str | None]]:
    """Any meta element whose name says author."""
    for name, values in witnesses.page.meta.items():
        if _META.search(name) and not _NOT_META.search(name):
            yield from ((clean(value), None) for value in values if not value.isdigit())


def _in_microdata(witnesses: Witnesses) -> Iterator[tuple[str, str | None]]:
    for element in witnesses.items.get("author", ())[:10]:
        if _is_elsewhere(element):
            continue
        name = element.get("content") or next(
            (visible_text(e) for e in element.iter() if e.get("itemprop") == "name"), ""
        )
        yield clean(name) or short_text(element), None


def _shown(witnesses: Witnesses) -> Iterator[tuple[str, str | None]]:
    """The first byline after the headline that the page's author calls so, or the last before it."""
    before: list[tuple[str, str | None]] = []
    seen_headline = False
    for element in _made_for_authors(witnesses.page)[:_MAX_SHOWN]:
        if element.tag == "h1":
            seen_headline = True
            continue
        found = _byline_in(element, witnesses)
        if found is None:
            continue
        if seen_headline:
            yield found
            return
        before.append(found)
    yield from before[-1:]


def _made_for_authors(page: Page) -> list[HtmlElement]:
    """Elements that are named after authors or lead to their pages, and each h1, in page order."""
    told = [
        *(element for element, value in page.having("data-testid").items() if "author" in value or "byline" in value),
        *(element for name in ("rel", "itemprop") for element, value in page.having(name).items() if value == "author"),
        *(a for a, href in page.having("href").items() if a.tag == "a" and _BY_ADDRESS.search(href)),
    ]
    return classed(page, _NAMED_AUTHOR, page.elements("h1"), told)


def _byline_in(element: HtmlElement, witnesses: Witnesses) -> tuple[str, str | None] | None:
    if _BESIDE.intersection(name_words(words_of(element))) or _is_elsewhere(element):
        return None
    text = short_text(element)
    if not 3 <= len(text) <= 120 or not names.split(text):
        return None
    href = element.get("href")
    return text, urls.join(witnesses.page.url, href) if href and urls.is_http(witnesses.page.url) else None


def _is_elsewhere(element: HtmlElement) -> bool:
    """Whether it is part of comments, teasers or the page's frame."""
    return any(
        around.tag in ("footer", "nav", "aside", "li") or _ELSEWHERE.intersection(name_words(words_of(around)))
        for around in [element, *element.iterancestors()][:8]
        if around.tag not in ("body", "html")
    )


def _by_lines(opening: Iterable[Block]) -> Iterator[tuple[str, str | None]]:
    """A line such as "By Ada Lindqvist" near the headline."""
    for block in opening:
        line = block.text.partition("\n")[0]
        if len(line) <= 100 and _BYLINE.match(line):
            yield line, None
            return
