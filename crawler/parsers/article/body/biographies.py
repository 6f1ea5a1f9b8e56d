"""Words on the author behind a text: short paragraphs that begin with the name, or stand under "About the author".

Whoever is told of in the text, too, is its subject: portraits and obituaries end alike.
"""

import re
from collections.abc import Iterable, Sequence
from itertools import takewhile
from typing import Final

from crawler.parsers.article.blocks.block import Block, chars_of
from crawler.parsers.article.blocks.features import HEADINGS, PARTS
from crawler.parsers.article.lexicon import fold
from crawler.parsers.article.marks import ends_sentence
from crawler.parsers.article.people.authors import declared_names
from crawler.parsers.article.people.byline_labels import is_label, led
from crawler.parsers.article.witness import Witnesses

_LAST: Final = 3
_LONGEST: Final = 500
"""Characters of such a paragraph, and of all under a label."""
_MOST_OF_TEXT: Final = 0.3
_FEWEST_CHARS: Final = 30
_BYLINE_CHARS: Final = 100
_LABEL_CHARS: Final = 40
_AUTHOR: Final = ("aut", "автор", "yazar", "writer")
_NAME: Final = re.compile(
    r"[^\W\d_a-zß-ÿа-яё][\w.'’-]*(?: (?:[^\W\d_a-zß-ÿа-яё][\w.'’-]*|d[aei]|de la|v[ao]n|van de[nr]?)){1,4}"
)
"""Two words or more that begin with capitals."""
_ABOUT: Final = re.compile(r"(?i:about|über|zur?|à propos de|sobre|su|over|об?|o) (?=[^\W\d_a-zß-ÿ])")
_BEGINS: Final = re.compile(rf"\W*(?:{_NAME.pattern}|[\u0590-\u9fff\uac00-\ud7a3])|{_ABOUT.pattern}|.{{0,30}}:")
"""What such a paragraph begins as: with a name, where that can be told, or a label."""
_GOES_ON: Final = re.compile(r",? [^\W\d_]|,? \d| \(| [–—-] |\W{0,2}[\u0590-\u1fff\u3040-\u9fff\uac00-\ud7a3]")
"""What follows a name in a sentence."""


def without_biography(blocks: Sequence[Block], page: Sequence[Block], witnesses: Witnesses) -> list[Block]:
    """``blocks`` but what tells of the author behind the text; ``page`` are all of the page, with its byline."""
    last = [block for block in blocks[1:][-_LAST:] if block.box.tag not in PARTS]
    if not last:
        return list(blocks)
    labelled = next((block for block in reversed(last) if _is_label(block)), None)
    if labelled is not None:
        at = next(i for i in range(len(blocks) - 1, -1, -1) if blocks[i] is labelled)
        if chars_of(blocks[at + 1 :]) <= min(_LONGEST, _MOST_OF_TEXT * chars_of(blocks)):
            return list(blocks[:at])
    sized = [block for block in last if _FEWEST_CHARS <= len(block.text) <= _LONGEST]
    told = [block for block in sized if _BEGINS.match(block.text) and ends_sentence(block.text)]
    if not told:
        return list(blocks)
    names = [name for name in declared_names(witnesses) if " " in name]
    found = {block for block in told if _tells_of_author(block, blocks, page, names)}
    return [block for block in blocks if block not in found] if found else list(blocks)


def _is_label(block: Block) -> bool:
    """Whether it says that the author follows; what the author made may be a heading, as "Interview"."""
    text = block.text
    return len(text) <= _LABEL_CHARS and any(word in text.lower() for word in _AUTHOR) and is_label(text)


def _tells_of_author(block: Block, blocks: Sequence[Block], page: Sequence[Block], names: Sequence[str]) -> bool:
    """Whether a paragraph begins with an author's name, and the rest of the text does not have it."""
    text = block.text
    name = next((name for name in names if name in text[: _LABEL_CHARS + len(name)]), None)
    if name is None:
        found = _NAME.match(text)
        if found is None or not _is_shown(found[0], page, blocks[1]):
            return False
        name = found[0]
    start = _ABOUT.match(text)
    told = text[start.end() :] if start else led(text)
    if not told.startswith(name) or not (_GOES_ON.match(told, len(name)) or (start and told[len(name) :][:1] == ":")):
        return False
    return not any(name in other.text for other in blocks if other is not block)


def _is_shown(name: str, page: Iterable[Block], second: Block) -> bool:
    """Whether a line before the text's second block, which is no heading, begins with a name, or a label and it."""
    before = takewhile(lambda block: block is not second, page)
    lines = (block.text for block in before if len(block.text) <= _BYLINE_CHARS and block.box.tag not in HEADINGS)
    return any(fold(led(line)).startswith(fold(name)) for line in lines if name in line)
