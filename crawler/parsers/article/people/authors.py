"""Who wrote it: people first, from the first witness that names any; organisations when nobody is named."""

import re
from collections.abc import Callable, Collection, Iterable, Iterator
from itertools import chain
from typing import Any, Final

from lxml.html import HtmlElement

from crawler import urls
from crawler.items import Party
from crawler.parsers.article.elsewhere import is_elsewhere
from crawler.parsers.article.lexicon import fold
from crawler.parsers.article.people import names
from crawler.parsers.article.people.byline_labels import is_labelled
from crawler.parsers.article.people.bylines import (
    ANYBODY,
    ORGANISATION,
    PERSON,
    Named,
    byline_text,
    in_lines,
    shown,
    signature,
)
from crawler.parsers.article.remembered import remembered
from crawler.parsers.article.scene import Scene
from crawler.parsers.article.witness import (
    Witnesses,
    clean,
    item_of,
    short_text,
    texts,
    types,
    visible_text,
)

_META: Final = re.compile(
    r"(?:^|[.:_-])(?:authors?|byl|byline|creator|autor|auteur)(?:name|s|[_:-]name|[_:-]full-?name)?$"
)
_NOT_META: Final = re.compile(r"twitter|url|id$|image|(?<!citation)_author$|email|facebook")
_MOST_METAS: Final = 80


def authors(witnesses: Witnesses, around: Scene) -> list[Party]:
    """Authors in the order of the witness that is believed; ``around``: where the page shows bylines."""
    site = _Site(witnesses)
    organisations: list[Party] = []
    for testimony in _testimonies(witnesses, around, organisations):
        found = _known(testimony)
        others = [(kind, party) for kind, party in found if not site.is_named(party.name, kind)]
        if any(kind != ORGANISATION and not names.is_post(party.name) for kind, party in others):
            return [party for _, party in others]
        if not organisations:
            organisations.extend(party for _, party in found)
    return organisations


def _testimonies(witnesses: Witnesses, around: Scene, organisations: Collection[Party]) -> Iterator[Iterable[Named]]:
    """Who is named by each witness in turn; ``organisations`` are those found so far."""
    article, page = witnesses.article, witnesses.web_page
    declared = list(_declared(witnesses, article))
    yield _fuller(witnesses, declared)
    yield declared
    yield _in_meta(witnesses, declared)
    yield _in_cards(witnesses)
    yield _in_microdata(witnesses, around)
    yield shown(witnesses, around, organisations)
    yield in_lines(around)
    yield signature(around)
    yield _declared(witnesses, page)
    yield _declared(witnesses, article, names.account)
    yield _declared(witnesses, page, names.account)
    yield ((ANYBODY, names.account(value), None) for value in _author_metas(witnesses))


def declared_names(witnesses: Witnesses) -> Iterator[str]:
    """The names that JSON-LD and ``meta`` give as the article's authors, whether or not they are believed."""
    for _, told, _ in chain(_declared(witnesses, witnesses.article), _in_meta(witnesses, ())):
        yield from told


class _Site:
    """Tells the publisher's own name from a person's."""

    def __init__(self, witnesses: Witnesses) -> None:
        host = urls.parts(witnesses.page.url).hostname or ""
        self.names = witnesses.folded_site_names
        self.labels = {fold(label).removeprefix("the") for label in host.split(".")[:-1]}
        self.labels.add(fold(urls.host_name(witnesses.page.url)))

    def is_named(self, name: str, kind: str) -> bool:
        """Whether it is the site's name; that of its address only where nobody says that it is a person's."""
        folded = fold(name)
        if folded in self.names or ".com" in name.lower():
            return True
        return not (kind == PERSON and " " in name) and folded.removeprefix("the") in self.labels


def _known(found: Iterable[Named]) -> list[tuple[str, Party]]:
    """Parties without repetition, each with what it is said to be; a byline with several names becomes several."""
    parties: dict[str, tuple[str, Party]] = {}
    for kind, told, url in found:
        for name in told:
            parties.setdefault(name.casefold(), (kind, Party(name, url if len(told) == 1 else None)))
    return list(parties.values())


def _declared(
    witnesses: Witnesses, node: dict[str, Any], person: Callable[[str], list[str]] = names.declared
) -> Iterator[Named]:
    """JSON-LD's author or creator (https://schema.org/author) of one node; ``person`` reads the names of people."""
    for key in ("author", "creator"):
        value = node.get(key)
        for entry in value if isinstance(value, list) else [value]:
            found = witnesses.resolve(entry)
            if isinstance(found, dict):
                yield from _of_node(witnesses, found, person)
            else:
                yield from ((ANYBODY, names.split(name), None) for name in texts(found))


def _of_node(witnesses: Witnesses, node: dict[str, Any], person: Callable[[str], list[str]]) -> Iterator[Named]:
    """The names of a person or organisation, read as what it is said to be."""
    kinds = " ".join(types(node)).lower()
    kind = PERSON if PERSON in kinds else ORGANISATION if ORGANISATION in kinds else ANYBODY
    read = {PERSON: person, ORGANISATION: names.organisation, ANYBODY: names.split}[kind]
    given = list(texts(node.get("name") or node.get("byline")))
    given = given or [" ".join(chain(texts(node.get("givenName")), texts(node.get("familyName"))))]
    for name in given:
        yield kind, read(name), witnesses.absolute(node.get("url"))


def _in_meta(witnesses: Witnesses, declared: Iterable[Named]) -> Iterator[Named]:
    """Any meta element whose name says author; JSON-LD may say that it is an organisation."""
    organisations = {fold(name) for kind, told, _ in declared if kind == ORGANISATION for name in told}
    organisations |= witnesses.folded_site_names
    for value in _author_metas(witnesses):
        if fold(value) in organisations:
            yield ORGANISATION, [value], None
        elif not value.isdigit():
            yield ANYBODY, names.split(value), None


def _fuller(witnesses: Witnesses, declared: Iterable[Named]) -> Iterator[Named]:
    """The meta element that names everybody who is declared, and more."""
    known = {name.casefold() for _, told, _ in declared for name in told}
    shortest = sum(map(len, known)) + len(known) + 1
    for value in (*_author_metas(witnesses), *_card_values(witnesses)) if known else ():
        found = names.split(value) if len(value) > shortest else []
        if known < {name.casefold() for name in found}:
            yield ANYBODY, found, None
            return


def _author_metas(witnesses: Witnesses) -> Iterator[str]:
    for name, values in witnesses.page.meta.items():
        if _is_for_author(name):
            cleaned = filter(None, map(clean, values[:_MOST_METAS]))
            yield from map(_unreversed, cleaned) if name == "citation_author" else cleaned


def _unreversed(name: str) -> str:
    """One author's name with the surname first, as indexes of journals have it, in its usual order."""
    last, comma, first = name.partition(", ")
    return f"{first} {last}" if comma and "," not in first else name


@remembered(2048)
def _is_for_author(name: str) -> bool:
    """Whether a meta element of that name holds authors' names."""
    return _META.search(name) is not None and not _NOT_META.search(name)


def _in_cards(witnesses: Witnesses) -> Iterator[Named]:
    """What a card for sharing labels as written by somebody (https://developer.x.com/en/docs/x-for-websites/cards)."""
    for value in _card_values(witnesses):
        yield ANYBODY, names.split(value), None


def _card_values(witnesses: Witnesses) -> Iterator[str]:
    for number in ("1", "2"):
        label, value = witnesses.meta(f"twitter:label{number}"), witnesses.meta(f"twitter:data{number}")
        if label and value and any(map(is_labelled, (f"{label} X", f"{label}: X"))):
            yield value


def _in_microdata(witnesses: Witnesses, around: Scene) -> Iterator[Named]:
    """Authors of the item that has the page's headline, or of all where none has."""
    found = [element for element in witnesses.items.get("author", ())[:10] if not is_elsewhere(element, around.ours)]
    if len(owners := {element: item_of(element) for element in found}) > 1:
        titles = {fold(title) for title in witnesses.headings}
        own = {owner for owner in owners.values() if owner is not None and _is_titled(witnesses, owner, titles)}
        found = [element for element in found if not own or owners[element] in own]
    for element in found:
        name = element.get("content") or next(
            (visible_text(e) for e in element.iter() if e.get("itemprop") == "name"), ""
        )
        text = clean(name) or byline_text(element)
        yield ANYBODY, names.split(text) or names.account(text), None


def _is_titled(witnesses: Witnesses, owner: HtmlElement, titles: Collection[str]) -> bool:
    """Whether an item's own headline is one of the page's."""
    headlines = (*witnesses.items.get("headline", ()), *witnesses.items.get("name", ()))
    return any(item_of(element) is owner and fold(short_text(element)) in titles for element in headlines[:20])
