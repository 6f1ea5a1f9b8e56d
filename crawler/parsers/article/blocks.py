"""The page as a row of text blocks, each with the boxes around it: the one Python walk over the tree.

A block is the text between two block-level tags (or two line breaks); a box is a block-level element. What a block is
(paragraph, teaser, caption …) is decided elsewhere; here it is only seen and counted.
"""

import re
from dataclasses import dataclass, field
from typing import Final

from lxml import etree
from lxml.html import HtmlElement

MAX_BLOCKS: Final = 10_000
MAX_BLOCK_CHARS: Final = 200_000
MAX_DEPTH: Final = 150
"""Boxes nested deeper are seen as part of the box around them. Publishers' pages stay below 60."""

INLINE: Final = frozenset(
    "a abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd label mark meter nobr o:p q rb rp "
    "rt rtc ruby "
    "s samp small span st1:place strike strong sub sup time tt u var wbr".split()
)
SKIPPED: Final = frozenset(
    "script style noscript template svg canvas iframe object embed select textarea input button head math video audio "
    "map progress dialog datalist nav amp-analytics amp-ad amp-iframe link meta title".split()
)
UNCLOSED: Final = frozenset({"button", "nav", "select", "object", "dialog", "map"})
"""Skipped unless they hold the page's text, since browsers do not let them."""
LANDMARKS: Final = {
    name: 1 << place
    for place, name in enumerate(
        "article main aside nav footer header form figure ul table blockquote section details ol figcaption a".split()
    )
}
"""Bit of each element whose being around a block says something of it."""
_NAMING: Final = ("class", "id", "itemprop", "role", "data-testid", "data-component")
_CONSENT: Final = re.compile(
    r"(?:^|\s)(?:onetrust-(?:consent|banner|pc)\S*|ot-sdk-\S+|didomi-\S+|cybotcookiebot\S*|usercentrics\S*|qc-cmp\S*|"
    r"sp_message\S*|cmpbox\S*|cmplz-\S+|borlabs-?cookie\S*|iubenda-cs\S*|truste\S*|cookie-?(?:banner|notice|law|"
    r"consent|bar|"
    r"popup|modal|overlay|info|hint|alert|message)\S*|(?:gdpr|consent)-?(?:banner|modal|popup|overlay|notice|wall)\S*|"
    r"(?:embed|consent|external|video|media)-?(?:content-?)?(?:placeholder|consent)\S*)",
    re.I,
)
"""Consent dialogs and what stands in for embeds, by the names their makers and common themes give them."""
_LINK, _STRONG, _SLANTED, _BOX, _BREAK, _PICTURE, _SKIPPED = range(1, 8)
_ROLES: Final = {
    **dict.fromkeys(INLINE, 0),
    **dict.fromkeys(SKIPPED, _SKIPPED),
    **dict.fromkeys(["img", "picture", "amp-img", "source"], _PICTURE),
    **dict.fromkeys(["b", "strong"], _STRONG),
    **dict.fromkeys(["i", "em", "cite"], _SLANTED),
    "a": _LINK,
    "br": _BREAK,
}
"""What an element means to the walk; 0 for inline ones that mean nothing, ``_BOX`` for all not named."""


Piece = tuple[str, HtmlElement, bool]


@dataclass(slots=True, eq=False)
class Box:
    """A block-level element with what lies in it: characters, those in links, blocks, paragraphs, pictures."""

    element: HtmlElement
    tag: str
    words: str
    parent: "Box | None"
    depth: int
    hidden: bool = False
    around: int = 0
    article: HtmlElement | None = None
    chars: int = 0
    link_chars: int = 0
    blocks: int = 0
    paragraphs: int = 0
    paragraph_chars: int = 0
    images: int = 0
    weight: float = 0.0


@dataclass(slots=True, eq=False)
class Block:
    """A run of text in one box. Counts are of characters; ``links`` counts anchors.

    ``pieces`` are its text nodes: the raw text, the element it stands next to, and whether it follows that element
    (lxml's tail) or is inside it.
    """

    text: str
    box: Box
    link_chars: int = 0
    links: int = 0
    bold_chars: int = 0
    slanted_chars: int = 0
    pieces: tuple[Piece, ...] = ()
    keep: float = 0.0


@dataclass(slots=True)
class Layout:
    """All blocks of a page in reading order, and all boxes that hold any."""

    blocks: list[Block] = field(default_factory=list)
    boxes: list[Box] = field(default_factory=list)
    is_cut: bool = False


def layout(root: HtmlElement) -> Layout:
    """Blocks and boxes under ``root``, in one pass over the tree."""
    walk = _Walk(root)
    walk.run(root)
    return walk.found


def words_of(element: HtmlElement) -> str:
    """What an element's author calls it: class, id, role, itemprop and test names, joined by spaces."""
    get = element.get
    return " ".join([value for name in _NAMING if (value := get(name))])


def holds_text(element: HtmlElement) -> bool:
    """Whether an element that should be small holds the page: it was not closed, or is a ``nav`` around everything."""
    return element.find(".//h1") is not None or len(element.findall(".//p")) > 2


def is_hidden(element: HtmlElement) -> bool:
    """Whether an element is hidden by its own attributes; style sheets are not read."""
    if element.get("hidden") is not None or element.get("aria-hidden") == "true":
        return True
    style = element.get("style")
    return style is not None and "display:none" in style.replace(" ", "").lower()


class _Walk:
    """State of the pass: the box we are in, and the text collected since the last block ended."""

    def __init__(self, root: HtmlElement) -> None:
        self.found = Layout()
        self.box = Box(root, str(root.tag), words_of(root), None, 0)
        self.pieces: list[Piece] = []
        self.link_depth = self.bold_depth = self.slanted_depth = self.breaks = 0
        self.link_chars = self.links = self.bold_chars = self.slanted_chars = 0
        self.has_text = self.has_lines = False
        self.asks_consent: dict[str, bool] = {"": False}

    def run(self, root: HtmlElement) -> None:
        walker = etree.iterwalk(root, events=("start", "end", "comment", "pi"))
        roles, blocks = _ROLES, self.found.blocks
        for event, element in walker:
            if event == "start":
                tag = str(element.tag)
                role = roles.get(tag, _BOX)
                if role >= _BOX and element is not root and not self.enter(element, tag, role):
                    walker.skip_subtree()
                    continue
                if 0 < role < _BOX:
                    self.mark(role, 1)
                if text := element.text:  # asked once: lxml decodes it each time
                    self.take(text, element, False)
                continue
            if event == "end":
                if element is root:
                    break
                role = roles.get(str(element.tag), _BOX)
                if 0 < role < _BOX:
                    self.mark(role, -1)
                elif role >= _BOX:
                    self.leave(element, role)
            if text := element.tail:
                self.take(text, element, True)
            if len(blocks) >= MAX_BLOCKS:
                self.found.is_cut = True
                break
        self.flush()

    def mark(self, role: int, step: int) -> None:
        """Into (1) or out of (-1) a link or emphasis."""
        if role == _LINK:
            self.link_depth += step
            self.links += step > 0
        elif role == _STRONG:
            self.bold_depth += step
        else:
            self.slanted_depth += step

    def enter(self, element: HtmlElement, tag: str, role: int) -> bool:
        """Begin an element that is no inline one; false when what is in it is not to be seen."""
        if role == _BREAK:
            self.line_break(element)
        elif role == _PICTURE:
            self.box.images += tag != "source"
        elif role == _SKIPPED and not (tag in UNCLOSED and holds_text(element)):
            return False
        else:
            self.flush()
            if self.box.depth < MAX_DEPTH:
                self.open(element, tag)
                return not self.is_consent()
        return True

    def open(self, element: HtmlElement, tag: str) -> None:
        """Go into a box of its own."""
        outer = self.box
        around = outer.around | LANDMARKS.get(tag, 0)
        article = element if tag == "article" else outer.article
        if element.keys():
            words, hidden = words_of(element), outer.hidden or is_hidden(element)
        else:
            words, hidden = "", outer.hidden
        self.box = Box(element, tag, words, outer, outer.depth + 1, hidden, around, article)

    def is_consent(self) -> bool:
        """Whether the box is a consent dialog; never one that holds a headline."""
        words = self.box.words
        found = self.asks_consent.get(words)
        if found is None:
            found = self.asks_consent[words] = _CONSENT.search(words) is not None
        return found and self.box.element.find(".//h1") is None

    def leave(self, element: HtmlElement, role: int) -> None:
        if self.box.element is element:
            self.flush()
            self.close()
        elif role == _BOX:
            self.flush()

    def close(self) -> None:
        """Leave the current box and add what it holds to its parent."""
        box, parent = self.box, self.box.parent
        if parent is None:
            return
        parent.images += box.images
        if box.blocks:
            self.found.boxes.append(box)
            parent.chars += box.chars
            parent.link_chars += box.link_chars
            parent.blocks += box.blocks
            if box.tag != "p":
                parent.paragraphs += box.paragraphs
                parent.paragraph_chars += box.paragraph_chars
            else:
                parent.paragraphs += 1
                parent.paragraph_chars += box.chars - box.link_chars
        self.box = parent

    def line_break(self, element: HtmlElement) -> None:
        self.breaks += 1
        if self.breaks > 1:
            self.flush()
        elif self.has_text:
            self.pieces.append(("\n", element, False))
            self.has_lines = True

    def take(self, text: str, element: HtmlElement, is_tail: bool) -> None:
        self.pieces.append((text, element, is_tail))
        if text.isspace():
            return
        self.breaks = 0
        self.has_text = True
        length = len(text)
        if self.link_depth:
            self.link_chars += length
        if self.bold_depth:
            self.bold_chars += length
        if self.slanted_depth:
            self.slanted_chars += length

    def flush(self) -> None:
        """End the current block, if it has any text."""
        if self.has_text:
            self.add()
        self.pieces.clear()
        self.has_text = self.has_lines = False
        self.breaks = self.links = self.link_chars = self.bold_chars = self.slanted_chars = 0

    def add(self) -> None:
        box = self.box
        text = self.text()[:MAX_BLOCK_CHARS]
        size = len(text)
        if not size:
            return
        link_chars = min(self.link_chars, size)
        bold_chars, slanted_chars = min(self.bold_chars, size), min(self.slanted_chars, size)
        block = Block(text, box, link_chars, self.links, bold_chars, slanted_chars, tuple(self.pieces))
        self.found.blocks.append(block)
        box.chars += size
        box.link_chars += link_chars
        box.blocks += 1

    def text(self) -> str:
        """The collected text with white space collapsed; a line break of the page stays one."""
        if not self.has_lines:
            return " ".join("".join([piece[0] for piece in self.pieces]).split())
        lines = "".join("\n" if self.is_break(piece) else piece[0].replace("\n", " ") for piece in self.pieces)
        return "\n".join(filter(None, (" ".join(line.split()) for line in lines.split("\n"))))

    @staticmethod
    def is_break(piece: Piece) -> bool:
        return piece[0] == "\n" and not piece[2] and piece[1].tag == "br"
