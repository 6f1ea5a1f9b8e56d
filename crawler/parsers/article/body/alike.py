"""Blocks judged together: posts of a live blog, late paragraphs, lists, quotes, headings, questions and answers.

Late posts and paragraphs lie farther from the headline than the weights know of, and are text as much as the first.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence, Set
from itertools import groupby, islice, pairwise
from typing import Final

from crawler.parsers.article.blocks.block import LANDMARKS, Block, Box, chars_of, outwards
from crawler.parsers.article.blocks.features import HEADINGS
from crawler.parsers.article.marks import ends_sentence

_FEWEST: Final = 5
_LINKED: Final = 0.5
_LEAST: Final = 0.35
"""Mean chance of what posts say, by characters, from which on they are text."""
FEWEST_NAMED: Final = 3
_LEAST_NAMED: Final = 0.25
"""The same where names and times of day say that they are posts."""

_LONG: Final = 150
_FIRST: Final = 60
"""A page of more blocks than the first of these is long; so many paragraphs tell what their neighbours are."""

_SURE: Final = 0.5
_SENTENCE: Final = 40
_FEWEST_ITEMS: Final = 2
_MOST_ITEMS: Final = 0.7
_QUESTIONS: Final = frozenset({"summary", "dt"})
_ASKING: Final = ("?", "？", "؟", "՞")
_LISTS: Final = LANDMARKS["ul"] | LANDMARKS["ol"]
_LONG_QUOTE: Final = 200
"""Characters of a quote that is more than a sentence set off, which newsrooms leave out of their texts."""


def level_posts(blocks: Iterable[Block], named: Set[Box] = frozenset()) -> None:
    """Lift what is said in posts of one list, where on average it is text: those ``named``, or ``article`` elements."""
    fewest, least = (FEWEST_NAMED, _LEAST_NAMED) if named else (_FEWEST, _LEAST)
    said: dict[Box, list[Block]] = defaultdict(list)
    posts: dict[Box, set[Box]] = defaultdict(set)
    for block in filter(_is_said, blocks):
        post = _post(block.box, named)
        if post is not None and post.parent is not None:
            said[post.parent].append(block)
            posts[post.parent].add(post)
    for parent, found in said.items():
        if len(posts[parent]) >= fewest and _mean(found) >= least:
            _lift(found)


def are_posts(blocks: Iterable[Block], named: Set[Box]) -> bool:
    """Whether most of a text stands in several posts."""
    held = Counter[Box | None]()
    for block in blocks if named else ():
        held[_post(block.box, named)] += len(block.text)
    outside = held.pop(None, 0)
    return len(held) >= FEWEST_NAMED and held.total() > outside


def level_paragraphs(blocks: Sequence[Block]) -> None:
    """Lift the paragraphs in one box of a long page, where the first of them are text."""
    if len(blocks) <= _LONG:
        return
    said: dict[tuple[Box | None, str], list[Block]] = defaultdict(list)
    for block in filter(_is_said, blocks):
        said[block.box.parent, block.box.tag].append(block)
    for found in said.values():
        if len(found) > _FIRST and _mean(found[:_FIRST]) >= _SURE:
            _lift(islice(found, _FIRST, None))


def level_questions(blocks: Sequence[Block]) -> None:
    """Lift each question to the chance of the answer behind it, and headings that ask where text stands right below.

    Not an h1: the headline is no part of the text.
    """
    for question, answer in pairwise(blocks):
        tag = question.box.tag
        if tag in _QUESTIONS and any(box is question.box.parent for box in outwards(answer.box)):
            question.keep = max(question.keep, answer.keep)
        elif tag in HEADINGS and tag != "h1" and _asks(question) and _answers(answer):
            _lift([question])


def _asks(heading: Block) -> bool:
    return heading.text.endswith(_ASKING) and _is_said(heading)


def _answers(block: Block) -> bool:
    return block.keep >= _SURE and block.box.tag not in HEADINGS


def level_lists_and_quotes(blocks: Sequence[Block]) -> None:
    """Lift the items of a list, or a long quote, between two blocks of the text, in the same box as they.

    Of a list whose items are sentences the one above is enough, and of an answer in quotes its question.
    """
    runs = [(held, list(run)) for held, run in groupby(blocks, _held_by)]
    for (_, above), (held, items), (_, below) in zip(runs, runs[1:], [*runs[2:], (None, [])], strict=False):
        if held is None or not all(map(_is_said, items)) or not _are_text(above[-1], box=held.parent):
            continue
        is_quote = held.tag == "blockquote"
        if is_quote and chars_of(items) < _LONG_QUOTE:
            continue
        is_begun = above[-1].text.endswith(_ASKING) if is_quote else _are_sentences(items)
        if is_begun or (below and _are_text(below[0], box=held.parent)):
            _lift(items)


def _are_sentences(items: Sequence[Block]) -> bool:
    """Whether the items of a list are, on the whole, sentences rather than topics."""
    sentences = sum(len(item.text) >= _SENTENCE and ends_sentence(item.text) for item in items)
    return len(items) >= _FEWEST_ITEMS and sentences >= _MOST_ITEMS * len(items)


def level_headings(blocks: Sequence[Block]) -> None:
    """Lift a heading that stands between two blocks of the text, in the same box as they."""
    for above, heading, below in zip(blocks, blocks[1:], blocks[2:], strict=False):
        if heading.box.tag in HEADINGS and _is_said(heading) and _are_text(above, below, box=heading.box.parent):
            _lift([heading])


def _are_text(*blocks: Block, box: Box | None) -> bool:
    """Whether blocks are of the text, and stand in ``box``."""
    return all(block.keep >= _SURE and block.box.parent is box for block in blocks)


def _held_by(block: Block) -> Box | None:
    """The list of which a block is an item, or a line of one, of lists in each other the outermost; else its quote.

    Not a quote with a name of its own: those are of other sites, or stand beside the text.
    """
    around = block.box.around
    if not around & _LISTS:
        quote = _quote_of(block.box) if around & LANDMARKS["blockquote"] else None
        return None if quote is None or quote.words else quote
    item, found = block.box if block.box.tag == "li" else block.box.parent, None
    while item is not None and item.tag == "li":
        found = item.parent
        item = found.parent if found is not None else None
    return found


def _quote_of(box: Box) -> Box | None:
    """The quote that a box is, or stands in at once."""
    return next((held for held in (box, box.parent) if held is not None and held.tag == "blockquote"), None)


def _is_said(block: Block) -> bool:
    return block.link_chars < _LINKED * len(block.text)


def _mean(blocks: Iterable[Block]) -> float:
    """Chance by characters."""
    sizes = [(block.keep, len(block.text)) for block in blocks]
    return sum(keep * size for keep, size in sizes) / sum(size for _, size in sizes)


def _lift(blocks: Iterable[Block]) -> None:
    for block in blocks:
        block.keep = max(block.keep, _SURE)


def _post(box: Box, named: Set[Box]) -> Box | None:
    around = outwards(box)
    return next((box for box in around if (box in named if named else box.tag == "article")), None)
