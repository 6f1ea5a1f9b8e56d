"""Text that a page carries but does not show as markup: JSON-LD's articleBody, and the state of script frameworks.

Asked only when the markup holds next to none. State is read without knowing the framework (Next.js streams, Nuxt,
Apollo, Fusion …): JSON strings that hold paragraphs, as HTML or as prose, also strings inside strings.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from html import escape, unescape
from typing import Final

import msgspec

from crawler.parsers.article.blocks import Block
from crawler.parsers.article.layout import layout
from crawler.parsers.article.lexicon import name_words
from crawler.parsers.article.witness import Witnesses
from crawler.parsers.page import Page

ENOUGH_CHARS: Final = 400
"""Markup that gives less is doubted; embedded text must have at least as much."""

_UTF_8: Final = (("Content-Type", "text/html; charset=utf-8"),)
_MAX_SCRIPT: Final = 4_000_000
_MAX_STRINGS: Final = 3_000
_NESTED: Final = 2
_STRING: Final = re.compile(r'"((?:[^"\\]|\\.){80,400000})"', re.S)
_PARAGRAPHS: Final = re.compile(r"<p[\s>][^<]*(?:<(?!/?p[\s>])[^<]*)*</p>", re.I)
_SENTENCE: Final = re.compile(r"[^\W\d_]{2}[.!?。！？।؟]+[\"'”»)]?(?:\s|$)")
_NO_PROSE: Final = re.compile(r"[{}]|function|https?:\S+\s*$|;\s*$|^\s*[.#@]\w|=>")
_ASIDE: Final = frozenset(
    "caption credit copyright figcaption related ad advert promo teaser share newsletter embed".split()
)


def embedded(witnesses: Witnesses, shown: int) -> tuple[str, tuple[Block, ...]]:
    """Where the text was found and its blocks; nothing when that is not much more than ``shown`` characters."""
    found = max(_candidates(witnesses), key=lambda candidate: _chars(candidate[1]), default=("", ()))
    return found if _chars(found[1]) >= max(ENOUGH_CHARS, 2 * shown) else ("", ())


def _candidates(witnesses: Witnesses) -> Iterator[tuple[str, tuple[Block, ...]]]:
    page = witnesses.page
    for node in page.json_ld:
        if isinstance(text := node.get("articleBody"), str):
            yield "jsonLd", _blocks(page, text if "<p" in text else _as_html(text.splitlines()))
    for fragment in _in_state(page):
        yield "state", _blocks(page, fragment)


def _chars(blocks: Sequence[Block]) -> int:
    return sum(len(block.text) for block in blocks)


def _as_html(paragraphs: Sequence[str]) -> str:
    return "".join(f"<p>{escape(unescape(text))}</p>" for text in paragraphs if text.strip())


def _blocks(page: Page, fragment: str) -> tuple[Block, ...]:
    """Blocks of an HTML fragment, without captions and the like."""
    alone = replace(page, payload=fragment.encode("utf-8", "replace"), headers=_UTF_8)
    return tuple(block for block in layout(alone).blocks if not _is_aside(block))


def _is_aside(block: Block) -> bool:
    box = block.box
    while box is not None and box.parent is not None:
        if box.tag in ("figcaption", "aside") or _ASIDE.intersection(name_words(box.words)):
            return True
        box = box.parent
    return block.link_chars * 10 > 9 * len(block.text)


def _in_state(page: Page) -> Iterator[str]:
    """For each script the longest string of HTML, and its prose strings together."""
    for script in page.elements("script"):
        source = script.text or ""
        if len(source) < ENOUGH_CHARS or len(source) > _MAX_SCRIPT or "ld+json" in (script.get("type") or ""):
            continue
        strings = list(_strings(source, _NESTED))[:_MAX_STRINGS]
        marked = [text for text in strings if _PARAGRAPHS.search(text)]
        if marked:
            # Of two with the same paragraphs the shorter: the other is a string around it.
            yield max(marked, key=lambda text: (sum(map(len, _PARAGRAPHS.findall(text))), -len(text)))
        if prose := [text for text in strings if "<" not in text and _is_prose(text)]:
            yield _as_html(list(dict.fromkeys(prose)))


def _strings(source: str, depth: int) -> Iterator[str]:
    """Long string values in a script; those that hold JSON again give their strings too."""
    for found in _STRING.finditer(source):
        try:
            text = msgspec.json.decode(f'"{found[1]}"', type=str)
        except (msgspec.DecodeError, ValueError):
            continue
        yield text
        if depth > 1 and '"' in text:
            yield from _strings(text, depth - 1)


def _is_prose(text: str) -> bool:
    """Whether a string is sentences rather than code, an address or a list of names."""
    return _NO_PROSE.search(text) is None and len(_SENTENCE.findall(text)) >= 1 + len(text) // 1_000
