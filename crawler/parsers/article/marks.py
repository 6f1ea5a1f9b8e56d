"""What the characters of a text say. Asked of every block of every page, so each question takes the fastest way."""

import re
from typing import Final
from unicodedata import east_asian_width

_ENDS: Final = frozenset(".!?…。！？।؟۔:;")
QUOTES: Final = frozenset('"“„”«»‘’‹›「『《')
"""With one of these begins what somebody said."""
_CLOSERS: Final = "\"'”’»)]"
_SPACELESS: Final = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]")


def spaceless(text: str) -> int:
    """How many characters of scripts that put no spaces between words."""
    return len(_SPACELESS.findall(text))


def width(text: str) -> int:
    """Its room in letters: signs that take the room of two say as much as two letters."""
    return len(text) + sum(east_asian_width(sign) in "WF" for sign in text)


def bare(text: str) -> str:
    """The text without any white space."""
    return "".join(text.split())


def ends_sentence(text: str) -> bool:
    """Whether it ends as a sentence does, quotes and brackets left aside."""
    return text.rstrip(_CLOSERS)[-1:] in _ENDS
