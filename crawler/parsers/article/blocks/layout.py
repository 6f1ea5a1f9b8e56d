"""The one Python walk over a page's tree: it sees blocks of text and the boxes around them, and counts.

Menus, a third of all that is on a page, are passed over: lists of links and nothing else, however they are called. So
is the page's footer.
"""

import re
from collections.abc import Callable, Mapping, Set
from itertools import islice
from typing import Any, Final

from lxml import etree
from lxml.html import HtmlElement

from crawler.parsers.article.blocks.block import LANDMARKS, Block, Box, Layout, Piece
from crawler.parsers.article.lexicon import name_words
from crawler.parsers.article.marks import bare
from crawler.parsers.hinted import hinted
from crawler.parsers.page import Page

MAX_BLOCKS: Final = 10_000
MAX_BLOCK_CHARS: Final = 200_000
MAX_DEPTH: Final = 150
"""Boxes nested deeper are seen as part of the box around them. Publishers' pages stay below 60."""

INLINE: Final = frozenset(
    "a abbr acronym amp-img b bdi bdo big cite code data del dfn em embed font i img ins kbd label mark meter nobr o:p "
    "picture q rb ruby s samp small source span st1:place strike strong sub sup time tt u var wbr".split()
)
SKIPPED: Final = frozenset(
    "script style noscript template svg canvas iframe object select textarea input button head math video audio "
    "map progress dialog datalist nav rp rt rtc amp-analytics amp-ad amp-iframe link meta title".split()
)
"""Not part of the text; readings of characters (ruby) are neither, since they would stand amid words."""

UNCLOSED: Final = frozenset({"button", "nav", "select", "object", "dialog", "map"})
"""Skipped unless they hold the page's text, since browsers do not let them."""
_FOREIGN: Final = frozenset({"svg", "math"})
"""Languages of their own. HTML ends them, but for where they let it in."""
_LETS_IN: Final = (*_FOREIGN, "foreignobject", "desc")
_NAMING: Final = ("class", "id", "itemprop", "role", "data-testid", "data-component")
_CONSENT: Final = re.compile(
    r"(?:^|\s)(?:onetrust-(?:consent|banner|pc)\S*|ot-sdk-\S+|didomi-\S+|cybotcookiebot\S*|usercentrics\S*|qc-cmp\S*|"
    r"sp_message\S*|cmpbox\S*|cmplz-\S+|borlabs-?cookie\S*|iubenda-cs\S*|truste(?:[_-]\S*)?(?=\s|$)|"
    r"cookie-?(?:banner|notice|law|consent|bar|popup|modal|overlay|info|hint|alert|message)\S*|(?:gdpr|consent)-?(?:banner|modal|popup|overlay|notice|wall)\S*|"
    r"(?:embed|consent|external|video|media)-?(?:content-?)?(?:placeholder|consent)\S*)",
    re.I,
)
"""Consent dialogs and what stands in for embeds, by the names their makers and common themes give them."""
_CONSENT_WORDS: Final = (
    "trust", "ot-sdk", "didomi", "cookie", "usercentrics", "cmp", "sp_message", "iubenda", "gdpr", "consent",
    "placeholder",
)  # fmt: skip
"""One of these is in whatever ``_CONSENT`` finds; most boxes are named nothing like it."""
_LABELS: Final = frozenset("h1 h2 h3 h4 h5 h6 summary dt legend".split())
_PHRASES: Final = _LABELS | {"p"}
"""What holds phrases alone: an element of unknown name in one is inline, and consent is not asked for there."""

_PASSED_OVER: Final = frozenset({"ul", "ol", "footer"})
"""Where they are menus, or the page's footer."""
_FEWEST_LINKS: Final = 3
_LINKED: Final = 0.9
"""A list of so many links, whose text is so much theirs, is a menu."""
_LONGEST_NAMES: Final = 300
_MOST_TESTED: Final = 1_000_000
"""Characters and links read to find menus; lists may nest, and each reads all that is in it."""
_BLANKS: Final = re.compile(r"\n{3,}")
_TEXT: Final = etree.XPath("string(.)", smart_strings=False)
_LINK, _BOX, _BREAK, _SKIPPED = range(1, 5)
_ROLES: Final = {**dict.fromkeys(INLINE, 0), **dict.fromkeys(SKIPPED, _SKIPPED), "a": _LINK, "br": _BREAK}
"""What an element means to the walk; 0 for inline ones that mean nothing, ``_BOX`` for all not named."""


def layout(page: Page) -> Layout:
    """Blocks and boxes of the page's body, in one pass over the tree."""
    body = page.tree.find("body")
    walk = _Walk(page.tree if body is None else body, _called(page), _hidden(page))
    walk.run()
    return walk.found


def _holds_text(element: HtmlElement) -> bool:
    """Whether an element that should be small holds the page: it was not closed, or is a ``nav`` around everything."""
    return _has_headline(element) or next(islice(element.iter("p"), 2, None), None) is not None


def _is_left_open(element: HtmlElement) -> bool:
    """Whether a drawing or formula has no end: browsers close it (https://html.spec.whatwg.org/#parsing-main-inforeign)."""
    found = next(element.iter("p", "div", "h1"), None)
    return found is not None and next(found.iterancestors(_LETS_IN)) is element


def _has_headline(element: HtmlElement) -> bool:
    return next(element.iter("h1"), None) is not None


def declares(style: str, wanted: str) -> bool:
    """Whether the text of a ``style`` has a declaration, written small and without spaces (``display:none``)."""
    return wanted in style.replace(" ", "").lower()


def words_of(element: HtmlElement) -> str:
    """What an element's author calls it: class, id, role, itemprop and test names, joined by spaces."""
    return " ".join(filter(None, map(element.get, _NAMING)))


def names_of(element: HtmlElement) -> tuple[str, ...]:
    """``words_of`` an element as lower-case words; of very long names the first."""
    return name_words(words_of(element)[:_LONGEST_NAMES])


def _called(page: Page) -> Mapping[HtmlElement, str]:
    """``words_of`` all elements that have any."""
    words = dict(page.having(_NAMING[0]))
    for name in _NAMING[1:]:
        for element, value in page.having(name).items():
            words[element] = f"{words[element]} {value}" if element in words else value
    return words


def _asking(called: Mapping[HtmlElement, str]) -> Set[str]:
    """Which of the page's names are those of consent dialogs."""
    return set(filter(_CONSENT.search, hinted(set(called.values()), _CONSENT_WORDS)))


def _hidden(page: Page) -> Set[HtmlElement]:
    """Elements that their own attributes hide; style sheets are not read."""
    styled = page.having("style").items()
    return {
        *page.having("hidden"),
        *(element for element, value in page.having("aria-hidden").items() if value == "true"),
        *(element for element, style in styled if declares(style, "display:none")),
    }


class _Walk:
    """State of the pass: the box we are in, and the text collected since the last block ended."""

    def __init__(self, root: HtmlElement, called: Mapping[HtmlElement, str], hidden: Set[HtmlElement]) -> None:
        self.found = Layout()
        self.root, self.called, self.hidden, self.asking = root, called, hidden, _asking(called)
        self.box = Box(root, str(root.tag), called.get(root, ""), None, 0)
        self.pieces: list[Piece] = []
        self.link_chars = self.breaks = 0
        self.has_text = self.has_lines = False
        self.tested = 0
        self.inline: set[HtmlElement] = set()

    def run(self) -> None:
        root = self.root
        walker = etree.iterwalk(root, events=("start", "end", "comment", "pi"))
        role_of: Callable[[Any, int], int] = _ROLES.get
        blocks, pieces = self.found.blocks, self.pieces
        is_linked = False  # no link is in another: where one begins, the last was not closed
        for event, element in walker:
            if event == "start":
                role = role_of(element.tag, _BOX)
                if role:
                    if role == _LINK:
                        is_linked = True
                    elif element is not root:
                        is_seen = self.open(element) if role == _BOX else self.enter(element, role)
                        if not is_seen:
                            walker.skip_subtree()
                            continue
                text, is_tail = element.text, False  # asked once: lxml decodes it each time
            else:
                if event == "end":
                    if element is root:
                        break
                    role = role_of(element.tag, _BOX)
                    if role == _LINK:
                        is_linked = False
                    elif role:
                        is_own = self.box.element is element
                        if pieces and (is_own or (role == _BOX and element not in self.inline)):
                            self.flush()
                        if is_own:
                            self.close()
                text, is_tail = element.tail, True
            if not text:
                continue
            if not text.isspace():
                pieces.append((text, element, is_tail))
                self.has_text, self.breaks = True, 0
                if is_linked:
                    self.link_chars += len(text)
                if len(blocks) >= MAX_BLOCKS:
                    self.found.is_cut = True
                    break
            elif pieces:  # between words
                pieces.append((text, element, is_tail))
        self.flush()
        while self.box.parent is not None:  # where the page was cut
            self.close()

    def enter(self, element: HtmlElement, role: int) -> bool:
        """Begin an element that is neither inline nor a box; false when what is in it is not to be seen."""
        if role == _BREAK:
            self.line_break(element)
        elif self.is_shown(element):
            return self.open(element)
        else:
            return element.tag == "button" and self.is_said(element)
        return True

    @staticmethod
    def is_shown(element: HtmlElement) -> bool:
        """Whether browsers show what is in an element that should hold none of the text."""
        tag = element.tag
        if tag in _FOREIGN:
            return _is_left_open(element)
        if tag in UNCLOSED:
            return _holds_text(element)
        return tag == "template" and element.get("shadowrootmode") is not None

    def is_said(self, button: HtmlElement) -> bool:
        """Whether a button is part of the text: all of a question that it unfolds, or a word that it explains."""
        goes_on = button.tail is not None and not button.tail.isspace()
        if self.box.tag in _LABELS:
            return not (self.has_text or goes_on)
        return self.box.tag == "p" and self.has_text and goes_on

    def open(self, element: HtmlElement) -> bool:
        """Go into a box of its own; false for menus, the page's footer, and consent dialogs without a headline."""
        outer, tag = self.box, str(element.tag)
        if "-" in tag and outer.tag in _PHRASES:
            self.inline.add(element)
            return True
        if self.pieces:
            self.flush()
        if outer.depth >= MAX_DEPTH:
            return True
        if tag in _PASSED_OVER and (self.is_menu(element) if tag != "footer" else self.is_foot(element)):
            return False
        words, hidden = self.called.get(element, ""), outer.hidden or element in self.hidden
        around = outer.around | LANDMARKS.get(tag, 0)
        article = element if tag == "article" else outer.article
        self.box = Box(element, tag, words, outer, outer.depth + 1, hidden, around, article)
        return words not in self.asking or tag in _PHRASES or _has_headline(element)

    def is_menu(self, element: HtmlElement) -> bool:
        """Whether a list holds links and hardly anything else; only so much is read to find out, however they nest."""
        if self.tested > _MOST_TESTED:
            return False
        links = list(element.iter("a"))
        if len(links) < _FEWEST_LINKS or next(element.iter("p", "h1", "blockquote"), None) is not None:
            return False
        shown, linked = _TEXT(element), "".join([_TEXT(link) if len(link) else link.text or "" for link in links])
        self.tested += len(shown) + len(links)
        return len(bare(linked)) >= _LINKED * len(bare(shown))

    def is_foot(self, element: HtmlElement) -> bool:
        """Whether a footer is the page's: it stands in no article, whose own may have its date and author, nor quote.

        None had any text on a thousand publishers' pages. One that holds a headline was not closed.
        """
        box = self.box
        return box.article is None and not box.around & LANDMARKS["blockquote"] and not _has_headline(element)

    def close(self) -> None:
        """Leave the current box and add what it holds to its parent."""
        box, parent = self.box, self.box.parent
        if parent is None:
            return
        if box.blocks:
            self.found.boxes.append(box)
            parent.chars += box.chars
            parent.link_chars += box.link_chars
            parent.blocks += box.blocks
            parent.paragraph_chars += box.chars - box.link_chars if box.tag == "p" else box.paragraph_chars
        self.box = parent

    def line_break(self, element: HtmlElement) -> None:
        self.breaks += 1
        if self.breaks > 1:
            self.flush()
        elif self.has_text:
            self.pieces.append(("\n", element, False))
            self.has_lines = True

    def flush(self) -> None:
        """End the current block, if it has any text."""
        if self.has_text:
            self.add()
        self.pieces.clear()
        self.has_text = self.has_lines = False
        self.breaks = self.link_chars = 0

    def add(self) -> None:
        box = self.box
        if box.tag == "pre":
            whole = self.written()
        elif self.has_lines:
            whole = self.lines()
        else:
            pieces = self.pieces
            source = pieces[0][0] if len(pieces) == 1 else "".join([piece[0] for piece in pieces])
            whole = " ".join(source.split())
        text = whole[:MAX_BLOCK_CHARS]
        self.found.is_cut |= len(whole) > MAX_BLOCK_CHARS
        size = len(text)
        if not size:
            return
        link_chars = min(self.link_chars, size)
        self.found.blocks.append(Block(text, box, link_chars, tuple(self.pieces)))
        box.chars += size
        box.link_chars += link_chars
        box.blocks += 1

    def lines(self) -> str:
        """The collected text with white space collapsed but for the page's own line breaks."""
        lines = "".join("\n" if self.is_break(piece) else piece[0].replace("\n", " ") for piece in self.pieces)
        return "\n".join(filter(None, (" ".join(line.split()) for line in lines.split("\n"))))

    def written(self) -> str:
        """The collected text with its lines as they are, for what is formatted already."""
        lines = "".join([piece[0] for piece in self.pieces]).replace("\r", "").split("\n")
        return _BLANKS.sub("\n\n", "\n".join(map(str.rstrip, lines))).strip("\n")

    @staticmethod
    def is_break(piece: Piece) -> bool:
        return piece[0] == "\n" and not piece[2] and piece[1].tag == "br"
