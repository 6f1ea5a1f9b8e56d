"""Numbers that describe a block: its text, its boxes, its place, its neighbours.

They are made column by column, one question asked of all blocks in turn, which costs a third of asking block by block.
The order of the numbers in a row is part of the shipped weights: whoever changes it fits again.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import accumulate
from math import log
from typing import Final

from crawler.parsers.article.blocks.block import LANDMARKS, Block, Layout
from crawler.parsers.article.blocks.cells import Tables
from crawler.parsers.article.blocks.surroundings import NAMES as BOX_NAMES
from crawler.parsers.article.blocks.surroundings import Row, Surroundings
from crawler.parsers.article.lexicon import SHORT_CHARS, SHORT_TOKENS, Lexicon, Witness, tokens
from crawler.parsers.article.marks import ends_sentence, spaceless

NAMES: Final = (
    *"words worst chars links ends times links-1 links+1 label".split(),
    *"kind heading place before afterTitle charsAfterTitle boxChars".split(),
    *BOX_NAMES,
    *"pageChars pageBlocks pageWeight isNews isArticle".split(),
)
"""What the numbers of a row are, in order."""

HEADINGS: Final = {"h1": 1, "h2": 2, "h3": 3, "h4": 4, "h5": 5, "h6": 6}
CELLS: Final = frozenset({"dt", "dd", "td", "th"})
PARTS: Final = CELLS | {"li"}
"""Tags of what is part of a list or table."""
_KINDS: Final = {
    **dict.fromkeys(HEADINGS, 2.0),
    **dict.fromkeys(["td", "th"], 4.0),
    **dict.fromkeys(["dd", "dt"], 6.0),
    "p": 1.0,
    "li": 3.0,
    "blockquote": 5.0,
    "pre": 7.0,
    "figcaption": 8.0,
}
_SUM: Final = BOX_NAMES.index("sum")
_FRAME: Final = LANDMARKS["footer"] | LANDMARKS["aside"]
_MENU_BREAKS: Final = 2
_NO_HEADING: Final = -500.0
_SILENT: Final = (0.0, 0.0, 0.0)


def vectors(layout: Layout, tables: Tables, lexicon: Lexicon, witness: Witness) -> list[Row | None]:
    """One row of numbers for each block, in order; None for plain navigation and for spare cells of tables."""
    blocks = layout.blocks
    around = Surroundings(layout, lexicon)
    page = _page(blocks, around, witness)
    spare = tables.spare
    skipped = [block in spare or _is_navigation(block, block.box.speech[_SUM]) for block in blocks]
    own = zip(blocks, skipped, zip(*_texts(blocks, skipped, lexicon), *_places(blocks), strict=True), strict=True)
    return [None if skip else (*numbers, *around.numbers(block.box), *page) for block, skip, numbers in own]


def _is_navigation(block: Block, named: float) -> bool:
    """Links in boxes that are named as frame, or line by line; few words in boxes that surely are: half of all."""
    size = len(block.text)
    if block.link_chars >= 0.7 * size:
        breaks = block.text.count("\n")
        if breaks >= _MENU_BREAKS and block.link_chars >= 0.9 * (size - breaks):
            return True
    if block.link_chars >= 0.9 * size:
        return named < -0.5 or (size < 80 and bool(block.box.around & _FRAME))
    return named < -8.0 and size < 120


def _page(blocks: Sequence[Block], around: Surroundings, witness: Witness) -> Row:
    """What all blocks of the page share."""
    return (
        log(around.total + 1),
        log(len(blocks) + 1),
        log(1 + around.best.weight),
        float(witness.is_news),
        float(witness.is_article),
    )


def _texts(blocks: Sequence[Block], skipped: Sequence[bool], lexicon: Lexicon) -> Iterator[Sequence[float]]:
    """Columns about the blocks' texts, and about those of their neighbours; words of navigation are not read."""
    texts = [block.text for block in blocks]
    sizes = list(map(len, texts))
    links = [block.link_chars / size for block, size in zip(blocks, sizes, strict=True)]
    words = [_SILENT if skip else _lexical(text, lexicon) for text, skip in zip(texts, skipped, strict=True)]
    counts, worst, says = zip(*words, strict=True)
    times = Counter(texts)
    yield counts
    yield worst
    yield list(map(log, sizes))
    yield links
    yield [float(ends_sentence(text)) for text in texts]
    yield [float(times[text]) for text in texts]
    yield [0.0, *links[:-1]]
    yield [*links[1:], 0.0]
    yield _labels(blocks, says)


def _lexical(text: str, lexicon: Lexicon) -> tuple[float, float, float]:
    """Number of words and, where these are few, how they speak for text: at worst and on average."""
    if len(text) > SHORT_CHARS:
        return _count(text, text.count(" ") + text.count("\n") + 1), 0.0, 0.0
    words = tokens(text)
    count = _count(text, len(words))
    if not words or count > SHORT_TOKENS:
        return count, 0.0, 0.0
    scores = list(filter(None, map(lexicon.words.get, words)))
    worst = min(scores, default=0.0)
    if len(scores) < len(words):  # the others say nothing
        worst = min(worst, 0.0)
    return count, worst, sum(scores) / len(words)


def _count(text: str, words: int) -> float:
    """Words, two characters being one in scripts without spaces."""
    return float(words if text.isascii() else max(words, spaceless(text) // 2))


def _labels(blocks: Sequence[Block], says: Sequence[float]) -> list[float]:
    """How the words of the heading above speak; zero for a heading itself."""
    found, label = [], 0.0
    for block, said in zip(blocks, says, strict=True):
        is_heading = block.box.tag in HEADINGS
        label = said if is_heading else label
        found.append(0.0 if is_heading else label)
    return found


def _places(blocks: Sequence[Block]) -> Iterator[Sequence[float]]:
    """Columns about where blocks stand on the page: what is before them, how much stands around them."""
    tags = [block.box.tag for block in blocks]
    sizes = [len(block.text) for block in blocks]
    headings = [float(HEADINGS.get(tag, 0)) for tag in tags]
    before = [0, *accumulate(sizes)]
    count, total = len(blocks), before[-1] or 1
    first = tags.index("h1") if "h1" in tags else -1
    yield [_KINDS.get(tag, 0.0) for tag in tags]
    yield headings
    yield [i / count for i in range(count)]
    yield [chars / total for chars in before[:-1]]
    yield [float(i - first) for i in range(count)] if first >= 0 else [_NO_HEADING] * count
    yield [float(max(0, chars - before[first])) for chars in before[:-1]] if first >= 0 else [0.0] * count
    yield [log(block.box.chars + 1) for block in blocks]
