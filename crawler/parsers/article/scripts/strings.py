"""What one string of a script is: prose, several paragraphs, or an id; and the same as HTML."""

import re
from html import escape, unescape
from typing import Final

from crawler.parsers.article.marks import spaceless
from crawler.parsers.article.scripts.markdown import marked_down

LEAST_PROSE: Final = 40
_SENTENCE: Final = re.compile(r"\w{2}[.!?…]+[\"'”»’)]*(?:\s|$)|[。！？।۔؟]")
_NO_PROSE: Final = re.compile(r"[{}]|\bfunction ?\w*\(|https?:\S{1,300}\s*$|;\s*$|^\s*[.@]\w|[=&|][=>&|]|%[sd]\b")
_UNSHOWN: Final = re.compile(r"<(script|style)\b.*?(?:</\1|\Z)|<!--.*?(?:-->|\Z)", re.I | re.S)
TAG: Final = re.compile(
    r"</?(?:p|br|div|h[1-6]|ul|ol|li|blockquote|section|table|figure|a|b|i|em|strong|span)(?:\s[^<>]*)?/?>", re.I
)
_BLOCK_TAG: Final = re.compile(r"<(?:p|br|div|h[1-6]|ul|ol|blockquote|section|table)[\s/>]", re.I)
_NO_WORDS: Final = re.compile(r"[/_#@=]|[!-~]{25}|\d\d\d")
"""What is in ids, addresses and dates, and in no word."""


def as_html(text: str, tag: str = "p") -> str:
    """A text as HTML, whatever it is: marked up, marked up and escaped, in Markdown, or lines."""
    if "&lt;" in text and not TAG.search(text):
        text = unescape(text)
    if _BLOCK_TAG.search(text):
        return text
    if TAG.search(text):
        return f"<{tag}>{text}</{tag}>"
    return marked_down(text) or "".join(
        f"<{tag}>{escape(unescape(line))}</{tag}>" for line in text.splitlines() if line.strip()
    )


def is_several(text: str) -> bool:
    """Whether a text is several paragraphs."""
    return len(_BLOCK_TAG.findall(text)) > 1 or "&lt;" in text or "\n" in text.strip()


def is_id(text: str) -> bool:
    """Whether a text without a space is an id, an address or a date."""
    return _NO_WORDS.search(text) is not None and (text.isascii() or 2 * spaceless(text) < len(text))


def prose_chars(text: str) -> int:
    """Characters of a text that is sentences rather than code, an address or a list of names, else none."""
    if 2 * len(text) < LEAST_PROSE:
        return 0
    text = unescape(text) if "&" in text else text
    lines = TAG.sub("\n", _UNSHOWN.sub("\n", text) if "<" in text else text).splitlines()
    said = [line for line in lines if not _NO_PROSE.search(line)]
    chars, bare = sum(map(len, said)), "\n".join(said)
    wide = 0 if bare.isascii() else spaceless(bare)
    if chars + wide < LEAST_PROSE or 2 * chars < sum(map(len, lines)):
        return 0
    is_said = 2 * wide > chars or len(_SENTENCE.findall(bare)) >= 1 + chars // 1_000
    return chars if is_said else 0
