"""Text that a page carries but does not show as markup: JSON-LD's articleBody, and the state of script frameworks.

Asked only when the markup holds next to none, or a small part of what JSON-LD has.
"""

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from heapq import nlargest
from typing import Final

from crawler.parsers.article.blocks.block import Block, chars_of, outwards
from crawler.parsers.article.blocks.layout import layout
from crawler.parsers.article.lexicon import fold, name_words, tokens
from crawler.parsers.article.marks import spaceless
from crawler.parsers.article.scripts.items import ASIDE
from crawler.parsers.article.scripts.prose import prose_in
from crawler.parsers.article.scripts.state import LEAST_CHARS, states
from crawler.parsers.article.scripts.strings import TAG, as_html, prose_chars
from crawler.parsers.article.witness import Witnesses
from crawler.parsers.page import Page

_UTF_8: Final = (("Content-Type", "text/html; charset=utf-8"),)
_THIN_CHARS: Final = 400
"""Pages that show less are asked for all that they carry."""
_ENOUGH_WIDTH: Final = 400
"""Of a text that may be a summary, or another's."""
_MUCH_MORE: Final = 3
"""JSON-LD that has so many times the text of the markup is asked, too."""

_MOST_TEXTS: Final = 5
_MUCH_LONGER: Final = 4
"""What is the page's own is a summary or a note where the state has a text so many times longer about the same."""

_STEM_CHARS: Final = 4
_SHORT_WORDS: Final = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]")
_FEWEST_STEMS: Final = 3
_SHARED: Final = 0.4
"""Share of the words of a title or description that its text has at least."""


def embedded(witnesses: Witnesses, shown: int) -> tuple[str, tuple[Block, ...]]:
    """Where the text was found and its blocks; nothing when that is not much more than ``shown`` characters."""
    is_thin = shown < _THIN_CHARS
    declared = [text for node in witnesses.page.json_ld if isinstance(text := node.get("articleBody"), str)]
    if not is_thin:
        declared = [text for text in declared if len(text) >= _MUCH_MORE * shown]
    candidates = [("jsonLd", _blocks(witnesses.page, as_html(text))) for text in declared]
    if is_thin:
        known = _descriptions(witnesses)
        candidates = [found for found in candidates if _width(found[1], known) >= LEAST_CHARS]
        candidates += [("state", blocks) for blocks in _in_state(witnesses, known)]
    found = max(candidates, key=lambda candidate: chars_of(candidate[1]), default=("", ()))
    return found if chars_of(found[1]) >= (2 if is_thin else _MUCH_MORE) * shown else ("", ())


def _width(blocks: Sequence[Block], known: Collection[str]) -> int:
    """Characters of what blocks tell once, and is not known; those that stand for a word or two count twice."""
    new = [text for text in {block.text for block in blocks} if fold(text) not in known]
    return sum(len(text) + spaceless(text) for text in new)


def _descriptions(witnesses: Witnesses) -> set[str]:
    return set(map(fold, witnesses.metas("description", "og:description", "twitter:description")))


def _in_state(witnesses: Witnesses, known: Collection[str]) -> list[tuple[Block, ...]]:
    """Texts in the page's state: its own, and much longer ones that have to do with it."""
    titles = [witnesses.title, *witnesses.headings, *witnesses.metas("og:title")]
    headlines = {fold(text) for text in titles if len(_stems(text)) >= _FEWEST_STEMS}
    found = [prose_in(value, headlines) for value in states(witnesses.page)]
    own = [_blocks(witnesses.page, text) for text in _longest(text for text, _ in found)]
    own = [blocks for blocks in own if _width(blocks, known) >= _least(blocks)]
    least = max(_ENOUGH_WIDTH, _MUCH_LONGER * max((_width(blocks, known) for blocks in own), default=0))
    told = _told(witnesses)
    others = [_blocks(witnesses.page, text) for text in _longest(text for _, text in found) if _is_about(text, told)]
    return own + [blocks for blocks in others if _width(blocks, known) >= least]


def _least(blocks: Sequence[Block]) -> int:
    """How much a text of the page's own has at least: a single paragraph is a summary or a caption, unless long."""
    return LEAST_CHARS if sum(prose_chars(block.text) > 0 for block in blocks) > 1 else _ENOUGH_WIDTH


def _longest(fragments: Iterable[str]) -> list[str]:
    """A few that may be long enough."""
    wide = (text for text in dict.fromkeys(fragments) if len(text) + spaceless(text) >= LEAST_CHARS)
    return nlargest(_MOST_TEXTS, wide, key=len)


def _told(witnesses: Witnesses) -> list[set[str]]:
    """Stems of what the page says that it is about: its titles and its descriptions."""
    texts = (witnesses.title, *witnesses.headings, *map(witnesses.meta, ("og:title", "og:description", "description")))
    return [stems for text in texts if text and len(stems := _stems(text)) >= _FEWEST_STEMS]


def _stems(text: str) -> set[str]:
    """Beginnings of its words; in scripts whose words are short or not parted, pairs of characters."""
    words = [word for word in tokens(text) if len(word) >= _STEM_CHARS or not word.isascii()]
    pairs = {word[at : at + 2] for word in words if _SHORT_WORDS.search(word) for at in range(len(word) - 1)}
    return pairs.union(word[:_STEM_CHARS] for word in words if not _SHORT_WORDS.search(word))


def _is_about(fragment: str, told: Sequence[set[str]]) -> bool:
    """Whether a text has to do with the page; state also holds messages, newsletters and other stories."""
    said = _stems(TAG.sub(" ", fragment))
    return not told or any(len(said & stems) >= _SHARED * len(stems) for stems in told)


def _blocks(page: Page, fragment: str) -> tuple[Block, ...]:
    """Blocks of an HTML fragment, without captions and the like."""
    alone = replace(page, payload=fragment.encode("utf-8", "replace"), headers=_UTF_8)
    return tuple(block for block in layout(alone).blocks if not _is_aside(block))


def _is_aside(block: Block) -> bool:
    boxes = (box for box in outwards(block.box) if box.parent is not None)
    if any(box.tag in ("figcaption", "aside") or ASIDE.intersection(name_words(box.words)) for box in boxes):
        return True
    return block.link_chars * 10 > 9 * len(block.text)
