"""What software leaves in a page where something is amiss: errors of its server's scripts, marks nobody expands."""

import re
from typing import Final

from crawler.parsers.article.blocks.block import Block
from crawler.parsers.article.blocks.features import PARTS

_ERROR: Final = re.compile(
    r"\W*(?:warning|notice|deprecated|strict standards|(?:catchable |recoverable )?(?:fatal|parse) error)\b"
    r".* in [^\s/\\]*[/\\]\S* on line \d+\W*",
    re.I | re.S,
)
"""What PHP writes into a page that its scripts have trouble with (https://www.php.net/manual/en/errorfunc.examples.php)."""
_LINE: Final = " on line "
_LINE_ENDS: Final = len(_LINE) + 8
_SHORTCODES: Final = re.compile(
    r"(?:\[(?:/[a-z][\w-]*|[a-z]+(?:[_-][^\W_]+)+|[a-z][\w-]*\s[^\[\]=]{0,200}=[^\[\]]{0,200})\]\s*)+", re.I
)
"""Marks of WordPress's extensions, left as they are where these are gone (https://codex.wordpress.org/Shortcode)."""


def is_leftover(block: Block) -> bool:
    """Whether a block is nothing else. Not what is shown as it was typed, nor marks in lists and tables."""
    text, tag = block.text, block.box.tag
    if tag == "pre":
        return False
    if _LINE in text[-_LINE_ENDS:] and _ERROR.fullmatch(text):
        return True
    return text[0] == "[" and text[-1] == "]" and tag not in PARTS and _SHORTCODES.fullmatch(text) is not None
