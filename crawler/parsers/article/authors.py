"""Who wrote it: people first, from the first witness that names any; organisations when nobody is named."""

import re
from collections.abc import Callable, Collection, Iterable, Iterator
from functools import cached_property
from itertools import chain, islice
from typing import Any, Final

from lxml import etree
from lxml.html import HtmlElement

from crawler import urls
from crawler.items import Party
from crawler.parsers.article import names
from crawler.parsers.article.blocks import Block
from crawler.parsers.article.byline_labels import is_label, is_labelled
from crawler.parsers.article.elsewhere import is_elsewhere
from crawler.parsers.article.layout import INLINE, words_of
from crawler.parsers.article.lexicon import fold, name_words
from crawler.parsers.article.remembered import remembered
from crawler.parsers.article.scene import Scene
from crawler.parsers.article.witness import (
    Witnesses,
    classed,
    clean,
    item_of,
    short_text,
    texts,
    types,
    visible_text,
)
from crawler.parsers.hinted import hinted
from crawler.parsers.page import Page

_META: Final = re.compile(
    r"(?:^|[.:_-])(?:authors?|byl|byline|creator|autor|auteur)(?:name|s|[_:-]name|[_:-]full-?name)?$"
)
_NOT_META: Final = re.compile(r"twitter|url|id$|image|(?<!citation)_author$|email|facebook")
_NAMED_AUTHOR: Final = ("author", "byline", "by-line", "autor", "auteur")
_BY_ADDRESS: Final = re.compile(r"/(?:author|autor|auteur|profil)|/(?:people|staff)/[^/?#]+/?(?:[?#]|$)")
_BY_ADDRESS_WORDS: Final = ("/author", "/autor", "/auteur", "/profil", "/people/", "/staff/")

_MAX_SHOWN: Final = 80
_MOST_UNLIKE: Final = 3
"""So many names of which none is a person's are topics."""
_MAX_BYLINE: Final = 120
_MAX_LINE: Final = 100
_MAX_BOX: Final = 200
_MAX_STEPS: Final = 3
"""How far up a byline's box may be, and how much text it holds."""
_MOST_LINKS: Final = 5
_BESIDE: Final = frozenset(
    "bio biography avatar image img photo role title position social description desc job prep label".split()
)
_BESIDE_NAMES: Final = frozenset(
    "bio biography role time date job description position social follow share affiliation title prep reader".split()
)
_NO_NAMES: Final = frozenset("time button svg script style noscript figure img select".split())
"""What stands in bylines and is no name: words of classes, and elements."""

_PERSON, _ORGANISATION, _ANYBODY = "person", "organization", ""
Named = tuple[str, list[str], str | None]
"""What somebody is said to be, the names read from one place, and the address of a page about them."""


def authors(witnesses: Witnesses, around: Scene) -> list[Party]:
    """Authors in the order of the witness that is believed; ``around``: where the page shows bylines."""
    site = _Site(witnesses)
    organisations: list[Party] = []
    for testimony in _testimonies(witnesses, around, organisations):
        found = _known(testimony)
        others = [(kind, party) for kind, party in found if not site.is_named(party.name, kind)]
        if any(kind != _ORGANISATION for kind, _ in others):
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
    yield _shown(witnesses, around, organisations)
    yield _in_lines(around)
    yield _declared(witnesses, page)
    yield _declared(witnesses, article, names.account)
    yield _declared(witnesses, page, names.account)
    yield ((_ANYBODY, names.account(value), None) for value in _author_metas(witnesses))


class _Site:
    """Tells the publisher's own name from a person's."""

    def __init__(self, witnesses: Witnesses) -> None:
        host = urls.parts(witnesses.page.url).hostname or ""
        self.names = {fold(name) for name in witnesses.site_names}
        self.labels = {fold(label).removeprefix("the") for label in host.split(".")[:-1]}
        self.labels.add(fold(host.removeprefix("www.")))

    def is_named(self, name: str, kind: str) -> bool:
        """Whether it is the site's name; that of its address only where nobody says that it is a person's."""
        folded = fold(name)
        if folded in self.names or ".com" in name.lower():
            return True
        return not (kind == _PERSON and " " in name) and folded.removeprefix("the") in self.labels


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
                yield from ((_ANYBODY, names.split(name), None) for name in texts(found))


def _of_node(witnesses: Witnesses, node: dict[str, Any], person: Callable[[str], list[str]]) -> Iterator[Named]:
    """The names of a person or organisation, read as what it is said to be."""
    kinds = " ".join(types(node)).lower()
    kind = _PERSON if _PERSON in kinds else _ORGANISATION if _ORGANISATION in kinds else _ANYBODY
    read = {_PERSON: person, _ORGANISATION: names.organisation, _ANYBODY: names.split}[kind]
    given = list(texts(node.get("name") or node.get("byline")))
    given = given or [" ".join(chain(texts(node.get("givenName")), texts(node.get("familyName"))))]
    for name in given:
        yield kind, read(name), witnesses.absolute(node.get("url"))


def _in_meta(witnesses: Witnesses, declared: Iterable[Named]) -> Iterator[Named]:
    """Any meta element whose name says author; JSON-LD may say that it is an organisation."""
    organisations = {fold(name) for kind, told, _ in declared if kind == _ORGANISATION for name in told}
    organisations.update(map(fold, witnesses.site_names))
    for value in _author_metas(witnesses):
        if fold(value) in organisations:
            yield _ORGANISATION, [value], None
        elif not value.isdigit():
            yield _ANYBODY, names.split(value), None


def _fuller(witnesses: Witnesses, declared: Iterable[Named]) -> Iterator[Named]:
    """The meta element that names everybody who is declared, and more."""
    known = {name.casefold() for _, told, _ in declared for name in told}
    shortest = sum(map(len, known)) + len(known) + 1
    for value in (*_author_metas(witnesses), *_card_values(witnesses)) if known else ():
        found = names.split(value) if len(value) > shortest else []
        if known < {name.casefold() for name in found}:
            yield _ANYBODY, found, None
            return


def _author_metas(witnesses: Witnesses) -> Iterator[str]:
    for name, values in witnesses.page.meta.items():
        if _is_for_author(name):
            cleaned = filter(None, map(clean, values[:_MAX_SHOWN]))
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
        yield _ANYBODY, names.split(value), None


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
        text = clean(name) or _told(element)
        yield _ANYBODY, names.split(text) or names.account(text), None


def _is_titled(witnesses: Witnesses, owner: HtmlElement, titles: Collection[str]) -> bool:
    """Whether an item's own headline is one of the page's."""
    headlines = (*witnesses.items.get("headline", ()), *witnesses.items.get("name", ()))
    return any(item_of(element) is owner and fold(short_text(element)) in titles for element in headlines[:20])


def _shown(witnesses: Witnesses, around: Scene, declared: Collection[Party]) -> Iterator[Named]:
    """The byline nearest to the headline; behind the text only what says so itself, or where nobody is declared."""
    shown = _Shown(witnesses, around)
    places = (
        shown.beside_headline(),
        _by_lines(around.heading),
        shown.behind_text(labelled=bool(declared)),
        shown.before_headline(),
    )
    for place in places:
        if found := list(place):
            yield from found
            return


def _in_lines(around: Scene) -> Iterator[Named]:
    """A line near the headline, the text's last one, or one behind it that is not a teaser's."""
    labelled = (block for block in around.below if is_labelled(block.text))
    below = (block for block in labelled if not _is_teasers(block.box.element, block.text, around.end))
    return _by_lines(chain(around.heading, around.above, around.last[:1], below))


class _Shown:
    """Bylines that the page's author calls so, by their place."""

    def __init__(self, witnesses: Witnesses, around: Scene) -> None:
        self.witnesses = witnesses
        self.end = around.end
        self.own = around.ours
        self.site_names = set(map(fold, witnesses.site_names))

    def beside_headline(self) -> Iterator[Named]:
        """The first byline between headline and the text's end."""
        return self.first(self.places[1])

    def before_headline(self) -> Iterator[Named]:
        """The last byline before the headline."""
        return self.first(reversed(self.places[0]))

    def behind_text(self, *, labelled: bool) -> Iterator[Named]:
        """The first byline behind the text that is not a teaser's."""
        found = (element for element in self.places[2] if not labelled or is_labelled(short_text(element)))
        return self.first(element for element in found if not _is_teasers(element, short_text(element), self.end))

    @cached_property
    def places(self) -> tuple[list[HtmlElement], list[HtmlElement], list[HtmlElement]]:
        """Elements before the headline, up to the end of the text, and behind it."""
        places: tuple[list[HtmlElement], list[HtmlElement], list[HtmlElement]] = ([], [], [])
        place = 0
        for element in _made_for_authors(self.witnesses.page, self.end)[:_MAX_SHOWN]:
            if element.tag == "h1":
                place = max(place, 1)
            elif element is not self.end or hinted([element.get("class") or ""], _NAMED_AUTHOR):
                places[place].append(element)
            if element is self.end:
                place = 2
        return places

    def first(self, elements: Iterable[HtmlElement]) -> Iterator[Named]:
        """The first that names anybody, and those in the same small box."""
        for element in elements:
            if (found := self.read(element)) is not None:
                yield found
                others = filter(None, map(self.read, self.beside(element)))
                yield from (other for other in others if all(map(names.is_person, other[1])))
                return

    def beside(self, element: HtmlElement) -> list[HtmlElement]:
        """Bylines that stand next to one, neither in it nor around it."""
        box = element
        for around in islice(element.iterancestors(), _MAX_STEPS):
            if around.tag in ("body", "main", "article") or not 0 < len(short_text(around)) <= _MAX_BOX:
                break
            box = around
        inside, within = set(box.iter()), {*element.iter(), *element.iterancestors()}
        return [other for place in self.places for other in place if other in inside and other not in within]

    def read(self, element: HtmlElement) -> Named | None:
        if _BESIDE.intersection(name_words(words_of(element))) or is_elsewhere(element, self.own):
            return None
        text = _told(element)
        if not 3 <= len(text) <= _MAX_BYLINE or text.endswith(":") or is_label(text):
            return None
        if fold(text) in self.site_names:
            return _ORGANISATION, [text], None
        found = [name for name in names.split(text) if not names.is_sentence(name)]
        found = found or (names.account(text) if _is_marked(element) else [])
        if not found or (len(found) > _MOST_UNLIKE and not any(map(names.is_person, found))):
            return None
        return _ANYBODY, found, self.witnesses.absolute(element.get("href") or _linked(element, found[0]))


def _linked(byline: HtmlElement, name: str) -> str | None:
    """Where the link leads that holds a name in a byline."""
    links = islice(byline.iter("a"), _MOST_LINKS)
    return next((link.get("href") for link in links if fold(name) in fold(short_text(link))), None)


def _is_marked(element: HtmlElement) -> bool:
    """Whether an element is the author's name by a microformat, or a link to the author."""
    return "author" in (element.get("rel") or "").split() or "fn" in (element.get("class") or "").split()


def _told(element: HtmlElement) -> str:
    """Text of a small element, a line for each block in it, without times, buttons and what somebody is."""
    whole = short_text(element)
    if not whole or not len(element):
        return whole
    pieces: list[str] = []
    walker = etree.iterwalk(element, events=("start", "end", "comment"))
    for event, node in walker:
        if event != "comment" and node.tag not in INLINE:
            pieces.append("\n")
        else:
            pieces.append(" ")
        if event == "start":
            if node is not element and _is_no_name(node):
                walker.skip_subtree()
            else:
                pieces.append(node.text or "")
        elif node is not element:
            pieces.append(node.tail or "")
    return "\n".join(filter(None, map(clean, "".join(pieces).split("\n")))) or whole


def _is_no_name(element: HtmlElement) -> bool:
    """Whether an element of a byline holds something else than its names."""
    return element.tag in _NO_NAMES or not _BESIDE_NAMES.isdisjoint(name_words(element.get("class") or ""))


def _is_teasers(element: HtmlElement, byline: str, end: HtmlElement | None) -> bool:
    """Whether a byline behind the text stands near a headline that leads elsewhere."""
    own = set() if end is None else {end, *end.iterancestors()}
    name = fold(byline)
    for around in islice(chain((element,), element.iterancestors()), _MAX_STEPS):
        if around.tag == "body" or around in own:
            return False
        headings = islice(around.iter("h2", "h3", "h4", "h5"), 10)
        if any(heading.find(".//a") is not None and fold(short_text(heading)) not in name for heading in headings):
            return True
    return False


def _made_for_authors(page: Page, end: HtmlElement | None) -> list[HtmlElement]:
    """Elements that are named after authors or lead to their pages, each h1, and the text's end, in page order."""
    links = page.anchors
    theirs = set(filter(_BY_ADDRESS.search, hinted(links.values(), _BY_ADDRESS_WORDS)))
    told = [
        *(element for element, value in page.having("data-testid").items() if "author" in value or "byline" in value),
        *(element for name in ("rel", "itemprop") for element, value in page.having(name).items() if value == "author"),
        *(() if end is None else (end,)),
        *(a for a, href in links.items() if href in theirs),
    ]
    return classed(page, _NAMED_AUTHOR, page.elements("h1"), told)


def _by_lines(opening: Iterable[Block]) -> Iterator[Named]:
    """A line such as "By Ada Lindqvist"."""
    for block in opening:
        if block.box.tag in ("h1", "h2"):
            continue
        line = block.text.partition("\n")[0]
        if len(line) <= _MAX_LINE and (found := names.in_line(line)):
            yield _ANYBODY, found, None
            return
