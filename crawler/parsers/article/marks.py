"""What the characters of a text say: sentences, digits, capitals, addresses.

Asked of every block of every page, so each question takes the fastest way: characters are counted rather than searched
for, and patterns begin with a set of characters, which is found several times as fast as anything else.
"""

import re
from typing import Final

_ENDS: Final = frozenset(".!?…。！？।؟۔:;")
_CLOSERS: Final = "\"'”’»)]"
_CAPITALISED: Final = re.compile(r"[A-ZÀ-ÖØ-ÞА-Я](?<!\w.)")
_DIGIT: Final = re.compile(r"\d")
_PUNCTUATION: Final = re.compile(r"[,;:、，،]")
_INNER_END: Final = re.compile(r"[.!?。！？।](?:(?<=[。！？।])|\s+\S)")
_CLOCK_OR_YEAR: Final = re.compile(r"\b(?:19|20)\d\d\b|\b\d{1,2}[:.h]\d\d\b")
_HANDLE: Final = re.compile(r"[@#]\w")
_ADDRESSES: Final = ("http:", "https:", "www.", "©", "|")
_SPACELESS: Final = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]")


def digits(text: str) -> int:
    """How many."""
    return sum(map(text.count, "0123456789")) if text.isascii() else len(_DIGIT.findall(text))


def punctuation(text: str) -> int:
    """How many marks inside sentences."""
    return sum(map(text.count, ",;:")) if text.isascii() else len(_PUNCTUATION.findall(text))


def capitalised(text: str) -> int:
    """How many words begin with a capital (Latin-1 and Cyrillic)."""
    return len(_CAPITALISED.findall(text))


def spaceless(text: str) -> int:
    """How many characters of scripts that put no spaces between words."""
    return len(_SPACELESS.findall(text))


def ends_sentence(text: str) -> bool:
    """Whether it ends as a sentence does, quotes and brackets left aside."""
    return text.rstrip(_CLOSERS)[-1:] in _ENDS


def holds_sentences(text: str) -> bool:
    """Whether a sentence ends before the text does."""
    return _INNER_END.search(text) is not None


def holds_time(text: str) -> bool:
    """Whether there is a clock or a year."""
    return _CLOCK_OR_YEAR.search(text) is not None


def holds_address(text: str) -> bool:
    """Whether a handle, an address or a mark of site furniture is in it."""
    if any(sign in text for sign in _ADDRESSES):
        return True
    return ("@" in text or "#" in text) and _HANDLE.search(text) is not None
