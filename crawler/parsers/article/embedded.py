"""Text that a page carries but does not show as markup: JSON-LD's articleBody, and the state of script frameworks.

Asked only when the markup holds next to none, or a small part of what JSON-LD has.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from crawler.parsers.article.blocks import Block, outwards
from crawler.parsers.article.layout import layout
from crawler.parsers.article.lexicon import name_words, tokens
from crawler.parsers.article.prose import ASIDE, TAG, as_html, prose_in
from crawler.parsers.article.state import ENOUGH_CHARS, states
from crawler.parsers.article.witness import Witnesses
from crawler.parsers.page import Page

_UTF_8: Final = (("Content-Type", "text/html; charset=utf-8"),)
_MUCH_MORE: Final = 3
"""JSON-LD that has so many times the text of the markup is asked, too."""

_STEM_CHARS: Final = 4
_SHORT_WORDS: Final = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]")
_FEWEST_STEMS: Final = 3
_SHARED: Final = 0.4
"""Share of the words of a title or description that its text has at least."""


def embedded(witnesses: Witnesses, shown: int) -> tuple[str, tuple[Block, ...]]:
    """Where the text was found and its blocks; nothing when that is not much more than ``shown`` characters."""
    is_thin = shown < ENOUGH_CHARS
    declared = [text for node in witnesses.page.json_ld if isinstance(text := node.get("articleBody"), str)]
    if not is_thin:
        declared = [text for text in declared if len(text) >= _MUCH_MORE * shown]
    candidates = [("jsonLd", _blocks(witnesses.page, as_html(text))) for text in declared]
    if is_thin:
        told = _told(witnesses)
        fragments = (fragment for fragment in map(prose_in, states(witnesses.page)) if _is_about(fragment, told))
        candidates += [("state", _blocks(witnesses.page, fragment)) for fragment in fragments]
    found = max(candidates, key=lambda candidate: _chars(candidate[1]), default=("", ()))
    least = max(ENOUGH_CHARS, 2 * shown) if is_thin else _MUCH_MORE * shown
    return found if _chars(found[1]) >= least else ("", ())


def _chars(blocks: Sequence[Block]) -> int:
    return sum(len(block.text) for block in blocks)


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
