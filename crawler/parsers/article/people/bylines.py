"""Bylines that a page shows: elements named after authors, by where they stand, and lines that say "By" somebody."""

import re
from collections.abc import Collection, Iterable, Iterator
from functools import cached_property
from itertools import chain, islice
from typing import Final

from lxml import etree
from lxml.html import HtmlElement

from crawler.items import Party
from crawler.parsers.article.blocks.block import Block
from crawler.parsers.article.blocks.layout import INLINE, declares, names_of
from crawler.parsers.article.elsewhere import is_elsewhere
from crawler.parsers.article.lexicon import fold, name_words
from crawler.parsers.article.people import names
from crawler.parsers.article.people.byline_labels import is_label, is_labelled
from crawler.parsers.article.scene import Scene
from crawler.parsers.article.witness import Witnesses, classed, clean, is_linked, short_text, with_ancestors
from crawler.parsers.hinted import hinted
from crawler.parsers.page import Page

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
_MOST_INSIDE: Final = 3
_LETTERS: Final = re.compile(r"[^\W\d_](?:[^\W\d_]|[ .'’-]){1,60}")
_BESIDE: Final = frozenset(
    "bio biography avatar image img photo role title position social description desc job prep label".split()
)
_BESIDE_NAMES: Final = frozenset(
    "bio biography role time date job description position social follow share affiliation title prep reader".split()
)
_NO_NAMES: Final = frozenset("time button svg script style noscript figure img select".split())
"""What stands in bylines and is no name: words of classes, and elements."""

PERSON, ORGANISATION, ANYBODY = "person", "organization", ""
Named = tuple[str, list[str], str | None]
"""What somebody is said to be, the names read from one place, and the address of a page about them."""


def shown(witnesses: Witnesses, around: Scene, organisations: Collection[Party]) -> Iterator[Named]:
    """The byline nearest to the headline; behind the text only what says so itself, or where nobody is declared."""
    made = _Shown(witnesses, around)
    places = (
        made.beside_headline(),
        _by_lines(around.heading),
        made.behind_text(labelled=bool(organisations)),
        made.before_headline(),
    )
    for place in places:
        if found := list(place):
            yield from found
            return


def in_lines(around: Scene) -> Iterator[Named]:
    """A line near the headline, the text's last one, or one behind it that is not a teaser's."""
    labelled = (block for block in around.below if is_labelled(block.text))
    below = (block for block in labelled if not _is_teasers(block.box.element, block.text, around.end))
    return _by_lines(chain(around.heading, around.above, around.last[:1], below))


def signature(around: Scene) -> Iterator[Named]:
    """A person's name and nothing else in the text's last line or the next, set to the right as letters are signed."""
    for block in (*around.last[:1], *around.below[:1]):
        boxes = (block.box.element, *islice(block.box.element, _MOST_INSIDE))
        if _LETTERS.fullmatch(block.text) and names.is_person(block.text) and any(map(_is_set_right, boxes)):
            yield ANYBODY, [block.text], None


def _is_set_right(box: HtmlElement) -> bool:
    return declares(box.get("style") or "", "text-align:right") or (box.get("align") or "").lower() == "right"


class _Shown:
    """Bylines that the page's author calls so, by their place."""

    def __init__(self, witnesses: Witnesses, around: Scene) -> None:
        self.witnesses = witnesses
        self.end = around.end
        self.own = around.ours

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
        if _BESIDE.intersection(names_of(element)) or is_elsewhere(element, self.own):
            return None
        text = byline_text(element)
        if not 3 <= len(text) <= _MAX_BYLINE or text.endswith(":") or is_label(text):
            return None
        if fold(text) in self.witnesses.folded_site_names:
            return ORGANISATION, [text], None
        found = [name for name in names.split(text) if not names.is_sentence(name)]
        found = found or (names.account(text) if _is_marked(element) else [])
        if not found or (len(found) > _MOST_UNLIKE and not any(map(names.is_person, found))):
            return None
        return ANYBODY, found, self.witnesses.absolute(element.get("href") or _linked(element, found[0]))


def _linked(byline: HtmlElement, name: str) -> str | None:
    """Where the link leads that holds a name in a byline."""
    links = islice(byline.iter("a"), _MOST_LINKS)
    return next((link.get("href") for link in links if fold(name) in fold(short_text(link))), None)


def _is_marked(element: HtmlElement) -> bool:
    """Whether an element is the author's name by a microformat, or a link to the author."""
    return "author" in (element.get("rel") or "").split() or "fn" in (element.get("class") or "").split()


def byline_text(element: HtmlElement) -> str:
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
    for around in islice(with_ancestors(element), _MAX_STEPS):
        if around.tag == "body" or around in own:
            return False
        headings = islice(around.iter("h2", "h3", "h4", "h5"), 10)
        if any(is_linked(heading) and fold(short_text(heading)) not in name for heading in headings):
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
            yield ANYBODY, found, None
            return
