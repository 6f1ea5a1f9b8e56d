"""Numbers that describe a block: its text, its boxes, its place, its neighbours and what its author called things.

The order of ``vector``'s numbers is part of the shipped weights: whoever changes it fits again.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from math import log
from typing import Final

from lxml.html import HtmlElement

from crawler.parsers.article import marks
from crawler.parsers.article.blocks import LANDMARKS, Block, Box, Layout
from crawler.parsers.article.lexicon import SHORT_TOKENS, Lexicon, Witness, fold, name_words, start_of, tokens

HEADINGS: Final = {"h1": 1, "h2": 2, "h3": 3, "h4": 4, "h5": 5, "h6": 6}
_KINDS: Final = {"p": 1, "li": 3, "td": 4, "th": 4, "blockquote": 5, "dd": 6, "dt": 6, "pre": 7, "figcaption": 8}


@dataclass(slots=True)
class _Text:
    """What is known of one block by its text alone; ``seen`` is what its neighbours are told of it."""

    seen: tuple[float, float, int, float]
    numbers: list[float]

    @property
    def lexical(self) -> float:
        """How much its words speak for text."""
        return self.seen[3]


_FRAME: Final = LANDMARKS["footer"] | LANDMARKS["aside"]
_EDGE: Final = _Text((0.0, 0.0, 0, 0.0), [])


class Describer:
    """Describes the blocks of one page; ``vectors`` gives one row for each block worth a closer look."""

    def __init__(self, layout: Layout, lexicon: Lexicon, witness: Witness) -> None:
        self.blocks = layout.blocks
        self.boxes = layout.boxes
        self.lexicon = lexicon
        self.witness = witness
        self.named: dict[str, float] = {}
        self.chains: dict[int, tuple[float, float, float, float]] = {}
        self.texts: dict[int, _Text] = {}
        self.shared: dict[int, list[float]] = {}
        self.marks: dict[int, list[float]] = {}
        self.total = sum(len(block.text) for block in self.blocks) or 1
        self.best = self._best_box()
        self.known_ups: dict[int, frozenset[int]] = {}
        self.best_ups = self._ups(self.best)
        self.times = Counter(block.text for block in self.blocks)
        self.alike: dict[tuple[str, str], list[int]] = {}
        for block in self.blocks:
            seen = self.alike.setdefault((block.box.tag, block.box.words), [0, 0, 0])
            seen[0] += 1
            seen[1] += len(block.text)
            seen[2] += block.link_chars

    def vectors(self) -> list[list[float] | None]:
        """One row of numbers for each block, in order; None for plain navigation."""
        first = next((i for i, b in enumerate(self.blocks) if b.box.tag == "h1"), -1)
        rows: list[list[float] | None] = []
        before, after_first, headings, label, label_at = 0, 0, 0, 0.0, -99
        count = len(self.blocks)
        page = self._page_numbers(count)
        for i, block in enumerate(self.blocks):
            if block.box.tag in HEADINGS:
                label, label_at = self._described(i).lexical, i
                headings += block.box.tag == "h1"
            if self._is_navigation(block):
                rows.append(None)
            else:
                rows.append(
                    [
                        *self._described(i).numbers,
                        *self._boxes(block),
                        i / count,
                        before / self.total,
                        float(i - first) if first >= 0 else -500.0,
                        float(after_first),
                        label if i != label_at else 0.0,
                        float(min(i - label_at, 20)),
                        float(headings),
                        *self._neighbours(i),
                        *page,
                    ]
                )
            before += len(block.text)
            if i >= first >= 0:
                after_first += len(block.text)
        return rows

    def _is_navigation(self, block: Block) -> bool:
        """Links in boxes that are named as frame, or few words in boxes that surely are: more than half of all."""
        named, size = self._chain(block.box)[3], len(block.text)
        if block.link_chars >= 0.9 * size:
            return named < -0.5 or (size < 80 and bool(block.box.around & _FRAME))
        return named < -8.0 and size < 120

    def _described(self, i: int) -> _Text:
        if not 0 <= i < len(self.blocks):
            return _EDGE
        known = self.texts.get(i)
        if known is None:
            known = self.texts[i] = self._text(self.blocks[i])
        return known

    def _neighbours(self, i: int) -> list[float]:
        numbers: list[float] = []
        for j in (i - 2, i - 1, i + 1, i + 2):
            numbers += self._described(j).seen
        for j in (i - 1, i + 1):
            inside = 0 <= j < len(self.blocks)
            numbers.append(self._nearness(self.blocks[i].box, self._ups(self.blocks[j].box)) if inside else -1.0)
        return numbers

    def _page_numbers(self, count: int) -> list[float]:
        return [
            log(self.total + 1),
            log(count + 1),
            log(1 + self.best.weight),
            bool(self.witness.body),
            self.witness.is_news,
            self.witness.is_article,
        ]

    def _text(self, block: Block) -> _Text:
        text, box = block.text, block.box
        size = len(text)
        words = tokens(text) if size < 300 else text.split()
        count = len(words) if text.isascii() else max(len(words), marks.spaceless(text) // 2)
        digits = marks.digits(text)
        links = block.link_chars / size
        heading = HEADINGS.get(box.tag, 0)
        kind = _KINDS.get(box.tag, 2 if heading else 0)
        mean, low, start = self._lexical(words) if count <= SHORT_TOKENS else (0.0, 0.0, 0.0)
        folded = fold(text) if size < 400 or self.witness.body else ""
        numbers = [
            kind,
            heading,
            log(size),
            count,
            links,
            block.links,
            block.bold_chars / size,
            block.slanted_chars / size,
            marks.punctuation(text) / count if count else 0.0,
            marks.ends_sentence(text),
            text[-1] == ":",
            digits / size,
            marks.capitalised(text) / count if count else 0.0,
            marks.holds_sentences(text),
            text[0].islower(),
            text.isupper(),
            text[0] in "\"'“„«‘—–-",
            digits > 2 and marks.holds_time(text),
            marks.holds_address(text),
            "\n" in text,
            mean,
            low,
            start,
            self.times[text],
            self._in_body(folded),
            bool(folded) and size > 15 and folded in self.witness.description,
            bool(folded) and folded in self.witness.headlines,
        ]
        return _Text((log(size), links, heading, mean + start), numbers)

    def _in_body(self, folded: str) -> float:
        if not self.witness.body:
            return -1.0
        return float(folded in self.witness.body)

    def _lexical(self, words: Sequence[str]) -> tuple[float, float, float]:
        get = self.lexicon.words.get
        scores = [get(word, 0.0) for word in words]
        start = self.lexicon.starts.get(start_of(words), 0.0)
        return (sum(scores) / len(scores), min(scores), start) if scores else (0.0, 0.0, start)

    def _boxes(self, block: Block) -> list[float]:
        box = block.box
        near = group(box)
        shared = self.shared.get(id(near))
        if shared is None:
            shared = self.shared[id(near)] = self._shared(near)
        seen = self.alike[box.tag, box.words]
        marks = self.marks.get(box.around)
        if marks is None:
            marks = self.marks[box.around] = [float(bool(box.around & bit)) for bit in LANDMARKS.values()]
        return [
            *self._chain(box),
            self._named(box.parent) if box.parent else 0.0,
            *shared[:2],
            box.depth,
            box.hidden,
            log(box.chars + 1),
            box.blocks,
            box.images,
            *shared[2:-1],
            self._nearness(box, self.best_ups),
            _relation(box.article, self.best.article),
            shared[-1],
            seen[0],
            seen[1] / seen[0],
            seen[2] / (seen[1] or 1),
            *marks,
        ]

    def _shared(self, near: Box) -> list[float]:
        """What blocks of one group have in common: the group itself, and the one around it."""
        outer = group(near.parent) if near.parent else near
        return [
            self._named(near),
            self._named(outer),
            log(near.chars + 1),
            near.link_chars / (near.chars or 1),
            near.paragraphs,
            near.paragraph_chars / (near.chars or 1),
            near.blocks,
            near.images,
            near.weight / (self.best.weight or 1.0),
            log(outer.chars + 1),
            outer.link_chars / (outer.chars or 1),
            outer.paragraph_chars / (outer.chars or 1),
            outer.images,
            near is self.best,
            near.chars / self.total,
        ]

    def _named(self, box: Box) -> float:
        """How much the names of one box speak for text."""
        score = self.named.get(box.words)
        if score is None:
            get = self.lexicon.names.get
            scores = [get(word, 0.0) for word in set(name_words(box.words))]
            score = self.named[box.words] = (min(scores) + max(scores)) if scores else 0.0
        return score

    def _chain(self, box: Box) -> tuple[float, float, float, float]:
        """Own score, and lowest, highest and sum over the boxes around, the outermost left out."""
        known = self.chains.get(id(box))
        if known is None:
            own = self._named(box)
            if box.parent is None or box.parent.parent is None:
                known = (own, own, own, own)
            else:
                _, low, high, total = self._chain(box.parent)
                known = (own, min(own, low), max(own, high), own + total)
            self.chains[id(box)] = known
        return known

    def _best_box(self) -> Box:
        """The box with most running text right in it or one level down, as readability scores it."""
        for block in self.blocks:
            size = len(block.text)
            if size > 50 and block.link_chars * 3 < size and not block.box.hidden:
                gain = min(size, 600) / 100.0
                box: Box | None = block.box
                if block.box.tag == "p" and block.box.parent:
                    box = block.box.parent
                if box:
                    box.weight += gain
                    if box.parent:
                        box.parent.weight += gain / 2
        return max(self.boxes or [self.blocks[0].box], key=lambda box: box.weight)

    def _ups(self, box: Box) -> frozenset[int]:
        """Identities of a box and all around it."""
        known = self.known_ups.get(id(box))
        if known is None:
            outer = self._ups(box.parent) if box.parent is not None else frozenset()
            known = self.known_ups[id(box)] = outer | {id(box)}
        return known

    @staticmethod
    def _nearness(one: Box, ups: frozenset[int]) -> float:
        """Steps from ``one`` up to the nearest of the boxes in ``ups``."""
        steps, box = 0, one
        while id(box) not in ups and box.parent is not None:
            steps, box = steps + 1, box.parent
        return float(steps)


def _relation(one: HtmlElement | None, other: HtmlElement | None) -> float:
    """Whether two boxes lie in the same ``article`` element: 1 the same, 0 none at all, -1 different ones."""
    if one is other:
        return 0.0 if one is None else 1.0
    return -1.0


def group(box: Box) -> Box:
    """The nearest box that holds more than one block."""
    while box.blocks < 2 and box.parent is not None:
        box = box.parent
    return box
